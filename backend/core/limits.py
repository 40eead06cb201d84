"""How often something may be tried: fixed windows counted in the database, so that all processes share them."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, delete, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core import clock, errors
from backend.core.db import Base, act_as, db


class Attempt(Base):
    """Tries of one thing by one origin in one window. The origin is hashed: no addresses are kept."""

    __tablename__ = "attempts"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    window_ends_at: Mapped[datetime]
    tries: Mapped[int]


COUNT = text("""
    INSERT INTO attempts AS a (key, window_ends_at, tries) VALUES (:key, :ends, 1)
    ON CONFLICT (key) DO UPDATE SET
      tries = CASE WHEN a.window_ends_at <= :now THEN 1 ELSE a.tries + 1 END,
      window_ends_at = CASE WHEN a.window_ends_at <= :now THEN :ends ELSE a.window_ends_at END
    RETURNING tries, window_ends_at, current_setting('waymark.account_id', true) AS acting
""")


def count_attempt(what: str, origin: str, *, at_most: int, within: timedelta) -> None:
    """Count one try of `what` by `origin` and commit the count at once: a refused request must not undo it.

    Raises TooMany with the seconds left when there were more than `at_most` in the window.
    """
    now = clock.now()
    key = hashlib.sha256(f"{what}:{origin}".encode()).digest()
    row = db.session.execute(COUNT, {"key": key, "now": now, "ends": now + within}).one()
    db.session.commit()
    if row.acting:
        act_as(uuid.UUID(row.acting))
    if row.tries > at_most:
        raise errors.TooMany(max(1, round((row.window_ends_at - now).total_seconds())))


def forget_old(now: datetime) -> None:
    """Delete counts whose window is over. For the worker."""
    db.session.execute(delete(Attempt).where(Attempt.window_ends_at < now))
