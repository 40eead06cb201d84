"""A worker says who somebody is that came by a lower level: her record opens, or it does not."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.admission import people_entering, telling
from backend.admission.arrivals import CONFIRMED, describe
from backend.admission.models import Arrival
from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Invalid, NotFound
from backend.identity import service as identity
from backend.sharing import joining as invited
from backend.sharing.models import Invitation

CONFIRM = "confirm"
DECISIONS = {CONFIRM: CONFIRMED, "refuse": "refused"}
HOW = "Say how you know that it is this person."
NOT_IN_TEAM = "Choose somebody who works in this team."


class AlreadyDecided(Conflict):
    """A colleague was quicker, or it was decided the other way."""

    code = "admission.already_decided"
    words = "A colleague has decided about this already. Have a look at the list."


def decide_arrival(
    actor: Actor,
    arrival_id: uuid.UUID,
    decision: str,
    identity_check: str | None = None,
    key_worker_id: uuid.UUID | None = None,
) -> dict[str, Any]:
    """Confirm that it is her, or refuse. Confirmed, she has her record as by the invitation. She is told either way.

    The same answer of the same worker once more is harmless. Raises NotFound, AlreadyDecided, Invalid, AlreadyJoined.
    """
    arrival, is_decided = _find(actor, arrival_id, DECISIONS[decision])
    invitation = db.session.get_one(Invitation, arrival.invitation_id)
    if not is_decided:
        _check(arrival, decision, identity_check, key_worker_id)
        arrival.decision, arrival.identity_check = DECISIONS[decision], identity_check if decision == CONFIRM else None
        arrival.decided_at, arrival.decided_by = clock.now(), actor.account_id
        record_id = _open_record(arrival, invitation, key_worker_id) if decision == CONFIRM else None
        _record(actor, arrival, record_id)
        telling.withdraw(arrival.id)
        kind = telling.CONFIRMED if decision == CONFIRM else telling.REFUSED
        telling.tell_person(arrival.account_id, kind, arrival.id)
    return describe(arrival, invitation, identity.names_of([invitation.invited_by])[invitation.invited_by])


def _find(actor: Actor, arrival_id: uuid.UUID, decision: str) -> tuple[Arrival, bool]:
    """The arrival, held until the end of the request, and whether this worker has decided so already."""
    held = db.session.scalar(select(Arrival).where(Arrival.id == arrival_id).with_for_update())
    arrival = held or db.session.get(Arrival, arrival_id, populate_existing=True)
    if arrival is None or actor.role_in(arrival.team_id) is None:
        raise NotFound
    if held is None and (arrival.decision, arrival.decided_by) != (decision, actor.account_id):
        raise AlreadyDecided
    return arrival, held is None


def _check(arrival: Arrival, decision: str, identity_check: str | None, key_worker_id: uuid.UUID | None) -> None:
    if decision != CONFIRM:
        return
    if identity_check is None:
        raise Invalid(fields={"identity_check": [HOW]})
    if key_worker_id and key_worker_id not in {member.account_id for member in care.team_members(arrival.team_id)}:
        raise Invalid(fields={"key_worker_id": [NOT_IN_TEAM]})
    people_entering.check_is_open(arrival.account_id)


def _open_record(arrival: Arrival, invitation: Invitation, key_worker_id: uuid.UUID | None) -> uuid.UUID:
    try:
        with db.session.begin_nested():
            return invited.make_record(invitation, arrival.account_id, key_worker_id=key_worker_id)
    except IntegrityError:
        raise invited.AlreadyJoined("This person has a record already. You can refuse this one.") from None


def _record(actor: Actor, arrival: Arrival, record_id: uuid.UUID | None) -> None:
    audit.record_act(
        actor,
        f"admission.{arrival.decision}",
        record_id=record_id,
        section="care" if record_id else None,
        team_id=arrival.team_id,
        subject_id=arrival.id,
        check=arrival.identity_check,
        level=arrival.level,
    )
