"""The clock goes on by minutes and by nights, over both changes of the clocks, while the rest lives.

A move stands for hours that go by in no time. The auditor takes it as what it is, a gap in its own watching, after which it
must watch for a minute before it says anything about time; so between the moves there are spans in which only things die.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg

from backend.core.clock import LONDON
from tests.faults.journal import Journal
from tests.faults.moved_clock import MovedClock
from tests.faults.service import Service, wait_until

# Two Saturdays: in the night the clocks go back, and forward.
BEGIN = datetime(2026, 10, 24, 16, tzinfo=UTC)
SPRING = datetime(2027, 3, 27, 20, tzinfo=UTC)
CHANGES = {"October": datetime(2026, 10, 25, 1, tzinfo=UTC), "March": datetime(2027, 3, 28, 1, tzinfo=UTC)}

# What the engine still has to do before nothing is late any more.
LATE = """
    SELECT (SELECT count(*) FROM step_ups WHERE next_due_at <= %(late)s)
         + (SELECT count(*) FROM notices WHERE expanded_at IS NULL AND withdrawn_at IS NULL)
         + (SELECT count(*) FROM deliveries WHERE state IN ('waiting', 'claimed') AND next_attempt_at <= %(late)s)
         AS left, (SELECT min(at) FROM heartbeats WHERE name IN ('ladders', 'messages')) AS beat
"""
LATE_AFTER = timedelta(seconds=10)
CATCHES_UP_SECONDS = 90
# The auditor's minute, less what a sweep and a round may take.
LONG_SECONDS, SETTLES = 50, timedelta(seconds=60)


class TimePassing:
    """Moves the clock, and knows which changes it went over."""

    def __init__(self, service: Service, journal: Journal, seed: int) -> None:
        assert service.clock is not None
        self.service, self.journal, self.chance = service, journal, random.Random(f"time {seed}")
        self.clock: MovedClock = service.clock
        self.changes: set[str] = set()
        # When the engine was away or behind for longer than the auditor's minute, by the moved clock: then it is right to say so.
        self.outages: list[tuple[datetime, datetime]] = []

    def plan(self, number: int) -> list[timedelta | datetime]:
        """Moves by minutes; a few nights by hours, so that both changes are passed; a winter in between."""
        moves: list[timedelta | datetime] = [timedelta(minutes=self.chance.uniform(3, 17)) for _ in range(number)]
        nights = [timedelta(hours=hours) for hours in (5, 5.5, 4)]
        half = number // 2
        moves[half:half] = [SPRING]
        for place, night in zip((number // 4, number // 3, half - 1), nights, strict=True):
            moves[place] = night
        for place, night in zip((half + 2, half + 3, number - 1), nights, strict=True):
            moves[place] = night
        return moves

    def move(self, to: timedelta | datetime) -> None:
        """Move once, and wait until the engine has caught up."""
        before = self.clock.now()
        with self.outage():
            if isinstance(to, datetime):
                self.clock.move_to(max(to, before))
            else:
                self.clock.move(to)
            after = self.clock.now()
            self.journal.note_move()
            self.changes |= {name for name, instant in CHANGES.items() if before < instant <= after}
            self.wait_until_caught_up(after)

    @contextmanager
    def outage(self) -> Iterator[None]:
        """What is in the block keeps the engine from its work. On a slow machine that may take longer than a minute."""
        began, began_at = self.clock.now(), time.monotonic()
        yield
        if time.monotonic() - began_at > LONG_SECONDS:
            self.outages.append((began, self.clock.now() + SETTLES))

    def wait_until_caught_up(self, since: datetime) -> None:
        """The engine has swept since then, and nothing is late. While it is being killed, that takes a little longer."""
        end = time.monotonic() + CATCHES_UP_SECONDS
        while time.monotonic() < end:
            try:
                row = self.service.sql(LATE, {"late": self.clock.now() - LATE_AFTER})[0]
            except psycopg.Error:
                row = None
            if row is not None and row.left == 0 and (row.beat is None or row.beat >= since):
                return
            time.sleep(0.1)
        self.journal.complain(f"After a move to {since:%d %B %H:%M} the engine has not caught up: {row}")


def in_words(instant: datetime) -> str:
    return instant.astimezone(LONDON).strftime("%a %d %b %Y %H:%M")


def wait_for(service: Service, statement: str, *values: object, seconds: float, why: str) -> None:
    """Until the statement counts none, whatever happens to the database meanwhile."""

    def none_left() -> bool:
        try:
            return bool(service.sql(statement, *values)[0][0] == 0)
        except psycopg.Error:
            return False

    wait_until(none_left, seconds=seconds, why=why)
