"""Invitations as workers handle them: make, list, end. The secret is in the link alone; the database keeps its hash."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.care import nhs_numbers
from backend.care import service as care
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, Invalid, NotFound
from backend.core.ids import new_id, new_token
from backend.identity import messages
from backend.identity import service as identity
from backend.identity.contact_details import read_contact
from backend.sharing.models import Invitation
from backend.sharing.qr import qr_code

WORKS_FOR = timedelta(days=7)
LISTED_FOR = timedelta(days=60)
MOST_A_DAY = 50
WORDS = "You have an invitation to Waymark. This link works for 7 days."
NOT_IN_TEAM = "Choose somebody who works in this team."


@dataclass(frozen=True)
class Letter:
    """What a worker writes. `identity_check`: how she knows that it is this person (known_to_me, saw_document).

    `nhs_number`: as typed, where she knows it.
    """

    preferred_name: str
    team_id: uuid.UUID
    key_worker_id: uuid.UUID
    identity_check: str
    contact: str | None = None
    nhs_number: str | None = None


def invite(actor: Actor, letter: Letter) -> dict[str, Any]:
    """Invite a person whom the worker knows. The link is shown once, here.

    Raises NotFound for somebody else's team, NumberTaken when somebody's record has that NHS number.
    """
    if actor.role_in(letter.team_id) is None:
        raise NotFound
    if letter.key_worker_id not in {member.account_id for member in care.team_members(letter.team_id)}:
        raise Invalid(fields={"key_worker_id": [NOT_IN_TEAM]})
    detail = read_contact(letter.contact) if letter.contact else None
    number = nhs_numbers.read_number(letter.nhs_number) if letter.nhs_number else None
    if number is not None:
        nhs_numbers.check_is_free(actor, number)
    limits.count_attempt("invitations", str(actor.account_id), at_most=MOST_A_DAY, within=timedelta(days=1))
    token = new_token()
    invitation = _write(actor, letter, number, token)
    link = messages.address(f"/join#{token}")
    if detail is not None:
        messages.send(detail, WORDS, link, None)
    _audit(actor, "sharing.invited", invitation, check=letter.identity_check, sent=detail.kind if detail else None)
    return {**_describe(invitation, clock.now()), "link": link, "qr": qr_code(link)}


def list_invitations(actor: Actor) -> list[dict[str, Any]]:
    """The invitations of the worker's teams in the last sixty days, newest first."""
    now = clock.now()
    rows = list(
        db.session.scalars(
            select(Invitation)
            .where(
                Invitation.team_id.in_([team.team_id for team in actor.teams]),
                Invitation.created_at > now - LISTED_FOR,
            )
            .order_by(Invitation.created_at.desc())
        )
    )
    vault.warm(row.id for row in rows)
    names = identity.names_of(row.invited_by for row in rows)
    return [{**_describe(row, now), "invited_by": names[row.invited_by]} for row in rows]


def names_on(invitation_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What is written on these invitations as the person's name, by id: for workers of their teams."""
    wanted = set(invitation_ids)
    vault.warm(wanted)
    return {
        row.id: row.preferred_name for row in db.session.scalars(select(Invitation).where(Invitation.id.in_(wanted)))
    }


def end_invitation(actor: Actor, invitation_id: uuid.UUID) -> None:
    """Make an invitation useless. Ending it twice is harmless; a used one cannot be ended."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None or actor.role_in(invitation.team_id) is None:
        raise NotFound
    if invitation.used_at is not None:
        raise Conflict("This invitation was used already.", code="sharing.invitation_used")
    if invitation.ended_at is None:
        invitation.ended_at = clock.now()
        _audit(actor, "sharing.invitation_ended", invitation)


def hash_of(token: str) -> bytes:
    """How the database knows an invitation's secret."""
    return hashlib.sha256(token.encode()).digest()


def _write(actor: Actor, letter: Letter, number: str | None, token: str) -> Invitation:
    now = clock.now()
    invitation = Invitation(
        id=new_id(),
        token_hash=hash_of(token),
        team_id=letter.team_id,
        key_worker_id=letter.key_worker_id,
        invited_by=actor.account_id,
        identity_check=letter.identity_check,
        created_at=now,
        expires_at=now + WORKS_FOR,
    )
    vault.make_data_key(invitation.id)
    invitation.preferred_name = letter.preferred_name
    if number is not None:
        invitation.nhs_number, invitation.nhs_number_index = number, nhs_numbers.fingerprint(number)
    db.session.add(invitation)
    db.session.flush()
    return invitation


def _describe(row: Invitation, now: datetime) -> dict[str, Any]:
    is_over = row.ended_at is not None or row.expires_at <= now
    state = "used" if row.used_at else "ended" if is_over else "open"
    return {"id": row.id, "preferred_name": row.preferred_name, "expires_at": row.expires_at, "state": state}


def _audit(actor: Actor, action: str, invitation: Invitation, **detail: Any) -> None:
    audit.record_act(actor, action, team_id=invitation.team_id, subject_id=invitation.id, **detail)
