"""What the tests of this slice do again and again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text

from backend.core.db import act_as, db
from tests.cast import Cast, Member
from tests.identity.software_passkey import SoftwarePasskey
from tests.identity.steps import audited, browser_of, newest_message

WORDING = "2026-11"

__all__ = [
    "WORDING",
    "audited",
    "browser_of",
    "decide",
    "invite",
    "join",
    "letter",
    "newest_message",
    "readable",
    "token_of",
]


def letter(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What a worker fills in to invite Robin."""
    return {
        "preferred_name": "Robin Hill",
        "team_id": str(cast.riverside),
        "key_worker_id": str(cast.tom.account_id),
        "identity_check": "known_to_me",
        **changes,
    }


def invite(cast: Cast, **changes: Any) -> dict[str, Any]:
    return cast.asha.post("/api/invitations", letter(cast, **changes), expect=201)


def token_of(invitation: dict[str, Any]) -> str:
    return invitation["link"].split("#")[1]


def join(cast: Cast, token: str, passkey: SoftwarePasskey | None = None) -> Member:
    """Join with a passkey; returns Robin, signed in."""
    begun = cast.nobody.post("/api/invitations/join/options", {"token": token})
    credential = (passkey or SoftwarePasskey()).make(begun["options"])
    body = {"token": token, "challenge_id": begun["challenge_id"], "credential": credential, "passkey_name": "My phone"}
    response = cast.nobody.respond("POST", "/api/invitations/join", body)
    assert response.status_code == 201, response.text
    robin = Member(
        cast.nobody.app, "Robin Hill", UUID(response.json["account_id"]), "", UUID(response.json["record_id"])
    )
    return browser_of(response, robin)


def decide(member: Member, section: str, is_shared: bool, expect: int = 200, wording: str = WORDING) -> Any:
    return member.put(f"/api/sharing/team/{section}", {"is_shared": is_shared, "wording": wording}, expect=expect)


def readable(member: Member, section: str) -> set[UUID]:
    """The records whose section the database lets that account see."""
    act_as(member.account_id)
    return set(db.session.scalars(text("SELECT readable_records(:section)"), {"section": section}))
