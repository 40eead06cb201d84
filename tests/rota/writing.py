"""What the tests write into a rota, through the API."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from tests.care.test_hours import london
from tests.cast import Cast, Member
from tests.roles import role


def content(*places: Member, **other: Any) -> dict[str, Any]:
    usual = {
        "desk": "duty",
        "name": "Duty desk",
        "begins_on": "2026-11-23",
        "ends_on": None,
        "turn_days": 7,
        "hands_over_at": "09:00",
        "weekdays": [0, 1, 2, 3, 4],
        "begins": "09:00",
        "ends": "17:00",
        "places": [str(one.account_id) for one in places],
    }
    return {**usual, **other}


def rotate(cast: Cast, *places: Member, **other: Any) -> dict[str, Any]:
    """Grace writes a rotation down."""
    path = f"/api/teams/{cast.riverside}/rotations/{new_id()}"
    return cast.grace.put(path, content(*places, **other), expect=201)


def span(from_at: str, until_at: str) -> dict[str, str]:
    return {"from_at": london(from_at).isoformat(), "until_at": london(until_at).isoformat()}


def be_away(member: Member, from_at: str, until_at: str, cover: Member | None = None, *, expect: int = 201) -> Any:
    body = {**span(from_at, until_at), "cover_account_id": str(cover.account_id) if cover else None}
    return member.put(f"/api/my-away/{new_id()}", body, expect=expect)


def ask_to_swap(
    cast: Cast, giver: Member, taker: Member, from_at: str, until_at: str, *, desk: str = "duty", expect: int = 201
) -> Any:
    body = {
        "team_id": str(cast.riverside),
        "desk": desk,
        "to_account_id": str(taker.account_id),
        **span(from_at, until_at),
    }
    return giver.put(f"/api/swaps/{new_id()}", body, expect=expect)


def week(member: Member, cast: Cast, first: str = "2026-11-23", days: int = 7) -> dict[str, Any]:
    return member.get(f"/api/teams/{cast.riverside}/rota?from={first}&days={days}")


def at_the_desk(member: Member, cast: Cast, day: str) -> list[tuple[str, str]]:
    """Who is at the duty desk that day, and how."""
    (found,) = week(member, cast, day, 1)["days"]
    return [(turn["name"].split()[0], turn["how"]) for turn in found["turns"] if turn["desk"] == "duty"]


def entries(action: str) -> list[AuditEntry]:
    with role(OWNER):
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.at)))


def told(kind: str) -> list[uuid.UUID]:
    """Who was told that, and it was not taken back."""
    with role(WORKER):
        wanted = select(Notice.account_id).where(Notice.kind == kind, Notice.withdrawn_at.is_(None))
        return list(db.session.scalars(wanted.order_by(Notice.created_at)))
