"""What the tests of this slice do again and again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text

from backend.core import embedded_postgres as postgres
from backend.core.db import act_as, db
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.identity.software_passkey import SoftwarePasskey
from tests.identity.steps import audited, browser_of, newest_message
from tests.roles import role

WORDING = "2026-11"

__all__ = [
    "WORDING",
    "accept",
    "as_owner",
    "audited",
    "browser_of",
    "change",
    "decide",
    "invite",
    "join",
    "letter",
    "newest_message",
    "readable",
    "token_of",
    "trust",
    "trusted_letter",
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


def trusted_letter(*sections: str | dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What Alex fills in to invite Jo. A section by its name is one to be seen, always."""
    wishes = [{"section": wish} if isinstance(wish, str) else wish for wish in sections]
    return {"name": "Jo", "relation": "friend", "sections": wishes, "wording": WORDING, **changes}


def trust(person: Member, *sections: str | dict[str, Any], expect: int = 201, **changes: Any) -> dict[str, Any]:
    """Alex invites Jo. Answers link, code and person."""
    return person.put(f"/api/trusted-people/{new_id()}", trusted_letter(*sections, **changes), expect=expect)


def accept(member: Member, invited: dict[str, Any], *, expect: int = 200, **changes: Any) -> Any:
    """Jo opens the link and says yes with the short code."""
    body = {"token": token_of(invited), "code": invited["code"], **changes}
    return member.post("/api/trusted/accept", body, expect=expect)


def change(person: Member, trusted_id: str, *sections: str | dict[str, Any], expect: int = 200, **more: Any) -> Any:
    """Alex changes what they see."""
    wishes = [{"section": wish} if isinstance(wish, str) else wish for wish in sections]
    body = {"sections": wishes, "wording": WORDING, **more}
    return person.put(f"/api/trusted-people/{trusted_id}/sections", body, expect=expect)


def as_owner(sql: str, **values: Any) -> Any:
    """One value of the database as its owner sees it."""
    with role(postgres.OWNER):
        return db.session.scalar(text(sql), values)
