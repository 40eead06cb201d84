"""When a team is open: ordinary weeks, bank holidays, both Sundays on which clocks change, nights."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from backend.care.hours import OtherHours, Span, Week, bank_holiday
from backend.core.clock import LONDON

NINE_TO_FIVE = Week(tuple(Span(day, time(9), time(17)) for day in range(5)))
EVERY_DAY = Week(tuple(Span(day, time(8), time(20)) for day in range(7)), keeps_bank_holidays=False)
ALWAYS = Week(tuple(Span(day, time(0), time(0)) for day in range(7)), keeps_bank_holidays=False)
NIGHTS = Week((Span(4, time(20), time(2)),))
NO_HOURS = Week(())


def london(text: str) -> datetime:
    """An instant as London's clocks show it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_is_open_from_the_first_minute_to_the_last() -> None:
    assert not NINE_TO_FIVE.is_open(london("2026-11-23 08:59:59"))
    assert NINE_TO_FIVE.is_open(london("2026-11-23 09:00"))
    assert NINE_TO_FIVE.is_open(london("2026-11-23 16:59:59"))
    assert not NINE_TO_FIVE.is_open(london("2026-11-23 17:00"))


def test_a_closed_weekend_opens_on_monday_without_a_reason() -> None:
    saturday = london("2026-11-21 12:00")
    assert NINE_TO_FIVE.next_opening(saturday) == london("2026-11-23 09:00")
    assert NINE_TO_FIVE.closed_because(saturday) is None
    assert NINE_TO_FIVE.closes_at(saturday) is None


def test_instants_are_utc() -> None:
    opening = EVERY_DAY.next_opening(utc("2026-07-01 00:00"))
    assert opening == utc("2026-07-01 07:00")
    assert opening.tzinfo is UTC


def test_a_bank_holiday_monday_is_closed_and_says_so() -> None:
    monday = london("2026-08-31 10:00")
    assert not NINE_TO_FIVE.is_open(monday)
    assert NINE_TO_FIVE.closed_because(monday) == "bank holiday: Late Summer Bank Holiday"
    assert NINE_TO_FIVE.next_opening(london("2026-08-28 17:00")) == london("2026-09-01 09:00")


def test_christmas_goes_over_a_weekend_and_a_substitute_day() -> None:
    """In 2026 Christmas is a Friday and Boxing Day a Saturday, so that Monday is its substitute."""
    christmas = london("2026-12-25 11:00")
    assert NINE_TO_FIVE.closed_because(christmas) == "bank holiday: Christmas Day"
    assert NINE_TO_FIVE.next_opening(christmas) == london("2026-12-29 09:00")
    assert NINE_TO_FIVE.closed_because(london("2026-12-28 11:00")) == "bank holiday: Boxing Day (substitute day)"


def test_a_team_that_works_on_bank_holidays_is_open() -> None:
    assert EVERY_DAY.is_open(london("2026-12-25 11:00"))
    assert EVERY_DAY.closed_because(london("2026-12-25 21:00")) is None


def test_englands_holidays_not_scotlands() -> None:
    assert bank_holiday(date(2026, 4, 6)) == "Easter Monday"
    assert bank_holiday(date(2026, 11, 30)) is None


def test_a_closure_closes_a_day_in_the_teams_own_words() -> None:
    week = Week(NINE_TO_FIVE.spans, closures={date(2026, 11, 24): "the team is at a training day"})
    assert week.closed_because(london("2026-11-24 10:00")) == "the team is at a training day"
    assert week.next_opening(london("2026-11-23 17:00")) == london("2026-11-25 09:00")


def test_clocks_go_forward_and_the_team_opens_by_the_wall_clock() -> None:
    """29 March 2026: 01:00 becomes 02:00. The night before is an hour shorter."""
    assert EVERY_DAY.next_opening(utc("2026-03-28 21:00")) == utc("2026-03-29 07:00")
    assert EVERY_DAY.closes_at(utc("2026-03-28 12:00")) == utc("2026-03-28 20:00")
    assert EVERY_DAY.closes_at(utc("2026-03-29 12:00")) == utc("2026-03-29 19:00")


def test_clocks_go_back_and_the_team_opens_by_the_wall_clock() -> None:
    """25 October 2026: 02:00 becomes 01:00. The night before is an hour longer."""
    assert EVERY_DAY.next_opening(utc("2026-10-24 21:00")) == utc("2026-10-25 08:00")
    assert EVERY_DAY.closes_at(utc("2026-10-25 12:00")) == utc("2026-10-25 20:00")


def test_a_night_span_over_either_change_counts_generously() -> None:
    late = Week((Span(5, time(20), time(1, 30)),))
    assert late.closes_at(utc("2026-03-28 23:00")) == utc("2026-03-29 01:30")
    assert late.closes_at(utc("2026-10-24 23:00")) == utc("2026-10-25 01:30")
    assert late.is_open(utc("2026-10-25 00:45"))
    assert late.is_open(utc("2026-10-25 01:15"))


