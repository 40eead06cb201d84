"""Standstills made on purpose, one after the other, while nothing dies: the auditor must find each, and nothing else.

The clock creeps meanwhile, in steps that are no gap to the auditor, and each step waits until it has looked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import psycopg

from backend.watch.rounds import all_checks
from tests.faults.moved_clock import MovedClock
from tests.faults.reckoning import Figure
from tests.faults.service import Service
from tests.faults.time_passing import LONG_SECONDS

FINDINGS = "SELECT kind, subject, opened_at, closed_at FROM findings ORDER BY opened_at, id"
BEAT = "SELECT at FROM heartbeats WHERE name = 'auditor'"
# A push service that refuses what we send, all along: 413, a redirect.
ALL_ALONG = frozenset({"refused_by_our_fault"})
ABOUT_TIME = frozenset(check.kind for check in all_checks() if check.about_time)
ROUND_SECONDS, FOUND_WITHIN = 30, timedelta(minutes=6)


@dataclass(frozen=True)
class Stall:
    """What was done, and what the auditor must say of it: a kind, and a subject where there is one."""

    words: str
    kind: str
    subject: str | None = None


@dataclass
class Span:
    """A time, by the moved clock, in which these kinds of finding have a reason."""

    begins: datetime
    kinds: frozenset[str]
    ends: datetime | None = None


@dataclass
class Stalls:
    """What was injected, and when."""

    service: Service
    injected: list[Stall] = field(default_factory=list)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    not_over: list[str] = field(default_factory=list)

    @property
    def clock(self) -> MovedClock:
        assert self.service.clock is not None
        return self.service.clock

    @contextmanager
    def inject(
        self, since: datetime, step: timedelta, *stalls: Stall, beside: frozenset[str] = frozenset()
    ) -> Iterator[None]:
        """What was done since that instant; at the end of the block the auditor has found it. `beside`: what else follows."""
        span = Span(since, frozenset({stall.kind for stall in stalls}) | beside)
        self.spans.append(span)
        self.injected += stalls
        yield
        left = self._creep(step, lambda: [stall for stall in stalls if not self._is_open(stall)])
        self.not_found += [f"{stall.words}: no {stall.kind} {stall.subject or ''}" for stall in left]

    def healed(self, step: timedelta) -> None:
        """Everything is as it was: what was found closes by itself."""
        left = self._creep(step, self._open_ones)
        self.not_over += left
        for span in self.spans:
            span.ends = span.ends or self.clock.now()

    def figure(self) -> Figure:
        """All found, all over, nothing else."""
        found = self.service.sql(FINDINGS)
        away = sum(self._was_away(one) for one in found)
        false = [f"{one.kind} {one.subject} at {one.opened_at:%H:%M:%S}" for one in found if not self._has_reason(one)]
        words = f"{len(self.injected)} injected, {len(self.injected) - len(self.not_found)} found, {len(false)} false alarms"
        words += f"; {away} told truly of {len(self.outages)} restarts of over {LONG_SECONDS} s" if self.outages else ""
        details = [
            *self.not_found,
            *(f"still open: {one}" for one in self.not_over),
            *(f"false: {one}" for one in false),
        ]
        return Figure("standstills", words, "all, all, 0", not details, details)

    def _creep(self, step: timedelta, left: Callable[[], list[Any]]) -> list[Any]:
        """Until nothing is left, or the time is over. What is left."""
        until = self.clock.now() + FOUND_WITHIN
        self._wait_for_a_round()
        while (still := left()) and self.clock.now() < until:
            self.clock.move(step)
            self._wait_for_a_round()
        return still

    def _wait_for_a_round(self) -> None:
        """Until the auditor has finished a round that began after now."""
        asked, end = self.clock.now(), time.monotonic() + ROUND_SECONDS
        while time.monotonic() < end:
            rows = self.service.sql(BEAT)
            if rows and rows[0].at >= asked:
                return
            time.sleep(0.05)

    def _is_open(self, stall: Stall) -> bool:
        return any(
            one.kind == stall.kind and one.closed_at is None and stall.subject in (None, one.subject)
            for one in self.service.sql(FINDINGS)
        )

    def _open_ones(self) -> list[str]:
        return [
            f"{one.kind} {one.subject}"
            for one in self.service.sql(FINDINGS)
            if one.closed_at is None and one.kind not in ALL_ALONG
        ]

    def _has_reason(self, finding: Any) -> bool:
        if finding.kind in ALL_ALONG or self._was_away(finding):
            return True
        return any(
            finding.kind in span.kinds
            and span.begins <= finding.opened_at
            and (span.ends is None or finding.opened_at <= span.ends)
            for span in self.spans
        )

    def _was_away(self, finding: Any) -> bool:
        """The engine really did nothing for so long, since a start took its time."""
        return finding.kind in ABOUT_TIME and any(begins <= finding.opened_at <= ends for begins, ends in self.outages)


@contextmanager
def holding(service: Service, statement: str, *values: Any) -> Iterator[None]:
    """Somebody holds the rows that the statement locks, and does nothing."""
    with psycopg.connect(service.url("postgres")) as connection:
        connection.execute(statement.encode(), values)
        yield
        connection.rollback()
