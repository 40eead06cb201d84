"""What a worker needs to know before seeing somebody: what is due, and what is new."""

from __future__ import annotations

from flask_smorest import Blueprint

blp = Blueprint(
    "caseload",
    __name__,
    url_prefix="/api",
    description="What a worker needs to know before seeing somebody: what is due, and what is new.",
)
