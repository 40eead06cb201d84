"""Which browsers keep the plan, and forgetting one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.safety_plan import keeping, keeping_schemas, kept_cookie
from backend.safety_plan.blueprint import blp

Json = dict[str, Any]

NOT_KEPT, GONE = 404, 204


@blp.route("/my-plan/phones")
@http.person
@blp.response(200, keeping_schemas.KeptPhones)
def list_phones() -> Json:
    """The browsers that keep the plan."""
    return {"phones": keeping.list_phones(http.actor(), kept_cookie.secret())}


@blp.route("/my-plan/phones/<uuid:phone_id>", methods=["PUT"])
@http.person
@blp.arguments(keeping_schemas.KeepPlan)
@blp.response(200, keeping_schemas.KeptPhoneView)
def keep_plan(_: Json, phone_id: UUID) -> Any:
    """Keep the plan on this browser, and say at each visit that it does. 404 when it was told to forget it."""
    kept_cookie.take_back(NOT_KEPT)
    kept = keeping.keep_plan(http.actor(), phone_id, kept_cookie.secret())
    kept_cookie.hand_over(kept.secret)
    return kept.view, 201 if kept.is_new else 200


@blp.route("/my-plan/phones/<uuid:phone_id>", methods=["DELETE"])
@http.person
@blp.response(204)
def forget_phone(phone_id: UUID) -> None:
    """Have a browser forget the plan, at its next contact."""
    keeping.forget_phone(http.actor(), phone_id)


@blp.route("/kept-plan")
@http.anybody
@blp.response(200, keeping_schemas.Keeper)
def read_keeper() -> Json:
    """Whether this browser may keep the plan still. Open: its own secret is the proof, and nothing but an id comes back."""
    kept_cookie.take_back(NOT_KEPT)
    return {"account_id": keeping.find_keeper(kept_cookie.secret())}


@blp.route("/kept-plan", methods=["DELETE"])
@http.anybody
@blp.response(204)
def forget_here() -> None:
    """This browser keeps the plan no more. Open: its own secret is the proof, as she may have signed out already."""
    keeping.forget_by_secret(kept_cookie.secret())
    kept_cookie.take_back(GONE)
