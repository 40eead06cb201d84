"""The demo's people, and what they have written, through the same services as everybody else's."""

from __future__ import annotations

from backend.core.work import one_transaction
from backend.seed import drawing, goals, numbers, people, ratings, rota, safety_plan, talks
from backend.seed.people import PEOPLE, DemoPerson

__all__ = ["PEOPLE", "DemoPerson", "seed"]


def seed() -> bool:
    """Make the demo's people and their records. False when they are there already."""
    if not people.make():
        return False
    for fill in (rota.fill, numbers.fill, ratings.fill, goals.fill, talks.fill, safety_plan.fill, drawing.fill):
        with one_transaction():
            fill()
    return True
