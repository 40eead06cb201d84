"""What the tests about staff do again and again: rules, proofs of a trust's sign-in, and who works where by whom."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import text

from backend.admission import staff_rules
from backend.admission.staff_rules_file import Wanted
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.openid.protocol import Proof
from backend.openid.providers import Provider
from tests.admission.coming import Back, come_back
from tests.cast import Cast, Member
from tests.roles import role

TRUST = Provider(
    "trust-staff",
    "staff",
    "Trust sign-in",
    "https://trust.example",
    "waymark",
    "client_secret_basic",
    rules_claims=("groups", "nhsid_nrbac_roles"),
)
CIS2 = Provider(
    "cis2",
    "staff",
    "NHS Care Identity",
    "https://cis2.example",
    "waymark",
    "private_key_jwt",
    rules_claims=("nhsid_nrbac_roles",),
    name_claims=("display_name", "name"),
)


def rules(provider: Provider, *wanted: tuple[uuid.UUID, str, str | list[str]]) -> None:
    """These are all rules of that provider: (team, role, what they ask for)."""
    as_wanted = [
        Wanted(tuple([asked] if isinstance(asked, str) else asked), team, role_) for team, role_, asked in wanted
    ]
    with role(OWNER):
        staff_rules.put_in_force(staff_rules.compare(provider, as_wanted), clock.now())


def proof(subject: str = "bea", name: str = "Bea Dunn", provider: Provider = TRUST, **claims: Any) -> Proof:
    """What the provider says of somebody."""
    return Proof(provider, subject, f"sid-{subject}", "AAL2", clock.now(), {"name": name, **claims})


def roles(*held: tuple[str, str], **more: Any) -> dict[str, Any]:
    """CIS2's claims for these (organisation, role code), the first with person_roleid 1."""
    listed = [
        {"org_code": org, "role_code": code, "person_roleid": str(number), "activity_codes": ["B0380", "B0278"]}
        for number, (org, code) in enumerate(held, 1)
    ]
    return {"nhsid_nrbac_roles": listed, **more}


def sign_in(cast: Cast, shown: Proof, by: Member | None = None) -> Back:
    return come_back(cast, shown, by=by)


def comes(cast: Cast, shown: Proof) -> Member:
    """She is let in."""
    back = sign_in(cast, shown)
    assert back.outcome == "signed_in", back
    assert back.member is not None
    return back.member


def places(account_id: uuid.UUID) -> set[tuple[uuid.UUID, str, str | None]]:
    """Where she works now: team, role and by which provider."""
    wanted = "SELECT team_id, role, by_provider FROM memberships WHERE account_id = :who AND until_at IS NULL"
    return {tuple(row) for row in owner_sees(wanted, who=account_id)}


def acts(action: str) -> list[Any]:
    return owner_sees("SELECT * FROM audit_entries WHERE action = :action ORDER BY at, id", action=action)


def notices(member: Member, kind: str = "care.let_go") -> list[uuid.UUID]:
    wanted = "SELECT subject_id FROM notices WHERE account_id = :who AND kind = :kind"
    return [row.subject_id for row in owner_sees(wanted, who=member.account_id, kind=kind)]


def count(table: str) -> int:
    return int(owner_sees(f"SELECT count(*) AS number FROM {table}")[0].number)


def owner_sees(sql: str, **values: Any) -> list[Any]:
    with role(OWNER):
        return list(db.session.execute(text(sql), values))


def owner_does(sql: str, **values: Any) -> None:
    with role(OWNER):
        db.session.execute(text(sql), values)
