"""Whether messages reach those who have a turn: a device that showed a push in the last seven days, and a number for texts.

A turn of somebody whom neither reaches counts all the same; they are told to mend it, and then their leads.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend.notifications import service as notifications
from backend.rota.turns import MEMBER, Turn

CONFIRMED_FOR = timedelta(days=7)
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Reach:
    """How somebody can be reached. `confirmed_at`: when a device of theirs last showed a push, if within seven days."""

    confirmed_at: datetime | None
    has_phone: bool

    @property
    def is_ready(self) -> bool:
        return self.confirmed_at is not None and self.has_phone

    def view(self) -> dict[str, Any]:
        """As it is answered."""
        return {"confirmed_at": self.confirmed_at, "has_phone": self.has_phone, "is_ready": self.is_ready}


def reach_of(account_ids: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, Reach]:
    """How each of these accounts can be reached, in one query."""
    if not account_ids:
        return {}
    found = notifications.readiness_of(account_ids, now - CONFIRMED_FOR)
    return {account_id: Reach(one.confirmed_at, one.has_phone) for account_id, one in found.items()}


def named(turns: Iterable[Turn]) -> list[Turn]:
    """The turns for which somebody was named. Where nothing was written, every member is there, and nobody need be ready."""
    return [turn for turn in turns if turn.how != MEMBER]


def unready(turns: Iterable[Turn], reach: dict[uuid.UUID, Reach]) -> Iterator[Turn]:
    """The turns of those whom messages may not reach."""
    return (turn for turn in named(turns) if not reach[turn.account_id].is_ready)
