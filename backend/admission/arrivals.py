"""Those who came with an invitation and a lower level: who waits, and for whom a worker has said that it is her."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text

from backend.admission import telling
from backend.admission.models import Arrival
from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.ids import new_id
from backend.identity import elsewhere
from backend.identity import service as identity
from backend.openid.protocol import Proof
from backend.sharing import joining as invited
from backend.sharing.models import Invitation

ARRIVE = text("SELECT * FROM arrive(:id, :secret, :provider, :subject, :level, :at)")
CONFIRMED = "confirmed"


def arrive(account_id: uuid.UUID, invitation: Invitation, proof: Proof) -> None:
    """The acting account waits for a worker of the inviting team. Uses the invitation up; who invited is told.

    Somebody who waits there already goes on waiting, and her second invitation stays as it is.
    """
    if _waits_at(account_id, invitation.team_id):
        return
    values = {"id": new_id(), "secret": invitation.token_hash, "at": clock.now()}
    values |= {"provider": proof.provider.key, "subject": subject_index(proof), "level": proof.level or ""}
    arrival = db.session.execute(ARRIVE, values).one_or_none()
    if arrival is None:
        raise invited.InvitationRefused
    audit.record_act(
        None,
        "admission.arrived",
        account_id=account_id,
        subject_id=arrival.id,
        team_id=invitation.team_id,
        level=proof.level,
        provider=proof.provider.key,
    )
    telling.tell_team(
        invitation.team_id, (invitation.invited_by, invitation.key_worker_id), telling.ARRIVED, arrival.id
    )


def subject_index(proof: Proof) -> bytes:
    """By what the sign-in of somebody who was confirmed is known again."""
    return vault.blind_index("arrival", f"{proof.provider.issuer}\n{proof.subject}")


def is_vouched_for(account_id: uuid.UUID, proof: Proof) -> bool:
    """Whether a worker has said, after she came by this very sign-in, that the acting account is hers."""
    found = select(Arrival.id).where(
        Arrival.account_id == account_id,
        Arrival.subject_index == subject_index(proof),
        Arrival.decision == CONFIRMED,
    )
    return db.session.scalar(found.limit(1)) is not None


def list_arrivals(actor: Actor) -> list[dict[str, Any]]:
    """Who waits for the worker's teams, the longest first."""
    rows: Sequence[Any] = db.session.execute(
        select(Arrival, Invitation)
        .join(Invitation, Invitation.id == Arrival.invitation_id)
        .where(Arrival.decision.is_(None), Arrival.team_id.in_([role.team_id for role in actor.teams]))
        .order_by(Arrival.at)
    ).all()
    vault.warm(row.Invitation.id for row in rows)
    names = identity.names_of(row.Invitation.invited_by for row in rows)
    return [describe(row.Arrival, row.Invitation, names[row.Invitation.invited_by]) for row in rows]


def describe(arrival: Arrival, invitation: Invitation, invited_by: str) -> dict[str, Any]:
    """Somebody who waits, as a worker sees it: what was written on the invitation, and how she came."""
    return {
        "id": arrival.id,
        "team_id": arrival.team_id,
        "preferred_name": invitation.preferred_name,
        "invited_by": invited_by,
        "invited_at": invitation.created_at,
        "key_worker_id": invitation.key_worker_id,
        "provider": elsewhere.describe(arrival.provider),
        "level": arrival.level,
        "at": arrival.at,
        "decision": arrival.decision,
    }


def _waits_at(account_id: uuid.UUID, team_id: uuid.UUID) -> bool:
    waits = select(Arrival.id).where(
        Arrival.account_id == account_id, Arrival.team_id == team_id, Arrival.decision.is_(None)
    )
    return db.session.scalar(waits) is not None
