"""A request that is still climbing has a time at which it goes on, not too far away; when that comes, it does go on."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from backend.step_up.ladder import from_json
from tests.faults.reckoning import Figure
from tests.faults.service import Service, wait_until
from tests.faults.time_passing import TimePassing

OPEN = """
    SELECT id, team_id, state, next_due_at, promise_ends_at, ladder FROM step_ups
    WHERE state IN ('sent', 'acknowledged')
"""
# The longest that a team of a run is closed, with the hour that comes twice.
CLOSED = timedelta(hours=6)
GOES_ON_SECONDS = 60


def climb_on(service: Service, time: TimePassing) -> Figure:
    """Look at what is open, go past the last of their times, and look again."""
    before = {str(row.id): row for row in service.sql(OPEN)}
    now = time.clock.now()
    too_far = [_words(row) for row in before.values() if not _is_near(row, now)]
    if before:
        time.move(max([now, *(row.next_due_at for row in before.values() if row.next_due_at)]) + timedelta(seconds=1))
    with suppress(AssertionError):
        wait_until(lambda: not _stuck(service, before), seconds=GOES_ON_SECONDS)
    stuck = _stuck(service, before)
    found = f"{len(before) - len(stuck)} of {len(before)}"
    return Figure("still climbing, went on in time", found, "all", not stuck and not too_far, [*too_far, *stuck])


def _is_near(row: Any, now: datetime) -> bool:
    """Due at the promise's end, or within the longest wait of its ladder, and of its team's night."""
    if row.next_due_at is None:
        return False
    if row.state == "acknowledged":
        return bool(row.next_due_at == row.promise_ends_at)
    ladder = from_json(row.ladder)
    waits = [ladder.repeat_minutes, ladder.repeat_longest_minutes, *(rung.wait_minutes for rung in ladder.rungs)]
    return bool(row.next_due_at <= now + timedelta(minutes=max(waits)) + CLOSED)


def _stuck(service: Service, before: dict[str, Any]) -> list[str]:
    """Those that nobody was told of since: their time stands where it stood, or there is none."""
    now = {str(row.id): row for row in service.sql(OPEN)}
    return [_words(now[one]) for one, row in before.items() if one in now and not _went_on(row, now[one])]


def _went_on(before: Any, now: Any) -> bool:
    return now.next_due_at is not None and bool(now.next_due_at > before.next_due_at)


def _words(row: Any) -> str:
    return f"{row.id}: {row.state}, due {row.next_due_at}"
