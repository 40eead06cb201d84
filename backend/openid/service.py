"""The doors of this slice for those above: hooks to decide who gets in, and the helpers to let somebody in by a proof."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import delete

from backend.config import Config
from backend.core.actor import Actor
from backend.core.db import db
from backend.identity import sessions, sign_in
from backend.identity.models import Identity
from backend.identity.sign_in import Browser
from backend.openid import identities, offering, providers
from backend.openid.hooks import Asked, Entered, begin_if, decide_by, enter_if
from backend.openid.models import Attempt, IdentitySession, LogoutNotice, PendingIdentity
from backend.openid.protocol import Proof

__all__ = [
    "Asked",
    "Entered",
    "account_of",
    "begin_if",
    "decide_by",
    "enter",
    "enter_if",
    "forget_expired",
    "keep_identity",
    "sessions_ended_of",
    "set_up",
]


def set_up(config: Config) -> None:
    """Offer the providers of the configured file. Raises WrongProviders."""
    providers.use_providers(config)
    offering.set_up(config.openid_keys_file)


def account_of(proof: Proof) -> uuid.UUID | None:
    """Whose way in that is."""
    return identities.account_of(proof)


def keep_identity(account_id: uuid.UUID, proof: Proof) -> Identity:
    """Make the proof a way into that account, which exists. Raises AlreadyLinked when it is another's.

    Does not ask `enter_if`: whoever calls this has decided. The account need not act yet.
    """
    return identities.keep(account_id, proof)


def enter(actor: Actor | None, account_id: uuid.UUID, proof: Proof, browser: Browser) -> str:
    """Begin a session for the account, whose way in this is; the one that the browser had ends. Returns the new secret.

    From here on the account acts.
    """
    token, session = sign_in.begin(actor, account_id, f"openid:{proof.provider.key}", browser)
    identity = identities.note_used(proof)
    begun = IdentitySession(session_id=session.id, identity_id=identity.id, account_id=account_id)
    begun.sid_fingerprint = identities.sid_fingerprint(proof.provider, proof.sid)
    db.session.add(begun)
    db.session.flush()
    return token


def sessions_ended_of(account_id: uuid.UUID) -> int:
    """End every session of that account, and say how many there were. For somebody who is not let in any more."""
    return sessions.end_all(account_id)


def forget_expired(now: datetime) -> None:
    """Delete starts, proofs that nobody took and notices of signing out that are over. For the worker."""
    for model in (Attempt, PendingIdentity, LogoutNotice):
        db.session.execute(delete(model).where(model.expires_at < now).execution_options(synchronize_session=False))
