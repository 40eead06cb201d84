"""Telling of an emergency: the person as soon as she may know, the leads at once and again while a review is late."""

from __future__ import annotations

import uuid
from datetime import datetime, time

from sqlalchemy import or_, select

from backend.care import hours
from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.notifications import service as notifications
from backend.sharing.models import BreakGlass

TOLD, REVIEW_DUE = "sharing.emergency", "sharing.review_due"
AT_ONCE = 50
WORK_BEGINS = time(9)


def tell_of_opening(emergency: BreakGlass) -> None:
    """Tell the person, unless that waits; and ask the leads to look into it, urgently where they may hold it back."""
    waits = emergency.told_at is None
    if not waits:
        _tell_person(emergency)
    _tell_leads(emergency, urgent=waits)


def sweep(now: datetime) -> None:
    """Tell whoever may know from now on, and each working day the leads whose review is late. For the worker process."""
    with one_transaction():
        for emergency in _taken(BreakGlass.told_at.is_(None), BreakGlass.tell_at <= now):
            _tell_person(emergency)
            emergency.told_at = now
    begins = _beginning_of_work(now)
    if begins is None:
        return
    late = (BreakGlass.reviewed_at.is_(None), BreakGlass.review_due_at <= now)
    with one_transaction():
        for emergency in _taken(*late, or_(BreakGlass.nagged_at.is_(None), BreakGlass.nagged_at < begins)):
            _tell_leads(emergency, urgent=False)
            emergency.nagged_at = now


def leads_of(emergency: BreakGlass) -> set[uuid.UUID]:
    """Who may hold it back and review it: leads of the record's team and of the worker's, never who opened it."""
    team = care.team_of_record(emergency.record_id)
    members = care.members_of_teams({emergency.team_id, *([team.id] if team else [])})
    return {one.account_id for one in members if one.role == "lead"} - {emergency.account_id}


def _taken(*conditions: object) -> list[BreakGlass]:
    rows = select(BreakGlass).where(*conditions).order_by(BreakGlass.id).limit(AT_ONCE)  # type: ignore[arg-type]
    return list(db.session.scalars(rows.with_for_update(skip_locked=True)))


def _tell_person(emergency: BreakGlass) -> None:
    person = care.persons_of([emergency.record_id]).get(emergency.record_id)
    if person is not None:
        notifications.tell(person, TOLD, emergency.id, urgent=False)


def _tell_leads(emergency: BreakGlass, *, urgent: bool) -> None:
    for lead in sorted(leads_of(emergency)):
        notifications.tell(lead, REVIEW_DUE, emergency.id, urgent=urgent)


def _beginning_of_work(now: datetime) -> datetime | None:
    """Nine o'clock of this working day, once it is past."""
    here = clock.in_london(now)
    begins = datetime.combine(here.date(), WORK_BEGINS, clock.LONDON)
    return begins if hours.is_working_day(here.date()) and here >= begins else None
