"""What an instrument is: plain data, the same whether it came with the service or was loaded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

MEAN, SUM = "mean", "sum"
SKIP_REASONS = ("not_answered", "does_not_apply", "rather_not_say")


@dataclass(frozen=True)
class Label:
    """What one number of the scale is called."""

    value: int
    words: str


@dataclass(frozen=True)
class Group:
    """Items that belong together."""

    key: str
    title: str


@dataclass(frozen=True)
class Item:
    """One question. `code` is SNOMED CT's for its score and `term` what it is called there; not compared: never a change."""

    key: str
    code: str | None
    term: str | None
    words: str
    question: str
    group: str | None
    low: int
    high: int
    labels: tuple[Label, ...]
    help_question: str | None
    is_compared: bool

    def allows(self, value: int) -> bool:
        """Whether that is an answer. Where the answers are listed, only those are."""
        return any(label.value == value for label in self.labels) if self.labels else self.low <= value <= self.high

    def label_of(self, value: int) -> str:
        """What is said for that number."""
        return next((label.words for label in self.labels if label.value == value), str(value))


@dataclass(frozen=True)
class Score:
    """A mean or a sum over items, and between what it lies."""

    key: str
    title: str
    how: str
    items: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True)
class Thresholds:
    """From how much on a change counts as reliable; None where nobody has said so."""

    item: float | None = None
    score: float | None = None


@dataclass(frozen=True)
class Instrument:
    """A questionnaire. `going_well_from`: an answer from there on is something that goes well; None where not said."""

    key: str
    version: str
    title: str
    explains: str
    minutes: int
    stem: str | None
    skip_reasons: tuple[str, ...]
    items: tuple[Item, ...]
    groups: tuple[Group, ...]
    scores: tuple[Score, ...]
    change: Thresholds
    every_days: int | None
    source: str
    licence: str
    going_well_from: int | None = None
    may_be_asked: bool = True

    @cached_property
    def by_key(self) -> dict[str, Item]:
        """The items by their key."""
        return {item.key: item for item in self.items}
