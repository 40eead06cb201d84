"""What somebody may do whom a person invited. Mostly open to everybody: the link's secret is the proof."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.identity import browsers, me
from backend.identity.browsers import this_browser
from backend.identity.schemas import CodeSent, Me, PasskeyChallenge
from backend.sharing import schemas, trusted, trusted_joining
from backend.sharing import trusted_schemas as shapes
from backend.sharing.joining_routes import blp

Json = dict[str, Any]


@blp.route("/trusted/open", methods=["POST"])
@http.anybody
@blp.arguments(schemas.InvitationToken)
@blp.response(200, shapes.TrustedOpened)
def open_trusted(given: Json) -> Json:
    """Read who invites me. Uses nothing up. Open: the secret is the proof."""
    return trusted_joining.open_trusted(http.actor_or_none(), given["token"], this_browser())


@blp.route("/trusted/accept", methods=["POST"])
@http.signed_in
@blp.arguments(shapes.TokenAndCode)
@blp.response(200, shapes.TrustedAccepted)
def accept_trusted(given: Json) -> Json:
    """Say yes with the account that is open."""
    return trusted_joining.accept_trusted(http.actor(), given["token"], given["code"], this_browser())


@blp.route("/trusted/decline", methods=["POST"])
@http.anybody
@blp.arguments(schemas.InvitationToken)
@blp.response(204)
def decline_trusted(given: Json) -> None:
    """Say no. Open: the secret is the proof."""
    trusted_joining.decline_trusted(http.actor_or_none(), given["token"], this_browser())


@blp.route("/trusted/join/options", methods=["POST"])
@http.anybody
@blp.arguments(schemas.InvitationToken)
@blp.response(200, PasskeyChallenge)
def begin_trusted_passkey(given: Json) -> Json:
    """What the browser needs to make a first passkey. Open: the secret is the proof."""
    challenge, options = trusted_joining.begin_with_passkey(given["token"], this_browser())
    return {"challenge_id": challenge.id, "options": options}


@blp.route("/trusted/join", methods=["POST"])
@http.anybody
@blp.arguments(shapes.TrustedJoinWithPasskey)
@blp.response(201, Me)
def join_trusted_with_passkey(given: Json) -> Json:
    """Say yes with a new account and its passkey. Open: the secret and the short code are the proof."""
    token = trusted_joining.join_with_passkey(http.actor_or_none(), **given, browser=this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)


@blp.route("/trusted/join/codes", methods=["POST"])
@http.anybody
@blp.arguments(schemas.SendJoinCode)
@blp.response(202, CodeSent)
def send_trusted_code(given: Json) -> Any:
    """Send a code to the contact that they want to sign in with. Open: the secret is the proof."""
    return trusted_joining.send_code(given["token"], given["contact"], this_browser())


@blp.route("/trusted/join/codes/<uuid:code_id>/use", methods=["POST"])
@http.anybody
@blp.arguments(shapes.TrustedUseJoinCode)
@blp.response(201, Me)
def join_trusted_with_code(given: Json, code_id: UUID) -> Json:
    """Say yes with an account found or made by that contact. Open: secret, short code and digits are the proof."""
    token = trusted_joining.join_with_code(http.actor_or_none(), **given, code_id=code_id, browser=this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)


@blp.route("/who-i-support/<uuid:trusted_id>/leave", methods=["POST"])
@http.signed_in
@blp.response(204)
def leave_trusted(trusted_id: UUID) -> None:
    """Stop being trusted by somebody, by my own wish."""
    trusted.leave(http.actor(), trusted_id)
