"""Signing in and out, and the list of signed-in browsers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.identity import browsers, me, schemas, sessions, sign_in
from backend.identity.browsers import this_browser
from backend.identity.ways_in_routes import blp

__all__ = ["blp"]

Json = dict[str, Any]


@blp.route("/me")
@http.signed_in
@blp.response(200, schemas.Me)
def read_me() -> Json:
    """Who is signed in, and as what."""
    return me.describe(http.actor())


@blp.route("/sign-in/passkey/options", methods=["POST"])
@http.anybody
@blp.arguments(schemas.Nothing)
@blp.response(200, schemas.PasskeyChallenge)
def begin_with_passkey(_: Json) -> Json:
    """A challenge for any passkey that the browser has for us. Open: nobody is signed in yet."""
    challenge, options = sign_in.begin_with_passkey(this_browser())
    return {"challenge_id": challenge.id, "options": options}


@blp.route("/sign-in/passkey", methods=["POST"])
@http.anybody
@blp.arguments(schemas.SignInWithPasskey)
@blp.response(200, schemas.Me)
def sign_in_with_passkey(given: Json) -> Json:
    """Sign in, or show once more that it is you. Open: the signature is the proof."""
    token = sign_in.sign_in_with_passkey(http.actor_or_none(), **given, browser=this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)


@blp.route("/sign-in/codes", methods=["POST"])
@http.anybody
@blp.arguments(schemas.SendCode)
@blp.response(202, schemas.CodeSent)
def send_code(given: Json) -> Any:
    """Send a one-time code. Open; the answer is the same whether anybody has that contact or not."""
    return sign_in.send_code(given["contact"], this_browser())


@blp.route("/sign-in/codes/<uuid:code_id>/use", methods=["POST"])
@http.anybody
@blp.arguments(schemas.UseCode)
@blp.response(200, schemas.Me)
def use_code(given: Json, code_id: UUID) -> Json:
    """Sign in with a code. Open: the code is the proof."""
    token = sign_in.sign_in_with_code(http.actor_or_none(), code_id, given["code"], this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)


@blp.route("/sign-in/links/use", methods=["POST"])
@http.anybody
@blp.arguments(schemas.UseLink)
@blp.response(200, schemas.Me)
def use_link(given: Json) -> Json:
    """Sign in with a link's token. Open: the token is the proof. Opening the link's page uses nothing."""
    token = sign_in.sign_in_with_link(http.actor_or_none(), given["token"], this_browser())
    browsers.hand_over(token)
    return me.describe_new_session(token)


@blp.route("/sign-out", methods=["POST"])
@http.signed_in
@blp.arguments(schemas.SignOut)
@blp.response(204)
def sign_out(given: Json) -> None:
    """End this session and clear what the browser keeps of us. On purpose, it forgets also what she has begun to write."""
    sign_in.sign_out(http.actor(), **given)
    browsers.forget()


@blp.route("/sessions")
@http.signed_in
@blp.response(200, schemas.Sessions)
def list_sessions() -> Json:
    """Where one is signed in."""
    return {"sessions": sessions.describe_sessions(http.actor())}


@blp.route("/sessions/<uuid:session_id>", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def end_session(session_id: UUID) -> None:
    """Sign one of one's browsers out."""
    sessions.end(http.actor(), session_id)


@blp.route("/sessions", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def end_other_sessions() -> None:
    """Sign all of one's other browsers out."""
    sessions.end_others(http.actor())
