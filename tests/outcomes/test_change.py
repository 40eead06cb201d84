"""Change by reference cases, in words that judge nobody, and what holds for all of it."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.outcomes.change import (
    Point,
    change,
    change_since_first,
    direction,
    in_words,
    is_reliable,
    pair_of,
    since_when,
)
from backend.outcomes.service import describe_change

BEGAN = datetime(2026, 1, 10, tzinfo=UTC)
POINTS = st.lists(
    st.builds(
        Point,
        st.integers(-300, 900).map(lambda hours: BEGAN + timedelta(hours=hours)),
        st.one_of(st.none(), st.integers(1, 7)),
    ),
    max_size=12,
)
JUDGING = re.compile(r"better|worse|improve|good|bad|poor|fall|drop|decline|recover", re.IGNORECASE)


def at(day: int, value: float | None) -> Point:
    return Point(BEGAN + timedelta(days=day), value)


# NHS England's rule: by how much an item must change to count, and what the team's figures then call it.
RELIABLE = [
    (1, 1, "improved"), (-1, 1, "worse"), (0, 1, "same"), (6, 1, "improved"), (-6, 1, "worse"),
    (2, 3, "same"), (3, 3, "improved"), (-2, 3, "same"), (-3, 3, "worse"), (10, 3, "improved"),
    (4, 5, "same"), (5, 5, "improved"), (-5, 5, "worse"), (0.9, 1, "same"), (3, None, "same"),
]  # fmt: skip


@pytest.mark.parametrize(("by", "threshold", "called"), RELIABLE)
def test_what_counts_as_change(by: float, threshold: float | None, called: str) -> None:
    assert direction(by, threshold) == called
    assert is_reliable(by, threshold) == (called != "same")


PAIRS = [
    ([at(1, 3), at(40, 5)], (1, 40)),
    ([at(1, 3), at(20, 7), at(40, 5)], (1, 40)),
    ([at(40, 5), at(1, 3)], (1, 40)),
    ([at(-5, 2), at(1, 3), at(40, 5)], (1, 40)),
    ([at(1, None), at(20, 4), at(40, 5)], (20, 40)),
    ([at(1, 3), at(20, 4), at(40, None)], (1, 20)),
    ([at(-9, 2), at(-5, 4)], None),
    ([at(1, 3)], None),
    ([at(1, 3), at(1, 4)], None),
    ([at(1, None), at(2, 4)], None),
    ([], None),
]


@pytest.mark.parametrize(("points", "days"), PAIRS)
def test_the_first_score_of_the_referral_and_the_latest_later_one(
    points: list[Point], days: tuple[int, int] | None
) -> None:
    pair = pair_of(points, BEGAN)
    assert (pair and tuple((point.at - BEGAN).days for point in pair)) == days


@pytest.mark.parametrize(
    ("by", "since", "words"),
    [
        (2, "March", "up by 2 since March"),
        (-1, "last time", "down by 1 since last time"),
        (0, "March", "the same as in March"),
        (0, "last time", "the same as last time"),
        (0.5, "March 2025", "up by 0.5 since March 2025"),
    ],
)
def test_words(by: float, since: str, words: str) -> None:
    assert in_words(by, since) == words


def test_a_month_is_londons_and_names_its_year_when_it_is_another() -> None:
    before = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    assert since_when(before, datetime(2026, 11, 1, tzinfo=UTC)) == "April"
    assert since_when(before, datetime(2027, 1, 1, tzinfo=UTC)) == "April 2026"


def test_what_was_skipped_has_no_change() -> None:
    assert change(at(1, None), at(2, 5), 1) is None
    assert change(at(1, 5), at(2, None), 1) is None


def test_goals_count_from_three_on() -> None:
    found = describe_change(3, datetime(2020, 5, 4, tzinfo=UTC), 6)
    assert found == {"by": 3, "is_reliable": True, "words": "up by 3 since May 2020"}
    assert not describe_change(3, BEGAN, 5)["is_reliable"]


@given(st.integers(-10, 10), st.sampled_from(["last time", "March", "May 2025"]))
def test_no_word_judges(by: int, since: str) -> None:
    assert not JUDGING.search(in_words(by, since))


@given(POINTS)
def test_change_lies_within_the_scale_and_its_sign_is_in_its_words(points: list[Point]) -> None:
    found = change_since_first(points, BEGAN, 1)
    if found is None:
        return
    assert -6 <= found.by <= 6
    assert found.words.startswith("up" if found.by > 0 else "down" if found.by < 0 else "the same")
    assert found.is_reliable == (found.by != 0)


@given(POINTS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_read_does_not_matter(points: list[Point], order: random.Random) -> None:
    unique = list({point.at: point for point in points}.values())
    turned = unique[:]
    order.shuffle(turned)
    assert pair_of(turned, BEGAN) == pair_of(unique, BEGAN)


@given(POINTS)
def test_what_was_before_the_referral_changes_nothing(points: list[Point]) -> None:
    assert pair_of(points, BEGAN) == pair_of([point for point in points if point.at >= BEGAN], BEGAN)
