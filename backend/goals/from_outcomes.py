"""What goals use of the questionnaires: areas of life, the codes of the three slots, and change in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend.core import clock

AREAS = {
    "mental_health": "Mental health",
    "physical_health": "Physical health",
    "job": "Job situation",
    "accommodation": "Accommodation",
    "leisure": "Leisure activities",
    "friendships": "Friendships",
    "family": "Relationship with family or partner",
    "safety": "Personal safety",
    "medication": "Medication",
    "practical_help": "Practical help",
    "meetings": "Meetings with workers",
}
CODES = {1: "1638531000000102", 2: "1638541000000106", 3: "1638551000000109"}
RELIABLE = 3
A_YEAR = timedelta(days=330)


def list_areas() -> list[dict[str, str]]:
    """The areas of life that a goal may belong to, in their order."""
    return [{"key": key, "title": title} for key, title in AREAS.items()]


def gbo_code(slot: int) -> str:
    """The code that a score is kept by, for a goal tracked in that slot."""
    return CODES[slot]


def describe_change(before: int, before_at: datetime, now: int) -> dict[str, Any]:
    """How far it is from one score to a later one, in words that judge nobody."""
    by = now - before
    way = "the same as in" if by == 0 else f"{'up' if by > 0 else 'down'} by {abs(by)} since"
    since = clock.in_london(before_at)
    month = f"{since:%B}" if clock.now() - before_at < A_YEAR else f"{since:%B %Y}"
    return {"by": by, "is_reliable": abs(by) >= RELIABLE, "words": f"{way} {month}"}
