"""What somebody has in a team's rota, and giving it to colleagues when they go.

A *place* is one thing that names them: a place in a rotation, a desk for once, a turn taken over from a colleague, or that
they cover for somebody who is away. What has begun is cut at this instant, so that what was stays as it was.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Uuid, any_, literal, or_, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core.actor import Actor
from backend.core.clock import in_london
from backend.core.db import among, db
from backend.core.ids import new_id
from backend.rota.models import Absence, DutyOverride, Rotation, ShiftSwap

ROTATION, OVERRIDE, SWAP, COVER = "rotation", "override", "swap", "cover"
YES, TAKEN_BACK = "yes", "taken_back"

Source = Rotation | DutyOverride | ShiftSwap | Absence
To = Mapping[uuid.UUID, uuid.UUID | None]


@dataclass(frozen=True)
class Place:
    """One place. `other_id`: whose turn it was, or who is away. `may_end`: it need not go to anybody."""

    id: uuid.UUID
    kind: str
    desk: str | None
    name: str
    begins: datetime | None
    ends: datetime | None
    other_id: uuid.UUID | None
    may_end: bool
    source: Source


def places_of(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> list[Place]:
    """Everything in this team's rota that names them from now on."""
    rows: list[Source] = [
        *_rotations(team_id, account_id, now),
        *_overrides(team_id, account_id, now),
        *_swaps(team_id, account_id, now),
        *_covers(team_id, account_id, now),
    ]
    return [_place(row, account_id) for row in rows]


def count_places(team_id: uuid.UUID, account_ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, int]:
    """How many places each of them has, in no more queries than for one. Holds nothing."""
    wanted = list(set(account_ids))
    found: Counter[uuid.UUID] = Counter()
    rotations = select(Rotation.places).where(Rotation.team_id == team_id, _is_in_force(now))
    for places in db.session.scalars(rotations):
        found.update(set(places))
    for holders in (
        select(DutyOverride.account_id).where(DutyOverride.team_id == team_id, *_is_to_come(DutyOverride, now)),
        select(ShiftSwap.to_account_id).where(
            ShiftSwap.team_id == team_id, ShiftSwap.answer == YES, ShiftSwap.until_at > now
        ),
        select(Absence.cover_account_id).where(_is_of(team_id), *_is_to_come(Absence, now)),
    ):
        found.update(one for one in db.session.scalars(holders) if one is not None)
    return {account_id: found[account_id] for account_id in wanted}


def move_places(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID, to: To, now: datetime) -> int:
    """Give each place of theirs that stands in `to` to the colleague named there; None ends it. Returns how many."""
    moved = [place for place in places_of(team_id, account_id, now) if place.id in to]
    for place in moved:
        successor = to[place.id]
        _move(actor, place.source, account_id, successor, now)
        audit.record_act(
            actor,
            "rota.place_moved",
            team_id=team_id,
            subject_id=place.id,
            kind=place.kind,
            to=str(successor) if successor else None,
        )
    return len(moved)


