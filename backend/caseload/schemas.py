"""What the caseload answers. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.care.schemas import NamedAccount
from backend.core.schemas import View, one_of


class CaseloadReview(View):
    due_on = fields.Date(required=True)
    title = fields.String(required=True)
    why = fields.String(required=True, validate=one_of("asked", "usual"))


class CaseloadPerson(View):
    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    key_worker = fields.Nested(NamedAccount, required=True, allow_none=True)
    team_id = fields.UUID(required=True)
    is_mine = fields.Boolean(required=True)
    review = fields.Nested(CaseloadReview, required=True, allow_none=True)
    new_ratings = fields.Integer(required=True)
    actions_due = fields.Integer(required=True)
    open_conversation = fields.Boolean(required=True)


class Caseload(View):
    people = fields.List(fields.Nested(CaseloadPerson), required=True)
    as_of = fields.AwareDateTime(required=True)


class Wall(View):
    """Counts, times and colleagues on duty. Nothing of anybody who asked for support."""

    team_name = fields.String(required=True)
    is_open = fields.Boolean(required=True)
    opens_at = fields.AwareDateTime(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    longest_wait_since = fields.AwareDateTime(required=True, allow_none=True)
    promised = fields.Integer(required=True)
    next_promise_at = fields.AwareDateTime(required=True, allow_none=True)
    missed = fields.Integer(required=True)
    on_duty = fields.List(fields.String(), required=True)
    desk = fields.List(fields.String(), required=True)
    engine_at = fields.AwareDateTime(required=True, allow_none=True)
    as_of = fields.AwareDateTime(required=True)
