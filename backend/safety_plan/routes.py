"""The plan itself. Brings along the slice's other routes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.core.sent_json import JsonTaken, takes_json
from backend.safety_plan import (
    agreeing_routes,
    audiences,
    companions,
    keeping_routes,
    photo_routes,
    saves,
    schemas,
    service,
    suggestions,
    versions,
)
from backend.safety_plan.blueprint import blp
from backend.safety_plan.saves import TooMuchAtOnce

__all__ = ["agreeing_routes", "blp", "keeping_routes", "photo_routes"]

Json = dict[str, Any]
PLAN = "/records/<uuid:record_id>/safety-plan"


@blp.route(PLAN)
@http.signed_in
@blp.response(200, schemas.SafetyPlanView)
def read_safety_plan(record_id: UUID) -> Json:
    """The plan, for the person and whoever she shares it with. Hidden looks like nothing written."""
    return service.describe_plan(http.actor(), record_id)


@blp.route(f"{PLAN}/please")
@http.signed_in
@blp.response(200, schemas.PleaseDoView)
def read_please_do(record_id: UUID) -> Json:
    """What to do and not to do when she is very distressed, and nothing else of the plan."""
    return service.describe_please(http.actor(), record_id)


@blp.route("/my-plan/saves/<uuid:save_id>", methods=["PUT"])
@http.person
@takes_json(JsonTaken(schemas.LONGEST_SAVE, TooMuchAtOnce))
@blp.arguments(schemas.PutPlanSave)
@blp.response(200, schemas.SafetyPlanView)
def put_plan_save(given: Json, save_id: UUID) -> Any:
    """Save one or more sections at once. 201 when new; 409 with the newest versions when another device saved meanwhile."""
    is_new = saves.save_sections(http.actor(), save_id, saves.Save(**given))
    return service.describe_own_plan(http.actor()), 201 if is_new else 200


@blp.route("/my-plan/audiences/<heading>", methods=["PUT"])
@http.person
@blp.arguments(schemas.SetPlanAudience)
@blp.response(200, schemas.SafetyPlanView)
def set_plan_audience(given: Json, heading: str) -> Json:
    """Choose who sees a section: everybody who sees the plan, one's team, or nobody else."""
    audiences.set_audience(http.actor(), heading, **given)
    return service.describe_own_plan(http.actor())


@blp.route(f"{PLAN}/suggestions/<uuid:suggestion_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.PutPlanSuggestion)
@blp.response(200, schemas.PlanSuggestionView)
def put_plan_suggestion(given: Json, record_id: UUID, suggestion_id: UUID) -> Any:
    """Propose something for somebody's plan; it lies between the two of you. 201 when new."""
    is_new = suggestions.suggest(http.actor(), record_id, suggestion_id, **given)
    return suggestions.describe_one(http.actor(), suggestion_id), 201 if is_new else 200


@blp.route("/my-plan/declined/<uuid:suggestion_id>", methods=["PUT"])
@http.person
@blp.arguments(schemas.DeclineSuggestion)
@blp.response(200, schemas.SafetyPlanView)
def decline_plan_suggestion(given: Json, suggestion_id: UUID) -> Json:  # noqa: ARG001 there is nothing to say
    """Say no to a suggestion. Nobody is told."""
    suggestions.decline(http.actor(), suggestion_id)
    return service.describe_own_plan(http.actor())


@blp.route("/my-plan/versions")
@http.person
@blp.response(200, schemas.PlanVersionsView)
def list_plan_versions() -> Json:
    """Each save of one's own plan, the newest first."""
    return versions.list_versions(http.actor())


@blp.route("/my-plan/versions/<int:version>")
@http.person
@blp.response(200, schemas.PlanAtVersionView)
def read_plan_version(version: int) -> Json:
    """One's own plan as it stood after that save."""
    return versions.describe_version(http.actor(), version)


@blp.route("/my-plan/companions")
@http.person
@blp.response(200, schemas.PlanCompanionsView)
def list_plan_companions() -> Json:
    """Who sees one's plan, and could be beside one while writing."""
    return companions.list_companions(http.actor())
