"""Starts that are under way. Each is used up by the first way back, right or wrong, before the provider is asked about it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import delete, func, select

from backend.audit import service as audit
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.ids import new_id
from backend.openid import browser_secret
from backend.openid.hooks import CONFIRM, LINK, Asked
from backend.openid.models import Attempt
from backend.openid.protocol import Start
from backend.openid.refusals import Expired, OtherBrowser

log = structlog.get_logger()

# Somebody new to NHS login takes a photo of a passport on the way. What needs her to be signed in here is quicker.
WORKS_FOR = timedelta(hours=1)
WORKS_FOR_WITHIN_SESSION = timedelta(minutes=15)


@dataclass(frozen=True)
class Taken:
    """A start that is used up now: what it was for, and what the protocol needs of it."""

    provider: str
    nonce: str
    verifier: str
    asked: Asked


def keep(secret: str, provider: str, start: Start, asked: Asked) -> None:
    """Keep a start for the browser with that secret. Several may be under way, in several tabs."""
    row_id, works_for = new_id(), WORKS_FOR_WITHIN_SESSION if asked.purpose in (CONFIRM, LINK) else WORKS_FOR
    said = {"nonce": start.nonce, "verifier": start.verifier, **_written(asked)}
    db.session.add(
        Attempt(
            id=row_id,
            browser_hash=browser_secret.act_as_browser(secret),
            state_hash=_state_hash(start.state),
            provider=provider,
            sealed=browser_secret.seal(secret, _place(row_id), said),
            begun_at=asked.begun_at,
            expires_at=asked.begun_at + works_for,
        )
    )
    db.session.flush()


def take(actor: Actor | None, secret: str | None, state: str) -> Taken:
    """Use the start up and answer it. Raises Expired (a bookmark, the back button), OtherBrowser.

    Counting commits, so that a request that fails later cannot bring it back.
    """
    taken = _take(secret, state) if secret else None
    if taken is None:
        raise _why_not(actor, state)
    limits.count_attempt("openid.attempt", _state_hash(state).hex(), at_most=1, within=WORKS_FOR)
    return taken


def _take(secret: str, state: str) -> Taken | None:
    browser_secret.act_as_browser(secret)
    row = db.session.execute(
        delete(Attempt)
        .where(Attempt.state_hash == _state_hash(state), Attempt.expires_at > clock.now())
        .returning(Attempt.id, Attempt.provider, Attempt.sealed, Attempt.begun_at)
    ).one_or_none()
    if row is None:
        return None
    said = browser_secret.unseal(secret, _place(row.id), row.sealed)
    nonce, verifier, account_id = said.pop("nonce"), said.pop("verifier"), said.pop("account_id")
    asked = Asked(account_id=uuid.UUID(account_id) if account_id else None, begun_at=row.begun_at, **said)
    return Taken(row.provider, nonce, verifier, asked)


def _why_not(actor: Actor | None, state: str) -> Expired | OtherBrowser:
    """One that was begun elsewhere is spoilt: it was passed on, or read by somebody. That stays written down."""
    hashed = _state_hash(state)
    provider = db.session.scalar(select(func.spoil_openid_attempt(hashed, clock.now())))
    if provider is None:
        return Expired()
    log.warning("openid.refused", provider=provider, reason="other_browser")
    audit.record_act(actor, "openid.other_browser", provider=provider)
    limits.count_attempt("openid.attempt", hashed.hex(), at_most=1, within=WORKS_FOR)
    return OtherBrowser()


def _written(asked: Asked) -> dict[str, Any]:
    return {
        "purpose": asked.purpose,
        "account_id": str(asked.account_id) if asked.account_id else None,
        "invitation": asked.invitation,
        "lower": asked.lower,
        "return_to": asked.return_to,
    }


def _state_hash(state: str) -> bytes:
    return vault.blind_index("openid.state", state)


def _place(row_id: uuid.UUID) -> str:
    return f"openid_attempts:{row_id}"
