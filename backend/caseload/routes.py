"""What a worker needs to know before seeing somebody: what is due, and what is new."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.caseload import schemas, service, wall
from backend.core import http

blp = Blueprint(
    "caseload",
    __name__,
    url_prefix="/api",
    description="What a worker needs to know before seeing somebody: what is due, and what is new.",
)


@blp.route("/caseload")
@http.worker
@blp.response(200, schemas.Caseload)
def read_caseload() -> dict[str, Any]:
    """The people of the caller's teams with what is due and what is new, own caseload first, never ordered by a score."""
    return service.describe_caseload(http.actor())


@blp.route("/teams/<uuid:team_id>/wall")
@http.worker
@blp.response(200, schemas.Wall)
def read_wall(team_id: UUID) -> dict[str, Any]:
    """The screen on the team's wall: counts and who is on duty. No record is read, so no reading is logged."""
    return wall.describe_wall(http.actor(), team_id)
