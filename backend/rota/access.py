"""Who may do what with a team's rota, and what is wrong with a time, in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.errors import Conflict, Forbidden, Invalid, NotFound
from backend.notifications import service as notifications

LEAD = "lead"
FURTHEST = timedelta(days=366)
CHANGED = "rota.changed"
NOT_OF_THE_TEAM = "Choose somebody who works in this team."


class ChangedMeanwhile(Conflict):
    """A colleague changed it after it was read."""

    code = "rota.changed"
    words = "A colleague changed this in the meantime. Look at the newest version, then try again. Nothing was saved."


class ChangedHands(Conflict):
    code = "rota.changed_hands"
    words = "This turn has changed hands since. Nothing was saved. Have a look at the calendar."


class Answered(Conflict):
    code = "rota.answered"
    words = "This was answered already. Talk to your colleague if it should be otherwise."


def check_member(actor: Actor, team_id: uuid.UUID) -> str:
    """The actor's role in this team. Raises NotFound for a team that is not theirs."""
    role = actor.role_in(team_id)
    if role is None:
        raise NotFound("We could not find that team.")
    return role


def check_can_change(actor: Actor, team_id: uuid.UUID) -> None:
    """Raises NotFound for a team that is not theirs, Forbidden for who does not lead it."""
    if check_member(actor, team_id) != LEAD:
        raise Forbidden("Only a team lead can change this. Ask your lead.")


def check_span(from_at: datetime, until_at: datetime) -> None:
    """Raises Invalid for a time that ends before it begins, is over, or lies more than a year ahead."""
    now = clock.now()
    if until_at <= from_at:
        raise Invalid(fields={"until_at": ["This ends before it begins. Choose a later end."]})
    if until_at <= now:
        raise Invalid(fields={"until_at": ["This time is over already. Choose a later end."]})
    if from_at > now + FURTHEST or until_at > now + 2 * FURTHEST:
        raise Invalid(fields={"from_at": ["This is more than a year ahead. Choose an earlier time."]})


def check_members(team_id: uuid.UUID, account_ids: Iterable[uuid.UUID], field: str) -> None:
    """Raises Invalid where somebody does not work in this team."""
    if not set(account_ids) <= {member.account_id for member in care.team_members(team_id)}:
        raise Invalid(fields={field: [NOT_OF_THE_TEAM]})


def tell(actor: Actor, account_ids: Iterable[uuid.UUID], kind: str, subject_id: uuid.UUID) -> None:
    """Tell those concerned, each once, and not who did it."""
    for account_id in sorted(set(account_ids) - {actor.account_id}):
        notifications.tell(account_id, kind, subject_id, urgent=False)
