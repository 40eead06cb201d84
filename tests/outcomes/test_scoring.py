"""Scores by reference cases, and what holds for all of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.outcomes import catalogue
from backend.outcomes.definitions import Instrument, Score
from backend.outcomes.scoring import NOT_ENOUGH, score_all, score_one
from tests.outcomes.filling import ITEMS, LIFE, TREATMENT

catalogue.read_shipped()
DIALOG: Instrument = catalogue._Known.shipped["dialog"]
TOTAL = Score("total", "Total", "sum", tuple("abcdefghij"), 0, 40)
VALUES = st.dictionaries(st.sampled_from(ITEMS), st.one_of(st.none(), st.integers(1, 7)))
WHOLE = st.fixed_dictionaries(dict.fromkeys(ITEMS, st.integers(1, 7)))

# Life, treatment; the means worked out by hand. 4.65, 5.25 and 4.05 are near what East London found (BMC HSR 2020).
CASES = [
    ([4] * 8, [4] * 3, 4.0, 4.0),
    ([1] * 8, [1] * 3, 1.0, 1.0),
    ([7] * 8, [7] * 3, 7.0, 7.0),
    ([5, 4, 4, 5, 5, 5, 5, 4], [5, 5, 6], 4.62, 5.33),
    ([1, 7, 1, 7, 1, 7, 1, 7], [1, 4, 7], 4.0, 4.0),
    ([2, 3, 3, 4, 4, 5, 6, 7], [5, 5, 5], 4.25, 5.0),
    ([1, 1, 1, 1, 1, 1, 1, 2], [6, 7, 7], 1.12, 6.67),
    ([None, 7, 7, 7, 7, 7, 7, 7], [7, 7, 7], None, 7.0),
    ([4] * 8, [4, None, 4], 4.0, None),
    ([None] * 8, [None] * 3, None, None),
]


@pytest.mark.parametrize(("life", "treatment", "quality", "satisfaction"), CASES)
def test_dialogs_two_means(
    life: list[int | None], treatment: list[int | None], quality: float | None, satisfaction: float | None
) -> None:
    found = score_all(DIALOG, dict(zip(ITEMS, [*life, *treatment], strict=True)))
    assert [score.value for score in found] == [quality, satisfaction]
    assert [(score.n, score.of) for score in found] == [(8 - life.count(None), 8), (3 - treatment.count(None), 3)]


@pytest.mark.parametrize(
    ("values", "total"),
    [([0] * 10, 0.0), ([4] * 10, 40.0), ([2, 3, 1, 4, 0, 2, 3, 1, 4, 0], 20.0), ([4] * 9 + [None], None)],
)
def test_a_sum_of_ten_items(values: list[int | None], total: float | None) -> None:
    assert score_one(TOTAL, dict(zip("abcdefghij", values, strict=True))).value == total


def test_it_is_said_in_words() -> None:
    whole = score_all(DIALOG, dict.fromkeys(ITEMS, 5) | {"job": 2})
    assert [score.words for score in whole] == ["4.6 out of 7", "5 out of 7"]
    assert {score.words for score in score_all(DIALOG, {"job": 2})} == {NOT_ENOUGH}


@given(VALUES)
def test_there_is_a_score_only_when_every_item_was_answered(values: dict[str, int | None]) -> None:
    for score, keys in zip(score_all(DIALOG, values), (LIFE, TREATMENT), strict=True):
        answered = [key for key in keys if values.get(key) is not None]
        assert score.n == len(answered)
        assert (score.value is not None) == (len(answered) == len(keys))


@given(WHOLE)
def test_a_mean_stays_between_the_lowest_and_the_highest_answer(values: dict[str, int]) -> None:
    for score, keys in zip(score_all(DIALOG, values), (LIFE, TREATMENT), strict=True):
        assert score.value is not None
        assert min(values[key] for key in keys) <= score.value <= max(values[key] for key in keys)


@given(WHOLE, st.sampled_from(ITEMS))
def test_a_higher_answer_never_lowers_a_score(values: dict[str, int], item: str) -> None:
    higher = {**values, item: min(7, values[item] + 1)}
    for before, after in zip(score_all(DIALOG, values), score_all(DIALOG, higher), strict=True):
        assert before.value is not None
        assert after.value is not None
        assert before.value <= after.value


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(values: dict[str, int | None], order: random.Random) -> None:
    turned = list(values.items())
    order.shuffle(turned)
    assert score_all(DIALOG, dict(turned)) == score_all(DIALOG, values)


@given(WHOLE, st.dictionaries(st.text(min_size=1), st.integers()))
def test_answers_to_other_questions_change_nothing(values: dict[str, int], others: dict[str, int]) -> None:
    assert score_all(DIALOG, {**others, **values}) == score_all(DIALOG, values)
