"""The way there and the way back: what a start is for, what comes back, and what follows from it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.errors import Invalid, Refusal, SignedOut
from backend.core.work import without_connection
from backend.identity import access, codes, messages, sessions
from backend.identity.acting import acting_for
from backend.identity.sign_in import Browser
from backend.openid import attempts, hooks, identities, pending, protocol, providers, service, turns
from backend.openid.attempts import Taken
from backend.openid.hooks import CONFIRM, JOIN, LINK, SIGN_IN, TRUSTED, Asked
from backend.openid.protocol import Proof
from backend.openid.providers import RETURN_PATH, Provider
from backend.openid.refusals import Cancelled, NoConsent, OtherAccount, ProofRefused, ProviderAway

log = structlog.get_logger()

# How much older than our start a proof may look that was to be fresh: the clocks of two services.
CLOCKS_APART = timedelta(minutes=1)


@dataclass(frozen=True)
class Finished:
    """How it ended: signed_in, confirmed, linked, joined, waiting or unknown. `token` is a new session's secret."""

    outcome: str
    provider: Provider
    return_to: str | None
    token: str | None = None

    def described(self, me: dict[str, Any] | None) -> dict[str, Any]:
        """As the page wants it; `me` where a session has begun."""
        provider = {"key": self.provider.key, "name": self.provider.name}
        return {"outcome": self.outcome, "provider": provider, "return_to": self.return_to, "me": me}


def begin(actor: Actor | None, key: str, wish: dict[str, Any], secret: str, browser: Browser) -> str:
    """Where the browser goes. Raises what an invitation that does not open raises, ConfirmItIsYou, ProviderAway."""
    codes.limit_sign_ins(browser.origin)
    provider = providers.provider_of(key)
    asked = _asked(actor, provider, wish)
    if asked.invitation is not None:
        hooks.check_invitation(asked.purpose, asked.invitation, browser)
    with turns.one_of_few(), without_connection():
        start = protocol.start(
            provider, redirect_uri=_way_back(), lower=asked.lower, fresh=asked.purpose in (CONFIRM, LINK)
        )
    attempts.keep(secret, key, start, asked)
    return start.address


def finish(actor: Actor | None, came: dict[str, str], secret: str | None, browser: Browser) -> Finished:
    """What follows from the way back. Raises Expired, OtherBrowser, and everything that a proof can fail of.

    The start is used up in a commit of its own before the provider is asked: a code is never tried twice.
    """
    codes.limit_sign_ins(browser.origin)
    with turns.one_of_few():
        taken = attempts.take(actor, secret, came["state"])
        provider = providers.provider_of(taken.provider)
        proof = _prove(actor, provider, taken, came)
    identities.check_not_logged_out(proof, taken.asked.begun_at)
    return _settle(actor, proof, taken.asked, secret or "", browser)


def _asked(actor: Actor | None, provider: Provider, wish: dict[str, Any]) -> Asked:
    purpose, invitation = wish["purpose"], wish.get("invitation")
    if (purpose in (JOIN, TRUSTED)) != (invitation is not None) or (invitation and provider.kind != "people"):
        raise Invalid
    if purpose in (CONFIRM, LINK) and actor is None:
        raise SignedOut
    if purpose == LINK and actor is not None:
        access.check_is_fresh(actor)
    account_id = actor.account_id if actor else None
    return Asked(purpose, account_id, invitation, wish["lower"], wish.get("return_to"), clock.now())


def _prove(actor: Actor | None, provider: Provider, taken: Taken, came: dict[str, str]) -> Proof:
    """Ask the provider, without a connection to the database. That it was refused stays written down."""
    try:
        with without_connection():
            code = _code_of(provider, came)
            proof = protocol.finish(
                provider,
                code=code,
                redirect_uri=_way_back(),
                nonce=taken.nonce,
                verifier=taken.verifier,
                lower=taken.asked.lower,
                now=clock.now(),
            )
            _check_fresh(proof, taken.asked)
    except Refusal as refusal:
        audit.record_act(actor, "openid.refused", provider=provider.key, code=refusal.code)
        refusal.keeps = True
        raise
    return proof


def _code_of(provider: Provider, came: dict[str, str]) -> str:
    """The code that came back. Raises for everything else that a provider sends back in its place."""
    if came.get("iss") not in (None, provider.issuer):
        raise _tampered(provider, "iss")
    error = came.get("error")
    if error == "access_denied":
        raise NoConsent if "consent" in came.get("error_description", "").lower() else Cancelled
    if error in ("server_error", "temporarily_unavailable"):
        raise ProviderAway(error)
    if error is not None or not came.get("code"):
        raise _tampered(provider, "code")
    return came["code"]


def _check_fresh(proof: Proof, asked: Asked) -> None:
    """Where she had to prove it anew, she did. NHS login always asks anew then, and need not say when it was."""
    if asked.purpose not in (CONFIRM, LINK) or (proof.auth_at is None and proof.provider.kind == "people"):
        return
    if proof.auth_at is None or proof.auth_at < asked.begun_at - CLOCKS_APART:
        raise _tampered(proof.provider, "auth_time")


def _settle(actor: Actor | None, proof: Proof, asked: Asked, secret: str, browser: Browser) -> Finished:
    if asked.purpose in (CONFIRM, LINK):
        return _for_who_is_here(_still_here(actor, asked), proof, asked, browser)
    account_id = identities.account_of(proof)
    if asked.purpose == SIGN_IN and account_id is not None:
        token = _enter(actor, account_id, proof, browser)
        return Finished("signed_in", proof.provider, asked.return_to, token)
    entered = hooks.decide(actor, proof, asked, browser)
    if entered is not None:
        return Finished(entered.outcome, proof.provider, asked.return_to, entered.token)
    audit.record_act(actor, "openid.unknown", provider=proof.provider.key)
    pending.keep(secret, proof, asked.begun_at)
    return Finished("unknown", proof.provider, asked.return_to)


def _still_here(actor: Actor | None, asked: Asked) -> Actor:
    """Who set out, still signed in. Raises SignedOut, OtherAccount."""
    if actor is None:
        raise SignedOut
    sessions.check_goes_on(actor)
    if actor.account_id != asked.account_id:
        raise OtherAccount
    return actor


def _for_who_is_here(actor: Actor, proof: Proof, asked: Asked, browser: Browser) -> Finished:
    if asked.purpose == LINK:
        hooks.check_may_enter(actor.account_id, proof)
        identities.keep(actor.account_id, proof)
        return Finished("linked", proof.provider, asked.return_to)
    if identities.account_of(proof) != actor.account_id:
        raise OtherAccount
    return Finished("confirmed", proof.provider, asked.return_to, _enter(actor, actor.account_id, proof, browser))


def _enter(actor: Actor | None, account_id: uuid.UUID, proof: Proof, browser: Browser) -> str:
    with acting_for(account_id):
        hooks.check_may_enter(account_id, proof)
    return service.enter(actor, account_id, proof, browser)


def _tampered(provider: Provider, reason: str) -> ProofRefused:
    log.warning("openid.refused", provider=provider.key, reason=reason)
    return ProofRefused(reason)


def _way_back() -> str:
    return messages.address(RETURN_PATH)
