"""Agreeing about the plan, and having it on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from backend.core import http
from backend.safety_plan import agreeing, agreeing_schemas, papers, schemas, service
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


@blp.route(f"{PLAN}/pdf")
@http.signed_in
@blp.arguments(agreeing_schemas.Paper, location="query")
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
def read_plan_paper(given: Json, record_id: UUID) -> Response:
    """What this reader meets of the plan as a tagged PDF: one sheet, or a card for a wallet."""
    made = papers.make_paper(http.actor(), record_id, given["paper"])
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": 'inline; filename="plan.pdf"'})
