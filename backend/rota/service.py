"""The door of this slice: who is there, who is away and who covers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from backend.care import service as care
from backend.rota import turns as pure
from backend.rota.plans import absences_of, plan_of
from backend.rota.presence import set_up
from backend.rota.turns import Gap, OnDuty, Turn, by_account, find_cover

__all__ = ["Gap", "OnDuty", "Turn", "cover_of", "gaps", "is_away", "leads_of", "on_duty", "set_up", "turns"]

LEAD = "lead"
AN_INSTANT = timedelta(microseconds=1)


def on_duty(team_id: uuid.UUID, now: datetime) -> OnDuty:
    """Who is there at that instant: at the duty desk, and on shift with the desk included."""
    return pure.on_duty(plan_of(team_id, now, now), now)


def turns(team_id: uuid.UUID, from_at: datetime, until_at: datetime) -> list[Turn]:
    """Whole turns that touch the span: what the calendar, my shifts and readiness are made of."""
    return pure.lay_out(plan_of(team_id, from_at, until_at), from_at, until_at)[0]


def gaps(team_id: uuid.UUID, from_at: datetime, until_at: datetime) -> list[Gap]:
    """Times that touch the span, whole, in which the team is open and nobody whom its rota names is there."""
    return pure.lay_out(plan_of(team_id, from_at, until_at), from_at, until_at)[1]


def cover_of(account_id: uuid.UUID, now: datetime) -> uuid.UUID | None:
    """Who answers for somebody who is away: a live colleague who is there. None: not away, or nobody covers."""
    teams = [role.team_id for role in care.roles_of(account_id)]
    colleagues = {member.account_id for member in care.members_of_teams(teams)}
    away = by_account(absences_of(colleagues, now, now + AN_INSTANT))
    return find_cover(account_id, away, colleagues) if account_id in away else None


def is_away(account_ids: Iterable[uuid.UUID], now: datetime) -> set[uuid.UUID]:
    """Which of them are away at that instant."""
    return {one.account_id for one in absences_of(account_ids, now, now + AN_INSTANT)}


def leads_of(team_id: uuid.UUID) -> list[uuid.UUID]:
    """The live leads of a team, longest first."""
    return [member.account_id for member in care.team_members(team_id) if member.role == LEAD]
