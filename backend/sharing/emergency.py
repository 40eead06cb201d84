"""Emergency access: a worker of the trust looks without a grant. One session, four hours, see only, and the person is told.

The database decides who may open one (policies of migration 0010) and what it opens (`WAYS` in 0008); what is here gives the
reasons in words, writes the audit, and tells those who have to know.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care import hours
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.sharing import emergency_telling
from backend.sharing.models import BreakGlass

LASTS = timedelta(hours=4)
HELD_AT_FIRST = timedelta(hours=24)
REVIEWED_WITHIN_DAYS = 3
SHORTEST_REASON = 10
SAY_WHY = "Say in a few words why you need to look now."
CONFIRM = "Please confirm that you have read what will happen."


@dataclass(frozen=True)
class Opening:
    """What a worker says. `telling_is_risky`: to tell the person now could put somebody in danger."""

    record_id: uuid.UUID
    reason: str
    team_id: uuid.UUID
    telling_is_risky: bool
    understood: bool


def open_emergency(actor: Actor, emergency_id: uuid.UUID, opening: Opening) -> tuple[dict[str, Any], bool]:
    """Look without a grant, from now on. Sending the same again changes nothing: the second value says whether it is new.

    Raises NotFound for a team that is not the worker's, and for a record that is not of the same trust.
    """
    _check_words(opening)
    held = db.session.get(BreakGlass, emergency_id)
    if held is not None:
        return _same(actor, held, opening), False
    sealed = db.session.scalar(select(func.name_to_open(opening.record_id, opening.team_id)))
    if sealed is None:
        raise NotFound
    emergency = _write(actor, emergency_id, opening, care.open_name(opening.record_id, sealed))
    audit.record_act(
        actor,
        "sharing.emergency_opened",
        record_id=emergency.record_id,
        section="care",
        subject_id=emergency.id,
        team_id=emergency.team_id,
        way=audit.Way("break_glass", emergency.id),
        held=opening.telling_is_risky,
    )
    emergency_telling.tell_of_opening(emergency)
    return _describe(emergency), True


def list_mine(actor: Actor) -> list[dict[str, Any]]:
    """The emergency access that this session has now, the one that ends first on top."""
    rows = list(db.session.scalars(_live_of(actor).order_by(BreakGlass.ends_at)))
    for row in rows:
        audit.record_reads(actor, [row.record_id], "care", "screen", audit.Way("break_glass", row.id))
    return [_describe(row) for row in rows]


def end_emergency(actor: Actor, emergency_id: uuid.UUID) -> None:
    """Stop looking before the four hours are over. Ending twice is harmless."""
    emergency = db.session.get(BreakGlass, emergency_id)
    if emergency is None or emergency.account_id != actor.account_id:
        raise NotFound
    if db.session.scalar(select(func.end_emergency(emergency_id, clock.now()))):
        audit.record_act(
            actor,
            "sharing.emergency_ended",
            record_id=emergency.record_id,
            subject_id=emergency_id,
            team_id=emergency.team_id,
        )


def _check_words(opening: Opening) -> None:
    faults = {}
    if len(opening.reason) < SHORTEST_REASON:
        faults["reason"] = [SAY_WHY]
    if not opening.understood:
        faults["understood"] = [CONFIRM]
    if faults:
        raise Invalid(fields=faults)


def _same(actor: Actor, held: BreakGlass, opening: Opening) -> dict[str, Any]:
    """An equal retry. The row of the opening stands already, and covers what is opened here once more."""
    audit.record_reads(actor, [held.record_id], "care", "screen", audit.Way("break_glass", held.id))
    given = (actor.account_id, opening.record_id, opening.team_id, opening.reason)
    if given != (held.account_id, held.record_id, held.team_id, held.reason):
        raise IdTaken
    return _describe(held)


def _write(actor: Actor, emergency_id: uuid.UUID, opening: Opening, name: str) -> BreakGlass:
    now = clock.now()
    emergency = BreakGlass(
        id=emergency_id,
        record_id=opening.record_id,
        account_id=actor.account_id,
        session_id=actor.session_id,
        team_id=opening.team_id,
        began_at=now,
        ends_at=now + LASTS,
        tell_at=now + HELD_AT_FIRST if opening.telling_is_risky else now,
        told_at=None if opening.telling_is_risky else now,
        review_due_at=hours.working_days_after(now, REVIEWED_WITHIN_DAYS),
    )
    emergency.reason, emergency.name = opening.reason, name
    db.session.add(emergency)
    db.session.flush()
    return emergency


def _live_of(actor: Actor) -> Any:
    return select(BreakGlass).where(
        BreakGlass.account_id == actor.account_id,
        BreakGlass.session_id == actor.session_id,
        BreakGlass.ended_at.is_(None),
        BreakGlass.ends_at > clock.now(),
    )


def _describe(emergency: BreakGlass) -> dict[str, Any]:
    return {
        "id": emergency.id,
        "record_id": emergency.record_id,
        "preferred_name": emergency.name or "",
        "began_at": emergency.began_at,
        "ends_at": emergency.ends_at,
        "is_held": emergency.told_at is None,
    }
