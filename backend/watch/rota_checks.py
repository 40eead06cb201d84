"""Whether somebody will be there, and can be reached."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import text

from backend.core.db import db
from backend.rota import service as rota
from backend.watch.looking import Check, Look

SEVEN_DAYS, A_DAY = timedelta(days=7), timedelta(days=1)
# Of one look; the next one goes on with the teams that were not asked about.
BUDGET_SECONDS = 1
# An answer about a team that is older is none.
TOO_OLD = timedelta(minutes=15)

TEAMS = text("""
    SELECT id FROM teams t WHERE EXISTS (
      SELECT FROM memberships m WHERE m.team_id = t.id AND coalesce(m.until_at, 'infinity') > :now) ORDER BY id
""")
CONFIRMED = text("""
    SELECT EXISTS (SELECT FROM devices WHERE account_id = ANY(:accounts)
      AND removed_at IS NULL AND last_confirmed_at IS NOT NULL)
""")


class TooSlow(RuntimeError):
    """There are more teams than can be asked about in a quarter of an hour."""


class Walk:
    """Around all teams, some at each look, remembering the last answer about each."""

    def __init__(self, is_wrong: Callable[[uuid.UUID, Look], bool]) -> None:
        self._is_wrong = is_wrong
        self._wrong: dict[uuid.UUID, bool] = {}
        self._asked: dict[uuid.UUID, datetime] = {}

    def go_on(self, look: Look) -> list[str]:
        """The teams with which something is wrong, as far as we know."""
        teams, enough = list(db.session.scalars(TEAMS, {"now": look.now})), time.monotonic() + BUDGET_SECONDS
        for team_id in self._longest_ago_first(teams, look.now):
            self._wrong[team_id], self._asked[team_id] = self._is_wrong(team_id, look), look.now
            if time.monotonic() > enough:
                break
        if any(look.now - self._asked[team_id] > TOO_OLD for team_id in teams):
            raise TooSlow
        return [str(team_id) for team_id in teams if self._wrong.get(team_id)]

    def _longest_ago_first(self, teams: list[uuid.UUID], now: datetime) -> Iterator[uuid.UUID]:
        self._asked = {team_id: self._asked.get(team_id, now) for team_id in teams}
        new = [team_id for team_id in teams if team_id not in self._wrong]
        yield from new
        yield from sorted(set(teams) - set(new), key=lambda team_id: self._asked[team_id])


def _nobody_there(team_id: uuid.UUID, look: Look) -> bool:
    """Open, and nobody there at all. That a desk alone is empty its lead is told."""
    return any(gap.desk == "shift" for gap in rota.gaps(team_id, look.now, look.now + SEVEN_DAYS))


def _nobody_confirmed(team_id: uuid.UUID, look: Look) -> bool:
    turns = rota.turns(team_id, look.now, look.now + A_DAY)
    accounts = sorted({turn.account_id for turn in turns})
    return bool(accounts) and not db.session.scalar(CONFIRMED, {"accounts": accounts})


def checks() -> tuple[Check, ...]:
    """Made anew for each auditor, as they remember what they know of each team."""
    return (
        Check("nobody_on_duty", Walk(_nobody_there).go_on),
        Check("no_confirmed_device", Walk(_nobody_confirmed).go_on),
    )
