"""The door of this slice: what others may ask of it and have it do."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from backend.core import clock
from backend.outcomes.answers import check_value
from backend.outcomes.catalogue import GBO, instrument, list_to_ask, read_shipped
from backend.outcomes.change import Change, Point, change, change_since_first, in_words, is_reliable, since_when
from backend.outcomes.describing import describe_instrument
from backend.outcomes.reviews import (
    Rated,
    area_titles,
    count_new_ratings,
    find_reviews,
    newest_response_id,
    read_ratings,
    usual_review,
)

__all__ = [
    "Change",
    "Point",
    "Rated",
    "change",
    "change_since_first",
    "check_score",
    "count_new_ratings",
    "describe_change",
    "find_reviews",
    "gbo_code",
    "instrument",
    "list_areas",
    "list_instruments",
    "newest_response_id",
    "read_ratings",
    "read_shipped",
    "usual_review",
]


def list_areas() -> list[dict[str, str]]:
    """The areas of life, in DIALOG's order: key and title."""
    return [{"key": key, "title": title} for key, title in area_titles().items()]


def list_instruments() -> list[dict[str, Any]]:
    """Every instrument that can be asked for, in its newest version."""
    return [describe_instrument(one) for one in list_to_ask()]


def gbo_code(slot: int) -> str:
    """The SNOMED CT code of a goal's score, by the slot (1 to 3) in which the goal is tracked."""
    code = instrument(GBO).items[slot - 1].code
    assert code is not None
    return code


def check_score(key: str, item: str, value: int) -> str | None:
    """What is wrong with a score for that item of that instrument, in words; None when it is one of the answers."""
    return check_value(instrument(key).by_key[item], value)


def describe_change(before: float, before_at: datetime, now: float, *, least: float = 3) -> dict[str, Any]:
    """How far it is from one score to a later one, in words that judge nobody: "up by 2 since March"."""
    by = round(now - before, 2)
    words = in_words(by, since_when(before_at, clock.now()))
    return asdict(Change(by, is_reliable(by, least), words))
