"""What goes in and out about ladders. Pure."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, post_load, validate

from backend.core.schemas import Input, View, one_of
from backend.step_up.ladder import CHANNELS, NEXT_CHANNEL_MINUTES, URGENCIES, WHOM, Ladder, Rung

MOST_SENT = 50
MOST_MINUTES = 100_000
MINUTES = validate.Range(0, MOST_MINUTES, error="Give a number of minutes.")


class RungInput(Input):
    whom = fields.String(required=True, validate=one_of(*WHOM))
    team_id = fields.UUID(load_default=None, allow_none=True)
    wait_minutes = fields.Integer(required=True, strict=True, validate=MINUTES)
    channels = fields.List(fields.String(validate=one_of(*CHANNELS)), load_default=lambda: [*CHANNELS])
    next_channel_minutes = fields.Integer(load_default=NEXT_CHANNEL_MINUTES, strict=True, validate=MINUTES)

    @post_load
    def make_rung(self, given: dict[str, Any], **_: Any) -> Rung:
        """A rung as the slice knows it."""
        team_id = given.pop("team_id")
        return Rung(**{**given, "channels": tuple(given["channels"])}, team_id=str(team_id) if team_id else None)


class LadderInput(Input):
    version = fields.Integer(load_default=0, strict=True, validate=MINUTES)
    rungs = fields.List(
        fields.Nested(RungInput), required=True, validate=validate.Length(max=MOST_SENT, error="Use at most 10 steps.")
    )
    repeat_minutes = fields.Integer(required=True, strict=True, validate=MINUTES)
    repeat_longest_minutes = fields.Integer(required=True, strict=True, validate=MINUTES)

    @post_load
    def make_ladder(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """A ladder as the slice knows it; for a preview also its urgency."""
        written = tuple(given.pop("rungs"))
        urgency = given.pop("urgency", None)
        ladder = Ladder(written, **given)
        return {"ladder": ladder} if urgency is None else {"ladder": ladder, "urgency": urgency}


class LadderToPreview(LadderInput):
    urgency = fields.String(required=True, validate=one_of(*URGENCIES))


class RungView(View):
    whom = fields.String(required=True, validate=one_of(*WHOM))
    team_id = fields.String(required=True, allow_none=True)
    wait_minutes = fields.Integer(required=True)
    channels = fields.List(fields.String(validate=one_of(*CHANNELS)), required=True)
    next_channel_minutes = fields.Integer(required=True)


class LadderInWords(View):
    preview = fields.List(fields.String(), required=True)
    warnings = fields.List(fields.String(), required=True)


class LadderView(LadderInWords):
    urgency = fields.String(required=True, validate=one_of(*URGENCIES))
    version = fields.Integer(required=True)
    rungs = fields.List(fields.Nested(RungView), required=True)
    repeat_minutes = fields.Integer(required=True)
    repeat_longest_minutes = fields.Integer(required=True)
    made_by = fields.String(required=True, allow_none=True)
    made_at = fields.AwareDateTime(required=True, allow_none=True)


class TeamToAsk(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class Ladders(View):
    today = fields.Nested(LadderView, required=True)
    few_days = fields.Nested(LadderView, required=True)
    other_teams = fields.List(fields.Nested(TeamToAsk), required=True)
    may_change = fields.Boolean(required=True)


class MyLadder(View):
    today = fields.List(fields.String(), required=True)
    few_days = fields.List(fields.String(), required=True)
