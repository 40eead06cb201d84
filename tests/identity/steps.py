"""What the tests of this slice do again and again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text
from werkzeug.test import TestResponse

from backend.core import embedded_postgres as postgres
from backend.core import http
from backend.core.db import db
from tests.cast import Cast, Member
from tests.identity.software_passkey import SoftwarePasskey
from tests.roles import role

SIX = "000000"


def newest_message(cast: Cast) -> dict[str, Any]:
    """The last message that went out, from the demo's page."""
    return cast.nobody.get("/api/demo/messages")["messages"][0]


def count_messages(cast: Cast) -> int:
    return len(cast.nobody.get("/api/demo/messages")["messages"])


def ask_for_code(cast: Cast, contact: str) -> tuple[str, str, str]:
    """Ask for a sign-in code: its id, the six digits, and the token of its link."""
    sent = cast.nobody.post("/api/sign-in/codes", {"contact": contact}, expect=202)
    message = newest_message(cast)
    return sent["id"], message["code"], message["link"].split("#")[1]


def wrong(code: str) -> str:
    """Another code of six digits."""
    return f"{(int(code) + 1) % 10**6:06d}"


def browser_of(response: TestResponse, like: Member) -> Member:
    """The same person with the cookie that an answer has just set."""
    token = response.headers["Set-Cookie"].split(f"{http.COOKIE}=")[1].split(";")[0]
    return Member(like.app, like.name, like.account_id, token, like.record_id)


def add_passkey(member: Member, passkey: SoftwarePasskey | None = None, name: str = "My phone") -> SoftwarePasskey:
    """Make a passkey and add it to the member's account."""
    made = passkey or SoftwarePasskey()
    begun = member.post("/api/passkeys/options")
    body = {"challenge_id": begun["challenge_id"], "credential": made.make(begun["options"]), "name": name}
    member.post("/api/passkeys", body, expect=201)
    return made


def sign_in(member: Member, passkey: SoftwarePasskey) -> TestResponse:
    """Sign in with a passkey in the member's browser."""
    begun = member.post("/api/sign-in/passkey/options")
    body = {"challenge_id": begun["challenge_id"], "credential": passkey.sign(begun["options"])}
    return member.respond("POST", "/api/sign-in/passkey", body)


def audited(action: str, account_id: UUID | None = None) -> int:
    """How many audit rows there are of that action (and that account), as the owner sees them."""
    sql = "SELECT count(*) FROM audit_entries WHERE action = :action AND (CAST(:who AS uuid) IS NULL OR actor_id = CAST(:who AS uuid))"
    with role(postgres.OWNER):
        return db.session.scalar(text(sql), {"action": action, "who": str(account_id) if account_id else None})
