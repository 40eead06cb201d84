"""A proof that is nobody's way in yet: kept for a quarter of an hour, for the browser that brought it and no other.

Who then signs in there in another way has proved both, and may add it to her account by one tap. Of what the provider said
only that is kept, sealed, which decides who may come in.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.ids import new_id
from backend.identity import access
from backend.identity.models import Identity
from backend.openid import browser_secret, hooks, identities, providers
from backend.openid.models import PendingIdentity
from backend.openid.protocol import Proof
from backend.openid.refusals import Expired

WORKS_FOR = timedelta(minutes=15)
# Beside those that the provider's own settings name.
KEPT_CLAIMS = frozenset({"nhs_number", "identity_proofing_level"})


def keep(secret: str, proof: Proof, begun_at: datetime) -> None:
    """Keep the proof in place of an earlier one of that browser."""
    browser_hash, now, row_id = browser_secret.act_as_browser(secret), clock.now(), new_id()
    db.session.execute(delete(PendingIdentity).where(PendingIdentity.browser_hash == browser_hash))
    db.session.add(
        PendingIdentity(
            id=row_id,
            browser_hash=browser_hash,
            provider=proof.provider.key,
            sealed=browser_secret.seal(secret, _place(row_id), _written(proof)),
            begun_at=begun_at,
            expires_at=now + WORKS_FOR,
        )
    )
    db.session.flush()


def name_of_pending(secret: str | None) -> dict[str, str] | None:
    """Which provider's proof waits in that browser, if any."""
    row = _find(secret)
    if row is None or row.provider not in {one.key for one in providers.all_providers()}:
        return None
    provider = providers.provider_of(row.provider)
    return {"key": provider.key, "name": provider.name}


def add_pending(actor: Actor, secret: str | None) -> Identity:
    """Make it one's own way in: both are proved. Raises ConfirmItIsYou, Expired, AlreadyLinked, and what the hook raises."""
    access.check_is_fresh(actor)
    row = _find(secret)
    if row is None or secret is None:
        raise Expired
    proof = _read(row, secret)
    db.session.delete(row)
    db.session.flush()
    identities.check_not_logged_out(proof, row.begun_at)
    hooks.check_may_enter(actor.account_id, proof)
    return identities.keep(actor.account_id, proof)


def forget(secret: str | None) -> None:
    """Drop what waits in that browser."""
    if secret is not None:
        browser_secret.act_as_browser(secret)
        db.session.execute(delete(PendingIdentity))


def _find(secret: str | None) -> PendingIdentity | None:
    if secret is None:
        return None
    browser_hash = browser_secret.act_as_browser(secret)
    return db.session.scalar(
        select(PendingIdentity).where(
            PendingIdentity.browser_hash == browser_hash, PendingIdentity.expires_at > clock.now()
        )
    )


def _written(proof: Proof) -> dict[str, Any]:
    wanted = KEPT_CLAIMS | set(proof.provider.rules_claims) | set(proof.provider.name_claims)
    return {
        "subject": proof.subject,
        "sid": proof.sid,
        "level": proof.level,
        "auth_at": proof.auth_at.isoformat() if proof.auth_at else None,
        "claims": {name: value for name, value in proof.claims.items() if name in wanted},
    }


def _read(row: PendingIdentity, secret: str) -> Proof:
    said = browser_secret.unseal(secret, _place(row.id), row.sealed)
    auth_at = said.pop("auth_at")
    return Proof(
        provider=providers.provider_of(row.provider),
        auth_at=datetime.fromisoformat(auth_at) if auth_at else None,
        **said,
    )


def _place(row_id: uuid.UUID) -> str:
    return f"pending_identities:{row_id}"
