"""Who may do what with a goal, in which state, and how it is written down."""

from __future__ import annotations

import uuid

from backend.core import locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden, NotFound
from backend.goals.models import SECTION, Goal
from backend.sharing import access as sharing


class ChangedMeanwhile(Conflict):
    """Somebody wrote a newer version, perhaps the same person on another device."""

    code = "goals.changed"
    words = "This was changed in the meantime. Your words are still here. Look at the newest ones, then try again."


class SameOrNew(Conflict):
    """Scores were given for the old words, and we cannot tell whether they are for the new ones too."""

    code = "goals.same_or_new"
    words = "You have put numbers to this goal. Is it still the same goal, or a new one? Please choose."


class WrongState(Conflict):
    code = "goals.wrong_state"
    words = "This goal is not being worked on just now. Bring it back first."


class ThreeAlready(Conflict):
    code = "goals.three_already"
    words = "Three goals have numbers already. Stop using numbers for one of them first."


class NotTracked(Conflict):
    code = "goals.not_tracked"
    words = "This goal has no numbers. Turn numbers on for it first. Nothing was saved."


class NotYours(Forbidden):
    """Wording, status, privacy and tracking are the person's alone, and so is what others put there."""

    code = "goals.not_yours"
    words = "Only the person whose goal it is can change this."


def check_can_add(record_id: uuid.UUID) -> sharing.Access:
    """The right to add here; from now on, one at a time. Raises NotFound for who does not see it, MayNotAdd for who only sees."""
    right = sharing.check_can_add(record_id, SECTION)
    # Two devices cannot take the same slot or make the same version.
    locks.one_at_a_time(record_id)
    return right


def check_is_own(actor: Actor, record_id: uuid.UUID) -> sharing.Access:
    """The person's own right. Raises NotFound for who may not know of it, NotYours for everybody else."""
    if actor.record_id != record_id and sharing.access_to(record_id, SECTION) is None:
        raise NotFound
    right = check_can_add(record_id)
    if right.way != sharing.OWN:
        raise NotYours
    return right


def find_goal(record_id: uuid.UUID, goal_id: uuid.UUID) -> Goal:
    """One goal that the actor meets. Raises NotFound, also for one that is kept from them."""
    goal = db.session.get(Goal, goal_id)
    if goal is None or goal.record_id != record_id:
        raise NotFound("We could not find that goal.")
    return goal


def write_down(actor: Actor, action: str, goal: Goal, right: sharing.Access) -> None:
    """The audit's row of an act, with the right that it was done by."""
    sharing.record_act(actor, action, right, goal.record_id, SECTION, goal.id)
