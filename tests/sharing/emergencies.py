"""What the tests of emergency access do again and again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text

from backend.care import service as care
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.identity import sessions
from backend.sharing import emergency_telling
from tests.cast import Cast, Member
from tests.roles import role

REASON = "Alex does not answer the door and has left a note."


def opening(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "record_id": str(cast.alex.record_id),
        "reason": REASON,
        "team_id": str(cast.hillside),
        "telling_is_risky": False,
        "understood": True,
        **changes,
    }


def look_in_an_emergency(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Nia of another team looks at Alex's record."""
    return cast.nia.put(f"/api/emergency/{new_id()}", opening(cast, **changes), expect=201)


def add_lead(cast: Cast, name: str, team_id: UUID) -> Member:
    """Another lead, signed in."""
    with role(OWNER):
        account = identity.create_account(name)
        care.add_member(team_id, account.id, "lead")
        token, _ = sessions.begin(account.id, "passkey", "Chrome")
    return Member(cast.alex.app, name, account.id, token)


def told(kind: str) -> list[UUID]:
    """Whom notices of that kind went to, in order."""
    with role(OWNER):
        found = db.session.scalars(
            text("SELECT account_id FROM notices WHERE kind = :kind ORDER BY id"), {"kind": kind}
        )
        return list(found)


def sweep(now: Any) -> None:
    with role(WORKER):
        emergency_telling.sweep(now)


def log(member: Member, query: str = "") -> list[dict[str, Any]]:
    return member.get(f"/api/access-log{query}")["entries"]


def said(member: Member) -> list[str]:
    return [entry["words"] for entry in log(member)]
