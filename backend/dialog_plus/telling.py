"""Whom we tell: the person, or her worker where they may read it. Neutral words, never urgent."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.dialog_plus.access import PERSON
from backend.dialog_plus.models import SECTION
from backend.notifications import service as notifications


def tell_person(record_id: uuid.UUID, kind: str, subject_id: uuid.UUID) -> None:
    """The person whose record it is."""
    notifications.tell(care.persons_of([record_id])[record_id], kind, subject_id, urgent=False)


def tell_key_worker(record_id: uuid.UUID, kind: str, subject_id: uuid.UUID) -> None:
    """Her key worker, unless it is hidden from them."""
    key_worker = care.key_worker_of(record_id)
    if key_worker is not None and may_see(key_worker, record_id):
        notifications.tell(key_worker, kind, subject_id, urgent=False)


def tell_other_side(record_id: uuid.UUID, acting: str, kind: str, subject_id: uuid.UUID) -> None:
    """Whoever is not acting: her key worker when she does, else the person."""
    tell = tell_key_worker if acting == PERSON else tell_person
    tell(record_id, kind, subject_id)


def may_see(account_id: uuid.UUID, record_id: uuid.UUID) -> bool:
    """Whether that account could read her conversations now."""
    return bool(db.session.scalar(select(func.sees(account_id, record_id, SECTION, clock.now()))))
