"""The reminder of what somebody was asked for: once, on its day, from nine in the morning on. For the worker."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import select

from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.notifications import service as notifications
from backend.outcomes.asks import DUE
from backend.outcomes.models import QuestionnaireAsk

NINE = time(9)
AT_ONCE = 200


def remind_of_asks(now: datetime) -> int:
    """Remind each person of each open ask whose day has come. Returns how many; what is left waits for the next sweep."""
    local = clock.in_london(now)
    today = local.date()
    with one_transaction():
        due = QuestionnaireAsk.due_on <= today if local.time() >= NINE else QuestionnaireAsk.due_on < today
        wanted = select(QuestionnaireAsk).where(
            due, QuestionnaireAsk.ended_at.is_(None), QuestionnaireAsk.reminded_at.is_(None)
        )
        asks = list(db.session.scalars(wanted.limit(AT_ONCE).with_for_update(skip_locked=True)))
        persons = care.persons_of(ask.record_id for ask in asks)
        for ask in asks:
            ask.reminded_at = now
            if _asked_before_its_day(ask):
                notifications.tell(persons[ask.record_id], DUE, ask.id, urgent=False)
    return len(asks)


def _asked_before_its_day(ask: QuestionnaireAsk) -> bool:
    """What was asked for on its very day, after nine, has just been told."""
    local = clock.in_london(ask.at)
    return local.date() < ask.due_on or local.time() < NINE
