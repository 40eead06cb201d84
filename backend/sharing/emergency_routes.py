"""Emergency access: looking up, opening and ending it for workers; holding back and reviewing for leads; what she may know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.sharing import emergency, emergency_about_me, emergency_finding, emergency_review
from backend.sharing import emergency_schemas as schemas
from backend.sharing.joining_routes import blp

__all__ = ["blp"]

Json = dict[str, Any]


@blp.route("/emergency/look-up", methods=["POST"])
@http.worker
@blp.arguments(schemas.LookUp)
@blp.response(200, schemas.FoundPeople)
def look_up(given: Json) -> Json:
    """Find somebody of the same trust by exactly their contact or name. They can see that they were looked up."""
    return {"people": emergency_finding.look_up(http.actor(), **given)}


@blp.route("/emergency")
@http.worker
@blp.response(200, schemas.Emergencies)
def list_emergencies() -> Json:
    """The emergency access that this session has now."""
    return {"emergencies": emergency.list_mine(http.actor())}


@blp.route("/emergency/<uuid:emergency_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.OpenEmergency)
@blp.response(201, schemas.Emergency)
def open_emergency(given: Json, emergency_id: UUID) -> Any:
    """Look without a grant for four hours. The person is told."""
    shown, is_new = emergency.open_emergency(http.actor(), emergency_id, emergency.Opening(**given))
    return shown, 201 if is_new else 200


@blp.route("/emergency/<uuid:emergency_id>/end", methods=["POST"])
@http.worker
@blp.response(204)
def end_emergency(emergency_id: UUID) -> None:
    """Stop looking before the time is over."""
    emergency.end_emergency(http.actor(), emergency_id)


@blp.route("/emergency/reviews")
@http.worker
@blp.response(200, schemas.ReviewRows)
def list_reviews() -> Json:
    """For leads: what to look into, due first. Each person can see that it was looked into."""
    return {"reviews": emergency_review.list_reviews(http.actor())}


@blp.route("/emergency/reviews/due")
@http.worker
@blp.response(200, schemas.DueCount)
def count_due() -> Json:
    """How much waits for a lead; nothing for everybody else."""
    return emergency_review.count_due(http.actor())


@blp.route("/emergency/<uuid:emergency_id>/hold", methods=["POST"])
@http.worker
@blp.arguments(schemas.HoldBack)
@blp.response(200, schemas.ReviewRow)
def hold_back(given: Json, emergency_id: UUID) -> Json:
    """Tell the person later, for a reason that they will read then."""
    return emergency_review.hold_back(http.actor(), emergency_id, **given)


@blp.route("/emergency/<uuid:emergency_id>/review", methods=["POST"])
@http.worker
@blp.arguments(schemas.Review)
@blp.response(200, schemas.ReviewRow)
def review(given: Json, emergency_id: UUID) -> Json:
    """Say whether it was right."""
    return emergency_review.review(http.actor(), emergency_id, **given)


@blp.route("/emergency/about-me")
@http.person
@blp.response(200, schemas.EmergenciesAboutMe)
def list_about_me() -> Json:
    """Who looked at my record in an emergency, and why."""
    return {"emergencies": emergency_about_me.list_about_me(http.actor())}
