"""People whom a person trusts, as she handles them: change what they see, stop quietly, remove, look again.

Each takes effect with their very next request: what is not to be seen ends first, in the same transaction; tidying follows.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Invalid, NotFound
from backend.core.ids import new_id
from backend.notifications import service as notifications
from backend.sharing import stops
from backend.sharing.models import TrustedPerson, TrustedPersonEvent
from backend.sharing.people_view import describe_one
from backend.sharing.sections import WORDING
from backend.sharing.trusted_grants import Wish, write_decisions

LOOK_AGAIN_AFTER = timedelta(days=183)
LATEST = timedelta(days=2 * 366)
NOT_THEN = "Choose a day in the next two years."
REMOVE = text("SELECT id, ended_how FROM remove_trusted(:trusted, :at)")
HUSH = text("SELECT hush_trusted(:trusted, :at)")
LEAVE = text(
    "SELECT id, record_id, (SELECT i.account_id FROM inviter_of(id, token_hash) i) AS person FROM leave_trusted(:trusted, :at)"
)


class TrustEnded(Conflict):
    """Over, for whatever reason. To share with them again takes a new invitation."""

    code = "sharing.trust_ended"
    words = "This is over. To share with them again, invite them again."


def change_sections(
    actor: Actor,
    trusted_id: uuid.UUID,
    wishes: list[Wish],
    *,
    please_do: str | None,
    please_dont: str | None,
    review_at: datetime | None,
) -> dict[str, Any]:
    """Make these what they may see and what is asked of them. The wishes are checked already."""
    held = lock_own(actor, trusted_id)
    stops.finish_own(actor)
    changed = write_decisions(actor, held, wishes)
    hush(held.id)
    held.please_do, held.please_dont = please_do, please_dont
    if review_at is not None:
        held.review_at = review_at
    if changed:
        note(actor, held, "changed")
    audit.record_act(actor, "sharing.trusted_changed", record_id=held.record_id, subject_id=held.id)
    db.session.flush()
    return describe_one(actor, held)


def stop_trusted(actor: Actor, trusted_id: uuid.UUID) -> dict[str, Any]:
    """Let them see nothing any more, quietly: they stay, and see what somebody sees with whom nothing was ever shared."""
    held = lock_own(actor, trusted_id)
    changed = write_decisions(actor, held, [])
    hush(held.id)
    if changed:
        note(actor, held, "stopped")
        audit.record_act(actor, "sharing.trusted_stopped", record_id=held.record_id, subject_id=held.id)
    db.session.flush()
    return describe_one(actor, held)


def remove_trusted(actor: Actor, trusted_id: uuid.UUID) -> None:
    """End it wholly: they may notice. Before they said yes, their link stops working. Doing it twice is harmless."""
    if find_own(actor, trusted_id) is None:
        raise NotFound
    ended = db.session.execute(REMOVE, {"trusted": trusted_id, "at": clock.now()}).one_or_none()
    if ended is None:
        return
    hush(trusted_id)
    audit.record_act(actor, "sharing.trusted_removed", record_id=actor.record_id, subject_id=trusted_id)


def review_trusted(actor: Actor, trusted_id: uuid.UUID, review_at: datetime | None) -> dict[str, Any]:
    """She has looked at what they see, and leaves it as it is. Asked again in six months, or on her date."""
    check_review_at(review_at)
    held, now = lock_own(actor, trusted_id), clock.now()
    held.reviewed_at, held.review_at = now, review_at or now + LOOK_AGAIN_AFTER
    note(actor, held, "reviewed")
    audit.record_act(actor, "sharing.trusted_reviewed", record_id=held.record_id, subject_id=held.id)
    db.session.flush()
    return describe_one(actor, held)


def leave(actor: Actor, trusted_id: uuid.UUID) -> None:
    """Somebody trusted goes by themselves; the person is told. Raises NotFound for what is not theirs."""
    left = db.session.execute(LEAVE, {"trusted": trusted_id, "at": clock.now()}).one_or_none()
    if left is None:
        raise NotFound
    notifications.tell(left.person, "sharing.trusted_left", trusted_id, urgent=False)
    way = audit.Way(audit.TRUSTED, trusted_id)
    audit.record_act(actor, "sharing.trusted_left", record_id=left.record_id, subject_id=trusted_id, way=way)


def find_own(actor: Actor, trusted_id: uuid.UUID) -> TrustedPerson | None:
    """One of the person's own, also when it is over."""
    return db.session.scalar(
        select(TrustedPerson)
        .where(TrustedPerson.id == trusted_id, TrustedPerson.record_id == actor.record_id)
        .execution_options(populate_existing=True)
    )


def accounts_trusted_by(actor: Actor) -> list[uuid.UUID]:
    """Who has said yes to the actor's invitation and is still there, the first to do so first."""
    accepted = TrustedPerson.accepted_at.is_not(None), TrustedPerson.ended_at.is_(None)
    wanted = select(TrustedPerson.account_id).where(TrustedPerson.record_id == actor.record_id, *accepted)
    return [one for one in db.session.scalars(wanted.order_by(TrustedPerson.accepted_at, TrustedPerson.id)) if one]


def lock_own(actor: Actor, trusted_id: uuid.UUID) -> TrustedPerson:
    """The same, held until the request ends, so that they cannot say yes meanwhile. Raises NotFound, TrustEnded."""
    found = find_own(actor, trusted_id)
    if found is None:
        raise NotFound
    held = db.session.scalar(
        select(TrustedPerson)
        .where(TrustedPerson.id == trusted_id, TrustedPerson.ended_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if held is None:
        raise TrustEnded
    return held


def hush(trusted_id: uuid.UUID) -> None:
    """Call back what they were about to be told, and sign them out where they have nothing to do here any more."""
    db.session.flush()
    db.session.execute(HUSH, {"trusted": trusted_id, "at": clock.now()})


def note(actor: Actor, held: TrustedPerson, kind: str) -> None:
    """What happened, by whom, in the wording that she read."""
    db.session.add(
        TrustedPersonEvent(
            id=new_id(),
            trusted_person_id=held.id,
            record_id=held.record_id,
            kind=kind,
            at=clock.now(),
            account_id=actor.account_id,
            wording=WORDING,
        )
    )
    db.session.flush()


def check_review_at(review_at: datetime | None) -> None:
    """Raise Invalid for a day that is over or too far away to mean anything."""
    now = clock.now()
    if review_at is not None and not now < review_at <= now + LATEST:
        raise Invalid(fields={"review_at": [NOT_THEN]})
