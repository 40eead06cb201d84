"""When a team is open. Pure: no database, no clock.

Spans are wall time in London, because that is what is written on the team's door; instants are UTC. A span whose end
is not later than its start ends on the next day (00:00 to 00:00 is the whole day). Bank holidays are England's; a span
does not take place on a closed day, but one begun the evening before runs to its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from backend.core.clock import LONDON, in_london

NO_TIME = timedelta(0)
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
        return min(wall_readings(day, self.opens)), max(wall_readings(last_day, self.closes))


@dataclass(frozen=True)
class OtherHours:
    """The opening spans of one day, and why they are others than on its weekday, in words for people."""

    spans: tuple[Span, ...]
    words: str


@dataclass(frozen=True)
class Week:
    """A team's opening spans, whether it keeps bank holidays, the days on which it is closed, with the reason, and the days
    with other spans in place of their weekday's, whatever holiday they fall on.
    """

    spans: tuple[Span, ...]
    keeps_bank_holidays: bool = True
    closures: Mapping[date, str] = field(default_factory=dict)
    exceptions: Mapping[date, OtherHours] = field(default_factory=dict)

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

    def staffed_after(self, at: datetime, minutes: float) -> datetime:
        """The instant after so many minutes of opening time. Plain minutes for a team without an opening within a year."""
        left, counted = timedelta(minutes=minutes), at
        for begins, ends in self._spans_around(at, days=HORIZON_DAYS):
            counted = max(counted, begins)
            if counted + left <= ends:
                return counted + left
            left -= max(ends - counted, NO_TIME)
            counted = max(counted, ends)
        return counted + left

    def closed_because(self, at: datetime) -> str | None:
        """Why the team is shut on a day of its week: "bank holiday: Christmas Day". None on ordinary days."""
        day = in_london(at).date()
        if self.is_open(at):
            return None
        if day in self.exceptions and day not in self.closures:
            return self.exceptions[day].words if replace(self, exceptions={}).is_open(at) else None
        return self.closure(day) if any(span.weekday == day.weekday() for span in self.spans) else None

    def openings(self, from_at: datetime, until_at: datetime) -> list[tuple[datetime, datetime]]:
        """The opening spans that touch this time, whole, in the order in which they begin."""
        days = (in_london(until_at).date() - in_london(from_at).date()).days
        return [one for one in self._spans_around(from_at, days) if one[0] < until_at and one[1] > from_at]

    def spans_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The opening spans that begin on that day in London, in order."""
        if day in self.exceptions and day not in self.closures:
            return sorted(span.on(day) for span in self.exceptions[day].spans)
        if self.closure(day) is not None:
            return []
        return sorted(span.on(day) for span in self.spans if span.weekday == day.weekday())

    def closure(self, day: date) -> str | None:
        """Why the team does not open on that day as on others of its week. None where nothing keeps it shut."""
        if day in self.closures:
            return self.closures[day]
        if day in self.exceptions:
            return None
        name = bank_holiday(day) if self.keeps_bank_holidays else None
        return f"bank holiday: {name}" if name else None

    def _spans_around(self, at: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """Spans in order, from the day before `at` (they may reach past midnight) to `days` after it."""
        first = in_london(at).date() - A_DAY
        for number in range(days + 2 if self.spans or self.exceptions else 0):
            yield from self.spans_on(first + number * A_DAY)


def wall_readings(day: date, wall: time) -> tuple[datetime, datetime]:
    """The instants at which clocks in London show that time: two where it comes twice or, on either side, never."""
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