def settle_leaving(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> None:
    """Somebody leaves: swaps that they asked for or were asked are over; turns that they gave away stay with who took them."""
    wanted = select(ShiftSwap).where(
        ShiftSwap.team_id == team_id,
        ShiftSwap.until_at > now,
        or_(ShiftSwap.from_account_id == account_id, ShiftSwap.to_account_id == account_id),
        or_(ShiftSwap.answer.is_(None), ShiftSwap.answer == YES),
    )
    for swap in db.session.scalars(wanted.with_for_update()):
        if swap.answer == YES and swap.from_account_id == account_id:
            _override(actor, swap, swap.to_account_id, None, now)
        _end_swap(swap, now)
        audit.record_act(actor, "rota.swap_taken_back", team_id=team_id, subject_id=swap.id)
    for override in db.session.scalars(_instead_of(team_id, account_id, now)):
        override.instead_of = None


def _rotations(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> list[Rotation]:
    wanted = select(Rotation).where(
        Rotation.team_id == team_id,
        literal(account_id, Uuid()) == any_(Rotation.places),
        _is_in_force(now),
    )
    return list(db.session.scalars(wanted.order_by(Rotation.name, Rotation.id).with_for_update()))


def _overrides(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> list[DutyOverride]:
    wanted = select(DutyOverride).where(
        DutyOverride.team_id == team_id,
        DutyOverride.account_id == account_id,
        *_is_to_come(DutyOverride, now),
    )
    return list(db.session.scalars(wanted.order_by(DutyOverride.from_at).with_for_update()))


def _swaps(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> list[ShiftSwap]:
    wanted = select(ShiftSwap).where(
        ShiftSwap.team_id == team_id,
        ShiftSwap.to_account_id == account_id,
        ShiftSwap.answer == YES,
        ShiftSwap.until_at > now,
    )
    return list(db.session.scalars(wanted.order_by(ShiftSwap.from_at).with_for_update()))


def _covers(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> list[Absence]:
    wanted = select(Absence).where(_is_of(team_id), Absence.cover_account_id == account_id, *_is_to_come(Absence, now))
    return list(db.session.scalars(wanted.order_by(Absence.from_at).with_for_update()))


def _is_in_force(now: datetime) -> ColumnElement[bool]:
    return or_(Rotation.ends_on.is_(None), Rotation.ends_on >= in_london(now).date())


def _is_to_come(row: type[DutyOverride | Absence], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Not over, and not ended before."""
    return row.until_at > now, row.ended_at.is_(None)


def _is_of(team_id: uuid.UUID) -> ColumnElement[bool]:
    """Absences of those who work in the team."""
    return among(Absence.account_id, [member.account_id for member in care.team_members(team_id)])


def _place(row: Source, account_id: uuid.UUID) -> Place:
    match row:
        case Rotation():
            alone = set(row.places) == {account_id}
            return Place(row.id, ROTATION, row.desk, row.name, None, None, None, not alone, row)
        case DutyOverride():
            return Place(row.id, OVERRIDE, row.desk, "", row.from_at, row.until_at, row.instead_of, True, row)
        case ShiftSwap():
            return Place(row.id, SWAP, row.desk, "", row.from_at, row.until_at, row.from_account_id, True, row)
        case Absence():
            return Place(row.id, COVER, None, "", row.from_at, row.until_at, row.account_id, False, row)


def _move(actor: Actor, row: Source, account_id: uuid.UUID, successor: uuid.UUID | None, now: datetime) -> None:
    match row:
        case Rotation():
            _move_rotation(row, account_id, successor)
            _follow(actor, row, account_id, successor, now)
        case DutyOverride():
            _move_override(actor, row, successor, now)
        case ShiftSwap():
            # Given to whose turn it was, it simply comes back to them.
            if successor not in (None, row.from_account_id):
                _override(actor, row, successor, row.from_account_id, now)
            _end_swap(row, now)
        case Absence():
            row.cover_account_id = successor
    db.session.flush()


def _move_rotation(row: Rotation, account_id: uuid.UUID, successor: uuid.UUID | None) -> None:
    """The successor stands where they stood, so that nobody else's turn moves; without one, the others take more turns."""
    if successor is None:
        row.places = [one for one in row.places if one != account_id]
    else:
        row.places = [successor if one == account_id else one for one in row.places]


def _follow(actor: Actor, row: Rotation, account_id: uuid.UUID, successor: uuid.UUID | None, now: datetime) -> None:
    """Whoever is at this desk in place of them, once or by a swap, is there in place of the successor now."""
    instead = _instead_of(row.team_id, account_id, now).where(DutyOverride.desk == row.desk)
    for override in db.session.scalars(instead):
        override.instead_of = None if override.account_id == successor else successor
    given = select(ShiftSwap).where(
        ShiftSwap.team_id == row.team_id,
        ShiftSwap.desk == row.desk,
        ShiftSwap.from_account_id == account_id,
        ShiftSwap.answer == YES,
        ShiftSwap.until_at > now,
    )
    for swap in db.session.scalars(given.with_for_update()):
        instead_of = None if swap.to_account_id == successor else successor
        _override(actor, swap, swap.to_account_id, instead_of, now)
        _end_swap(swap, now)


def _instead_of(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> Select[DutyOverride]:
    """Where a colleague is at a desk once in place of them."""
    wanted = select(DutyOverride).where(
        DutyOverride.team_id == team_id,
        DutyOverride.instead_of == account_id,
        DutyOverride.until_at > now,
        DutyOverride.ended_at.is_(None),
    )
    return wanted.with_for_update()


def _move_override(actor: Actor, row: DutyOverride, successor: uuid.UUID | None, now: datetime) -> None:
    if successor not in (None, row.instead_of):
        _override(actor, row, successor, row.instead_of, now)
    if row.from_at < now:
        row.until_at = now
    else:
        row.ended_at = now


def _end_swap(swap: ShiftSwap, now: datetime) -> None:
    if swap.answer == YES and swap.from_at < now:
        swap.until_at = now
    else:
        swap.answer, swap.answered_at = TAKEN_BACK, now


def _override(
    actor: Actor, span: DutyOverride | ShiftSwap, who: uuid.UUID | None, instead_of: uuid.UUID | None, now: datetime
) -> None:
    """What is left of that span, for somebody else."""
    assert who is not None
    row = DutyOverride(
        id=new_id(),
        team_id=span.team_id,
        desk=span.desk,
        account_id=who,
        instead_of=instead_of,
        from_at=max(span.from_at, now),
        until_at=span.until_at,
        made_by=actor.account_id,
        made_at=now,
        ended_at=None,
    )
    db.session.add(row)
