"""Plans in a few words, for tests of the pure part."""

from __future__ import annotations

import uuid
from datetime import date, time
from typing import Any

from backend.care.hours import Span, Week
from backend.core.clock import in_london
from backend.rota.shares import Pattern
from backend.rota.turns import OVERRIDE, SWAP, Away, Change, Gap, Plan, Turn, lay_out
from tests.care.test_hours import london

TOM, ASHA, GRACE, MEI = (uuid.UUID(int=number) for number in range(1, 5))
NAMES = {TOM: "Tom", ASHA: "Asha", GRACE: "Grace", MEI: "Mei"}
EVERYBODY = {ASHA: "worker", TOM: "duty", GRACE: "lead"}
WEEKDAYS = frozenset(range(5))
ALL_DAYS = frozenset(range(7))
NINE_TO_FIVE = Week(tuple(Span(day, time(9), time(17)) for day in range(5)))
ALWAYS = Week(tuple(Span(day, time(0), time(0)) for day in range(7)), keeps_bank_holidays=False)
MONDAY = date(2026, 11, 23)


def rotation(*places: uuid.UUID, **other: Any) -> Pattern:
    """A week each at the duty desk, handing over on Mondays at nine, nine to five on weekdays; or as said."""
    usual = {
        "id": uuid.UUID(int=100),
        "desk": "duty",
        "begins_on": MONDAY,
        "ends_on": None,
        "turn_days": 7,
        "hands_over_at": time(9),
        "weekdays": WEEKDAYS,
        "begins": time(9),
        "ends": time(17),
        "places": places,
    }
    return Pattern(**{**usual, **other})


def override(account_id: uuid.UUID, from_at: str, until_at: str, instead_of: uuid.UUID | None = None) -> Change:
    return Change(uuid.UUID(int=200), OVERRIDE, "duty", account_id, instead_of, london(from_at), london(until_at))


def swap(giver: uuid.UUID, taker: uuid.UUID, from_at: str, until_at: str) -> Change:
    return Change(uuid.UUID(int=300), SWAP, "duty", taker, giver, london(from_at), london(until_at))


def away(account_id: uuid.UUID, from_at: str, until_at: str, cover: uuid.UUID | None = None) -> Away:
    return Away(uuid.UUID(int=400 + account_id.int), account_id, london(from_at), london(until_at), cover)


def plan(
    *patterns: Pattern, week: Week = NINE_TO_FIVE, members: dict[uuid.UUID, str] = EVERYBODY, **other: Any
) -> Plan:
    return Plan(week, members, patterns, **other)


def calendar(found: Plan, from_at: str, until_at: str) -> tuple[list[Turn], list[Gap]]:
    return lay_out(found, london(from_at), london(until_at))


def said(found: Plan, from_at: str, until_at: str, desk: str = "duty") -> list[str]:
    """The turns of a desk as people would say them: "Mon 09:00-17:00 Tom"."""
    turns, _ = calendar(found, from_at, until_at)
    return [f"{span(turn)} {NAMES[turn.account_id]}" for turn in turns if turn.desk == desk]


def gaps(found: Plan, from_at: str, until_at: str, desk: str = "duty") -> list[str]:
    return [span(gap) for gap in calendar(found, from_at, until_at)[1] if gap.desk == desk]


def span(one: Turn | Gap) -> str:
    return f"{in_london(one.begins):%a %H:%M}-{in_london(one.ends):%H:%M}"
