"""May the acting account see that section of that record now? The database answers, the same way as its own policies do."""

from __future__ import annotations

import uuid

from sqlalchemy import Select, func, select
from sqlalchemy.types import Uuid

from backend.core.db import db
from backend.core.errors import NotFound


def readable_records(section: str) -> Select[tuple[uuid.UUID]]:
    """The records whose section the acting account may see now: for `.in_(…)` in a query."""
    return select(func.readable_records(section, type_=Uuid()))


def can_read(record_id: uuid.UUID, section: str) -> bool:
    """Whether the acting account may see that section of that record now."""
    found = readable_records(section).subquery()
    return db.session.scalar(select(func.count()).select_from(found).where(found.c[0] == record_id)) == 1


def check_can_read(record_id: uuid.UUID, section: str) -> None:
    """Raise NotFound unless the acting account may see it: a stranger may not learn that the record exists."""
    if not can_read(record_id, section):
        raise NotFound
