"""What a rotation gives each of its places. Pure: no database, no clock.

Wall times are London's. One that comes twice, or never, when clocks change counts generously: the earlier of its readings to
begin, the later to end, also for a hand-over: both are there in between.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from backend.care.hours import A_DAY, Span, wall_readings

EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pattern:
    """A rotation as pure data. `places` take turns of `turn_days` from `begins_on`; one hands over to the next at that time."""

    id: uuid.UUID
    desk: str
    begins_on: date
    ends_on: date | None
    turn_days: int
    hands_over_at: time
    weekdays: frozenset[int]
    begins: time
    ends: time
    places: tuple[uuid.UUID, ...]

    def is_in_force(self, day: date) -> bool:
        """Whether it counts on that day, be it one of its weekdays or not."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Share:
    """One place's part of one shift. `shift_begins` tells the shifts apart."""

    desk: str
    account_id: uuid.UUID
    begins: datetime
    ends: datetime
    rotation_id: uuid.UUID
    shift_begins: datetime


def shares(pattern: Pattern, first: date, last: date) -> Iterator[Share]:
    """Everybody's part of the shifts that begin on these days, both included."""
    day = max(first, pattern.begins_on)
    while day <= last and pattern.places and pattern.is_in_force(day):
        if day.weekday() in pattern.weekdays:
            yield from _of_day(pattern, day)
        day += A_DAY


def _of_day(pattern: Pattern, day: date) -> Iterator[Share]:
    shift_begins, shift_ends = Span(day.weekday(), pattern.begins, pattern.ends).on(day)
    # A shift may begin before the day's hand-over, and reach beyond that of the next.
    earliest, latest = (((day - pattern.begins_on).days + more) // pattern.turn_days for more in (-1, 1))
    for number in range(max(earliest, 0), latest + 1):
        begins, ends = max(shift_begins, _takes_over(pattern, number)), min(shift_ends, _hands_over(pattern, number))
        if begins < ends:
            account_id = pattern.places[number % len(pattern.places)]
            yield Share(pattern.desk, account_id, begins, ends, pattern.id, shift_begins)


def _takes_over(pattern: Pattern, number: int) -> datetime:
    """When the turn of that number begins. The first has no hand-over to wait for."""
    return min(_change(pattern, number)) if number else EVER


def _hands_over(pattern: Pattern, number: int) -> datetime:
    return max(_change(pattern, number + 1))


def _change(pattern: Pattern, number: int) -> tuple[datetime, datetime]:
    return wall_readings(pattern.begins_on + timedelta(days=number * pattern.turn_days), pattern.hands_over_at)
