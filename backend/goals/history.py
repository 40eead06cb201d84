"""What becomes of a goal: taken, paused, finished, let go, brought back. Each leaves its line."""

from __future__ import annotations

import uuid

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken
from backend.core.ids import new_id
from backend.goals import access, states
from backend.goals.models import Goal, GoalEvent
from backend.notifications import service as notifications

# What the person is told by when somebody suggests a goal.
TOLD = "goals.suggested"


def set_status(
    actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID, event_id: uuid.UUID, *, to: str, words: str
) -> None:
    """Take a suggestion or not, pause, finish, let go, bring back. Raises NotFound, NotYours, IdTaken, WrongState."""
    right = access.check_is_own(actor, record_id)
    goal = access.find_goal(record_id, goal_id)
    if _is_known(goal, event_id, to, words):
        return
    kind = states.STEPS.get((goal.status, to))
    if kind is None:
        raise access.WrongState("That does not fit how this goal stands now. Have a look at it, then try again.")
    if goal.status == states.SUGGESTED:
        notifications.withdraw(goal.id, [TOLD])
    goal.status = to
    if to not in states.HERS:
        goal.tracked = None
    add_event(actor, goal, kind, words, event_id)
    access.write_down(actor, f"goals.{kind}", goal, right)


def add_event(actor: Actor, goal: Goal, kind: str, words: str = "", event_id: uuid.UUID | None = None) -> None:
    """One more line of a goal's history."""
    event = GoalEvent(id=event_id or new_id(), record_id=goal.record_id, goal_id=goal.id, account_id=actor.account_id)
    event.at, event.kind, event.words = clock.now(), kind, words
    db.session.add(event)
    db.session.flush()


def _is_known(goal: Goal, event_id: uuid.UUID, to: str, words: str) -> bool:
    known = db.session.get(GoalEvent, event_id)
    if known is None:
        return False
    if (known.goal_id, states.LEADS_TO.get(known.kind), known.words) != (goal.id, to, words):
        raise IdTaken
    return True
