"""What who has looked takes and answers, and the reports of something odd. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View
from backend.sharing.emergency_schemas import Required
from backend.sharing.sections import NOUNS


class LogFilter(Input):
    """`before`: the entry after which the page begins. `who`: an account of `people`. `own`: her own visits too."""

    before = fields.UUID(load_default=None)
    section = fields.String(load_default=None, validate=validate.OneOf(sorted(NOUNS)))
    who = fields.UUID(load_default=None)
    own = fields.Boolean(load_default=False)


class AccessEntry(View):
    """`way`: by what right (own, team, trusted, break_glass, lookup, review, report); `why`: the same in words."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    role = fields.String(required=True)
    relation = fields.String(required=True, allow_none=True)
    team = fields.String(required=True, allow_none=True)
    section = fields.String(required=True)
    how = fields.String(required=True)
    way = fields.String(required=True, allow_none=True)
    words = fields.String(required=True)
    why = fields.String(required=True, allow_none=True)


class PersonInLog(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class AccessLog(View):
    entries = fields.List(fields.Nested(AccessEntry), required=True)
    next = fields.UUID(required=True, allow_none=True)
    people = fields.List(fields.Nested(PersonInLog), required=True)


class ReportOdd(Input):
    entry_id = fields.UUID(load_default=None, allow_none=True)
    words = Required()


class OwnReport(View):
    id = fields.UUID(required=True)
    entry_id = fields.UUID(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    answer = fields.String(required=True, allow_none=True)


class OwnReports(View):
    reports = fields.List(fields.Nested(OwnReport), required=True)


class ReportRow(OwnReport):
    """A report as leads see it; `about`: who did what she found odd."""

    preferred_name = fields.String(required=True)
    about = fields.String(required=True, allow_none=True)
    answered_by = fields.String(required=True, allow_none=True)


class ReportRows(View):
    reports = fields.List(fields.Nested(ReportRow), required=True)


class AnswerReport(Input):
    words = Required()
