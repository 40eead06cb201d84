"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words, one_of
from backend.dialog_plus.prompts import STEPS

SIDES = ("person", "worker")
OWNERS = (*SIDES, "other")
TYPED_FOR = ("self", *SIDES)
HOW = ("own_device", "this_device")
STATUSES = ("open", "done", "partly", "not_done", "let_go")
ENDINGS = ("finished", "left")
NAME_MAX, KEY_MAX, LIST_MAX = 100, 40, 20


class Version(fields.Integer):
    """The version that was read before writing; 0 where there was none."""

    def __init__(self) -> None:
        super().__init__(required=True, strict=True, validate=validate.Range(min=0, max=1_000_000))


class Key(fields.String):
    """A stable word: an area or a prompt."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(validate=validate.Length(max=KEY_MAX), **kwargs)  # type: ignore[arg-type]


class BeginConversation(Input):
    together = fields.Boolean(required=True)
    response_id = fields.UUID(load_default=None, allow_none=True)


class MoveConversation(Input):
    area = Key(load_default=None, allow_none=True)
    step = fields.String(required=True, validate=one_of(*STEPS))


class ChooseAreas(Input):
    areas = fields.List(Key(), required=True, validate=validate.Length(max=LIST_MAX))
    version = Version()


class WriteConversationNote(Input):
    area = Key(required=True)
    prompt = Key(required=True)
    words = Words(required=True)
    version = Version()
    typed_for = fields.String(load_default="self", validate=one_of(*TYPED_FOR))


class PutAction(Input):
    conversation_id = fields.UUID(required=True)
    area = Key(load_default=None, allow_none=True)
    words = Words(required=True)
    owner = fields.String(required=True, validate=one_of(*OWNERS))
    owner_name = Words(load_default="", longest=NAME_MAX)
    due_on = fields.Date(load_default=None, allow_none=True)
    is_removed = fields.Boolean(load_default=False)
    version = Version()
    typed_for = fields.String(load_default="self", validate=one_of(*TYPED_FOR))


class AgreeToAction(Input):
    version = Version()
    side = fields.String(required=True, validate=one_of(*SIDES))
    how = fields.String(required=True, validate=one_of(*HOW))


class NoteActionProgress(Input):
    status = fields.String(required=True, validate=one_of(*STATUSES))
    words = Words(load_default="")
    conversation_id = fields.UUID(load_default=None, allow_none=True)


class EndConversation(Input):
    how = fields.String(required=True, validate=one_of(*ENDINGS))


class YesView(View):
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    how = fields.String(required=True, validate=one_of(*HOW))


class AgreedView(View):
    person = fields.Nested(YesView, required=True, allow_none=True)
    worker = fields.Nested(YesView, required=True, allow_none=True)


class ActionView(View):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    conversation_id = fields.UUID(required=True)
    area = fields.String(required=True, allow_none=True)
    area_title = fields.String(required=True, allow_none=True)
    words = fields.String(required=True)
    owner = fields.String(required=True, validate=one_of(*OWNERS))
    owner_name = fields.String(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    agreed = fields.Nested(AgreedView, required=True)
    is_agreed = fields.Boolean(required=True)
    status = fields.String(required=True, validate=one_of(*STATUSES))
    went = fields.String(required=True)
    status_at = fields.AwareDateTime(required=True, allow_none=True)
    typed_for = fields.String(required=True, validate=one_of(*TYPED_FOR))
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    is_due = fields.Boolean(required=True)
    may_change = fields.Boolean(required=True)


class ConversationLine(View):
    id = fields.UUID(required=True)
    begun_by = fields.String(required=True)
    begun_at = fields.AwareDateTime(required=True)
    together = fields.Boolean(required=True)


class PlanLine(View):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    written = fields.String(required=True, validate=one_of("together", "alone"))
    by = fields.String(required=True)


class WorkingOnArea(View):
    key = fields.String(required=True)
    title = fields.String(required=True)


class WorkingOn(View):
    conversation = fields.Nested(ConversationLine, required=True, allow_none=True)
    actions = fields.List(fields.Nested(ActionView), required=True)
    plans = fields.List(fields.Nested(PlanLine), required=True)
    may_add = fields.Boolean(required=True)
    may_lead = fields.Boolean(required=True)
    areas = fields.List(fields.Nested(WorkingOnArea), required=True)


class MyActions(View):
    actions = fields.List(fields.Nested(ActionView), required=True)
    conversation = fields.Nested(ConversationLine, required=True, allow_none=True)


class ConversationRating(View):
    item = fields.String(required=True)
    title = fields.String(required=True)
    value = fields.Integer(required=True, allow_none=True)
    previous = fields.Integer(required=True, allow_none=True)
    wants_help = fields.Boolean(required=True, allow_none=True)


class ConversationPlace(View):
    area = fields.String(required=True, allow_none=True)
    step = fields.String(required=True, validate=one_of(*STEPS))


class ConversationNote(View):
    words = fields.String(required=True)
    version = fields.Integer(required=True)
    by = fields.String(required=True)
    typed_for = fields.String(required=True, validate=one_of(*TYPED_FOR))
    at = fields.AwareDateTime(required=True)


class ConversationArea(View):
    key = fields.String(required=True)
    title = fields.String(required=True)
    value = fields.Integer(required=True, allow_none=True)
    notes = fields.Dict(keys=fields.String(), values=fields.Nested(ConversationNote), required=True)


class ConversationPerson(View):
    account_id = fields.UUID(required=True)
    name = fields.String(required=True)
    side = fields.String(required=True, validate=one_of(*OWNERS))
    is_here = fields.Boolean(required=True)


class ConversationView(ConversationLine):
    version = fields.Integer(required=True)
    record_id = fields.UUID(required=True)
    person_name = fields.String(required=True)
    is_mine_record = fields.Boolean(required=True)
    my_side = fields.String(required=True, validate=one_of(*OWNERS))
    response_id = fields.UUID(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    ratings = fields.List(fields.Nested(ConversationRating), required=True)
    place = fields.Nested(ConversationPlace, required=True)
    choice_version = fields.Integer(required=True)
    areas = fields.List(fields.Nested(ConversationArea), required=True)
    actions = fields.List(fields.Nested(ActionView), required=True)
    to_review = fields.List(fields.Nested(ActionView), required=True)
    people = fields.List(fields.Nested(ConversationPerson), required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_how = fields.String(required=True, allow_none=True, validate=one_of(*ENDINGS))
    plan_id = fields.UUID(required=True, allow_none=True)
    may_add = fields.Boolean(required=True)


class PlanNote(View):
    title = fields.String(required=True)
    words = fields.String(required=True)
    by = fields.String(required=True)
    typed_for = fields.String(required=True, validate=one_of(*TYPED_FOR))


class PlanAction(View):
    words = fields.String(required=True)
    owner_name = fields.String(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    is_agreed = fields.Boolean(required=True)
    agreed = fields.Nested(AgreedView, required=True)


class PlanArea(View):
    title = fields.String(required=True)
    value = fields.Integer(required=True, allow_none=True)
    notes = fields.List(fields.Nested(PlanNote), required=True)
    actions = fields.List(fields.Nested(PlanAction), required=True)


class PlanReviewed(View):
    words = fields.String(required=True)
    status = fields.String(required=True, validate=one_of(*STATUSES))
    went = fields.String(required=True)


class PlanView(PlanLine):
    with_ = fields.List(fields.String(), required=True, data_key="with")
    person_name = fields.String(required=True)
    areas = fields.List(fields.Nested(PlanArea), required=True)
    reviewed = fields.List(fields.Nested(PlanReviewed), required=True)
