"""Which browsers keep the plan, and forgetting one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, after_this_request, request

from backend.core import http
from backend.safety_plan import keeping, keeping_schemas
from backend.safety_plan.blueprint import blp

Json = dict[str, Any]

COOKIE = "waymark_kept"
# Sent only with what asks the service, never with pages and files.
PATH = "/api/"
# As long as a browser keeps any cookie; begun anew at each visit.
KEPT_SECONDS = 400 * 24 * 3600
FAILED, NOT_KEPT = 400, 404


@blp.route("/my-plan/phones")
@http.person
@blp.response(200, keeping_schemas.KeptPhones)
def list_phones() -> Json:
    """The browsers that keep the plan."""
    return {"phones": keeping.list_phones(http.actor(), _secret())}


@blp.route("/my-plan/phones/<uuid:phone_id>", methods=["PUT"])
@http.person
@blp.arguments(keeping_schemas.KeepPlan)
@blp.response(200, keeping_schemas.KeptPhoneView)
def keep_plan(_: Json, phone_id: UUID) -> Any:
    """Keep the plan on this browser, and say at each visit that it does. 404 when it was told to forget it."""
    _take_back(NOT_KEPT)
    kept = keeping.keep_plan(http.actor(), phone_id, _secret())
    _hand_over(kept.secret)
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
    _take_back(NOT_KEPT)
    return {"account_id": keeping.find_keeper(_secret())}


@blp.route("/kept-plan", methods=["DELETE"])
@http.anybody
@blp.response(204)
def forget_here() -> None:
    """This browser keeps the plan no more. Open: its own secret is the proof, as she may have signed out already."""
    keeping.forget_by_secret(_secret())
    _take_back(204)


def _secret() -> str | None:
    return request.cookies.get(COOKIE)


def _hand_over(secret: str) -> None:
    """Give the secret to the browser with the answer, if the request ends well."""

    @after_this_request
    def put_cookie(response: Response) -> Response:
        if response.status_code < FAILED:
            http.set_cookie(response, secret, KEPT_SECONDS, name=COOKIE, path=PATH)
        return response


def _take_back(status: int) -> None:
    """Clear the secret when the answer has that status."""

    @after_this_request
    def clear(response: Response) -> Response:
        if response.status_code == status and _secret() is not None:
            http.clear_cookie(response, name=COOKIE, path=PATH)
        return response
