"""A team's calendar, what it is made of, and a worker's own turns, absences and swaps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.rota import absences, my_shifts, overrides, rotations, schemas, swaps, week

blp = Blueprint("rota", __name__, url_prefix="/api", description="Who is there, who is away, and who covers.")

Json = dict[str, Any]
TEAM = "/teams/<uuid:team_id>"
OVERRIDE = f"{TEAM}/overrides/<uuid:override_id>"
AWAY = f"{TEAM}/away/<uuid:absence_id>"
MY_AWAY = "/my-away/<uuid:absence_id>"
SWAP = "/swaps/<uuid:swap_id>"


@blp.route(f"{TEAM}/rota")
@http.worker
@blp.arguments(schemas.WeekAsked, location="query")
@blp.response(200, schemas.RotaWeek)
def read_week(asked: Json, team_id: UUID) -> Json:
    """The calendar of one's team: who is there when, gaps, and what is to be mended in the next seven days."""
    return week.describe_week(http.actor(), team_id, asked["from_on"], asked["days"])


@blp.route(f"{TEAM}/rotations")
@http.worker
@blp.response(200, schemas.RotationList)
def list_rotations(team_id: UUID) -> Json:
    """The rotations of one's team."""
    return rotations.list_rotations(http.actor(), team_id)


@blp.route(f"{TEAM}/rotations/<uuid:rotation_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutRotation)
@blp.response(200, schemas.RotationView)
def put_rotation(given: Json, team_id: UUID, rotation_id: UUID) -> Any:
    """Write a rotation down, or change one as it was read: for a lead. 201 when new; 409 when it was changed meanwhile."""
    made_at, content = given.pop("made_at"), rotations.Content(**given)
    found, is_new = rotations.put_rotation(http.actor(), team_id, rotation_id, content, made_at)
    return found, 201 if is_new else 200


@blp.route(OVERRIDE, methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutOverride)
@blp.response(200, schemas.RotaKept)
def put_override(given: Json, team_id: UUID, override_id: UUID) -> Any:
    """Have somebody at a desk for once: for a lead. 201 when new."""
    is_new = overrides.put_override(http.actor(), team_id, override_id, overrides.OnceThere(**given))
    return {"id": override_id}, 201 if is_new else 200


@blp.route(OVERRIDE, methods=["DELETE"])
@http.worker
@blp.response(204)
def take_back_override(team_id: UUID, override_id: UUID) -> None:
    """The rotations count again from now on: for a lead."""
    overrides.take_back_override(http.actor(), team_id, override_id)


@blp.route(f"{TEAM}/away")
@http.worker
@blp.response(200, schemas.AwayList)
def list_away(team_id: UUID) -> Json:
    """Who of one's team is away now or later, and who covers. Why is not asked."""
    return {"away": absences.list_away(http.actor(), team_id)}


@blp.route(AWAY, methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutAway)
@blp.response(200, schemas.RotaKept)
def put_away(given: Json, team_id: UUID, absence_id: UUID) -> Any:
    """Somebody of the team is away: for a lead. 201 when new."""
    of = given.pop("account_id")
    is_new = absences.put_away(http.actor(), team_id, of, absence_id, absences.Time(**given))
    return {"id": absence_id}, 201 if is_new else 200


@blp.route(AWAY, methods=["DELETE"])
@http.worker
@blp.response(204)
def take_back_away(team_id: UUID, absence_id: UUID) -> None:
    """Somebody of the team is not away, or is back: for a lead."""
    absences.take_back_away(http.actor(), team_id, absence_id)


@blp.route("/my-shifts")
@http.worker
@blp.response(200, schemas.MyShifts)
def read_my_shifts() -> Json:
    """One's own turns of the next four weeks, times away, swaps, and whether messages reach one."""
    return my_shifts.describe_my_shifts(http.actor())


@blp.route(MY_AWAY, methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutMyAway)
@blp.response(200, schemas.RotaKept)
def put_my_away(given: Json, absence_id: UUID) -> Any:
    """Say from when until when one is away, and who covers. 201 when new."""
    is_new = absences.put_my_away(http.actor(), absence_id, absences.Time(**given))
    return {"id": absence_id}, 201 if is_new else 200


@blp.route(MY_AWAY, methods=["DELETE"])
@http.worker
@blp.response(204)
def take_back_my_away(absence_id: UUID) -> None:
    """One is not away after all, or back already."""
    absences.take_back_my_away(http.actor(), absence_id)


@blp.route(SWAP, methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutSwap)
@blp.response(200, schemas.RotaKept)
def put_swap(given: Json, swap_id: UUID) -> Any:
    """Ask a colleague to take one's turn. 201 when new."""
    is_new = swaps.put_swap(http.actor(), swap_id, swaps.Asked(**given))
    return {"id": swap_id}, 201 if is_new else 200


@blp.route(f"{SWAP}/answer", methods=["PUT"])
@http.worker
@blp.arguments(schemas.AnswerSwap)
@blp.response(204)
def answer_swap(given: Json, swap_id: UUID) -> None:
    """Take a colleague's turn, or not."""
    swaps.answer_swap(http.actor(), swap_id, given["answer"])


@blp.route(SWAP, methods=["DELETE"])
@http.worker
@blp.response(204)
def take_back_swap(swap_id: UUID) -> None:
    """Keep one's turn after all, while nobody has taken it."""
    swaps.take_back_swap(http.actor(), swap_id)
