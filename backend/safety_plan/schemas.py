"""What goes in and out. Pure. How long words may be is checked by `items`, which can say at which heading they stand."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Few, Input, View, Words, one_of
from backend.core.sent_json import BYTES_A_LETTER
from backend.safety_plan.headings import GROUPS, HEADINGS
from backend.safety_plan.items import LONGEST_NOTE, LONGEST_WORDS, MOST_ITEMS

AUDIENCES = ("shared", "team", "mine")
HEADING = one_of(*(heading.key for heading in HEADINGS))
GROUP = validate.OneOf((*GROUPS, None), error="Choose one of the answers.")
VERSION = validate.Range(min=0)
# As long as comes: `items` says it better than a schema can.
ANY_LENGTH = 1_000_000
LONGEST_PHONE, MOST_TAKES = 100, 100
TYPED_PHONE = validate.Length(max=LONGEST_PHONE, error="Check this number.")

# The longest body of a save: one section filled to its limits, each letter written at its longest. A whole plan fits as well
# unless most of it is neither letters nor figures; the app saves one section at a time.
LONGEST_ITEM = (LONGEST_WORDS + LONGEST_NOTE + LONGEST_PHONE) * BYTES_A_LETTER + 300
LONGEST_SAVE = MOST_ITEMS * LONGEST_ITEM + MOST_TAKES * 40 + 500


class SuggestedItem(Input):
    words = Words(required=True, longest=ANY_LENGTH)
    group = fields.String(load_default=None, allow_none=True, validate=GROUP)
    phone = fields.String(load_default=None, allow_none=True, validate=TYPED_PHONE)
    may_text = fields.Boolean(load_default=False)
    note = Words(load_default="", longest=ANY_LENGTH)


class PutPlanItem(SuggestedItem):
    id = fields.UUID(required=True)
    has_helped = fields.Boolean(load_default=False)


class PutPlanSection(Input):
    heading = fields.String(required=True, validate=HEADING)
    items = Few(fields.Nested(PutPlanItem), most=MOST_ITEMS, required=True)
    version = fields.Integer(required=True, strict=True, validate=VERSION)


class PutPlanSave(Input):
    sections = Few(
        fields.Nested(PutPlanSection),
        most=len(HEADINGS),
        required=True,
        validate=validate.Length(min=1, max=len(HEADINGS)),
    )
    with_account_id = fields.UUID(load_default=None, allow_none=True)
    from_version = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(min=1))
    takes = Few(fields.UUID(), most=MOST_TAKES, load_default=list, validate=validate.Length(max=MOST_TAKES))


class SetPlanAudience(Input):
    audience = fields.String(required=True, validate=one_of(*AUDIENCES))


class DeclineSuggestion(Input):
    """Nothing: she need not say why."""


class PutPlanSuggestion(Input):
    heading = fields.String(required=True, validate=HEADING)
    item = fields.Nested(SuggestedItem, required=True)


class PlanItemView(View):
    id = fields.UUID(required=True)
    words = fields.String(required=True)
    group = fields.String(required=True, allow_none=True, validate=GROUP)
    phone = fields.String(required=True, allow_none=True)
    may_text = fields.Boolean(required=True)
    note = fields.String(required=True)
    has_helped = fields.Boolean(required=True)


class PlanSectionView(View):
    heading = fields.String(required=True, validate=HEADING)
    title = fields.String(required=True)
    version = fields.Integer(required=True)
    items = fields.List(fields.Nested(PlanItemView), required=True)
    at = fields.AwareDateTime(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    with_name = fields.String(required=True, allow_none=True)
    audience = fields.String(required=True, allow_none=True, validate=validate.OneOf((*AUDIENCES, None)))


class PlanSuggestionView(View):
    id = fields.UUID(required=True)
    heading = fields.String(required=True, validate=HEADING)
    item = fields.Nested(PlanItemView, required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    is_mine = fields.Boolean(required=True)


class PlanPhotoView(View):
    id = fields.UUID(required=True)
    words = fields.String(required=True)
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)
    bytes = fields.Integer(required=True)
    is_private = fields.Boolean(required=True)
    at = fields.AwareDateTime(required=True)


class PlanYesView(View):
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)


class PlanAgreementView(View):
    proposal_id = fields.UUID(required=True)
    review_on = fields.Date(required=True)
    person = fields.Nested(PlanYesView, required=True, allow_none=True)
    worker = fields.Nested(PlanYesView, required=True, allow_none=True)
    is_agreed = fields.Boolean(required=True)
    changed_since = fields.Boolean(required=True)
    is_due = fields.Boolean(required=True)
    may_say_yes = fields.Boolean(required=True)


class SafetyPlanView(View):
    record_id = fields.UUID(required=True)
    person_name = fields.String(required=True)
    is_mine = fields.Boolean(required=True)
    is_begun = fields.Boolean(required=True)
    version = fields.Integer(required=True, allow_none=True)
    as_of = fields.AwareDateTime(required=True)
    sections = fields.List(fields.Nested(PlanSectionView), required=True)
    suggestions = fields.List(fields.Nested(PlanSuggestionView), required=True)
    photos = fields.List(fields.Nested(PlanPhotoView), required=True)
    photo_bytes_left = fields.Integer(required=True, allow_none=True)
    agreement = fields.Nested(PlanAgreementView, required=True, allow_none=True)
    proposal = fields.Nested(PlanAgreementView, required=True, allow_none=True)
    may_add = fields.Boolean(required=True)
    may_agree = fields.Boolean(required=True)


class PlanVersionRowView(View):
    version = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    with_name = fields.String(required=True, allow_none=True)
    headings = fields.List(fields.String(validate=HEADING), required=True)
    from_version = fields.Integer(required=True, allow_none=True)


class PlanVersionsView(View):
    versions = fields.List(fields.Nested(PlanVersionRowView), required=True)


class PlanAtVersionView(View):
    version = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    with_name = fields.String(required=True, allow_none=True)
    sections = fields.List(fields.Nested(PlanSectionView), required=True)


class PleaseDoView(View):
    """`do` and `dont`, in her words."""

    do = fields.List(fields.String(), required=True)
    dont = fields.List(fields.String(), required=True)
    at = fields.AwareDateTime(required=True, allow_none=True)


class PlanCompanionView(View):
    account_id = fields.UUID(required=True)
    name = fields.String(required=True)


class PlanCompanionsView(View):
    people = fields.List(fields.Nested(PlanCompanionView), required=True)
