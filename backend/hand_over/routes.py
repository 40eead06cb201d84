"""Handing over what a worker holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.hand_over import let_go, schemas, service

blp = Blueprint("hand_over", __name__, url_prefix="/api", description="Handing over what a worker holds.")


@blp.route("/teams/<uuid:team_id>/members/<uuid:account_id>/hand-over")
@http.worker
@blp.response(200, schemas.HoldingsView)
def read_holdings(team_id: UUID, account_id: UUID) -> dict[str, Any]:
    """What somebody holds, for a lead of the team and for whose it is. Each person named here sees that she was."""
    return service.describe_holdings(http.actor(), team_id, account_id)


@blp.route("/teams/<uuid:team_id>/let-go")
@http.worker
@blp.response(200, schemas.LetGoList)
def list_let_go(team_id: UUID) -> dict[str, Any]:
    """Colleagues who no longer get in, for a lead of the team: as long as they hold something, and for a week."""
    return {"let_go": let_go.list_let_go(http.actor(), team_id)}


@blp.route("/teams/<uuid:team_id>/hand-overs/<uuid:hand_over_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutHandOver)
@blp.response(200, schemas.HandOverView)
def put_hand_over(given: dict[str, Any], team_id: UUID, hand_over_id: UUID) -> Any:
    """Give what somebody holds to colleagues, all or nothing; `leaves` ends their membership too. 201 when new."""
    to = service.To(**given.pop("to"))
    view, is_new = service.hand_over(http.actor(), team_id, hand_over_id, to=to, **given)
    return view, 201 if is_new else 200
