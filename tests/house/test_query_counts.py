"""A page costs the same number of statements whether there are five rows or sixty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from backend.care import service as care
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.encryption import vault
from backend.identity import service as identity
from backend.identity import sessions
from tests.care.queries import count_queries
from tests.cast import Cast, Member
from tests.roles import role
from tests.step_up.asking import ask, let_the_engine_look, promise

FEW, MANY = 5, 60

LISTS = ("/api/requests", "/api/people", "/api/teams", "/api/caseload")


@pytest.fixture
def people(app: Flask, cast: Cast) -> Iterator[Member]:
    """People of Alex's team, one after the other."""
    return (_person(app, cast, number) for number in range(MANY))


@pytest.mark.parametrize("path", LISTS)
def test_a_workers_lists_cost_the_same_whatever_their_length(cast: Cast, people: Iterator[Member], path: str) -> None:
    _fill(cast, people, FEW)
    few = _statements(cast.tom, path)
    _fill(cast, people, MANY - FEW)
    assert _statements(cast.tom, path) == few


def test_a_request_costs_the_same_however_much_happened(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    path = f"/api/step-ups/{step_up['id']}"
    few = _statements(cast.alex, path)
    for number in range(FEW):
        note = f"{path}/notes/00000000-0000-7000-8000-{number:012}"
        cast.alex.put(note, {"words": "I could not sleep."})
        promise([cast.asha, cast.tom, cast.grace][number % 3], step_up)
    assert _statements(cast.alex, path) == few


def _fill(cast: Cast, people: Iterator[Member], number: int) -> None:
    """Some more people ask; every fourth is answered, so that all groups of the list have rows."""
    for place in range(number):
        step_up = ask(next(people))
        if place % 4 == 0:
            promise(cast.asha, step_up)


def _statements(member: Member, path: str) -> int:
    """How many statements this costs in a process that holds no keys yet, the second time the page is asked for."""
    member.get(path)
    vault.use(vault.keys)
    db.session.info.clear()
    db.session.expunge_all()
    with count_queries() as seen:
        member.get(path)
    return len(seen)


def _person(app: Flask, cast: Cast, number: int) -> Member:
    with role(OWNER):
        account = identity.create_account(f"Person {number}")
        record = care.create_record(account.id, cast.riverside, cast.asha.account_id)
        token, _ = sessions.begin(account.id, "passkey", "Chrome")
    return Member(app, f"Person {number}", account.id, token, record.id)
