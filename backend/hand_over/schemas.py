"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.care.models import ROLES
from backend.care.schemas import NamedAccount
from backend.core.schemas import Input, View, one_of

KINDS = ("rotation", "override", "swap", "cover")
HOW = ("promise", "handed", "contact")


def _each() -> fields.Dict:
    return fields.Dict(keys=fields.UUID(), values=fields.UUID(), load_default=dict)


class Successors(Input):
    """Who takes what. `all` takes whatever is not named; a place that goes to null ends."""

    all = fields.UUID(load_default=None, allow_none=True)
    people = _each()
    requests = _each()
    places = fields.Dict(keys=fields.UUID(), values=fields.UUID(allow_none=True), load_default=dict)


class PutHandOver(Input):
    account_id = fields.UUID(required=True)
    leaves = fields.Boolean(load_default=False)
    to = fields.Nested(Successors, load_default=dict)


class HeldPerson(View):
    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)


class HeldRequest(View):
    step_up_id = fields.UUID(required=True)
    record_id = fields.UUID(required=True)
    person_name = fields.String(required=True)
    how = fields.String(required=True, validate=one_of(*HOW))
    promise_ends_at = fields.AwareDateTime(required=True, allow_none=True)


class HeldPlace(View):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=one_of(*KINDS))
    desk = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    begins = fields.AwareDateTime(required=True, allow_none=True)
    ends = fields.AwareDateTime(required=True, allow_none=True)
    other = fields.Nested(NamedAccount, required=True, allow_none=True)
    may_end = fields.Boolean(required=True)


class Colleague(NamedAccount):
    role = fields.String(required=True, validate=one_of(*ROLES))
    is_away = fields.Boolean(required=True)


class HoldingsView(NamedAccount):
    """What somebody holds in a team, and who could take it. `let_go_at`: since when they have no place in it any more.

    `by_provider`: what the sign-in is called that gave them the place; as long as it does, they are back when they next sign in.
    """

    role = fields.String(required=True, validate=one_of(*ROLES))
    let_go_at = fields.AwareDateTime(required=True, allow_none=True)
    by_provider = fields.String(required=True, allow_none=True)
    team_id = fields.UUID(required=True)
    team_name = fields.String(required=True)
    may_change = fields.Boolean(required=True)
    is_me = fields.Boolean(required=True)
    is_last_lead = fields.Boolean(required=True)
    people = fields.List(fields.Nested(HeldPerson), required=True)
    requests = fields.List(fields.Nested(HeldRequest), required=True)
    places = fields.List(fields.Nested(HeldPlace), required=True)
    devices = fields.Integer(required=True)
    looks_after_carers = fields.Boolean(required=True)
    colleagues = fields.List(fields.Nested(Colleague), required=True)


class HeldNumbers(View):
    people = fields.Integer(required=True)
    requests = fields.Integer(required=True)
    places = fields.Integer(required=True)


class LetGo(NamedAccount):
    """Somebody who no longer gets in, since when, and how much is still theirs."""

    since = fields.AwareDateTime(required=True)
    holds = fields.Nested(HeldNumbers, required=True)


class LetGoList(View):
    """Who no longer gets in, the latest first."""

    let_go = fields.List(fields.Nested(LetGo), required=True)


class HandOverView(View):
    """What was handed over, in numbers."""

    id = fields.UUID(required=True)
    account_id = fields.UUID(required=True)
    people = fields.Integer(required=True)
    requests = fields.Integer(required=True)
    places = fields.Integer(required=True)
    left = fields.Boolean(required=True)
    made_at = fields.AwareDateTime(required=True)
