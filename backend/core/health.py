"""Is this process able to serve? Asked by the reverse proxy and by `make run`."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import text

from backend.core import http
from backend.core.db import db


def register(app: Flask) -> None:
    """Answer GET /health: 200 when the database answers, 503 when it does not."""
    app.add_url_rule("/health", "health", http.anybody(_health))


def _health() -> dict[str, Any]:
    """Open to everybody: it says only whether the service can work."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
