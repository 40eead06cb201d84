"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import WORDS_MAX, Few, Input, Ready, View, Words, one_of
from backend.core.sent_json import BYTES_A_LETTER

KEY_LONGEST = 40
MOST_ANSWERS = 400
# Two keys and the names and signs around them, each letter written at its longest.
LONGEST_ANSWER = 2 * KEY_LONGEST * BYTES_A_LETTER + 200
LONGEST_RESPONSE = MOST_ANSWERS * LONGEST_ANSWER + (WORDS_MAX + 2 * KEY_LONGEST) * BYTES_A_LETTER + 500
MONTH = r"^20\d\d-(0[1-9]|1[0-2])$"


def _key() -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=1, max=KEY_LONGEST))


class GiveAnswer(Input):
    item = _key()
    value = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(-(10**6), 10**6))
    skipped = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=KEY_LONGEST))
    wants_help = fields.Boolean(load_default=None, allow_none=True)


class PutResponse(Input):
    instrument = _key()
    version = _key()
    answered_at = fields.AwareDateTime(required=True)
    is_private = fields.Boolean(load_default=False)
    how = fields.String(required=True, validate=one_of("alone", "together", "for_them"))
    asked_id = fields.UUID(load_default=None, allow_none=True)
    words = Words(load_default="")
    answers = Few(
        fields.Nested(GiveAnswer), most=MOST_ANSWERS, required=True, validate=validate.Length(max=MOST_ANSWERS)
    )


class SetPrivacy(Input):
    is_private = fields.Boolean(required=True)


class PutAsk(Input):
    instrument = _key()
    due_on = fields.Date(required=True)
    words = Words(load_default="", longest=500)


class WhichOutcomes(Input):
    instrument = fields.String(load_default="dialog", validate=validate.Length(min=1, max=KEY_LONGEST))


class WhichMonth(Input):
    month = fields.String(load_default=None, validate=validate.Regexp(MONTH, error="Write the month like 2026-03."))


class LabelView(View):
    value = fields.Integer(required=True)
    words = fields.String(required=True)


class ItemView(View):
    key = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    words = fields.String(required=True)
    question = fields.String(required=True)
    group = fields.String(required=True, allow_none=True)
    low = fields.Integer(required=True)
    high = fields.Integer(required=True)
    labels = fields.List(fields.Nested(LabelView), required=True)
    help_question = fields.String(required=True, allow_none=True)
    is_compared = fields.Boolean(required=True)


class GroupView(View):
    key = fields.String(required=True)
    title = fields.String(required=True)


class ScoreKindView(View):
    key = fields.String(required=True)
    title = fields.String(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class ThresholdsView(View):
    item = fields.Float(required=True, allow_none=True)
    score = fields.Float(required=True, allow_none=True)


class InstrumentView(View):
    key = fields.String(required=True)
    version = fields.String(required=True)
    title = fields.String(required=True)
    explains = fields.String(required=True)
    minutes = fields.Integer(required=True)
    stem = fields.String(required=True, allow_none=True)
    skip_reasons = fields.List(fields.String(), required=True)
    items = fields.List(fields.Nested(ItemView), required=True)
    groups = fields.List(fields.Nested(GroupView), required=True)
    scores = fields.List(fields.Nested(ScoreKindView), required=True)
    change = fields.Nested(ThresholdsView, required=True)
    every_days = fields.Integer(required=True, allow_none=True)
    source = fields.String(required=True)
    licence = fields.String(required=True)


class Instruments(View):
    instruments = fields.List(fields.Nested(InstrumentView), required=True)


class AnswerView(View):
    item = fields.String(required=True)
    value = fields.Integer(required=True, allow_none=True)
    skipped = fields.String(required=True, allow_none=True)
    wants_help = fields.Boolean(required=True, allow_none=True)


class ScoreView(View):
    key = fields.String(required=True)
    title = fields.String(required=True)
    value = fields.Float(required=True, allow_none=True)
    n = fields.Integer(required=True)
    of = fields.Integer(required=True)
    words = fields.String(required=True)


class ResponseView(View):
    id = fields.UUID(required=True)
    instrument = fields.String(required=True)
    version = fields.String(required=True)
    answered_at = fields.AwareDateTime(required=True)
    entered_by = fields.String(required=True)
    how = fields.String(required=True)
    is_mine = fields.Boolean(required=True)
    is_private = fields.Boolean(required=True)
    words = fields.String(required=True)
    answers = fields.List(fields.Nested(AnswerView), required=True)
    scores = fields.List(fields.Nested(ScoreView), required=True)


class ChangeView(View):
    by = fields.Float(required=True)
    is_reliable = fields.Boolean(required=True)
    words = fields.String(required=True)


class TimeView(View):
    response_id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)


