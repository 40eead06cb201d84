"""What each sweep says of itself when it has finished, so that another process can see whether the engine lives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from backend.core import clock
from backend.core.db import Base, db
from backend.core.work import one_transaction

LADDERS, MESSAGES, AUDITOR = "ladders", "messages", "auditor"
# Several sweep side by side: more than this says nothing more.
LEAST_SECONDS_BETWEEN = 1

_said: dict[str, float] = {}


class Heartbeat(Base):
    """The last time a sweep of that name has finished, and how long it took."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    took_ms: Mapped[int]


def beat(name: str, at: datetime, took_ms: int) -> None:
    """Say, in the present transaction, that a sweep has finished."""
    row = insert(Heartbeat).values(name=name, at=at, took_ms=took_ms)
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["name"], set_={"at": row.excluded.at, "took_ms": row.excluded.took_ms}
        )
    )


@contextmanager
def of_a_sweep(name: str) -> Iterator[None]:
    """Say, in a transaction of its own, that what stands in the block has finished. What fails has not."""
    began = time.monotonic()
    yield
    ended = time.monotonic()
    if ended - _said.get(name, -LEAST_SECONDS_BETWEEN) < LEAST_SECONDS_BETWEEN:
        return
    _said[name] = ended
    with one_transaction():
        beat(name, clock.now(), round((ended - began) * 1000))


def last_beat(name: str) -> datetime | None:
    """When a sweep of that name has finished last. None: it never has."""
    return db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))
