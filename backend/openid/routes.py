"""The way to a provider and back, what it tells us by itself, and one's own identities."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend.core import http
from backend.core.sent_form import takes_form
from backend.identity import browsers, me
from backend.identity.browsers import this_browser
from backend.openid import browser_cookie, flow, identities, logout, offering, pending, schemas

blp = Blueprint("openid", __name__, url_prefix="/api")

Json = dict[str, Any]


@blp.route("/openid/providers")
@http.anybody
@blp.response(200, schemas.Providers)
def list_providers() -> Json:
    """By which services one may sign in, and which cannot be reached. Open: nobody is signed in yet."""
    return {"providers": offering.list_providers()}


@blp.route("/openid/keys")
@http.anybody
@blp.response(200, schemas.PublicKeys)
def list_keys() -> Json:
    """Our public keys. Open: providers read them to know that it is we who ask."""
    return offering.public_keys()


@blp.route("/openid/<string:key>/begin", methods=["POST"])
@http.anybody
@blp.arguments(schemas.BeginSignIn)
@blp.response(200, schemas.Begun)
def begin_sign_in(given: Json, key: str) -> Json:
    """Where the browser goes to sign in there. Open: nobody is signed in yet. Adding a way in needs a fresh sign-in."""
    secret = browser_cookie.secret_to_keep()
    return {"address": flow.begin(http.actor_or_none(), key, given, secret, this_browser())}


@blp.route("/openid/finish", methods=["POST"])
@http.anybody
@blp.arguments(schemas.FinishSignIn)
@blp.response(200, schemas.Finished)
def finish_sign_in(given: Json) -> Json:
    """What follows from the way back. Open: what the provider says is the proof. Each start is used up by its first answer."""
    done = flow.finish(http.actor_or_none(), given, browser_cookie.secret(), this_browser())
    browser_cookie.secret_to_keep()
    if done.token is not None:
        browsers.hand_over(done.token)
    return done.described(me.describe_new_session(done.token) if done.token else None)


@blp.route("/openid/<string:key>/logout", methods=["POST"])
@http.anybody
@http.called_by_servers
@takes_form(schemas.LONGEST_FORM)
@blp.arguments(schemas.LogoutForm, location="form")
@blp.response(200)
def end_sessions(given: Json, key: str) -> Response:
    """A provider says that somebody signed out there. Open: its signature is the proof, and works while nobody is signed in."""
    logout.end_by_provider(key, given["logout_token"], this_browser().origin)
    return Response(status=200)


@blp.route("/openid/pending")
@http.signed_in
@blp.response(200, schemas.Pending)
def read_pending() -> Json:
    """Whether somebody has just come to this browser by a provider whom we did not know by it."""
    provider = pending.name_of_pending(browser_cookie.secret())
    return {"pending": {"provider": provider} if provider else None}


@blp.route("/openid/pending/keep", methods=["PUT"])
@http.signed_in
@blp.response(200, schemas.Identity)
def keep_pending() -> Json:
    """Add it to one's ways in: signed in here and there, both are proved. Needs a sign-in of the last fifteen minutes."""
    return identities.describe(pending.add_pending(http.actor(), browser_cookie.secret()))


@blp.route("/openid/pending", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def forget_pending() -> None:
    """Drop it."""
    pending.forget(browser_cookie.secret())


@blp.route("/identities")
@http.signed_in
@blp.response(200, schemas.Identities)
def list_identities() -> Json:
    """One's ways in by providers."""
    return {"identities": identities.list_identities(http.actor())}


@blp.route("/identities/<uuid:identity_id>", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def remove_identity(identity_id: UUID) -> None:
    """Take one away; never the last way in."""
    identities.remove(http.actor(), identity_id)