def test_a_team_that_is_open_past_midnight() -> None:
    assert NIGHTS.is_open(london("2026-11-21 01:30"))
    assert NIGHTS.closes_at(london("2026-11-20 23:00")) == london("2026-11-21 02:00")
    assert not NIGHTS.is_open(london("2026-11-21 02:00"))
    assert NIGHTS.next_opening(london("2026-11-21 01:30")) == london("2026-11-27 20:00")


def test_a_night_begun_before_a_bank_holiday_runs_to_its_end() -> None:
    eve = Week((Span(3, time(20), time(2)), Span(4, time(20), time(2))))
    assert eve.is_open(london("2026-12-25 01:00"))
    assert not eve.is_open(london("2026-12-25 21:00"))


def test_spans_that_touch_are_one_opening() -> None:
    week = Week((Span(0, time(9), time(13)), Span(0, time(13), time(17))))
    assert week.closes_at(london("2026-11-23 10:00")) == london("2026-11-23 17:00")
    assert week.next_opening(london("2026-11-23 10:00")) == london("2026-11-30 09:00")


def test_a_lunch_break_closes_and_opens() -> None:
    week = Week((Span(0, time(9), time(12)), Span(0, time(13), time(17))))
    assert week.closes_at(london("2026-11-23 10:00")) == london("2026-11-23 12:00")
    assert week.next_opening(london("2026-11-23 12:30")) == london("2026-11-23 13:00")


def test_a_team_that_never_closes() -> None:
    at = london("2026-11-23 03:00")
    assert ALWAYS.is_open(at)
    assert ALWAYS.closes_at(at) is None
    assert ALWAYS.next_opening(at) is None


def test_a_team_without_hours_never_opens() -> None:
    at = london("2026-11-23 10:00")
    assert not NO_HOURS.is_open(at)
    assert NO_HOURS.next_opening(at) is None
    assert NO_HOURS.closes_at(at) is None
    assert NO_HOURS.closed_because(london("2026-12-25 10:00")) is None


@pytest.mark.parametrize("hour", range(24))
def test_open_and_next_opening_agree_at_every_hour_of_the_changing_days(hour: int) -> None:
    for day in ("2026-03-29", "2026-10-25"):
        at = utc(f"{day} {hour:02}:00")
        opening, closing = EVERY_DAY.next_opening(at), EVERY_DAY.closes_at(at)
        assert opening is not None
        assert EVERY_DAY.is_open(opening)
        assert (closing is None) != EVERY_DAY.is_open(at)


def test_staffed_time_stops_while_the_team_is_closed() -> None:
    assert NINE_TO_FIVE.staffed_after(london("2026-11-20 16:50"), 15) == london("2026-11-23 09:05")
    assert NINE_TO_FIVE.staffed_after(london("2026-11-20 10:00"), 15) == london("2026-11-20 10:15")
    assert NINE_TO_FIVE.staffed_after(london("2026-11-20 16:45"), 15) == london("2026-11-20 17:00")
    assert NINE_TO_FIVE.staffed_after(london("2026-11-21 12:00"), 0) == london("2026-11-23 09:00")


def test_staffed_time_counts_real_minutes_over_both_changes_of_the_clock() -> None:
    assert ALWAYS.staffed_after(utc("2026-03-29 00:30"), 60) == utc("2026-03-29 01:30")
    assert ALWAYS.staffed_after(utc("2026-10-25 00:30"), 24 * 60) == utc("2026-10-26 00:30")


def test_staffed_time_goes_on_plainly_where_a_team_has_no_hours() -> None:
    assert NO_HOURS.staffed_after(london("2026-11-20 16:50"), 15) == london("2026-11-20 17:05")


def test_other_hours_on_one_day_count_in_place_of_its_weekday_and_of_holidays() -> None:
    short = OtherHours((Span(1, time(13), time(17)),), "we train in the morning")
    christmas = OtherHours((Span(4, time(10), time(12)),), "a short Christmas")
    week = Week(NINE_TO_FIVE.spans, exceptions={date(2026, 11, 24): short, date(2026, 12, 25): christmas})
    assert not week.is_open(london("2026-11-24 10:00"))
    assert week.closed_because(london("2026-11-24 10:00")) == "we train in the morning"
    assert week.closed_because(london("2026-11-24 18:00")) is None
    assert week.next_opening(london("2026-11-23 17:00")) == london("2026-11-24 13:00")
    assert week.is_open(london("2026-12-25 11:00"))
    assert week.closes_at(london("2026-12-25 11:00")) == london("2026-12-25 12:00")


def test_a_team_may_open_on_a_day_on_which_it_is_normally_closed() -> None:
    open_day = OtherHours((Span(5, time(10), time(14)),), "open day")
    week = Week(NINE_TO_FIVE.spans, exceptions={date(2026, 11, 28): open_day})
    assert week.is_open(london("2026-11-28 11:00"))
    assert week.closed_because(london("2026-11-28 15:00")) is None
    closed = Week(NINE_TO_FIVE.spans, closures={date(2026, 11, 28): "flooded"}, exceptions=week.exceptions)
    assert not closed.is_open(london("2026-11-28 11:00"))
