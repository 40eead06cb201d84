"""What a person is told of her key worker: whether they are there, until when, and who answers while they are away."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from backend.care import service as care
from backend.identity import service as identity
from backend.rota.plans import plan_of
from backend.rota.turns import Turn, by_account, find_cover, lay_out

# Whoever is there for longer than this has no end that is worth telling.
LOOKS_AHEAD = timedelta(days=2)


def presence_of(account_id: uuid.UUID, team_id: uuid.UUID, now: datetime) -> dict[str, Any]:
    """Whether they are on shift with this team now. Connected to `care` by `set_up`."""
    plan = plan_of(team_id, now, now + LOOKS_AHEAD)
    turns = [turn for turn in lay_out(plan, now, now + LOOKS_AHEAD)[0] if turn.account_id == account_id]
    away = by_account(one for one in plan.absences if one.from_at <= now < one.until_at)
    is_there = account_id not in away and any(turn.begins <= now < turn.ends for turn in turns)
    cover = find_cover(account_id, away, plan.members) if account_id in away else None
    return {
        "is_there": is_there,
        "until": _until(turns, now) if is_there else None,
        "cover_name": identity.names_of([cover])[cover] if cover else None,
    }


def set_up() -> None:
    """Connect this slice to the ones below. Called when an application is made."""
    care.use_presence_check(presence_of)


def _until(turns: list[Turn], now: datetime) -> datetime | None:
    """When they go: turns that touch are one stay."""
    ends = now
    for turn in sorted(turns, key=lambda turn: turn.begins):
        if turn.begins <= ends:
            ends = max(ends, turn.ends)
    return ends if ends < now + LOOKS_AHEAD else None
