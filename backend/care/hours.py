"""When a team is open. Pure: no database, no clock.

Spans are wall time in London, because that is what is written on the team's door; instants are UTC. A span whose end
is not later than its start ends on the next day (00:00 to 00:00 is the whole day). Bank holidays are England's; a span
does not take place on a closed day, but one begun the evening before runs to its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from backend.core.clock import LONDON, in_london

A_DAY = timedelta(days=1)
A_FORTNIGHT = timedelta(days=14)
SATURDAY = 5
END_OF_WORK = time(17)
# A team without an opening within a year has none that is worth promising.
HORIZON_DAYS = 366


@dataclass(frozen=True)
class Span:
    """Open on that weekday (Monday is 0) from `opens` until `closes`."""

    weekday: int
    opens: time
    closes: time

    def on(self, day: date) -> tuple[datetime, datetime]:
        """The instants at which this span begins and ends on that day.

        A wall time that comes twice, or never, when clocks change counts generously: the earlier of its two readings to
        open, the later to close.
        """
        last_day = day if self.closes > self.opens else day + A_DAY
        return min(_readings(day, self.opens)), max(_readings(last_day, self.closes))


@dataclass(frozen=True)
class Week:
    """A team's opening spans, whether it keeps bank holidays, and the days on which it is closed, with the reason."""

    spans: tuple[Span, ...]
    keeps_bank_holidays: bool = True
    closures: Mapping[date, str] = field(default_factory=dict)

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at that instant."""
        return any(begins <= at < ends for begins, ends in self._spans_around(at, days=1))

    def closes_at(self, at: datetime) -> datetime | None:
        """When the opening around `at` ends. None when closed, and for a team that does not close for a fortnight."""
        closes = at
        for begins, ends in self._spans_around(at, days=A_FORTNIGHT.days):
            if begins > closes:
                break
            closes = max(closes, ends)
        return closes if at < closes <= at + A_FORTNIGHT else None

    def next_opening(self, after: datetime) -> datetime | None:
        """The first instant after `after` at which the team opens. None for a team without hours, or always open."""
        open_until = datetime.min.replace(tzinfo=UTC)
        for begins, ends in self._spans_around(after, days=HORIZON_DAYS):
            if begins > max(after, open_until):
                return begins
            open_until = max(open_until, ends)
        return None

    def closed_because(self, at: datetime) -> str | None:
        """Why the team is shut on a day of its week: "bank holiday: Christmas Day". None on ordinary days."""
        day = in_london(at).date()
        if self.is_open(at) or not any(span.weekday == day.weekday() for span in self.spans):
            return None
        return self._closure(day)

    def _closure(self, day: date) -> str | None:
        if day in self.closures:
            return self.closures[day]
        name = bank_holiday(day) if self.keeps_bank_holidays else None
        return f"bank holiday: {name}" if name else None

    def _spans_around(self, at: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """Spans in order, from the day before `at` (they may reach past midnight) to `days` after it."""
        first = in_london(at).date() - A_DAY
        for number in range(days + 2 if self.spans else 0):
            day = first + number * A_DAY
            if self._closure(day) is None:
                yield from sorted(span.on(day) for span in self.spans if span.weekday == day.weekday())


def _readings(day: date, wall: time) -> tuple[datetime, datetime]:
    at = datetime.combine(day, wall, LONDON)
    return at.replace(fold=0).astimezone(UTC), at.replace(fold=1).astimezone(UTC)


def bank_holiday(day: date) -> str | None:
    """The name of England's bank holiday on that day, or None."""
    name = _england().get(day)
    return name.replace(" (observed)", " (substitute day)") if name else None


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday in England."""
    return day.weekday() < SATURDAY and bank_holiday(day) is None


def working_days_after(at: datetime, number: int) -> datetime:
    """Five in the afternoon, in London, of the working day that is so many working days after the day of `at`."""
    day = in_london(at).date()
    while number:
        day += A_DAY
        number -= is_working_day(day)
    return datetime.combine(day, END_OF_WORK, LONDON).astimezone(UTC)


@cache
def _england() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")
