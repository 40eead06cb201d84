"""Filling in a questionnaire through the API, as the page does."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.roles import role

LIFE = ("mental_health", "physical_health", "job", "accommodation", "leisure", "friendships", "family", "safety")
TREATMENT = ("medication", "practical_help", "meetings")
ITEMS = LIFE + TREATMENT
A_YEAR = timedelta(days=365)


def record(member: Member) -> str:
    return f"/api/records/{member.record_id}"


def answers(value: int | None = 4, **own: int | None) -> list[dict[str, Any]]:
    """All items with that value, but some with their own; None leaves one out."""
    values = {**dict.fromkeys(ITEMS, value), **own}
    return [
        {"item": item, "value": found, "skipped": None, "wants_help": False}
        for item, found in values.items()
        if found is not None
    ]


def filled(given: list[dict[str, Any]] | None = None, *, at: datetime | None = None, **more: Any) -> dict[str, Any]:
    """A whole DIALOG, ready to be sent."""
    return {
        "instrument": "dialog",
        "version": "1",
        "answered_at": (at or clock.now()).isoformat(),
        "is_private": False,
        "how": "alone",
        "asked_id": None,
        "words": "",
        "answers": answers() if given is None else given,
        **more,
    }


def rate(
    member: Member,
    given: list[dict[str, Any]] | None = None,
    *,
    whose: Member | None = None,
    response_id: uuid.UUID | None = None,
    expect: int = 201,
    **more: Any,
) -> Any:
    """Put one response into the member's own record, or that of somebody else."""
    path = f"{record(whose or member)}/responses/{response_id or new_id()}"
    return member.put(path, filled(given, **more), expect=expect)


def outcomes(member: Member, cast: Cast, instrument: str = "dialog", *, expect: int = 200) -> Any:
    """Alex's outcomes page as the member gets it."""
    return member.get(f"{record(cast.alex)}/outcomes?instrument={instrument}", expect=expect)


def ask_for(member: Member, cast: Cast, ask_id: uuid.UUID | None = None, *, expect: int = 201, **more: Any) -> Any:
    """The member asks Alex for a DIALOG within a week."""
    due_on = clock.in_london(clock.now()).date() + timedelta(days=7)
    body = {"instrument": "dialog", "due_on": str(due_on), "words": "Before we meet.", **more}
    return member.put(f"{record(cast.alex)}/questionnaires/{ask_id or new_id()}", body, expect=expect)


def with_the_team_since(record_id: uuid.UUID | None, ago: timedelta = A_YEAR) -> None:
    """The record joined its team that long ago."""
    with role(OWNER):
        moved = text("UPDATE record_teams SET from_at = from_at - :ago WHERE record_id = :record")
        db.session.execute(moved, {"ago": ago, "record": record_id})
