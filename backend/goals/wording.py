"""Writing a goal down and wording it anew, each time in a version that stays."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import exists, select

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.core.ids import new_id
from backend.goals import access, states
from backend.goals.history import TOLD, add_event
from backend.goals.models import Goal, GoalScore, GoalVersion
from backend.notifications import service as notifications
from backend.outcomes import service as outcomes
from backend.sharing import access as sharing

LONGEST_YEARS = 50


@dataclass(frozen=True)
class Wording:
    """What one says of a goal: only the words have to be there."""

    words: str
    why: str = ""
    area: str | None = None
    helper: str = ""
    target_on: date | None = None


def put_goal(
    actor: Actor,
    record_id: uuid.UUID,
    goal_id: uuid.UUID,
    wording: Wording,
    *,
    version: int,
    is_private: bool = False,
    is_new_goal: bool | None = None,
) -> bool:
    """Write a goal down (`version` 0), suggest one to somebody, or word one's own anew, having read that version.

    Returns whether it is new. Raises NotFound, MayNotAdd, NotYours, Invalid, IdTaken, ChangedMeanwhile, SameOrNew, WrongState.
    """
    right = access.check_can_add(record_id)
    goal = db.session.get(Goal, goal_id)
    if goal is None:
        if version:
            raise NotFound("We could not find that goal.")
        _begin(actor, record_id, goal_id, wording, right, is_private=is_private)
        return True
    if goal.record_id != record_id:
        raise IdTaken
    if not _is_known(actor, goal, wording, version):
        _reword(actor, goal, wording, version, right, is_new_goal=is_new_goal)
    if is_private and not goal.is_private and right.way == sharing.OWN:
        set_privacy(actor, record_id, goal_id, is_private=True)
    return False


def set_privacy(actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID, *, is_private: bool) -> None:
    """Keep a goal to oneself, or share it with whoever sees the others. Raises NotFound, NotYours."""
    right = access.check_is_own(actor, record_id)
    goal = access.find_goal(record_id, goal_id)
    if goal.is_private != is_private:
        goal.is_private = is_private
        db.session.flush()
        access.write_down(actor, "goals.made_private" if is_private else "goals.shared", goal, right)


def newest_version(goal_id: uuid.UUID) -> GoalVersion:
    """The wording that counts."""
    versions = select(GoalVersion).where(GoalVersion.goal_id == goal_id).order_by(GoalVersion.version.desc())
    return db.session.scalars(versions.limit(1)).one()


def _begin(
    actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID, wording: Wording, right: sharing.Access, *, is_private: bool
) -> None:
    is_own = right.way == sharing.OWN
    if is_private and not is_own:
        raise Invalid(fields={"is_private": ["Only the person can keep a goal private."]})
    _check(wording, None)
    goal = Goal(id=goal_id, record_id=record_id, account_id=actor.account_id, at=clock.now(), is_private=is_private)
    goal.status, goal.tracked = states.ACTIVE if is_own else states.SUGGESTED, None
    db.session.add(goal)
    db.session.flush()
    _add_version(actor, goal, wording, version=1, baseline=1)
    add_event(actor, goal, states.MADE if is_own else states.SUGGESTION)
    access.write_down(actor, "goals.made" if is_own else "goals.suggested", goal, right)
    if not is_own:
        notifications.tell(care.persons_of([record_id])[record_id], TOLD, goal_id, urgent=False)


def _reword(
    actor: Actor, goal: Goal, wording: Wording, version: int, right: sharing.Access, *, is_new_goal: bool | None
) -> None:
    newest = newest_version(goal.id)
    if right.way != sharing.OWN:
        raise access.NotYours
    if goal.status not in states.OPEN:
        raise access.WrongState
    if newest.version != version:
        raise access.ChangedMeanwhile
    _check(wording, newest.target_on)
    is_scored = _has_scores(goal.id, newest.baseline)
    if is_scored and is_new_goal is None and wording.words != newest.words:
        raise access.SameOrNew
    is_anew = is_scored and bool(is_new_goal)
    _add_version(actor, goal, wording, version=version + 1, baseline=newest.baseline + is_anew)
    if wording.words != newest.words:
        add_event(actor, goal, states.BEGUN_ANEW if is_anew else states.REWORDED)
    access.write_down(actor, "goals.reworded", goal, right)


def _is_known(actor: Actor, goal: Goal, wording: Wording, version: int) -> bool:
    """Whether this was said before: sent twice by the same device, or what stands there now."""
    followed_by = GoalVersion.account_id == actor.account_id, GoalVersion.version == version + 1
    sent_before = db.session.scalar(select(GoalVersion).where(GoalVersion.goal_id == goal.id, *followed_by))
    if sent_before is not None and _said(sent_before) == wording:
        return True
    return _said(newest_version(goal.id)) == wording


def _said(row: GoalVersion) -> Wording:
    return Wording(row.words, row.why, row.area, row.helper, row.target_on)


def _check(wording: Wording, target_before: date | None) -> None:
    faults: dict[str, list[str]] = {}
    if not wording.words:
        faults["words"] = ["Write a few words first."]
    if wording.area is not None and wording.area not in {area["key"] for area in outcomes.list_areas()}:
        faults["area"] = ["Choose one of the areas of life, or none."]
    today = clock.in_london(clock.now()).date()
    if wording.target_on not in (None, target_before):
        if wording.target_on < today:
            faults["target_on"] = ["That day is over. Choose today or a later day, or leave it out."]
        elif wording.target_on.year > today.year + LONGEST_YEARS:
            faults["target_on"] = ["That day is very far away. Check the year, or leave it out."]
    if faults:
        raise Invalid(fields=faults)


def _has_scores(goal_id: uuid.UUID, baseline: int) -> bool:
    scored = exists().where(GoalScore.goal_id == goal_id, GoalScore.baseline == baseline)
    return bool(db.session.scalar(select(scored)))


def _add_version(actor: Actor, goal: Goal, wording: Wording, *, version: int, baseline: int) -> None:
    row = GoalVersion(id=new_id(), record_id=goal.record_id, goal_id=goal.id, account_id=actor.account_id)
    row.at, row.version, row.baseline = clock.now(), version, baseline
    for name, value in asdict(wording).items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
