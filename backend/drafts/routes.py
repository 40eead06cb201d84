"""What a person has begun to write, kept for her alone until she goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.core.sent_json import takes_json
from backend.drafts import schemas, service

blp = Blueprint("drafts", __name__, url_prefix="/api/my-drafts", description="Words begun and not sent.")

Json = dict[str, Any]


@blp.route("")
@http.person
@blp.response(200, schemas.Drafts)
def list_drafts() -> Json:
    """What she has begun and not sent, the newest words first."""
    return {"drafts": service.list_drafts(http.actor())}


@blp.route("/<uuid:draft_id>", methods=["PUT"])
@http.person
@takes_json(schemas.LONGEST_BODY)
@blp.arguments(schemas.KeepDraft)
@blp.response(200, schemas.DraftPlace)
def keep_draft(given: Json, draft_id: UUID) -> Any:
    """Keep what stands in one form. 201 when new; what lies there stays, and is answered, when it is newer."""
    place, is_new = service.keep_draft(http.actor(), draft_id, **given)
    return place, 201 if is_new else 200


@blp.route("/<uuid:draft_id>", methods=["DELETE"])
@http.person
@blp.arguments(schemas.ForgetDraft, location="query")
@blp.response(204)
def forget_draft(given: Json, draft_id: UUID) -> None:
    """Forget words that were sent or thrown away, but no newer ones. Twice is harmless."""
    service.forget_draft(http.actor(), draft_id, **given)
