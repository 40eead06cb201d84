"""Change between two answers, in words that judge nobody: up, down, the same. Pure.

As NHS England counts it for community mental health (nhsengland/MHSDS, "CMH PROMs Dashboard", July 2025): the baseline is
the first valid score in the referral, the follow-up the latest later valid score for the same item. A change is reliable
from 1 point an item on (DIALOG), 3 (GBO), 5 (ReQoL-10): an analytic rule, not a finding about people. DIALOG's items 9 to 11
are about experience and are left out of change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from backend.core import clock
from backend.outcomes.scoring import tidy

LAST_TIME = "last time"
UP, SAME, DOWN = "improved", "same", "worse"


class Point(NamedTuple):
    """One answer at one time; None where it was skipped."""

    at: datetime
    value: float | None


@dataclass(frozen=True)
class Change:
    """By how much; whether by so much that it counts; and in words."""

    by: float
    is_reliable: bool
    words: str


def pair_of(points: Iterable[Point], since: datetime | None) -> tuple[Point, Point] | None:
    """The first valid score from `since` (when the referral began) on, and the latest later one. None without both."""
    valid = sorted((point for point in points if _counts(point, since)), key=lambda point: point.at)
    return (valid[0], valid[-1]) if valid and valid[0].at < valid[-1].at else None


def change_since_first(points: Iterable[Point], since: datetime | None, threshold: float | None) -> Change | None:
    """From the baseline to the latest score, since the month of the baseline."""
    pair = pair_of(points, since)
    return None if pair is None else change(*pair, threshold, since_when(pair[0].at, pair[1].at))


def change(before: Point, after: Point, threshold: float | None, since: str = LAST_TIME) -> Change | None:
    """From one answer to another, in words: "up by 2 since March". None where either was skipped."""
    if before.value is None or after.value is None:
        return None
    by = round(after.value - before.value, 2)
    return Change(by, is_reliable(by, threshold), in_words(by, since))


def is_reliable(by: float, threshold: float | None) -> bool:
    """Whether it counts as change. Without a threshold nothing does."""
    return threshold is not None and by != 0 and abs(by) >= threshold


def direction(by: float, threshold: float | None) -> str:
    """How the figures of a team call it: improved, same or worse. Never said of one person."""
    if not is_reliable(by, threshold):
        return SAME
    return UP if by > 0 else DOWN


def in_words(by: float, since: str) -> str:
    """Up, down or the same, and since when."""
    if by == 0:
        return f"the same as {since}" if since == LAST_TIME else f"the same as in {since}"
    return f"{'up' if by > 0 else 'down'} by {tidy(abs(by))} since {since}"


def since_when(before: datetime, after: datetime) -> str:
    """The month of an earlier answer, with its year unless both are of one year."""
    first, last = clock.in_london(before), clock.in_london(after)
    return f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"


def _counts(point: Point, since: datetime | None) -> bool:
    return point.value is not None and (since is None or point.at >= since)
