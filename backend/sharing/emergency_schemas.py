"""What emergency access takes and answers. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words, one_of

OUTCOMES = ("right", "wrong", "follow_up")
SAY_IT = validate.Length(min=1, error="Write a few words.")


class Required(Words):
    """Words that must be there."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=True, **kwargs)
        self.validators.append(SAY_IT)


class LookUp(Input):
    contact = Words(load_default=None, allow_none=True, longest=254)
    name = Words(load_default=None, allow_none=True, longest=200)


class Found(View):
    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    team = fields.String(required=True)


class FoundPeople(View):
    people = fields.List(fields.Nested(Found), required=True)


class OpenEmergency(Input):
    record_id = fields.UUID(required=True)
    reason = Words(required=True)
    team_id = fields.UUID(required=True)
    telling_is_risky = fields.Boolean(required=True, truthy={True}, falsy={False})
    understood = fields.Boolean(required=True, truthy={True}, falsy={False})


class Emergency(View):
    """`is_held`: the person is not told yet."""

    id = fields.UUID(required=True)
    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    began_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    is_held = fields.Boolean(required=True)


class Emergencies(View):
    emergencies = fields.List(fields.Nested(Emergency), required=True)


class HoldBack(Input):
    until = fields.AwareDateTime(required=True)
    reason = Required()


class Review(Input):
    outcome = fields.String(required=True, validate=one_of(*OUTCOMES))
    words = Required()


class ReviewRow(View):
    """One emergency as leads see it; `ends_at` is when it really ended."""

    id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    by = fields.String(required=True)
    team = fields.String(required=True)
    reason = fields.String(required=True)
    began_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    tell_at = fields.AwareDateTime(required=True)
    is_told = fields.Boolean(required=True)
    held_by = fields.String(required=True, allow_none=True)
    held_reason = fields.String(required=True, allow_none=True)
    due_at = fields.AwareDateTime(required=True)
    is_overdue = fields.Boolean(required=True)
    reviewed_at = fields.AwareDateTime(required=True, allow_none=True)
    reviewed_by = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    words = fields.String(required=True, allow_none=True)


class ReviewRows(View):
    reviews = fields.List(fields.Nested(ReviewRow), required=True)


class DueCount(View):
    reviews = fields.Integer(required=True)
    reports = fields.Integer(required=True)


class EmergencyAboutMe(View):
    """One emergency as the person reads it."""

    id = fields.UUID(required=True)
    by = fields.String(required=True)
    role = fields.String(required=True)
    team = fields.String(required=True)
    reason = fields.String(required=True)
    began_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    told_later_because = fields.String(required=True, allow_none=True)
    was_told_later = fields.Boolean(required=True)
    outcome = fields.String(required=True, allow_none=True)


class EmergenciesAboutMe(View):
    emergencies = fields.List(fields.Nested(EmergencyAboutMe), required=True)
