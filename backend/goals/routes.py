"""A person's own goals: wording, steps, who helps, and how near."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.goals import history, schemas, scores, service, steps, wording

blp = Blueprint(
    "goals", __name__, url_prefix="/api", description="A person's own goals: wording, steps, who helps, and how near."
)

Json = dict[str, Any]
GOALS = "/records/<uuid:record_id>/goals"
GOAL = f"{GOALS}/<uuid:goal_id>"


@blp.route(GOALS)
@http.signed_in
@blp.response(200, schemas.GoalList)
def list_goals(record_id: UUID) -> Json:
    """The goals, for the person and whoever she shares them with. Hidden looks like nothing written."""
    return service.describe_goals(http.actor(), record_id)


@blp.route(GOAL, methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.PutGoal)
@blp.response(200, schemas.GoalView)
def put_goal(given: Json, record_id: UUID, goal_id: UUID) -> Any:
    """Write a goal down, suggest one, or word one's own anew. 201 when new; 409 when there is a newer version than read."""
    how = {name: given.pop(name) for name in ("version", "is_private", "is_new_goal")}
    is_new = wording.put_goal(http.actor(), record_id, goal_id, wording.Wording(**given), **how)
    return service.describe_goal(http.actor(), record_id, goal_id), 201 if is_new else 200


@blp.route(f"{GOAL}/steps/<uuid:step_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.PutStep)
@blp.response(200, schemas.GoalView)
def put_step(given: Json, record_id: UUID, goal_id: UUID, step_id: UUID) -> Any:
    """Add a step, or change, tick or remove one. 201 when new; 409 when there is a newer version than read."""
    version = given.pop("version")
    is_new = steps.put_step(http.actor(), record_id, goal_id, step_id, steps.Step(**given), version=version)
    return service.describe_goal(http.actor(), record_id, goal_id), 201 if is_new else 200


@blp.route(f"{GOAL}/status/<uuid:event_id>", methods=["PUT"])
@http.person
@blp.arguments(schemas.SetGoalStatus)
@blp.response(200, schemas.GoalView)
def set_goal_status(given: Json, record_id: UUID, goal_id: UUID, event_id: UUID) -> Json:
    """Take a suggestion or not, pause, finish, let go, bring back: for the person alone."""
    history.set_status(http.actor(), record_id, goal_id, event_id, **given)
    return service.describe_goal(http.actor(), record_id, goal_id)


@blp.route(f"{GOAL}/privacy", methods=["PUT"])
@http.person
@blp.arguments(schemas.SetGoalPrivacy)
@blp.response(200, schemas.GoalView)
def set_goal_privacy(given: Json, record_id: UUID, goal_id: UUID) -> Json:
    """Keep a goal to oneself, or share it with whoever sees the others: for the person alone."""
    wording.set_privacy(http.actor(), record_id, goal_id, **given)
    return service.describe_goal(http.actor(), record_id, goal_id)


@blp.route(f"{GOAL}/tracking", methods=["PUT"])
@http.person
@blp.arguments(schemas.SetGoalTracking)
@blp.response(200, schemas.GoalView)
def set_goal_tracking(given: Json, record_id: UUID, goal_id: UUID) -> Json:
    """Give a goal numbers from 0 to 10, or none: for the person alone, and for three goals at most."""
    scores.set_tracking(http.actor(), record_id, goal_id, **given)
    return service.describe_goal(http.actor(), record_id, goal_id)


@blp.route(f"{GOAL}/scores/<uuid:score_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.PutGoalScore)
@blp.response(200, schemas.GoalView)
def put_goal_score(given: Json, record_id: UUID, goal_id: UUID, score_id: UUID) -> Any:
    """Put a number to a goal, oneself or by a worker with or for the person. 201 when new."""
    is_new = scores.put_score(http.actor(), record_id, goal_id, score_id, scores.Score(**given))
    return service.describe_goal(http.actor(), record_id, goal_id), 201 if is_new else 200
