"""Routes of this slice."""

from __future__ import annotations

import uuid
from typing import Any

from flask_smorest import Blueprint

from backend.care import opening, schemas, service
from backend.care.hours import Span
from backend.core import http

blp = Blueprint("care", __name__, url_prefix="/api")


@blp.route("/my-team")
@http.person
@blp.response(200, schemas.MyTeam)
def my_team() -> dict[str, Any]:
    """The caller's own team: whether somebody is there now, whom to ring when not, and her key worker."""
    return service.my_team(http.actor())


@blp.route("/teams")
@http.worker
@blp.response(200, schemas.TeamList)
def list_teams() -> dict[str, Any]:
    """The caller's teams with their members, and whose device is known to work."""
    return {"teams": service.list_teams(http.actor())}


@blp.route("/people")
@http.worker
@blp.response(200, schemas.PeopleList)
def list_people() -> dict[str, Any]:
    """The people whom the caller's teams look after, own caseload first. Each person sees that the list was read."""
    return {"people": service.list_people(http.actor())}


@blp.route("/records/<uuid:record_id>/key-worker", methods=["PUT"])
@http.worker
@blp.arguments(schemas.KeyWorkerChoice)
@blp.response(200, schemas.NamedAccount)
def set_key_worker(body: dict[str, Any], record_id: uuid.UUID) -> dict[str, Any]:
    """Name the key worker: for a lead of the team, or the present key worker. There is always exactly one."""
    return service.set_key_worker(http.actor(), record_id, body["account_id"])


@blp.route("/teams/<uuid:team_id>/carer-champion", methods=["PUT"])
@http.worker
@blp.arguments(schemas.CarerChampionChoice)
@blp.response(204)
def set_carer_champion(body: dict[str, Any], team_id: uuid.UUID) -> None:
    """Name who looks after carers in this team, or nobody: for its leads."""
    service.set_carer_champion(http.actor(), team_id, body["account_id"])


@blp.route("/teams/<uuid:team_id>/hours")
@http.worker
@blp.response(200, schemas.TeamHoursView)
def read_hours(team_id: uuid.UUID) -> dict[str, Any]:
    """When one's team opens, its days with other hours, and the bank holidays of the year to come."""
    return opening.describe_hours(http.actor(), team_id)


@blp.route("/teams/<uuid:team_id>/hours", methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutHours)
@blp.response(200, schemas.TeamHoursView)
def set_hours(body: dict[str, Any], team_id: uuid.UUID) -> dict[str, Any]:
    """Write the team's week anew: for its leads."""
    spans = [Span(**span) for span in body["spans"]]
    opening.set_hours(http.actor(), team_id, spans, keeps_bank_holidays=body["keeps_bank_holidays"])
    return opening.describe_hours(http.actor(), team_id)


@blp.route("/teams/<uuid:team_id>/days/<on>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutDay)
@blp.response(200, schemas.OtherDay)
def set_day(body: dict[str, Any], team_id: uuid.UUID, on: str) -> dict[str, Any]:
    """Other hours on one day, or none: for a lead of the team."""
    day = opening.day_of(on)
    spans = [Span(day.weekday(), **span) for span in body["spans"]]
    opening.set_day(http.actor(), team_id, day, spans, body["words"])
    return opening.describe_day(http.actor(), team_id, day)


@blp.route("/teams/<uuid:team_id>/days/<on>", methods=["DELETE"])
@http.worker
@blp.response(204)
def forget_day(team_id: uuid.UUID, on: str) -> None:
    """That day is like any other of the week again: for a lead of the team."""
    opening.forget_day(http.actor(), team_id, opening.day_of(on))
