"""Giving one's turn to a colleague who says yes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from backend.audit import service as audit
from backend.core import clock, locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.identity import service as identity
from backend.notifications import service as notifications
from backend.rota import access
from backend.rota.models import ShiftSwap
from backend.rota.overrides import check_present
from backend.rota.plans import YES, plan_of
from backend.rota.turns import MEMBER, OVERRIDE, ROTATION, SWAP, Plan, lay_out

ASKED, ANSWERED = "rota.swap_asked", "rota.swap_answered"
TAKEN_BACK = "taken_back"
SHOWN_AT_MOST = 50
ONES_OWN = frozenset({ROTATION, OVERRIDE, SWAP})


@dataclass(frozen=True)
class Asked:
    """Which turn, and whom one asks to take it."""

    team_id: uuid.UUID
    desk: str
    from_at: datetime
    until_at: datetime
    to_account_id: uuid.UUID


def put_swap(actor: Actor, swap_id: uuid.UUID, asked: Asked) -> bool:
    """Ask a colleague to take a turn of one's own. Returns whether it is new. Raises NotFound, Invalid, IdTaken."""
    access.check_member(actor, asked.team_id)
    locks.one_at_a_time(asked.team_id)
    row = db.session.get(ShiftSwap, swap_id)
    if row is not None:
        if row.from_account_id != actor.account_id or _said(row) != asked:
            raise IdTaken
        return False
    _check(actor, asked)
    row = ShiftSwap(id=swap_id, from_account_id=actor.account_id, asked_at=clock.now(), **vars(asked))
    db.session.add(row)
    db.session.flush()
    audit.record_act(actor, "rota.swap_asked", team_id=asked.team_id, subject_id=swap_id)
    access.tell(actor, [asked.to_account_id], ASKED, swap_id)
    return True


def answer_swap(actor: Actor, swap_id: uuid.UUID, answer: str) -> None:
    """Take the turn, or not: for whom it was asked of. Raises NotFound, Answered, ChangedHands, Invalid."""
    row = _find(swap_id, ShiftSwap.to_account_id == actor.account_id)
    access.check_member(actor, row.team_id)
    if row.answer is not None:
        if row.answer != answer:
            raise access.Answered
        return
    if answer == YES:
        _check_still_theirs(row)
    row.answer, row.answered_at = answer, clock.now()
    db.session.flush()
    audit.record_act(actor, "rota.swap_answered", team_id=row.team_id, subject_id=row.id, answer=answer)
    access.tell(actor, [row.from_account_id], ANSWERED, row.id)


def take_back_swap(actor: Actor, swap_id: uuid.UUID) -> None:
    """Keep the turn after all, while nobody has taken it. Raises NotFound, Answered."""
    row = _find(swap_id, ShiftSwap.from_account_id == actor.account_id)
    if row.answer == YES:
        raise access.Answered
    if row.answer is None:
        row.answer, row.answered_at = TAKEN_BACK, clock.now()
        db.session.flush()
        notifications.withdraw(row.id, [ASKED])
        audit.record_act(actor, "rota.swap_taken_back", team_id=row.team_id, subject_id=row.id)


def swaps_of(actor: Actor, now: datetime) -> list[ShiftSwap]:
    """What one asked and was asked, of turns that are not over."""
    mine = or_(ShiftSwap.from_account_id == actor.account_id, ShiftSwap.to_account_id == actor.account_id)
    wanted = select(ShiftSwap).where(mine, ShiftSwap.until_at > now).order_by(ShiftSwap.from_at, ShiftSwap.id)
    return list(db.session.scalars(wanted.limit(SHOWN_AT_MOST)))


def describe(actor: Actor, row: ShiftSwap, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    """A swap as it is answered."""
    return {
        "id": row.id,
        "team_id": row.team_id,
        "desk": row.desk,
        "from_at": row.from_at,
        "until_at": row.until_at,
        "from_": {"account_id": row.from_account_id, "name": names[row.from_account_id]},
        "to": {"account_id": row.to_account_id, "name": names[row.to_account_id]},
        "answer": row.answer,
        "is_mine": row.from_account_id == actor.account_id,
    }


def _check(actor: Actor, asked: Asked) -> None:
    access.check_span(asked.from_at, asked.until_at)
    access.check_members(asked.team_id, [asked.to_account_id], "to_account_id")
    if asked.to_account_id == actor.account_id:
        raise Invalid(fields={"to_account_id": ["Choose a colleague."]})
    plan = plan_of(asked.team_id, asked.from_at, asked.until_at)
    if not _has_turn(plan, actor.account_id, asked.desk, asked.from_at, asked.until_at):
        raise Invalid(fields={"from_at": ["This is not a turn of yours. Choose one of your turns."]})
    check_present(plan, asked.to_account_id, asked.from_at, asked.until_at, "to_account_id")
    turns, _ = lay_out(plan, asked.from_at, asked.until_at)
    there = {turn.account_id for turn in turns if turn.desk == asked.desk and turn.how != MEMBER}
    if asked.to_account_id in there:
        name = identity.names_of([asked.to_account_id])[asked.to_account_id]
        raise Invalid(fields={"to_account_id": [f"{name} is there already. Choose somebody else."]})


def _check_still_theirs(row: ShiftSwap) -> None:
    locks.one_at_a_time(row.team_id)
    access.check_span(row.from_at, row.until_at)
    plan = plan_of(row.team_id, row.from_at, row.until_at)
    if not _has_turn(plan, row.from_account_id, row.desk, row.from_at, row.until_at):
        raise access.ChangedHands
    check_present(plan, row.to_account_id, row.from_at, row.until_at, "answer")


def _has_turn(plan: Plan, account_id: uuid.UUID, desk: str, from_at: datetime, until_at: datetime) -> bool:
    """Whether this time is of turns of theirs. What every member does, or one who covers, is nobody's to give."""
    turns = [
        turn
        for turn in lay_out(plan, from_at, until_at)[0]
        if (turn.account_id, turn.desk) == (account_id, desk) and turn.how in ONES_OWN
    ]
    return (
        bool(turns) and min(turn.begins for turn in turns) <= from_at and until_at <= max(turn.ends for turn in turns)
    )


def _find(swap_id: uuid.UUID, mine: Any) -> ShiftSwap:
    wanted = select(ShiftSwap).where(ShiftSwap.id == swap_id, mine).with_for_update()
    row = db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound("We could not find that swap.")
    return row


def _said(row: ShiftSwap) -> Asked:
    return Asked(row.team_id, row.desk, row.from_at, row.until_at, row.to_account_id)
