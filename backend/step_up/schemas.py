"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields

from backend.care.schemas import NamedAccount, TeamView
from backend.core.schemas import Input, View, Words, one_of
from backend.step_up.ladder import CHANNELS, COLLEAGUE, MEMBERS, WHOM
from backend.step_up.states import STANDINGS, STATES

WANTS = ("today", "few_days")
REACH = ("ring", "text", "see")
TIMES = ("any", "morning", "afternoon", "evening")
HOW = ("ring", "text", "see", "video")
# MHSDS ConsMechanismMH: 01 face to face, 02 telephone, 04 talk type, 05 e-mail, 09 text message, 10 instant messaging,
# 11 video, 98 other. Source: NHS Digital, mental-health-monthly-statistics, PrepViews.
MECHANISMS = ("01", "02", "04", "05", "09", "10", "11", "98")

KINDS = (
    "sent",
    "told",
    "nobody_on_duty",
    "skipped",
    "nobody_reachable",
    "helping",
    "helping_ended",
    "moved_team",
    "seen",
    "acknowledged",
    "promise_missed",
    "promise_passed_on",
    "in_contact",
    "plan_agreed",
    "transferred",
    "note",
    "closed",
    "withdrawn",
    "reopened",
    "afterwards",
)
REASONS = ("plan_agreed", "no_longer_needed", "support_elsewhere")
GOT = ("yes", "partly", "no")
AGAIN = ("yes", "not_sure", "no")


class AskForSupport(Input):
    words = Words(load_default="")
    wants_to_hear = fields.String(load_default="today", validate=one_of(*WANTS))
    reach_by = fields.String(load_default="ring", validate=one_of(*REACH))
    reach_on = Words(load_default=None, allow_none=True, longest=100)
    best_time = fields.String(load_default="any", validate=one_of(*TIMES))


class Acknowledge(Input):
    by_at = fields.AwareDateTime(required=True, format="iso")
    how = fields.String(required=True, validate=one_of(*HOW))
    words = Words(load_default="")


class RecordContact(Input):
    mechanism = fields.String(required=True, validate=one_of(*MECHANISMS))
    spoke_at = fields.AwareDateTime(required=True, format="iso")
    words = Words(load_default="")


class Note(Input):
    words = Words(load_default="")


class Close(Input):
    reason = fields.String(required=True, validate=one_of(*REASONS))
    words = Words(load_default="")


class Transfer(Input):
    to_account_id = fields.UUID(required=True)
    words = Words(load_default="")


class Afterwards(Input):
    got_what_i_needed = fields.String(required=True, validate=one_of(*GOT))
    would_use_again = fields.String(required=True, validate=one_of(*AGAIN))
    words = Words(load_default="")


class PersonView(View):
    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)


class PromiseView(View):
    by = fields.String(required=True)
    by_account_id = fields.UUID(required=True)
    by_at = fields.AwareDateTime(required=True)
    how = fields.String(required=True, validate=one_of(*HOW))
    words = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)
    is_missed = fields.Boolean(required=True)


class ToldView(View):
    name = fields.String(required=True)
    role = fields.String(required=True, allow_none=True)
    whom = fields.String(required=True, validate=one_of(*WHOM, COLLEAGUE, MEMBERS))
    channels = fields.List(fields.String(validate=one_of(*CHANNELS)), required=True)
    at = fields.AwareDateTime(required=True)
    reached_at = fields.AwareDateTime(required=True, allow_none=True)
    seen_at = fields.AwareDateTime(required=True, allow_none=True)


class NextTelling(View):
    whom = fields.String(required=True, validate=one_of(*WHOM, COLLEAGUE, "opening"))
    at = fields.AwareDateTime(required=True)
    is_again = fields.Boolean(required=True)


class StandingView(View):
    state = fields.String(required=True, validate=one_of(*STANDINGS))
    since = fields.AwareDateTime(required=True)
    whom = fields.String(required=True, allow_none=True, validate=one_of(*WHOM, COLLEAGUE, MEMBERS))
    names = fields.List(fields.String(), required=True)
    team = fields.String(required=True, allow_none=True)
    next = fields.Nested(NextTelling, required=True, allow_none=True)


class TimelineEntry(View):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=one_of(*KINDS))
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, allow_none=True)
    is_mine = fields.Boolean(required=True)
    words = fields.String(required=True, allow_none=True)
    detail = fields.Dict(required=True)


class Possible(View):
    allowed = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True)


