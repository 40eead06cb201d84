"""Agreeing about the plan: one side proposes with a day to look at it again, the other says yes to the very same."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from backend.care import service as care
from backend.core import clock, locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden, IdTaken, Invalid, NotFound
from backend.notifications import service as notifications
from backend.safety_plan import access, agreements
from backend.safety_plan.agreements import PERSON, Proposal, Stand
from backend.safety_plan.models import SECTION, Agreement, SafetyPlan
from backend.sharing import access as sharing

# What the other side is told by.
PROPOSED = "safety_plan.proposed"
LONGEST = timedelta(days=366)
OTHER_TIME = "Choose a day from today on, and within a year."
OTHER_DAY = "This is not the day that was proposed. Read it again, then choose."


class ChangedSince(Conflict):
    """A yes is to what both have read, and to nothing else."""

    code = "safety_plan.changed_since"
    words = "The plan has changed since. Read it as it is now. Then say yes to that, or ask again."


class NothingYet(Conflict):
    code = "safety_plan.nothing_yet"
    words = "There is nothing in the plan to agree on yet."


class SaidYes(Conflict):
    code = "safety_plan.said_yes"
    words = "Your side has said yes to this already. Now it is for the other side to say yes."


class MayNotAgree(Forbidden):
    code = "safety_plan.may_not_agree"
    words = "Only the person and the workers of their team agree on the plan."


def describe_agreements(actor: Actor, place: uuid.UUID, right: sharing.Access | None) -> dict[str, Any]:  # noqa: ARG001 who acts comes first
    """What is agreed, what waits for a yes, and whether this reader may say it. Log the reading first."""
    return agreements.describe_agreements(place, right)


def agree(
    actor: Actor, record_id: uuid.UUID, agreement_id: uuid.UUID, *, proposal_id: uuid.UUID, review_on: date
) -> bool:
    """Propose, where both ids are the same, or say yes to a proposal. Returns whether it is new.

    Raises NotFound, MayNotAdd, MayNotAgree, IdTaken, Invalid, NothingYet, SaidYes, ChangedSince.
    """
    right = _check_can_agree(record_id)
    locks.one_at_a_time(record_id)
    row = Agreement(id=agreement_id, record_id=record_id, proposal_id=proposal_id, review_on=review_on)
    row.account_id, row.side, row.at = actor.account_id, agreements.SIDES[right.way], clock.now()
    if _is_known(row):
        return False
    stands = agreements.list_stands(record_id)
    row.team_saw = agreements.what_the_team_sees(stands)
    if agreement_id == proposal_id:
        _propose(row, stands)
    else:
        _say_yes(row, right, stands)
    db.session.add(row)
    db.session.flush()
    access.write_down(actor, PROPOSED if row.id == proposal_id else "safety_plan.agreed", record_id, row.id, right)
    return True


def _check_can_agree(record_id: uuid.UUID) -> sharing.Access:
    right = sharing.check_can_add(record_id, SECTION)
    if not agreements.may_agree(right):
        raise MayNotAgree
    return right


def _is_known(row: Agreement) -> bool:
    known = db.session.get(Agreement, row.id)
    if known is None:
        return False
    if (known.record_id, known.account_id, known.proposal_id, known.review_on) != (
        row.record_id,
        row.account_id,
        row.proposal_id,
        row.review_on,
    ):
        raise IdTaken
    return True


def _propose(row: Agreement, stands: list[Stand]) -> None:
    """This plan, as it stands now, until that day. It takes the place of what waited for a yes before."""
    now = agreements.today()
    if not now <= row.review_on <= now + LONGEST:
        raise Invalid(fields={"review_on": [OTHER_TIME]})
    if all(stand.is_empty for stand in stands):
        raise NothingYet
    plan = db.session.scalar(select(SafetyPlan.version).where(SafetyPlan.record_id == row.record_id))
    row.plan_version = plan or 0
    notifications.withdraw(row.record_id, [PROPOSED])
    _tell_other_side(row)


def _say_yes(row: Agreement, right: sharing.Access, stands: list[Stand]) -> None:
    """To the newest proposal, if what this side sees is still what it was then."""
    proposals = agreements.list_proposals(row.record_id)
    wanted = next((one for one in proposals if one.first.proposal_id == row.proposal_id), None)
    if wanted is None:
        raise NotFound
    _check_still_stands(wanted, right, stands, is_newest=wanted is proposals[-1])
    if row.side in wanted.yeses:
        raise SaidYes
    if row.review_on != wanted.first.review_on:
        raise Invalid(fields={"review_on": [OTHER_DAY]})
    row.plan_version = wanted.first.plan_version
    notifications.withdraw(row.record_id, [PROPOSED])


def _check_still_stands(proposal: Proposal, right: sharing.Access, stands: list[Stand], *, is_newest: bool) -> None:
    if not is_newest or agreements.has_changed(proposal, right, stands):
        raise ChangedSince


def _tell_other_side(row: Agreement) -> None:
    """Her key worker, if it is open to them, or else herself. About her record, so that a page finds the plan."""
    if row.side != PERSON:
        notifications.tell(care.persons_of([row.record_id])[row.record_id], PROPOSED, row.record_id, urgent=False)
        return
    key_worker = care.key_worker_of(row.record_id)
    if key_worker is not None and may_see(key_worker, row.record_id):
        notifications.tell(key_worker, PROPOSED, row.record_id, urgent=False)


def may_see(account_id: uuid.UUID, record_id: uuid.UUID) -> bool:
    """Whether that account could read her plan now."""
    return bool(db.session.scalar(select(func.sees(account_id, record_id, SECTION, clock.now()))))
