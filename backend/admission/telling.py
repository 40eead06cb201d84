"""Telling people: the team of somebody who waits or does not fit, and the person. All of it neutral, on every channel."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from backend.admission.models import Arrival
from backend.care import service as care
from backend.core.clock import in_london
from backend.core.db import db
from backend.core.work import one_transaction
from backend.notifications import service as notifications

ARRIVED, STILL_WAITING, QUESTION = "admission.arrived", "admission.still_waiting", "admission.question"
CONFIRMED, REFUSED, WAY_IN_ADDED = "admission.confirmed", "admission.refused", "admission.way_in_added"

A_DAY = timedelta(days=1)
LONGEST_CLOSURE = 31
LEAD = "lead"


def tell_team(team_id: uuid.UUID, wanted: Iterable[uuid.UUID], kind: str, subject_id: uuid.UUID) -> None:
    """Tell those who are wanted and still work in that team; where none does, its leads, or else everybody in it."""
    members = care.team_members(team_id)
    everybody = {member.account_id for member in members}
    leads = {member.account_id for member in members if member.role == LEAD}
    for account_id in sorted((set(wanted) & everybody) or leads or everybody, key=str):
        notifications.tell(account_id, kind, subject_id, urgent=False)


def tell_person(account_id: uuid.UUID, kind: str, subject_id: uuid.UUID) -> None:
    """Tell her on whatever devices and contacts she has; the page that she waits on finds out by itself."""
    notifications.tell(account_id, kind, subject_id, urgent=False)


def withdraw(subject_id: uuid.UUID) -> None:
    """Take back what nobody has read yet about somebody who waits no longer."""
    notifications.withdraw(subject_id, (ARRIVED, STILL_WAITING))


def remind_of_arrivals(now: datetime) -> None:
    """Tell a whole team, once, of somebody who has waited for a working day. For the worker."""
    with one_transaction():
        unreminded = (Arrival.decision.is_(None), Arrival.reminded_at.is_(None), Arrival.at <= now - A_DAY)
        for arrival in db.session.scalars(select(Arrival).where(*unreminded).with_for_update(skip_locked=True)):
            if a_working_day_after(arrival.team_id, arrival.at) <= now:
                arrival.reminded_at = now
                everybody = [member.account_id for member in care.team_members(arrival.team_id)]
                tell_team(arrival.team_id, everybody, STILL_WAITING, arrival.id)


def a_working_day_after(team_id: uuid.UUID, at: datetime) -> datetime:
    """The same time on the next day on which the team opens. A team without hours: the next day."""
    week, day = care.find_team(team_id).week, in_london(at)
    for number in range(1, LONGEST_CLOSURE):
        later = day + number * A_DAY
        if week.spans_on(later.date()):
            return later
    return day + A_DAY
