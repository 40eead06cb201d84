"""A quiet word on the morning that something is due, once, to whoever said that they would do it. For the worker process."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import insert

from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.dialog_plus import access
from backend.dialog_plus.due import ROW, due_versions
from backend.dialog_plus.models import Reminder
from backend.dialog_plus.telling import may_see
from backend.notifications import service as notifications

DUE = "dialog_plus.action_due"
MORNING = time(9)
AT_ONCE = 200


def sweep(now: datetime) -> None:
    """From nine in the morning in London, remind of what is due today and was written before. Nothing is done twice."""
    here = clock.in_london(now)
    morning = datetime.combine(here.date(), MORNING, clock.LONDON)
    if here < morning:
        return
    with one_transaction():
        for action in db.session.execute(_due(morning)):
            if _is_first(action, now):
                _remind(action)


def _due(morning: datetime) -> Select[Any]:
    """What is due on the day of that morning, was written before, and was not reminded of yet."""
    today = morning.date()
    due = due_versions(ROW.action_id.in_(select(ROW.action_id).where(ROW.due_on == today)), today, today)
    reminded = select(Reminder).where(Reminder.action_id == due.c.action_id, Reminder.due_on == due.c.due_on)
    return select(due).where(due.c.at < morning, ~reminded.exists()).limit(AT_ONCE)


def _is_first(action: Row[Any], now: datetime) -> bool:
    """Whether nobody reminds of it at this very moment."""
    row = insert(Reminder).values(action_id=action.action_id, due_on=action.due_on, record_id=action.record_id, at=now)
    done = db.session.execute(row.on_conflict_do_nothing().returning(Reminder.action_id))
    return done.one_or_none() is not None


def _remind(action: Row[Any]) -> None:
    account_id = _whom(action)
    if account_id is not None:
        notifications.tell(account_id, DUE, action.action_id, urgent=False)


def _whom(action: Row[Any]) -> uuid.UUID | None:
    """The person; the worker who is named, or else her key worker, while they may read it. Nobody for others."""
    if action.owner == access.PERSON:
        return care.persons_of([action.record_id]).get(action.record_id)
    if action.owner != access.WORKER:
        return None
    worker: uuid.UUID | None = action.owner_account_id or care.key_worker_of(action.record_id)
    return worker if worker is not None and may_see(worker, action.record_id) else None
