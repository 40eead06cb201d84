"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.core.schemas import Input, View, Words, one_of


class NhsNumber(Input):
    nhs_number = Words(required=True, longest=20)


class NhsNumberView(View):
    """`shown`: its end. `came_from`: provider (NHS login), worker or invitation; both empty without one."""

    shown = fields.String(required=True, allow_none=True)
    came_from = fields.String(required=True, allow_none=True)


class DecideArrival(Input):
    """`identity_check` is needed to confirm. `key_worker_id`: another one than on the invitation."""

    decision = fields.String(required=True, validate=one_of("confirm", "refuse"))
    identity_check = fields.String(load_default=None, allow_none=True, validate=one_of("known_to_me", "saw_document"))
    key_worker_id = fields.UUID(load_default=None, allow_none=True)


class NamedProvider(View):
    key = fields.String(required=True)
    name = fields.String(required=True)


class ArrivalRow(View):
    """Somebody who waits. `level`: P5 or P0, how well the provider knows her. `decision`: confirmed, refused or empty."""

    id = fields.UUID(required=True)
    team_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    invited_by = fields.String(required=True)
    invited_at = fields.AwareDateTime(required=True)
    key_worker_id = fields.UUID(required=True)
    provider = fields.Nested(NamedProvider, required=True)
    level = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    decision = fields.String(required=True, allow_none=True)


class ArrivalRows(View):
    arrivals = fields.List(fields.Nested(ArrivalRow), required=True)


class QuestionRow(View):
    """`words` say what happened; `record_id` is empty where it is about an invitation."""

    id = fields.UUID(required=True)
    team_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    words = fields.String(required=True)
    preferred_name = fields.String(required=True, allow_none=True)
    record_id = fields.UUID(required=True, allow_none=True)
    provider = fields.Nested(NamedProvider, required=True)
    at = fields.AwareDateTime(required=True)


class QuestionRows(View):
    questions = fields.List(fields.Nested(QuestionRow), required=True)


class WaitingTeam(View):
    name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)


class Waiting(View):
    """`state`: waiting, refused or none; without a team and a time when none."""

    state = fields.String(required=True, validate=one_of("waiting", "refused", "none"))
    team = fields.Nested(WaitingTeam, required=True, allow_none=True)
    since = fields.AwareDateTime(required=True, allow_none=True)
