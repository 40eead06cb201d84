"""Steps on the way to a goal: added, reworded, moved, ticked, taken away. Each of these is a version that stays."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid
from backend.core.ids import new_id
from backend.goals import access, states
from backend.goals.models import Goal, GoalStep
from backend.sharing import access as sharing


@dataclass(frozen=True)
class Step:
    """What one says of a step. `action_id`: the agreed action that it is made of; nobody asks for it here."""

    words: str
    position: int = 0
    is_done: bool = False
    is_removed: bool = False
    action_id: uuid.UUID | None = None


def put_step(
    actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID, step_id: uuid.UUID, step: Step, *, version: int
) -> bool:
    """Add a step (`version` 0), or change it, having read that version. Returns whether it is new.

    Raises NotFound, MayNotAdd, NotYours, Invalid, IdTaken, ChangedMeanwhile, WrongState.
    """
    right = access.check_can_add(record_id)
    goal = access.find_goal(record_id, goal_id)
    versions = _versions(goal, step_id)
    if step.action_id is None and versions:  # A page is not told which action it was: where a step came from stays.
        step = replace(step, action_id=versions[-1].action_id)
    if _is_known(actor, versions, step, version):
        return False
    _check_may_put(actor, right, versions, step)
    if goal.status not in states.OPEN:
        raise access.WrongState
    if (versions[-1].version if versions else 0) != version:
        raise access.ChangedMeanwhile
    if not step.words:
        raise Invalid(fields={"words": ["Write a few words first."]})
    _add(actor, goal, step_id, step, version + 1)
    access.write_down(actor, "goals.step_removed" if step.is_removed else "goals.step_written", goal, right)
    return version == 0


def _versions(goal: Goal, step_id: uuid.UUID) -> list[GoalStep]:
    wanted = select(GoalStep).where(GoalStep.step_id == step_id).order_by(GoalStep.version)
    found = list(db.session.scalars(wanted))
    if found and found[0].goal_id != goal.id:
        raise IdTaken
    return found


def _check_may_put(actor: Actor, right: sharing.Access, versions: list[GoalStep], step: Step) -> None:
    """The person does all of it. Others add, and change what they added until she has had her hand in it; she ticks."""
    if right.way == sharing.OWN:
        return
    if step.is_done or any(row.account_id != actor.account_id for row in versions):
        raise access.NotYours


def _is_known(actor: Actor, versions: list[GoalStep], step: Step, version: int) -> bool:
    """Whether this was said before: sent twice by the same device, or what stands there now."""
    same = [row for row in versions if _said(row) == step]
    return any(row is versions[-1] or (row.version, row.account_id) == (version + 1, actor.account_id) for row in same)


def _said(row: GoalStep) -> Step:
    return Step(row.words, row.position, row.is_done, row.is_removed, row.action_id)


def _add(actor: Actor, goal: Goal, step_id: uuid.UUID, step: Step, version: int) -> None:
    row = GoalStep(id=new_id(), record_id=goal.record_id, goal_id=goal.id, account_id=actor.account_id, at=clock.now())
    row.step_id, row.version = step_id, version
    for name, value in asdict(step).items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
