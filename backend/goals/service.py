"""The door of this slice: reading goals, in a constant number of queries; and what others may ask of it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.core.errors import NotFound
from backend.goals import states
from backend.goals.models import SECTION, Goal, GoalEvent, GoalScore, GoalStep, GoalVersion
from backend.goals.scores import scores_of_goals
from backend.identity import service as identity
from backend.outcomes import service as outcomes
from backend.sharing import access as sharing

__all__ = ["describe_goal", "describe_goals", "scores_of_goals"]

Json = dict[str, Any]
Names = dict[uuid.UUID, str]


@dataclass(frozen=True)
class Around:
    """What belongs to the goals of a record, by goal; steps with who added them."""

    versions: dict[uuid.UUID, GoalVersion]
    steps: dict[uuid.UUID, list[tuple[GoalStep, uuid.UUID]]]
    scores: dict[uuid.UUID, list[GoalScore]]
    events: dict[uuid.UUID, list[GoalEvent]]


def describe_goals(actor: Actor, record_id: uuid.UUID) -> Json:
    """All goals, those being worked on first. Hidden looks like nothing written. Raises NotFound."""
    sharing.check_knows(record_id)
    right = sharing.read_section(actor, record_id, SECTION)
    return {
        "goals": _describe(actor, sharing.where_to_look(record_id, right)),
        "may_add": right is not None and right.level >= sharing.ADD,
        "may_change": right is not None and right.way == sharing.OWN,
        "areas": outcomes.list_areas(),
    }


def describe_goal(actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID) -> Json:
    """One goal, as the list shows it. Raises NotFound."""
    right = sharing.read_section(actor, record_id, SECTION)
    found = _describe(actor, sharing.where_to_look(record_id, right), goal_id)
    if not found:
        raise NotFound("We could not find that goal.")
    return found[0]


def _describe(actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID | None = None) -> list[Json]:
    read_many([record_id])
    wanted = select(Goal).where(Goal.record_id == record_id)
    goals = list(db.session.scalars(wanted if goal_id is None else wanted.where(Goal.id == goal_id)))
    around = _around(record_id, goal_id)
    names = identity.names_of(_everybody(goals, around))
    titles = {area["key"]: area["title"] for area in outcomes.list_areas()}
    goals.sort(key=lambda goal: (states.STATES.index(goal.status), goal.at, goal.id))
    return [_goal(actor, goal, around, names, titles) for goal in goals]


def _around(record_id: uuid.UUID, goal_id: uuid.UUID | None) -> Around:
    def of(model: Any, *columns: Any) -> Any:
        rows = select(model, *columns).where(model.record_id == record_id)
        return rows if goal_id is None else rows.where(model.goal_id == goal_id)

    versions = of(GoalVersion).ext(distinct_on(GoalVersion.goal_id))
    newest = db.session.scalars(versions.order_by(GoalVersion.goal_id, GoalVersion.version.desc()))
    added_by = func.first_value(GoalStep.account_id).over(partition_by=GoalStep.step_id, order_by=GoalStep.version)
    steps = of(GoalStep, added_by).ext(distinct_on(GoalStep.step_id))
    found = db.session.execute(steps.order_by(GoalStep.step_id, GoalStep.version.desc())).all()
    around = Around({row.goal_id: row for row in newest}, defaultdict(list), defaultdict(list), defaultdict(list))
    for step, by in sorted(found, key=lambda row: (row[0].position, row[0].step_id)):
        if not step.is_removed:
            around.steps[step.goal_id].append((step, by))
    for score in db.session.scalars(of(GoalScore).order_by(GoalScore.answered_at, GoalScore.id)):
        around.scores[score.goal_id].append(score)
    for event in db.session.scalars(of(GoalEvent).order_by(GoalEvent.at, GoalEvent.id)):
        around.events[event.goal_id].append(event)
    return around


def _everybody(goals: list[Goal], around: Around) -> set[uuid.UUID]:
    rows = [*goals, *(row for of_goal in (around.scores, around.events) for rows in of_goal.values() for row in rows)]
    return {row.account_id for row in rows} | {by for steps in around.steps.values() for _, by in steps}


def _goal(actor: Actor, goal: Goal, around: Around, names: Names, titles: dict[str, str]) -> Json:
    newest, scores, events = around.versions[goal.id], around.scores[goal.id], around.events[goal.id]
    is_suggestion = bool(events) and events[0].kind == states.SUGGESTION
    return {
        "id": goal.id,
        "version": newest.version,
        "words": newest.words,
        "why": newest.why,
        "area": newest.area,
        "area_title": titles.get(newest.area) if newest.area else None,
        "helper": newest.helper,
        "target_on": newest.target_on,
        "status": goal.status,
        "is_private": goal.is_private,
        "is_mine": goal.account_id == actor.account_id,
        "by": names[goal.account_id],
        "at": goal.at,
        "suggested_by": names[goal.account_id] if is_suggestion else None,
        "tracked": goal.tracked,
        "baseline": newest.baseline,
        "steps": [_step(step, names[by]) for step, by in around.steps[goal.id]],
        "scores": [_score(score, names) for score in scores],
        "change": _change([score for score in scores if score.baseline == newest.baseline]),
        "history": [_event(event, names) for event in events],
    }


def _step(step: GoalStep, by: str) -> Json:
    return {
        "id": step.step_id,
        "version": step.version,
        "words": step.words,
        "position": step.position,
        "is_done": step.is_done,
        "at": step.at,
        "by": by,
        "from_action": step.action_id is not None,
    }


def _score(score: GoalScore, names: Names) -> Json:
    return {
        "id": score.id,
        "value": score.value,
        "answered_at": score.answered_at,
        "baseline": score.baseline,
        "by": names[score.account_id],
        "how": score.how,
    }


def _change(scores: list[GoalScore]) -> Json | None:
    """From the first score of the present baseline to the newest one; scores of other baselines do not count."""
    if scores[1:]:
        return outcomes.describe_change(scores[0].value, scores[0].answered_at, scores[-1].value)
    return None


def _event(event: GoalEvent, names: Names) -> Json:
    return {"kind": event.kind, "at": event.at, "by": names[event.account_id], "words": event.words}
