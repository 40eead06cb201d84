"""Is this process alive, and is it able to serve? Asked by the reverse proxy, by `make run` and by `waymark doctor`.

Waiting for a sweep of the engine is the auditor's to answer, on a port of its own: here it would hold one of few threads.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from backend.core import clock, errors, heartbeats, revisions
from backend.core.db import db

# The auditor looks every fifteen seconds.
SILENT_AFTER = timedelta(seconds=90)
VERSION = text("SELECT version_num FROM alembic_version")


def register(app: Flask) -> None:
    """GET /health: the process runs. GET /health/ready: 503 unless the database answers and has the present schema."""
    app.add_url_rule("/health", "health", _health)
    app.add_url_rule("/health/ready", "ready", _ready)


def _health() -> dict[str, str]:
    """Open to everybody: that a process runs is seen by its answering at all."""
    return {"status": "ok"}


def _ready() -> dict[str, Any]:
    """Open to everybody: it says only whether the service can work, and whether it is watched."""
    try:
        found = db.session.scalar(VERSION)
    except ProgrammingError:
        found = None
    except DBAPIError:
        raise errors.Unavailable("The database does not answer.", code="health.database") from None
    if found != revisions.newest():
        words = "The database is not at the version of this program: run `waymark migrate`."
        raise errors.Unavailable(words, code="health.migrations")
    return {"status": "ready", "auditor": "alive" if auditor_is_alive() else "silent"}


# Without the wrapper of `core.http`, which asks the database who acts: one answers when nothing else does, the other says
# what is away.
_health.guard = _ready.guard = "anybody"  # type: ignore[attr-defined]


def auditor_is_alive() -> bool:
    """Whether the auditor has finished a round lately. Its silence stops nobody, but nobody then watches the engine."""
    last = heartbeats.last_beat(heartbeats.AUDITOR)
    return last is not None and last > clock.now() - SILENT_AFTER
