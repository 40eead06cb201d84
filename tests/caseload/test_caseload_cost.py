"""The caseload costs the same number of statements whatever there is to be said of however many people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backend.care import service as care
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.encryption import vault
from backend.identity import service as identity
from backend.identity import sessions
from tests.care.queries import count_queries
from tests.caseload.test_caseload import caseload, today
from tests.cast import Cast, Member
from tests.dialog_plus.talking import begin, propose
from tests.outcomes.filling import ask_for, rate
from tests.roles import role

FEW, MANY = 2, 12
WORDING = "2026-11"


def test_it_costs_the_same_whatever_there_is(cast: Cast) -> None:
    _fill(cast, FEW)
    few = _statements(cast.asha)
    _fill(cast, MANY - FEW)
    people = [one for one in caseload(cast.asha) if one["open_conversation"]]
    assert len(people) == MANY
    assert all(one["review"] and one["new_ratings"] and one["actions_due"] for one in people)
    assert _statements(cast.asha) == few


def _fill(cast: Cast, number: int) -> None:
    for place in range(number):
        member = _person(cast, f"Person {number}.{place}")
        for section in ("dialog_results", "dialog_plus_plan"):
            member.put(f"/api/sharing/team/{section}", {"is_shared": True, "wording": WORDING})
        theirs: Any = replace(cast, alex=member)
        rate(member)
        if place % 2:
            ask_for(cast.asha, theirs)
        propose(member, theirs, begin(member, theirs, together=False), area=None, due_on=today())


def _person(cast: Cast, name: str) -> Member:
    with role(OWNER):
        account = identity.create_account(name)
        record = care.create_record(account.id, cast.riverside, cast.asha.account_id)
        token, _ = sessions.begin(account.id, "passkey", "Chrome")
    return Member(cast.alex.app, name, account.id, token, record.id)


def _statements(member: Member) -> int:
    """How many statements this costs in a process that holds no keys yet, the second time it is asked for."""
    caseload(member)
    vault.use(vault.keys)
    db.session.info.clear()
    db.session.expunge_all()
    with count_queries() as seen:
        caseload(member)
    return len(seen)
