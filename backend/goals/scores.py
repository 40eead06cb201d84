"""Up to three goals with numbers from 0 to 10: which they are, and how near each is."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.errors import IdTaken, Invalid
from backend.goals import access, states
from backend.goals.models import Goal, GoalScore
from backend.goals.wording import newest_version
from backend.outcomes import service as outcomes
from backend.outcomes.export import ScoreRow, Span
from backend.sharing import access as sharing

GBO = "gbo"
SLOTS = (1, 2, 3)
# A clock may go a little ahead; and what lies further back than this is a slip of the finger.
AHEAD, BACK = timedelta(minutes=5), timedelta(days=366)
BY_OTHERS = ("together", "for_them")
BY_THEMSELVES = ("alone", "together")


@dataclass(frozen=True)
class Score:
    """How near, when, and whether somebody helped to say it."""

    value: int
    answered_at: datetime
    how: str = "alone"


def set_tracking(actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID, *, is_tracked: bool) -> None:
    """Give a goal numbers, or none. Raises NotFound, NotYours, WrongState, ThreeAlready."""
    right = access.check_is_own(actor, record_id)
    goal = access.find_goal(record_id, goal_id)
    if is_tracked == (goal.tracked is not None):
        return
    if is_tracked and goal.status not in states.HERS:
        raise access.WrongState
    goal.tracked = _free_slot(goal) if is_tracked else None
    db.session.flush()
    access.write_down(actor, "goals.tracked" if is_tracked else "goals.untracked", goal, right)


def put_score(actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID, score_id: uuid.UUID, score: Score) -> bool:
    """Put a number to a goal. Returns whether it is new.

    Raises NotFound, MayNotAdd, NotYours, Invalid, IdTaken, NotTracked.
    """
    right = access.check_can_add(record_id)
    goal = access.find_goal(record_id, goal_id)
    if _is_known(actor, goal, score_id, score):
        return False
    if right.level < sharing.CHANGE:
        raise access.NotYours("Only the person and their team can put a number to a goal.")
    _check(score, right)
    if goal.tracked is None:
        raise access.NotTracked
    row = GoalScore(id=score_id, record_id=record_id, goal_id=goal_id, account_id=actor.account_id, at=clock.now())
    row.baseline, row.code = newest_version(goal_id).baseline, outcomes.gbo_code(goal.tracked)
    row.value, row.answered_at, row.how = score.value, score.answered_at, score.how
    db.session.add(row)
    db.session.flush()
    access.write_down(actor, "goals.scored", goal, right)
    return True


def scores_of_goals(record_ids: Collection[uuid.UUID], span: Span) -> list[ScoreRow]:
    """The coded scores of these records in that time, as far as the acting account meets them; none of a private goal."""
    gbo = outcomes.instrument(GBO)
    terms = {item.code: item.term or item.words for item in gbo.items}
    rows = db.session.scalars(
        select(GoalScore)
        .join(Goal, Goal.id == GoalScore.goal_id)
        .where(among(GoalScore.record_id, record_ids), ~Goal.is_private)
        .where(GoalScore.answered_at >= span.since, GoalScore.answered_at < span.until)
    )
    return [
        ScoreRow(row.record_id, row.code, terms[row.code], row.value, row.answered_at, GBO, gbo.version, row.how)
        for row in rows
    ]


def _free_slot(goal: Goal) -> int:
    """The slot that this goal had before where it is free, so that its code stays; otherwise the first free one."""
    rows = select(Goal.tracked).where(Goal.record_id == goal.record_id, Goal.tracked.is_not(None))
    taken = set(db.session.scalars(rows))
    codes = select(GoalScore.code).where(GoalScore.goal_id == goal.id).order_by(GoalScore.at.desc()).limit(1)
    last = db.session.scalar(codes)
    free = [slot for slot in SLOTS if slot not in taken]
    if not free:
        raise access.ThreeAlready
    return next((slot for slot in free if outcomes.gbo_code(slot) == last), free[0])


def _is_known(actor: Actor, goal: Goal, score_id: uuid.UUID, score: Score) -> bool:
    known = db.session.get(GoalScore, score_id)
    if known is None:
        return False
    said = Score(known.value, known.answered_at, known.how)
    if (known.goal_id, known.account_id, said) != (goal.id, actor.account_id, score):
        raise IdTaken
    return True


def _check(score: Score, right: sharing.Access) -> None:
    faults: dict[str, list[str]] = {}
    if score.how not in (BY_THEMSELVES if right.way == sharing.OWN else BY_OTHERS):
        faults["how"] = ["Say whether this was filled in alone or together."]
    now = clock.now()
    if score.answered_at > now + AHEAD:
        faults["answered_at"] = ["That is still to come. Check the date."]
    elif score.answered_at < now - BACK:
        faults["answered_at"] = ["That is more than a year ago. Check the date."]
    if faults:
        raise Invalid(fields=faults)
