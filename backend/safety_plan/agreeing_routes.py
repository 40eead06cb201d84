"""Agreeing about the plan, and having it on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.safety_plan import agreeing, agreeing_schemas, schemas, service
from backend.safety_plan.blueprint import blp

Json = dict[str, Any]
PLAN = "/records/<uuid:record_id>/safety-plan"


@blp.route(f"{PLAN}/agreements/<uuid:agreement_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(agreeing_schemas.PutAgreement)
@blp.response(200, schemas.SafetyPlanView)
def agree_on_plan(given: Json, record_id: UUID, agreement_id: UUID) -> Any:
    """Propose the plan as it stands, or say yes to that. 201 when new; 409 when it changed since."""
    is_new = agreeing.agree(http.actor(), record_id, agreement_id, **given)
    return service.describe_plan(http.actor(), record_id), 201 if is_new else 200
