"""Small verbs for the tests of this slice: what somebody holds, and giving it away."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import text

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.rota.models import Absence, DutyOverride, Rotation, ShiftSwap
from tests.cast import Cast, Member
from tests.roles import role


def holdings(actor: Member, cast: Cast, whose: Member, *, expect: int = 200) -> Any:
    return actor.get(f"/api/teams/{cast.riverside}/members/{whose.account_id}/hand-over", expect=expect)


def hand_over(
    actor: Member,
    cast: Cast,
    whose: Member,
    *,
    to: Member | None = None,
    leaves: bool = False,
    expect: int = 201,
    hand_over_id: uuid.UUID | None = None,
    **named: dict[Any, Member | None],
) -> Any:
    """`named`: people, requests or places by id, each with who takes it."""
    given: dict[str, Any] = {
        kind: {str(one): str(successor.account_id) if successor else None for one, successor in what.items()}
        for kind, what in named.items()
    }
    given["all"] = str(to.account_id) if to else None
    body = {"account_id": str(whose.account_id), "leaves": leaves, "to": given}
    path = f"/api/teams/{cast.riverside}/hand-overs/{hand_over_id or new_id()}"
    return actor.put(path, body, expect=expect)


def rotation(cast: Cast, *members: Member, desk: str = "duty", name: str = "Duty desk") -> uuid.UUID:
    row = Rotation(id=new_id(), team_id=cast.riverside, desk=desk, name=name, begins_on=date(2026, 1, 5), ends_on=None)
    row.turn_days, row.hands_over_at, row.weekdays = 7, time(9), [*range(7)]
    row.begins, row.ends, row.places = time(9), time(17), [one.account_id for one in members]
    row.made_by, row.made_at = cast.grace.account_id, clock.now()
    return _keep(row)


def override(cast: Cast, who: Member, *, instead_of: Member | None = None, hours: int = 24) -> uuid.UUID:
    row = DutyOverride(id=new_id(), team_id=cast.riverside, desk="duty", account_id=who.account_id)
    row.instead_of = instead_of.account_id if instead_of else None
    row.from_at, row.until_at = _span(hours)
    row.made_by, row.made_at = cast.grace.account_id, clock.now()
    return _keep(row)


def swap(cast: Cast, giver: Member, taker: Member, answer: str | None = "yes", *, hours: int = 24) -> uuid.UUID:
    row = ShiftSwap(id=new_id(), team_id=cast.riverside, desk="duty", answer=answer)
    row.from_account_id, row.to_account_id = giver.account_id, taker.account_id
    row.from_at, row.until_at = _span(hours)
    row.asked_at, row.answered_at = clock.now(), clock.now() if answer else None
    return _keep(row)


def absence(who: Member, cover: Member, *, hours: int = 24) -> uuid.UUID:
    row = Absence(id=new_id(), account_id=who.account_id, cover_account_id=cover.account_id, made_by=who.account_id)
    row.from_at, row.until_at = _span(hours)
    row.made_at = clock.now()
    return _keep(row)


def row_of(table: str, row_id: uuid.UUID) -> Any:
    with role(OWNER):
        return db.session.execute(text(f"SELECT * FROM {table} WHERE id = :id"), {"id": row_id}).one()


def members_of(cast: Cast) -> set[uuid.UUID]:
    with role(OWNER):
        live = text("SELECT account_id FROM memberships WHERE team_id = :team AND until_at IS NULL")
        return set(db.session.scalars(live, {"team": cast.riverside}))


def _span(hours: int) -> tuple[datetime, datetime]:
    begins = clock.now() + timedelta(hours=hours)
    return begins, begins + timedelta(hours=8)


def _keep(row: Any) -> uuid.UUID:
    with role(OWNER):
        db.session.add(row)
        db.session.flush()
        return uuid.UUID(str(row.id))
