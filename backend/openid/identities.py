"""Identities: an account's ways in by providers. Found by a keyed fingerprint of issuer and subject, never by an e-mail."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, NotFound
from backend.core.ids import new_id
from backend.identity import access, elsewhere
from backend.identity.acting import acting_for
from backend.identity.models import Identity
from backend.openid.protocol import Proof
from backend.openid.providers import Provider
from backend.openid.refusals import AlreadyLinked, Expired


def subject_fingerprint(provider: Provider, subject: str | None) -> bytes | None:
    """By what a subject is found. With its issuer: two issuers may use the same word for two people."""
    return _fingerprint("openid.subject", provider, subject)


def sid_fingerprint(provider: Provider, sid: str | None) -> bytes | None:
    """The same for the provider's own name of its session."""
    return _fingerprint("openid.sid", provider, sid)


def account_of(proof: Proof) -> uuid.UUID | None:
    """Whose way in that is."""
    found: uuid.UUID | None = db.session.scalar(select(func.account_of_identity(_found_by(proof))))
    return found


def check_not_logged_out(proof: Proof, since: datetime) -> None:
    """Raise Expired when the provider has said since then that she signed out there. Holds off such a word until we are done."""
    subject, sid = _found_by(proof), sid_fingerprint(proof.provider, proof.sid)
    if db.session.scalar(select(func.was_logged_out(subject, sid, since))):
        raise Expired


def keep(account_id: uuid.UUID, proof: Proof) -> Identity:
    """Make the proof a way into that account. Again is harmless. Raises AlreadyLinked, or Conflict for a second of one kind."""
    holder = account_of(proof)
    if holder not in (None, account_id):
        raise AlreadyLinked
    with acting_for(account_id):
        held = db.session.scalar(
            select(Identity).where(Identity.account_id == account_id, Identity.issuer == proof.provider.issuer)
        )
        if held is None:
            return _add(account_id, proof)
        if held.subject_fingerprint != _found_by(proof):
            raise Conflict(f"{proof.provider.name} is a way into this account already, as somebody else there.")
        return held


def note_used(proof: Proof) -> Identity:
    """The acting account's identity, used now. Raises NotFound when it was removed at this instant."""
    identity = db.session.scalar(select(Identity).where(Identity.subject_fingerprint == _found_by(proof)))
    if identity is None:
        raise NotFound
    identity.last_used_at, identity.level = clock.now(), proof.level
    return identity


def list_identities(actor: Actor) -> list[dict[str, Any]]:
    """One's ways in by providers, as a page shows them, the oldest first."""
    rows = db.session.scalars(
        select(Identity).where(Identity.account_id == actor.account_id).order_by(Identity.created_at, Identity.id)
    )
    return [describe(row) for row in rows]


def describe(identity: Identity) -> dict[str, Any]:
    """One of them. A provider that is offered no more keeps its key for a name."""
    return {
        "id": identity.id,
        "provider": elsewhere.describe(identity.provider),
        "created_at": identity.created_at,
        "last_used_at": identity.last_used_at,
    }


def remove(actor: Actor, identity_id: uuid.UUID) -> None:
    """Take a way in away. Raises LastWayIn when it is the only one. Sessions that began by it go on: she is signed in."""
    access.check_is_fresh(actor)
    identity = db.session.get(Identity, identity_id)
    if identity is None or identity.account_id != actor.account_id:
        raise NotFound
    access.check_is_not_last(actor, identity_id)
    db.session.delete(identity)
    audit.record_act(actor, "openid.identity_removed", subject_id=identity_id, provider=identity.provider)


def _add(account_id: uuid.UUID, proof: Proof) -> Identity:
    found_by = _found_by(proof)
    identity = Identity(id=new_id(), account_id=account_id, created_at=clock.now())
    identity.provider, identity.issuer = proof.provider.key, proof.provider.issuer
    identity.subject_fingerprint, identity.subject, identity.level = found_by, proof.subject, proof.level
    db.session.add(identity)
    db.session.flush()
    audit.record_act(
        None, "openid.identity_kept", account_id=account_id, subject_id=identity.id, provider=identity.provider
    )
    return identity


def _found_by(proof: Proof) -> bytes:
    return vault.blind_index("openid.subject", _with_issuer(proof.provider, proof.subject))


def _fingerprint(kind: str, provider: Provider, value: str | None) -> bytes | None:
    return vault.blind_index(kind, _with_issuer(provider, value)) if value else None


def _with_issuer(provider: Provider, value: str) -> str:
    return f"{provider.issuer}\n{value}"
