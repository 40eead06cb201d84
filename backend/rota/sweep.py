"""What the worker process looks after in a rota: who has a turn soon and may not be reached, and times with nobody there.

Each word goes out once: its row in `rota_warnings` is written in the same transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.notifications import service as notifications
from backend.rota.access import LEAD
from backend.rota.models import Rotation, RotaWarning
from backend.rota.plans import plans_of
from backend.rota.readiness import AHEAD, named, reach_of, unready
from backend.rota.turns import Gap, Plan, Turn, lay_out

PLEASE_CONFIRM, NOT_READY = "rota.please_confirm", "rota.not_ready"
GAPS, DEVICE_GONE = "rota.gaps", "rota.device_gone"
A_DAY_BEFORE, TWO_HOURS_BEFORE = timedelta(days=1), timedelta(hours=2)
MORNING = time(9)
# What the rows of warnings are about.
ASKED, LATE, GAP, TURN, TOLD_TODAY = "asked", "late", "gap", "turn", "morning"
TEAMS_AT_ONCE = 20


def sweep(now: datetime) -> None:
    """Remind who has a turn within a day, tell leads of turns within two hours, and each morning of the week to come."""
    for team_ids in _parts(_teams_with_rotations()):
        with one_transaction():
            _look_at_next_turns(team_ids, now)
    here = clock.in_london(now)
    if here.time() >= MORNING:
        for team_ids in _parts(_not_told_today(here.date().isoformat())):
            with one_transaction():
                _look_at_week(team_ids, now, here.date().isoformat())


def note_device_gone(account_id: uuid.UUID, _device_id: uuid.UUID, at: datetime) -> None:
    """A device of somebody with a turn in the next seven days takes no messages any more: tell their leads."""
    teams = [role.team_id for role in care.roles_of(account_id)]
    for team_id, plan in plans_of(teams, at, at + AHEAD).items():
        turns, _ = lay_out(plan, at, at + AHEAD)
        if account_id in {turn.account_id for turn in named(turns)}:
            _tell_leads(plan, DEVICE_GONE, team_id, but=account_id)


def _look_at_next_turns(team_ids: Sequence[uuid.UUID], now: datetime) -> None:
    plans = plans_of(team_ids, now, now + A_DAY_BEFORE)
    soon = {team_id: _beginning(plan, now, now + A_DAY_BEFORE) for team_id, plan in plans.items()}
    reach = reach_of({turn.account_id for turns in soon.values() for turn in turns}, now)
    for team_id, turns in soon.items():
        late = list(unready(turns, reach))
        for account_id in {turn.account_id for turn in late if _is_first(team_id, ASKED, turn, now)}:
            notifications.tell(account_id, PLEASE_CONFIRM, team_id, urgent=False)
        very_late = [turn for turn in late if turn.begins <= now + TWO_HOURS_BEFORE]
        news = [_is_first(team_id, LATE, turn, now) for turn in very_late]
        if any(news):
            _tell_leads(plans[team_id], NOT_READY, team_id)


def _look_at_week(team_ids: Sequence[uuid.UUID], now: datetime, today: str) -> None:
    for team_id, plan in plans_of(team_ids, now, now + AHEAD).items():
        if _is_new(team_id, TOLD_TODAY, today, now) and _has_news(team_id, plan, now):
            _tell_leads(plan, GAPS, team_id)


def _has_news(team_id: uuid.UUID, plan: Plan, now: datetime) -> bool:
    """Whether anything of the seven days to come was not told before. What is told now is written down."""
    turns, gaps = lay_out(plan, now, now + AHEAD)
    late = unready(turns, reach_of({turn.account_id for turn in named(turns)}, now))
    news = [
        *(_is_first(team_id, GAP, gap, now) for gap in gaps),
        *(_is_first(team_id, TURN, turn, now) for turn in late),
    ]
    return any(news)


def _beginning(plan: Plan, from_at: datetime, until_at: datetime) -> list[Turn]:
    """The turns of somebody named that begin within this time."""
    return [turn for turn in named(lay_out(plan, from_at, until_at)[0]) if from_at < turn.begins <= until_at]


def _tell_leads(plan: Plan, kind: str, team_id: uuid.UUID, but: uuid.UUID | None = None) -> None:
    for account_id, role in plan.members.items():
        if role == LEAD and account_id != but:
            notifications.tell(account_id, kind, team_id, urgent=False)


def _is_first(team_id: uuid.UUID, kind: str, about: Turn | Gap, now: datetime) -> bool:
    who = f"{about.account_id}:" if isinstance(about, Turn) else ""
    return _is_new(team_id, kind, f"{who}{about.desk}:{about.begins.isoformat()}", now)


def _is_new(team_id: uuid.UUID, kind: str, subject: str, now: datetime) -> bool:
    """Whether nobody was told yet, nor is told by another sweep at this moment."""
    row = insert(RotaWarning).values(team_id=team_id, kind=kind, subject=subject, told_at=now)
    done = db.session.execute(row.on_conflict_do_nothing().returning(RotaWarning.team_id))
    return done.one_or_none() is not None


def _teams_with_rotations() -> list[uuid.UUID]:
    return list(db.session.scalars(select(Rotation.team_id).distinct().order_by(Rotation.team_id)))


def _not_told_today(today: str) -> list[uuid.UUID]:
    told = select(RotaWarning.team_id).where(RotaWarning.kind == TOLD_TODAY, RotaWarning.subject == today)
    done = set(db.session.scalars(told))
    return [team_id for team_id in care.list_team_ids() if team_id not in done]


def _parts(team_ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    return (team_ids[first : first + TEAMS_AT_ONCE] for first in range(0, len(team_ids), TEAMS_AT_ONCE))
