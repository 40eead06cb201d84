"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words, one_of
from backend.goals.states import STATES

VERSION = validate.Range(min=0)
SCORE = validate.Range(min=0, max=10, error="Choose a number from 0 to 10.")


class PutGoal(Input):
    words = Words(required=True, longest=1000)
    why = Words(load_default="")
    area = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    helper = Words(load_default="", longest=300)
    target_on = fields.Date(load_default=None, allow_none=True)
    is_private = fields.Boolean(load_default=False)
    version = fields.Integer(load_default=0, strict=True, validate=VERSION)
    is_new_goal = fields.Boolean(load_default=None, allow_none=True)


class PutStep(Input):
    words = Words(required=True, longest=1000)
    position = fields.Integer(load_default=0, strict=True, validate=validate.Range(min=0, max=10_000))
    is_done = fields.Boolean(load_default=False)
    is_removed = fields.Boolean(load_default=False)
    action_id = fields.UUID(load_default=None, allow_none=True)
    version = fields.Integer(load_default=0, strict=True, validate=VERSION)


class SetGoalStatus(Input):
    to = fields.String(required=True, validate=one_of(*STATES[1:]))
    words = Words(load_default="")


class SetGoalPrivacy(Input):
    is_private = fields.Boolean(required=True)


class SetGoalTracking(Input):
    is_tracked = fields.Boolean(required=True)


class PutGoalScore(Input):
    value = fields.Integer(required=True, strict=True, validate=SCORE)
    answered_at = fields.AwareDateTime(required=True)
    how = fields.String(load_default="alone", validate=one_of("alone", "together", "for_them"))


class GoalStepView(View):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    words = fields.String(required=True)
    position = fields.Integer(required=True)
    is_done = fields.Boolean(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    from_action = fields.Boolean(required=True)


class GoalScoreView(View):
    id = fields.UUID(required=True)
    value = fields.Integer(required=True)
    answered_at = fields.AwareDateTime(required=True)
    baseline = fields.Integer(required=True)
    by = fields.String(required=True)
    how = fields.String(required=True)


class GoalChange(View):
    by = fields.Float(required=True)
    is_reliable = fields.Boolean(required=True)
    words = fields.String(required=True)


class GoalEventView(View):
    kind = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    words = fields.String(required=True)


class GoalView(View):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    words = fields.String(required=True)
    why = fields.String(required=True)
    area = fields.String(required=True, allow_none=True)
    area_title = fields.String(required=True, allow_none=True)
    helper = fields.String(required=True)
    target_on = fields.Date(required=True, allow_none=True)
    status = fields.String(required=True, validate=one_of(*STATES))
    is_private = fields.Boolean(required=True)
    is_mine = fields.Boolean(required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    suggested_by = fields.String(required=True, allow_none=True)
    tracked = fields.Integer(required=True, allow_none=True)
    baseline = fields.Integer(required=True)
    steps = fields.List(fields.Nested(GoalStepView), required=True)
    scores = fields.List(fields.Nested(GoalScoreView), required=True)
    change = fields.Nested(GoalChange, required=True, allow_none=True)
    history = fields.List(fields.Nested(GoalEventView), required=True)


class GoalArea(View):
    key = fields.String(required=True)
    title = fields.String(required=True)


class GoalList(View):
    goals = fields.List(fields.Nested(GoalView), required=True)
    may_add = fields.Boolean(required=True)
    may_change = fields.Boolean(required=True)
    areas = fields.List(fields.Nested(GoalArea), required=True)
