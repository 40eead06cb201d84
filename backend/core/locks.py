"""Waiting for each other in the database until the transaction ends: by what it is about, where no row says it.

Two different things whose numbers meet by chance wait for each other for an instant, and nothing else.
"""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from backend.core.db import db


def key_of(about: uuid.UUID) -> int:
    """The number by which PostgreSQL knows this lock."""
    return int.from_bytes(about.bytes[-8:], signed=True)


def one_at_a_time(about: uuid.UUID) -> None:
    """Wait for whoever works on the same just now; others wait for us."""
    db.session.execute(select(func.pg_advisory_xact_lock(key_of(about))))


def side_by_side(about: uuid.UUID) -> None:
    """Wait for whoever takes `one_at_a_time`, and let everybody else go on."""
    db.session.execute(select(func.pg_advisory_xact_lock_shared(key_of(about))))
