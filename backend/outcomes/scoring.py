"""Scores of one response. Pure.

DIALOG: subjective quality of life is the mean of items 1 to 8, treatment satisfaction the mean of items 9 to 11
(https://dialog.elft.nhs.uk/DIALOG-scale). No rule for missing items was published, so there is a score only when every item
of it was answered, and how many were is always said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.outcomes.definitions import MEAN, Instrument, Score

NOT_ENOUGH = "Not enough answers"
PLACES = 2


@dataclass(frozen=True)
class Scored:
    """A score: its value, or None; from how many answers, of how many items."""

    key: str
    title: str
    value: float | None
    n: int
    of: int
    words: str


def score_all(instrument: Instrument, values: Mapping[str, int | None]) -> list[Scored]:
    """All scores of an instrument for these answers by item key. A skipped item is None or not there."""
    return [score_one(score, values) for score in instrument.scores]


def score_one(score: Score, values: Mapping[str, int | None]) -> Scored:
    """One score; its value is None unless every item of it was answered."""
    given = [values.get(key) for key in score.items]
    answered = [value for value in given if value is not None]
    found = _value(score, answered) if len(answered) == len(score.items) else None
    return Scored(score.key, score.title, found, len(answered), len(score.items), _words(score, found))


def _value(score: Score, answered: Sequence[int]) -> float:
    total = sum(answered)
    return round(total / len(answered), PLACES) if score.how == MEAN else float(total)


def _words(score: Score, value: float | None) -> str:
    return NOT_ENOUGH if value is None else f"{tidy(round(value, 1))} out of {tidy(score.high)}"


def tidy(number: float) -> str:
    """A number as people write it: 4 rather than 4.0."""
    return f"{number:g}"