class ItemCourse(View):
    item = fields.String(required=True)
    words = fields.String(required=True)
    group = fields.String(required=True, allow_none=True)
    is_compared = fields.Boolean(required=True)
    values = Ready(fields.Integer(allow_none=True), required=True)
    since_previous = fields.Nested(ChangeView, required=True, allow_none=True)
    since_first = fields.Nested(ChangeView, required=True, allow_none=True)


class ScoreCourse(View):
    key = fields.String(required=True)
    title = fields.String(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)
    values = Ready(fields.Float(allow_none=True), required=True)
    counts = Ready(fields.Integer(), required=True)
    latest = fields.Nested(ScoreView, required=True, allow_none=True)


class GoesWell(View):
    item = fields.String(required=True)
    words = fields.String(required=True)


class OtherInstrument(View):
    key = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)
    latest_at = fields.AwareDateTime(required=True)


class Outcomes(View):
    instrument = fields.Nested(InstrumentView, required=True)
    count = fields.Integer(required=True)
    times = fields.List(fields.Nested(TimeView), required=True)
    latest = fields.Nested(ResponseView, required=True, allow_none=True)
    previous = fields.Nested(ResponseView, required=True, allow_none=True)
    first = fields.Nested(ResponseView, required=True, allow_none=True)
    items = fields.List(fields.Nested(ItemCourse), required=True)
    scores = fields.List(fields.Nested(ScoreCourse), required=True)
    going_well = fields.List(fields.Nested(GoesWell), required=True)
    others = fields.List(fields.Nested(OtherInstrument), required=True)
    may_add = fields.Boolean(required=True)


class AskView(View):
    id = fields.UUID(required=True)
    instrument = fields.String(required=True)
    title = fields.String(required=True)
    minutes = fields.Integer(required=True)
    asked_by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    due_on = fields.Date(required=True)
    words = fields.String(required=True)
    is_due = fields.Boolean(required=True)
    response_id = fields.UUID(required=True, allow_none=True)


class UsualReview(View):
    instrument = fields.String(required=True)
    title = fields.String(required=True)
    minutes = fields.Integer(required=True)
    due_on = fields.Date(required=True)


class Asks(View):
    asks = fields.List(fields.Nested(AskView), required=True)
    usual = fields.Nested(UsualReview, required=True, allow_none=True)


class FiguresTeam(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class ItemFigures(View):
    item = fields.String(required=True)
    words = fields.String(required=True)
    pairs = fields.Integer(required=True, allow_none=True)
    improved = fields.Integer(required=True, allow_none=True)
    same = fields.Integer(required=True, allow_none=True)
    worse = fields.Integer(required=True, allow_none=True)
    share_improved = fields.Float(required=True, allow_none=True)


class InstrumentFigures(View):
    key = fields.String(required=True)
    title = fields.String(required=True)
    one_score = fields.Integer(required=True, allow_none=True)
    paired = fields.Integer(required=True, allow_none=True)
    items = fields.List(fields.Nested(ItemFigures), required=True)


class TeamFigures(View):
    team = fields.Nested(FiguresTeam, required=True)
    month = fields.String(required=True)
    months = fields.List(fields.String(), required=True)
    least = fields.Integer(required=True)
    instruments = fields.List(fields.Nested(InstrumentFigures), required=True)
