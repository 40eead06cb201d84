"""What somebody who holds an invitation may do: open it, and join. Open to everybody: the secret is the proof."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.identity import browsers, me
from backend.identity.browsers import this_browser
from backend.identity.schemas import CodeSent, Me, PasskeyChallenge
from backend.sharing import joining, schemas

blp = Blueprint("sharing", __name__, url_prefix="/api")

Json = dict[str, Any]


@blp.route("/invitations/open", methods=["POST"])
@http.anybody
@blp.arguments(schemas.InvitationToken)
@blp.response(200, schemas.InvitationOpened)
def open_invitation(given: Json) -> Json:
    """Read an invitation. Uses nothing up. Open: the secret is the proof."""
    return joining.open_invitation(given["token"], this_browser())


@blp.route("/invitations/join/options", methods=["POST"])
@http.anybody
@blp.arguments(schemas.InvitationToken)
@blp.response(200, PasskeyChallenge)
def begin_with_passkey(given: Json) -> Json:
    """What the browser needs to make a first passkey. Open: the secret is the proof."""
    challenge, options = joining.begin_with_passkey(given["token"], this_browser())
    return {"challenge_id": challenge.id, "options": options}


@blp.route("/invitations/join", methods=["POST"])
@http.anybody
@blp.arguments(schemas.JoinWithPasskey)
@blp.response(201, Me)
def join_with_passkey(given: Json) -> Json:
    """Join with a passkey. Open: the secret is the proof."""
    token = joining.join_with_passkey(http.actor_or_none(), **given, browser=this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)


@blp.route("/invitations/join/codes", methods=["POST"])
@http.anybody
@blp.arguments(schemas.SendJoinCode)
@blp.response(202, CodeSent)
def send_code(given: Json) -> Any:
    """Send a code to the contact that she wants to sign in with. Open: the secret is the proof."""
    return joining.send_code(given["token"], given["contact"], this_browser())


@blp.route("/invitations/join/codes/<uuid:code_id>/use", methods=["POST"])
@http.anybody
@blp.arguments(schemas.UseJoinCode)
@blp.response(201, Me)
def join_with_code(given: Json, code_id: UUID) -> Json:
    """Join with a code. Open: the secret and the code are the proof."""
    token = joining.join_with_code(http.actor_or_none(), given["token"], code_id, given["code"], this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)
