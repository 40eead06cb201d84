"""The other side of trust: who has invited me, and how each of them wishes me to help. For whoever has accepted."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, select

from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import NotFound
from backend.sharing.models import TrustedPerson


def list_inviters(actor: Actor) -> list[TrustedPerson]:
    """The invitations that the actor has accepted and that have not ended, the oldest first."""
    return list(db.session.scalars(_accepted(actor).order_by(TrustedPerson.accepted_at, TrustedPerson.id)))


def find_inviter(actor: Actor, trusted_person_id: uuid.UUID) -> TrustedPerson:
    """One of them. Raises NotFound."""
    found: TrustedPerson | None = db.session.scalar(_accepted(actor).where(TrustedPerson.id == trusted_person_id))
    if found is None:
        raise NotFound
    return found


def _accepted(actor: Actor) -> Select[Any]:
    return select(TrustedPerson).where(
        TrustedPerson.account_id == actor.account_id,
        TrustedPerson.accepted_at.is_not(None),
        TrustedPerson.ended_at.is_(None),
    )
