"""What was written for teams, read from the database in a constant number of queries, ready to be worked out."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from backend.care import service as care
from backend.core.db import among, db
from backend.rota.models import Absence, DutyOverride, Rotation, ShiftSwap
from backend.rota.shares import Pattern
from backend.rota.turns import MARGIN, OVERRIDE, SWAP, Away, Change, Plan

YES = "yes"


@dataclass(frozen=True)
class Said:
    """A change, for which team, and when it was said."""

    at: datetime
    team_id: uuid.UUID
    change: Change


def plan_of(team_id: uuid.UUID, from_at: datetime, until_at: datetime) -> Plan:
    """What was written for one team, that matters in this time."""
    return plans_of([team_id], from_at, until_at)[team_id]


def plans_of(team_ids: Collection[uuid.UUID], from_at: datetime, until_at: datetime) -> dict[uuid.UUID, Plan]:
    """What was written for each of these teams, that matters in this time."""
    span = from_at - MARGIN, until_at + MARGIN
    members = care.members_of_teams(team_ids)
    patterns, changes = _rotations(team_ids), _changes(team_ids, *span)
    absences = absences_of({member.account_id for member in members}, *span)
    return {
        team.id: Plan(
            week=team.week,
            members={member.account_id: member.role for member in members if member.team_id == team.id},
            patterns=[pattern_of(row) for row in patterns if row.team_id == team.id],
            changes=changes.get(team.id, []),
            absences=absences,
        )
        for team in care.teams_of_ids(team_ids)
    }


def absences_of(account_ids: Iterable[uuid.UUID], from_at: datetime, until_at: datetime) -> list[Away]:
    """When these accounts are away within this time. Whoever is back earlier is back."""
    wanted = select(Absence).where(
        among(Absence.account_id, account_ids),
        Absence.from_at < until_at,
        Absence.until_at > from_at,
        or_(Absence.ended_at.is_(None), Absence.ended_at > Absence.from_at),
    )
    return [
        Away(row.id, row.account_id, row.from_at, _end(row), row.cover_account_id)
        for row in db.session.scalars(wanted.order_by(Absence.made_at))
        if _end(row) > from_at
    ]


def pattern_of(row: Rotation) -> Pattern:
    """A rotation as pure data."""
    return Pattern(
        row.id,
        row.desk,
        row.begins_on,
        row.ends_on,
        row.turn_days,
        row.hands_over_at,
        frozenset(row.weekdays),
        row.begins,
        row.ends,
        tuple(row.places),
    )


def _rotations(team_ids: Collection[uuid.UUID]) -> list[Rotation]:
    wanted = select(Rotation).where(among(Rotation.team_id, team_ids)).order_by(Rotation.made_at, Rotation.id)
    return list(db.session.scalars(wanted))


def _changes(team_ids: Collection[uuid.UUID], from_at: datetime, until_at: datetime) -> dict[uuid.UUID, list[Change]]:
    """Overrides and swaps with the answer yes, in the order in which they were said."""
    found = [*_overrides(team_ids, from_at, until_at), *_swaps(team_ids, from_at, until_at)]
    changes: dict[uuid.UUID, list[Change]] = {}
    for said in sorted(found, key=lambda said: said.at):
        changes.setdefault(said.team_id, []).append(said.change)
    return changes


def _overrides(team_ids: Collection[uuid.UUID], from_at: datetime, until_at: datetime) -> list[Said]:
    wanted = select(DutyOverride).where(
        among(DutyOverride.team_id, team_ids),
        DutyOverride.from_at < until_at,
        DutyOverride.until_at > from_at,
        or_(DutyOverride.ended_at.is_(None), DutyOverride.ended_at > DutyOverride.from_at),
    )
    return [Said(row.made_at, row.team_id, _override(row)) for row in db.session.scalars(wanted)]


def _override(row: DutyOverride) -> Change:
    return Change(row.id, OVERRIDE, row.desk, row.account_id, row.instead_of, row.from_at, _end(row))


def _swaps(team_ids: Collection[uuid.UUID], from_at: datetime, until_at: datetime) -> list[Said]:
    wanted = select(ShiftSwap).where(
        among(ShiftSwap.team_id, team_ids),
        ShiftSwap.from_at < until_at,
        ShiftSwap.until_at > from_at,
        ShiftSwap.answer == YES,
    )
    return [Said(row.answered_at or row.asked_at, row.team_id, _swap(row)) for row in db.session.scalars(wanted)]


def _swap(row: ShiftSwap) -> Change:
    return Change(row.id, SWAP, row.desk, row.to_account_id, row.from_account_id, row.from_at, row.until_at)


def _end(row: Absence | DutyOverride) -> datetime:
    return row.until_at if row.ended_at is None else min(row.until_at, row.ended_at)
