"""The demo's safety plan, made through the services that everybody uses."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.identity import service as identity
from backend.notifications.models import Notice
from backend.safety_plan import service, versions
from backend.seed import people, safety_plan
from tests.roles import role
from tests.safety_plan.writing import words_in

TIMES = ("session_id", "signed_in_at", "idle_ends_at", "ends_at")


@pytest.fixture
def alex(app: Flask) -> Actor:
    with role(OWNER):
        assert people.make()
        safety_plan.fill()
        return people.sign_in("alex@example.org")


def seen(alex: Actor, email: str) -> Any:
    assert alex.record_id is not None
    with role(OWNER):
        account = identity.find_account_by_contact(email)
    assert account is not None
    own = alex.record_id if account.id == alex.account_id else None
    with role(WEB):
        act_as(account.id)
        actor = Actor(account.id, *(getattr(alex, name) for name in TIMES), record_id=own)
        return service.describe_plan(actor, alex.record_id)


def test_each_sees_of_it_what_alex_lets_them(alex: Actor) -> None:
    hers = seen(alex, "alex@example.org")
    assert len(words_in(hers)) == 10
    assert set(words_in(hers)) - set(words_in(seen(alex, "asha@example.org"))) == {"triggers"}
    assert set(words_in(hers)) - set(words_in(seen(alex, "jo@example.org"))) == {"triggers", "safer"}
    assert [one["by"] for one in hers["suggestions"]] == ["Asha Begum"]


def test_they_have_agreed_and_will_look_again(alex: Actor) -> None:
    agreed = seen(alex, "alex@example.org")["agreement"]
    assert (agreed["is_agreed"], agreed["changed_since"], agreed["is_due"]) == (True, False, False)
    assert agreed["review_on"] > clock.now().date()
    for other in ("asha@example.org", "tom@example.org"):
        assert seen(alex, other)["agreement"]["changed_since"] is False


def test_it_was_written_in_three_sittings(alex: Actor) -> None:
    with role(WEB):
        act_as(alex.account_id)
        rows = versions.list_versions(alex)["versions"]
    assert [(row["version"], row["with_name"]) for row in rows] == [(3, None), (2, "Asha Begum"), (1, None)]
    days = [(clock.now() - row["at"]).days for row in rows]
    assert days == [20, 32, 41]


def test_the_demo_begins_quietly(alex: Actor) -> None:
    with role(OWNER):
        waiting = select(func.count()).select_from(Notice).where(Notice.withdrawn_at.is_(None))
        assert db.session.scalar(waiting.where(Notice.kind.startswith("safety_plan."))) == 0
