"""Who is there: rotations, hand-overs, nights, one-off changes, absences, people who left."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, time

import pytest

from backend.care.hours import OtherHours, Span, Week
from backend.rota.turns import on_duty
from tests.care.test_hours import london, utc
from tests.rota.plans import (
    ALL_DAYS,
    ALWAYS,
    ASHA,
    EVERYBODY,
    GRACE,
    MEI,
    MONDAY,
    NINE_TO_FIVE,
    TOM,
    away,
    calendar,
    gaps,
    override,
    plan,
    rotation,
    said,
    swap,
)

WEEK = ("2026-11-23 00:00", "2026-11-30 00:00")
BY_WEEK = rotation(TOM, ASHA)


def test_one_week_each() -> None:
    found = plan(BY_WEEK)
    assert said(found, "2026-11-26 00:00", "2026-12-01 00:00") == [
        "Thu 09:00-17:00 Tom",
        "Fri 09:00-17:00 Tom",
        "Mon 09:00-17:00 Asha",
    ]
    assert said(found, "2026-12-07 00:00", "2026-12-08 00:00") == ["Mon 09:00-17:00 Tom"]
    turns, missing = calendar(found, *WEEK)
    assert {(turn.how, turn.source_id) for turn in turns if turn.desk == "duty"} == {("rotation", BY_WEEK.id)}
    assert missing == []


def test_the_desk_is_on_shift_too_and_nobody_is_there_while_the_team_is_closed() -> None:
    found = plan(BY_WEEK, rotation(GRACE, desk="shift", id=uuid.UUID(int=101)))
    there = on_duty(found, london("2026-11-24 10:00"))
    assert there.desk == [TOM]
    assert set(there.on_shift) == {TOM, GRACE}
    closed = on_duty(found, london("2026-11-24 17:00"))
    assert (closed.desk, closed.on_shift) == ([], [])


def test_where_nothing_was_written_members_are_there_while_open() -> None:
    there = on_duty(plan(), london("2026-11-24 10:00"))
    assert there.desk == [TOM]
    assert set(there.on_shift) == {TOM, ASHA, GRACE}
    turns, missing = calendar(plan(), "2026-11-24 00:00", "2026-11-25 00:00")
    assert {turn.how for turn in turns} == {"member"}
    assert missing == []


def test_members_who_are_away_are_not_there() -> None:
    found = plan(absences=[away(ASHA, "2026-11-24 00:00", "2026-11-25 00:00")])
    assert set(on_duty(found, london("2026-11-24 10:00")).on_shift) == {TOM, GRACE}
    assert set(on_duty(found, london("2026-11-25 10:00")).on_shift) == {TOM, ASHA, GRACE}


def test_a_rotation_that_has_not_begun_or_is_over_was_never_written() -> None:
    later = plan(rotation(ASHA, begins_on=date(2026, 12, 7)))
    assert on_duty(later, london("2026-11-24 10:00")).desk == [TOM]
    over = plan(rotation(ASHA, ends_on=date(2026, 11, 25)))
    assert on_duty(over, london("2026-11-25 10:00")).desk == [ASHA]
    assert on_duty(over, london("2026-11-26 10:00")).desk == [TOM]


def test_a_hand_over_in_the_middle_of_a_shift_parts_it() -> None:
    found = plan(rotation(TOM, ASHA, turn_days=1, hands_over_at=time(13)))
    assert said(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-13:00 Tom", "Tue 13:00-17:00 Asha"]


def test_an_overnight_shift_with_a_hand_over_at_midnight() -> None:
    nights = rotation(TOM, ASHA, turn_days=1, hands_over_at=time(0), begins=time(22), ends=time(6), weekdays=ALL_DAYS)
    found = plan(nights, week=ALWAYS)
    assert said(found, "2026-11-24 12:00", "2026-11-25 12:00") == ["Tue 22:00-00:00 Asha", "Wed 00:00-06:00 Tom"]
    assert on_duty(found, london("2026-11-24 23:59:59")).desk == [ASHA]
    assert on_duty(found, london("2026-11-25 00:00")).desk == [TOM]


def test_an_overnight_shift_without_a_hand_over_is_one_turn() -> None:
    nights = rotation(TOM, ASHA, hands_over_at=time(12), begins=time(22), ends=time(6), weekdays=ALL_DAYS)
    assert said(plan(nights, week=ALWAYS), "2026-11-25 00:30", "2026-11-25 01:00") == ["Tue 22:00-06:00 Tom"]


def test_the_last_night_of_a_rotation_runs_to_its_end() -> None:
    nights = rotation(ASHA, begins=time(22), ends=time(6), weekdays=ALL_DAYS, ends_on=date(2026, 11, 25))
    found = plan(nights, week=ALWAYS)
    assert on_duty(found, london("2026-11-26 05:59")).desk == [ASHA]
    assert on_duty(found, london("2026-11-26 06:00")).desk == [TOM]


def test_a_round_the_clock_desk_is_a_turn_for_each_day() -> None:
    found = plan(rotation(TOM, ASHA, begins=time(0), ends=time(0), weekdays=ALL_DAYS), week=ALWAYS)
    assert said(found, "2026-11-29 00:00", "2026-11-30 10:00") == [
        "Sun 00:00-00:00 Tom",
        "Mon 00:00-09:00 Tom",
        "Mon 09:00-00:00 Asha",
    ]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        # 01:30 never comes on 29 March, and twice on 25 October: for an hour both are there.
        ("2026-03-29", "2026-03-29 00:29", "2026-03-29 01:31"),
        ("2026-10-25", "2026-10-25 00:29", "2026-10-25 01:31"),
    ],
)
def test_a_hand_over_at_a_time_that_never_comes_or_comes_twice_is_generous(day: str, before: str, after: str) -> None:
    found = plan(
        rotation(
            *(TOM, ASHA),
            begins_on=date.fromisoformat(day).replace(day=22 if "03-" in day else 18),
            hands_over_at=time(1, 30),
            begins=time(0),
            ends=time(0),
            weekdays=ALL_DAYS,
        ),
        week=ALWAYS,
    )
    assert on_duty(found, utc(before)).desk == [TOM]
    assert set(on_duty(found, utc(before.replace(":29", ":31"))).desk) == {TOM, ASHA}
    assert on_duty(found, utc(after)).desk == [ASHA]


@pytest.mark.parametrize(("sunday", "hours"), [("2026-03-29", 167), ("2026-10-25", 169), ("2026-11-29", 168)])
def test_a_week_has_as_many_hours_as_it_has(sunday: str, hours: int) -> None:
    last = date.fromisoformat(sunday)
    first = date.fromordinal(last.toordinal() - 6)
    found = plan(rotation(TOM, begins=time(0), ends=time(0), weekdays=ALL_DAYS, begins_on=first), week=ALWAYS)
    turns, missing = calendar(found, f"{first} 00:00", f"{date.fromordinal(last.toordinal() + 1)} 00:00")
    seconds = sum((turn.ends - turn.begins).total_seconds() for turn in turns if turn.desk == "duty")
    assert seconds == hours * 3600
    assert missing == []


def test_a_bank_holiday_on_the_monday_of_the_hand_over() -> None:
    """31 August 2026: the team is closed, the hand-over has happened all the same."""
    found = plan(rotation(TOM, ASHA, begins_on=date(2026, 8, 24)))
    assert said(found, "2026-08-28 00:00", "2026-09-02 00:00") == ["Fri 09:00-17:00 Tom", "Tue 09:00-17:00 Asha"]
    assert gaps(found, "2026-08-28 00:00", "2026-09-02 00:00") == []


def test_a_team_with_other_hours_on_one_day() -> None:
    other = {
        date(2026, 11, 24): OtherHours((Span(1, time(12), time(20)),), "training in the morning"),
        date(2026, 11, 28): OtherHours((Span(5, time(10), time(12)),), "open day"),
    }
    week = replace(NINE_TO_FIVE, exceptions=other)
    found = plan(rotation(TOM, weekdays=ALL_DAYS, begins=time(9), ends=time(18)), week=week)
    assert said(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 12:00-18:00 Tom"]
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 18:00-20:00"]
    assert said(found, "2026-11-28 00:00", "2026-11-29 00:00") == ["Sat 10:00-12:00 Tom"]


def test_a_time_that_no_rotation_names_is_a_gap_while_open() -> None:
    found = plan(rotation(TOM, weekdays=frozenset({0, 1, 2, 3}), ends=time(16)))
    assert gaps(found, "2026-11-26 00:00", "2026-11-28 00:00") == ["Thu 16:00-17:00", "Fri 09:00-17:00"]
    assert on_duty(found, london("2026-11-27 10:00")).desk == []
    assert set(on_duty(found, london("2026-11-27 10:00")).on_shift) == set(EVERYBODY)


def test_an_override_beside_and_instead_of() -> None:
    beside = plan(BY_WEEK, changes=[override(GRACE, "2026-11-24 12:00", "2026-11-24 14:00")])
    assert said(beside, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00 Tom", "Tue 12:00-14:00 Grace"]
    instead = plan(BY_WEEK, changes=[override(GRACE, "2026-11-24 12:00", "2026-11-24 14:00", TOM)])
    assert said(instead, "2026-11-24 00:00", "2026-11-25 00:00") == [
        "Tue 09:00-12:00 Tom",
        "Tue 12:00-14:00 Grace",
        "Tue 14:00-17:00 Tom",
    ]


def test_an_override_counts_within_opening_hours() -> None:
    found = plan(BY_WEEK, changes=[override(GRACE, "2026-11-24 00:00", "2026-11-25 00:00", TOM)])
    assert said(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00 Grace"]


def test_a_swap_gives_the_turn_and_nothing_more() -> None:
    found = plan(BY_WEEK, changes=[swap(TOM, GRACE, "2026-11-24 00:00", "2026-11-25 00:00")])
    turns, _ = calendar(found, "2026-11-24 00:00", "2026-11-25 00:00")
    (turn,) = [turn for turn in turns if turn.desk == "duty"]
    assert (turn.account_id, turn.how, turn.instead_of) == (GRACE, "swap", TOM)
    not_his = plan(BY_WEEK, changes=[swap(ASHA, GRACE, "2026-11-24 00:00", "2026-11-25 00:00")])
    assert said(not_his, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00 Tom"]


def test_what_was_said_later_counts() -> None:
    changes = [
        swap(TOM, GRACE, "2026-11-24 00:00", "2026-11-25 00:00"),
        override(ASHA, "2026-11-24 00:00", "2026-11-25 00:00", GRACE),
    ]
    assert said(plan(BY_WEEK, changes=changes), *WEEK)[1] == "Tue 09:00-17:00 Asha"
    both = {"Tue 09:00-17:00 Asha", "Tue 09:00-17:00 Grace"}
    assert set(said(plan(BY_WEEK, changes=changes[::-1]), *WEEK)[1:3]) == both


def test_whoever_covers_takes_the_place() -> None:
    found = plan(BY_WEEK, absences=[away(TOM, "2026-11-24 12:00", "2026-11-26 00:00", GRACE)])
    assert said(found, "2026-11-24 00:00", "2026-11-26 00:00") == [
        "Tue 09:00-12:00 Tom",
        "Tue 12:00-17:00 Grace",
        "Wed 09:00-17:00 Grace",
    ]
    turns, _ = calendar(found, "2026-11-25 00:00", "2026-11-26 00:00")
    assert {(turn.how, turn.instead_of) for turn in turns if turn.desk == "duty"} == {("cover", TOM)}


def test_whoever_covers_may_be_away_too() -> None:
    absences = [
        away(TOM, "2026-11-24 00:00", "2026-11-25 00:00", GRACE),
        away(GRACE, "2026-11-24 12:00", "2026-11-25 00:00", ASHA),
    ]
    assert said(plan(BY_WEEK, absences=absences), "2026-11-24 00:00", "2026-11-25 00:00") == [
        "Tue 09:00-12:00 Grace",
        "Tue 12:00-17:00 Asha",
    ]


def test_two_who_cover_each_other_leave_a_gap() -> None:
    absences = [
        away(TOM, "2026-11-24 00:00", "2026-11-25 00:00", GRACE),
        away(GRACE, "2026-11-24 00:00", "2026-11-25 00:00", TOM),
    ]
    found = plan(BY_WEEK, absences=absences)
    assert said(found, "2026-11-24 00:00", "2026-11-25 00:00") == []
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00"]
    assert on_duty(found, london("2026-11-24 10:00")).on_shift == [ASHA]


def test_away_without_cover_is_a_gap() -> None:
    found = plan(BY_WEEK, absences=[away(TOM, "2026-11-24 00:00", "2026-11-24 11:00")])
    assert said(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 11:00-17:00 Tom"]
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-11:00"]


def test_a_place_that_left_the_team_is_a_gap() -> None:
    found = plan(BY_WEEK, members={ASHA: "worker", GRACE: "lead"})
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00"]
    assert set(on_duty(found, london("2026-11-24 10:00")).on_shift) == {ASHA, GRACE}


def test_changes_and_covers_by_somebody_who_left_do_not_count() -> None:
    found = plan(
        BY_WEEK,
        changes=[override(MEI, "2026-11-24 00:00", "2026-11-25 00:00", TOM)],
        absences=[away(TOM, "2026-11-25 00:00", "2026-11-26 00:00", MEI)],
    )
    assert said(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00 Tom"]
    assert gaps(found, "2026-11-25 00:00", "2026-11-26 00:00") == ["Wed 09:00-17:00"]


def test_a_rotation_whose_places_all_left_falls_back_to_everybody_on_shift() -> None:
    left = {ASHA: "worker", GRACE: "lead"}
    shifts = rotation(GRACE, desk="shift", id=uuid.UUID(int=101))
    found = plan(rotation(TOM, MEI), shifts, members=left)
    there = on_duty(found, london("2026-11-24 10:00"))
    assert (there.desk, there.on_shift) == ([GRACE], [GRACE])
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00") == ["Tue 09:00-17:00"]


def test_where_nobody_on_shift_is_there_every_member_is() -> None:
    shifts = rotation(TOM, desk="shift")
    found = plan(shifts, members={ASHA: "worker", GRACE: "lead"})
    assert set(on_duty(found, london("2026-11-24 10:00")).on_shift) == {ASHA, GRACE}
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00", "shift") == ["Tue 09:00-17:00"]


def test_where_everybody_is_away_every_member_is_told_all_the_same() -> None:
    absences = [away(one, "2026-11-24 00:00", "2026-11-25 00:00") for one in EVERYBODY]
    found = plan(absences=absences)
    assert set(on_duty(found, london("2026-11-24 10:00")).on_shift) == set(EVERYBODY)
    assert gaps(found, "2026-11-24 00:00", "2026-11-25 00:00", "shift") == ["Tue 09:00-17:00"]


def test_a_team_without_hours_has_nobody_there_and_no_gap() -> None:
    assert calendar(plan(BY_WEEK, week=Week(())), *WEEK) == ([], [])


def test_turns_that_touch_the_span_are_told_whole() -> None:
    assert said(plan(BY_WEEK), f"{MONDAY} 12:00", f"{MONDAY} 12:01") == ["Mon 09:00-17:00 Tom"]
    assert said(plan(BY_WEEK), f"{MONDAY} 17:00", f"{MONDAY} 18:00") == []
