"""Whether the database is the one that this program knows, and the clocks agree."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core import revisions
from backend.core.db import db
from backend.watch.looking import Check, Look

MOST_SECONDS_APART = 30
VERSION = text("SELECT version_num FROM alembic_version")
DATABASE_CLOCK = text("SELECT clock_timestamp()")


def _other_schema(_: Look) -> list[str]:
    try:
        found = db.session.scalar(VERSION)
    except ProgrammingError:
        found = None
    return [] if found == revisions.newest() else [str(found)]


def seconds_apart(theirs: datetime) -> float:
    """How far this machine's own clock and that instant of another's are apart."""
    return abs((theirs - datetime.fromtimestamp(time.time(), UTC)).total_seconds())


def _clocks_differ(_: Look) -> list[str]:
    theirs = db.session.scalars(DATABASE_CLOCK).one()
    return ["database"] if seconds_apart(theirs) > MOST_SECONDS_APART else []


CHECKS = (Check("other_schema", _other_schema), Check("clocks_differ", _clocks_differ))
