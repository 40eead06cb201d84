"""What a person lets somebody whom she trusts see: her wishes checked, and turned into decisions.

Less first, more afterwards: what is not to be seen any more has ended before anything else is written.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Invalid
from backend.core.ids import new_id
from backend.sharing.models import Grant, TrustedPerson, Withdrawal
from backend.sharing.sections import BY_NAME, WORDING

SHARED, NOT_SHARED = "shared", "not_shared"
NO_SUCH_SECTION = "Choose from the parts on this page."
TWICE = "Choose each part once."
IN_THE_PAST = "Choose a time that is still to come."
BACK_TO_FRONT = "Choose an end that is later than the start."


@dataclass(frozen=True)
class Wish:
    """One section to be seen, how far, and when."""

    section: str
    may_add: bool = False
    only_while_open: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def check_wishes(wishes: list[Wish], now: datetime) -> None:
    """Raise Invalid for a section that is not there or comes twice, or for times that cannot be."""
    names = [wish.section for wish in wishes]
    faults = [NO_SUCH_SECTION] if set(names) - BY_NAME.keys() else []
    faults += [TWICE] if len(set(names)) < len(names) else []
    faults += [IN_THE_PAST] if any(wish.ends_at and wish.ends_at <= now for wish in wishes) else []
    faults += [BACK_TO_FRONT] if any(_is_back_to_front(wish) for wish in wishes) else []
    if faults:
        raise Invalid(fields={"sections": faults})


def wishes_held(trusted: TrustedPerson) -> set[Wish]:
    """What is decided now, as wishes."""
    return {as_wish(grant) for grant in live_grants(trusted.id) if grant.decision == SHARED}


def as_wish(grant: Grant) -> Wish:
    """The wish that this decision fulfils."""
    return Wish(grant.section, grant.may_add, grant.only_while_open, grant.starts_at, grant.ends_at)


def write_decisions(actor: Actor, trusted: TrustedPerson, wishes: Iterable[Wish]) -> bool:
    """Make these wishes the decisions, in the present wording. True when anything changed."""
    wanted, now = {wish.section: wish for wish in wishes}, clock.now()
    held = {grant.section: grant for grant in live_grants(trusted.id, lock=True)}
    over = [grant for name, grant in held.items() if grant.decision == SHARED and as_wish(grant) != wanted.get(name)]
    for grant in over:
        end_grant(grant, now)
    db.session.flush()
    kept = {name for name, grant in held.items() if grant.decision == SHARED and grant not in over}
    added = [wish for name, wish in wanted.items() if name not in kept]
    for wish in added:
        refused = held.get(wish.section)
        if refused is not None and refused.until_at is None:
            refused.until_at = now
    db.session.flush()
    refusals = [Wish(grant.section) for grant in over if grant.section not in wanted]
    db.session.add_all(_decision(actor, trusted, wish, SHARED, now) for wish in added)
    db.session.add_all(_decision(actor, trusted, wish, NOT_SHARED, now) for wish in refusals)
    db.session.flush()
    return bool(over or added)


def end_grant(grant: Grant, now: datetime) -> None:
    """End a live decision, and have the ledger keep that something shared has ended."""
    grant.until_at = now
    if grant.decision == SHARED:
        note_withdrawal(grant.record_id, "grant", grant.id, now)


def note_withdrawal(record_id: uuid.UUID, kind: str, subject_id: uuid.UUID, now: datetime) -> None:
    """A line for the ledger: the worker takes it out of the database."""
    db.session.add(Withdrawal(id=new_id(), record_id=record_id, kind=kind, subject_id=subject_id, at=now))


def live_grants(trusted_person_id: uuid.UUID, *, lock: bool = False) -> list[Grant]:
    """The decisions that stand about somebody, one for each section at most."""
    wanted = select(Grant).where(Grant.trusted_person_id == trusted_person_id, Grant.until_at.is_(None))
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(wanted.order_by(Grant.section)))


def _is_back_to_front(wish: Wish) -> bool:
    return wish.starts_at is not None and wish.ends_at is not None and wish.ends_at <= wish.starts_at


def _decision(actor: Actor, trusted: TrustedPerson, wish: Wish, decision: str, now: datetime) -> Grant:
    return Grant(
        id=new_id(),
        record_id=trusted.record_id,
        trusted_person_id=trusted.id,
        section=wish.section,
        decision=decision,
        wording=WORDING,
        decided_by=actor.account_id,
        from_at=now,
        may_add=wish.may_add,
        only_while_open=wish.only_while_open,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
    )