class May(View):
    note = fields.Nested(Possible, required=True)
    withdraw = fields.Nested(Possible, required=True)
    acknowledge = fields.Nested(Possible, required=True)
    contact = fields.Nested(Possible, required=True)
    plan = fields.Nested(Possible, required=True)
    close = fields.Nested(Possible, required=True)
    transfer = fields.Nested(Possible, required=True)
    reopen = fields.Nested(Possible, required=True)
    afterwards = fields.Nested(Possible, required=True)


class AfterwardsView(View):
    got_what_i_needed = fields.String(required=True, validate=one_of(*GOT))
    would_use_again = fields.String(required=True, validate=one_of(*AGAIN))
    words = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class StepUpView(View):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True, validate=one_of(*STATES))
    person = fields.Nested(PersonView, required=True)
    words = fields.String(required=True)
    wants_to_hear = fields.String(required=True, validate=one_of(*WANTS))
    reach_by = fields.String(required=True, validate=one_of(*REACH))
    reach_on = fields.String(required=True, allow_none=True)
    best_time = fields.String(required=True, validate=one_of(*TIMES))
    asked_at = fields.AwareDateTime(required=True)
    team = fields.Nested(TeamView, required=True)
    key_worker = fields.Nested(NamedAccount, required=True, allow_none=True)
    promise = fields.Nested(PromiseView, required=True, allow_none=True)
    standing = fields.Nested(StandingView, required=True)
    helps_team = fields.String(required=True, allow_none=True)
    told = fields.List(fields.Nested(ToldView), required=True)
    nobody_has_answered_since = fields.AwareDateTime(required=True, allow_none=True)
    next_telling = fields.Nested(NextTelling, required=True, allow_none=True)
    timeline = fields.List(fields.Nested(TimelineEntry), required=True)
    may = fields.Nested(May, required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    reopen_until = fields.AwareDateTime(required=True, allow_none=True)
    afterwards = fields.Nested(AfterwardsView, required=True, allow_none=True)


class StepUpLine(View):
    id = fields.UUID(required=True)
    state = fields.String(required=True, validate=one_of(*STATES))
    asked_at = fields.AwareDateTime(required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    needs_afterwards = fields.Boolean(required=True)


class StepUpList(View):
    step_ups = fields.List(fields.Nested(StepUpLine), required=True)


class SharedPromise(View):
    by = fields.String(required=True)
    by_at = fields.AwareDateTime(required=True)
    how = fields.String(required=True, validate=one_of(*HOW))
    is_missed = fields.Boolean(required=True)


class SaidView(View):
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    is_mine = fields.Boolean(required=True)


class SharedStepUp(View):
    id = fields.UUID(required=True)
    state = fields.String(required=True, validate=one_of(*STATES))
    asked_at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    wants_to_hear = fields.String(required=True, validate=one_of(*WANTS))
    promise = fields.Nested(SharedPromise, required=True, allow_none=True)
    nobody_has_answered = fields.Boolean(required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    plan = fields.Nested(SaidView, required=True, allow_none=True)
    notes = fields.List(fields.Nested(SaidView), required=True)
    may_add = fields.Boolean(required=True)


class SharedStepUps(View):
    step_ups = fields.List(fields.Nested(SharedStepUp), required=True)


class RowPromise(View):
    by = fields.String(required=True)
    by_at = fields.AwareDateTime(required=True)
    is_missed = fields.Boolean(required=True)


class RequestRow(View):
    id = fields.UUID(required=True)
    record_id = fields.UUID(required=True)
    person_name = fields.String(required=True)
    state = fields.String(required=True, validate=one_of(*STATES))
    asked_at = fields.AwareDateTime(required=True)
    waiting_since = fields.AwareDateTime(required=True)
    wants_to_hear = fields.String(required=True, validate=one_of(*WANTS))
    reach_by = fields.String(required=True, validate=one_of(*REACH))
    key_worker = fields.Nested(NamedAccount, required=True, allow_none=True)
    promise = fields.Nested(RowPromise, required=True, allow_none=True)
    helps_team = fields.String(required=True, allow_none=True)
    is_mine = fields.Boolean(required=True)


class Requests(View):
    unanswered = fields.List(fields.Nested(RequestRow), required=True)
    promised = fields.List(fields.Nested(RequestRow), required=True)
    talking = fields.List(fields.Nested(RequestRow), required=True)
    recently_closed = fields.List(fields.Nested(RequestRow), required=True)
    as_of = fields.AwareDateTime(required=True)
