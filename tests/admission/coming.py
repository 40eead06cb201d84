"""What the tests of this slice do again and again: somebody comes back from NHS login with a proof."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text

from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from backend.core.errors import Refusal
from backend.core.ids import new_id
from backend.identity import sessions
from backend.identity.sign_in import Browser
from backend.openid import flow
from backend.openid.hooks import Asked
from backend.openid.protocol import Proof
from backend.openid.providers import Provider
from tests.cast import Cast, Member
from tests.roles import role
from tests.sharing.steps import invite, token_of

NHS_LOGIN = Provider(
    "nhs-login", "people", "NHS login", "https://nhs-login.example", "waymark", "private_key_jwt", vtr=("P9.Cp.Cd",)
)
BROWSER = Browser("192.0.2.7", "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile")
# Numbers of the range that is never given out; each fits its last digit.
HERS, ANOTHERS, THIRD = "9434765919", "9434765870", "9990548609"
NOT_FITTING = "9434765918"


@dataclass(frozen=True)
class Back:
    """How it ended: an outcome with somebody signed in, or a refusal's code."""

    outcome: str
    member: Member | None = None
    words: str = ""


def proof(subject: str = "robin", level: str = "P9", number: Any = HERS, **claims: Any) -> Proof:
    """What NHS login says of somebody."""
    said = {**claims} if number is None else {"nhs_number": number, **claims}
    return Proof(NHS_LOGIN, subject, f"sid-{subject}", level, clock.now(), said)


def come_back(
    cast: Cast, shown: Proof, purpose: str = "sign_in", *, by: Member | None = None, **invitation: Any
) -> Back:
    """Come back with that proof in somebody's browser: as a request does it, with its one commit."""
    browser_of = by or cast.nobody
    actor = sessions.load_actor(browser_of.token, counts_as_activity=True) if browser_of.token else act_as(None)
    asked = Asked(purpose, actor.account_id if actor else None, invitation or None, True, None, clock.now())
    try:
        finished = flow._settle(actor, shown, asked, f"a secret of {new_id()}", BROWSER)
        db.session.commit()
    except Refusal as refusal:
        if refusal.keeps:
            db.session.commit()
        else:
            db.session.rollback()
        return Back(refusal.code, words=refusal.words)
    if finished.token is None:
        return Back(finished.outcome)
    member = Member(browser_of.app, "Robin Hill", uuid.UUID(int=0), finished.token)
    me = member.get("/api/me")
    record_id = uuid.UUID(me["record_id"]) if me["record_id"] else None
    return Back(finished.outcome, replace(member, account_id=uuid.UUID(me["account_id"]), record_id=record_id))


def robin_comes(cast: Cast, shown: Proof | None = None, *, by: Member | None = None, **letter: Any) -> Back:
    """Asha invites Robin, who opens the invitation with NHS login."""
    return come_back(cast, shown or proof(), "join", by=by, token=token_of(invite(cast, **letter)))


def waits(cast: Cast, level: str = "P5", **letter: Any) -> tuple[Member, str]:
    """Robin came by a lower level. Answers Robin, and the id by which the team knows of it."""
    back = robin_comes(cast, proof(level=level, number=None), **letter)
    assert back.outcome == "waiting"
    assert back.member
    return back.member, cast.asha.get("/api/arrivals")["arrivals"][-1]["id"]


def decide(member: Member, arrival_id: str, decision: str = "confirm", *, expect: int = 200, **more: Any) -> Any:
    check = {"identity_check": "known_to_me"} if decision == "confirm" else {}
    return member.put(f"/api/arrivals/{arrival_id}/decision", {"decision": decision, **check, **more}, expect=expect)


def number_of(member: Member, record_id: Any) -> dict[str, Any]:
    return member.get(f"/api/records/{record_id}/nhs-number")


def write_number(member: Member, record_id: Any, number: str = HERS, *, expect: int = 200) -> Any:
    return member.put(f"/api/records/{record_id}/nhs-number", {"nhs_number": number}, expect=expect)


def questions(member: Member) -> list[dict[str, Any]]:
    return member.get("/api/identity-questions")["questions"]


def told(member: Member) -> list[str]:
    """The kinds of what somebody was told, in order."""
    with role(OWNER):
        rows = text("SELECT kind FROM notices WHERE account_id = :who AND withdrawn_at IS NULL ORDER BY created_at, id")
        return list(db.session.scalars(rows, {"who": member.account_id}))


def count(table: str) -> int:
    with role(OWNER):
        return db.session.scalar(text(f"SELECT count(*) FROM {table}"))


def log_of(person: Member, query: str = "") -> list[str]:
    return [entry["words"] for entry in person.get(f"/api/access-log{query}")["entries"]]
