"""Whatever was written: calendar and engine say the same, and no time of opening is left out."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from backend.care.hours import OtherHours, Span, Week
from backend.rota.shares import Pattern
from backend.rota.turns import DESKS, OVERRIDE, SWAP, Away, Change, Plan, lay_out, on_duty
from tests.care.test_hours import ALWAYS, utc

PEOPLE = [uuid.UUID(int=number) for number in range(1, 6)]
# Around both Sundays on which clocks change, a bank holiday on a Monday, Christmas, and weeks in which nothing happens.
WEEKS = [utc(f"{day} 00:00") for day in ("2026-03-26", "2026-10-22", "2026-08-28", "2026-12-23", "2026-06-10")]
SPAN = timedelta(days=5)

walls = some.builds(time, some.integers(0, 23), some.sampled_from([0, 15, 30]))
anybody = some.sampled_from(PEOPLE)
ids = some.uuids(version=4)


@some.composite
def plans(draw: Any) -> tuple[Plan, datetime]:
    begins = draw(some.sampled_from(WEEKS))
    days = some.dates(begins.date() - timedelta(days=9), begins.date() + timedelta(days=6))
    instants = some.integers(-48 * 4, 7 * 24 * 4).map(lambda quarter: begins + timedelta(minutes=15 * quarter))
    spans = some.tuples(instants, instants).map(sorted).filter(lambda span: span[0] < span[1])
    patterns = some.builds(
        Pattern,
        ids,
        some.sampled_from(DESKS),
        days,
        some.none() | days,
        some.integers(1, 9),
        walls,
        some.frozensets(some.integers(0, 6)),
        walls,
        walls,
        some.lists(anybody, min_size=1, max_size=3).map(tuple),
    )
    changes = some.builds(
        lambda span, how, desk, who, instead: Change(
            uuid.uuid4(), how, desk, who, instead if how == OVERRIDE else instead or PEOPLE[0], *span
        ),
        spans,
        some.sampled_from([OVERRIDE, SWAP]),
        some.sampled_from(DESKS),
        anybody,
        some.none() | anybody,
    )
    absences = some.builds(
        lambda span, who, cover: Away(uuid.uuid4(), who, *span, cover), spans, anybody, some.none() | anybody
    )
    opening = some.builds(Span, some.integers(0, 6), walls, walls)
    other = some.builds(OtherHours, some.lists(opening, max_size=2).map(tuple), some.just("other hours"))
    week = Week(
        draw(some.just(ALWAYS.spans) | some.lists(opening, min_size=1, max_size=6).map(tuple)),
        draw(some.booleans()),
        draw(some.dictionaries(days, some.just("closed"), max_size=1)),
        draw(some.dictionaries(days, other, max_size=2)),
    )
    found = Plan(
        week,
        draw(
            some.dictionaries(some.sampled_from(PEOPLE[:4]), some.sampled_from(["worker", "duty", "lead"]), min_size=1)
        ),
        draw(some.lists(patterns, max_size=3)),
        draw(some.lists(changes, max_size=3)),
        draw(some.lists(absences, max_size=3)),
    )
    return found, begins


@settings(max_examples=80, deadline=None)
@given(plans(), some.lists(some.integers(0, int(SPAN.total_seconds()) - 1), min_size=3, max_size=20))
def test_at_every_instant_those_on_duty_are_those_of_the_turns(
    given_plan: tuple[Plan, datetime], later: list[int]
) -> None:
    found, begins = given_plan
    turns, gaps = lay_out(found, begins, begins + SPAN)
    edges = {edge for one in (*turns, *gaps) for edge in (one.begins, one.ends)}
    edges |= {edge for one in (*found.changes, *found.absences) for edge in (one.from_at, one.until_at)}
    for at in {begins + timedelta(seconds=seconds) for seconds in later} | edges:
        if not begins <= at < begins + SPAN:
            continue
        there = on_duty(found, at)
        now = [turn for turn in turns if turn.begins <= at < turn.ends]
        assert {turn.account_id for turn in now if turn.desk == "duty"} == set(there.desk)
        assert {turn.account_id for turn in now} == set(there.on_shift)
        assert len(there.desk) == len(set(there.desk))
        assert set(there.on_shift) <= set(found.members)
        missing = [gap for gap in gaps if gap.begins <= at < gap.ends]
        is_open = found.week.is_open(at)
        assert is_open or not (now or missing)
        assert not is_open or now or missing, "open, with nobody there and no gap"
        assert not is_open or not found.members or there.on_shift, "a request would be stranded"


@settings(max_examples=40, deadline=None)
@given(plans())
def test_turns_are_told_whole_and_never_longer_than_a_day(given_plan: tuple[Plan, datetime]) -> None:
    found, begins = given_plan
    turns, gaps = lay_out(found, begins, begins + SPAN)
    for one in (*turns, *gaps):
        assert timedelta(0) < one.ends - one.begins <= timedelta(hours=25)
    day = begins + timedelta(days=2), begins + timedelta(days=3)
    of_the_day = [one for one in turns if one.begins < day[1] and one.ends > day[0]]
    assert set(lay_out(found, *day)[0]) == set(of_the_day)
