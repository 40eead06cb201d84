"""How the person rated her life, as far as the reader of a conversation may see that: it is another section."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from backend.core.actor import Actor
from backend.dialog_plus.models import Conversation
from backend.outcomes import service as outcomes

NOT_RATED = {"value": None, "previous": None, "wants_help": None}


@dataclass(frozen=True)
class Ratings:
    """One filled-in questionnaire: a row for every area, empty where she did not rate it or the reader may not see it."""

    response_id: uuid.UUID | None
    answered_at: datetime | None
    rows: list[dict[str, Any]]

    def value(self, area: str | None) -> int | None:
        """How she rated that area."""
        return next((row["value"] for row in self.rows if row["item"] == area), None)


@cache
def area_titles() -> dict[str, str]:
    """The areas of life by key, in their order."""
    return {area["key"]: area["title"] for area in outcomes.list_areas()}


def read_ratings(actor: Actor, conversation: Conversation, how: str = "screen") -> Ratings:
    """The answers that a conversation is about. Nothing there and hidden look the same."""
    wanted = conversation.response_id
    if wanted is None and conversation.ended_at is None:
        wanted = find_response(actor, conversation.record_id, together=conversation.together)
    rated = outcomes.read_ratings(actor, conversation.record_id, wanted, how) if wanted else outcomes.Rated()
    known = {row["item"]: row for row in rated.rows}
    rows = [{**known.get(key, NOT_RATED), "item": key, "title": title} for key, title in area_titles().items()]
    return Ratings(rated.response_id, rated.answered_at, rows)


def find_response(actor: Actor, record_id: uuid.UUID, *, together: bool) -> uuid.UUID | None:
    """Her newest answers that both sides of a conversation may see: alone also what she keeps to herself."""
    return outcomes.newest_response_id(actor, record_id, shared_only=together)
