"""The demo's goals, made through the services that everybody uses."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend.core.actor import Actor
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.errors import NotFound
from backend.goals import service
from backend.identity import service as identity
from backend.notifications.models import Notice
from backend.seed import goals, people
from tests.roles import role


@pytest.fixture
def alex(app: Flask) -> Actor:
    with role(OWNER):
        assert people.make()
        goals.fill()
        return people.sign_in("alex@example.org")


def seen(alex: Actor, email: str) -> list[tuple[str, int, int, bool]]:
    """What they see of Alex's goals: status, steps, scores and whether it is private."""
    assert alex.record_id is not None
    with role(OWNER):
        account = identity.find_account_by_contact(email)
    assert account is not None
    with role(WEB):
        act_as(account.id)
        found = service.describe_goals(Actor(account.id, *(getattr(alex, name) for name in TIMES)), alex.record_id)
    return [(one["status"], len(one["steps"]), len(one["scores"]), one["is_private"]) for one in found["goals"]]


TIMES = ("session_id", "signed_in_at", "idle_ends_at", "ends_at")


def test_alex_has_goals_and_shares_most_of_them(alex: Actor) -> None:
    shared = [("active", 3, 3, False), ("active", 2, 0, False)]
    suggested, private, reached = ("suggested", 0, 0, False), ("active", 0, 0, True), ("finished", 2, 0, False)
    assert seen(alex, "alex@example.org") == [suggested, *shared, private, reached]
    assert seen(alex, "asha@example.org") == [suggested, *shared, reached]
    assert seen(alex, "jo@example.org") == [*shared, reached]
    with pytest.raises(NotFound):
        seen(alex, "sam@example.org")


def test_the_demo_begins_quietly(alex: Actor) -> None:
    with role(OWNER):
        waiting = select(func.count()).select_from(Notice).where(Notice.withdrawn_at.is_(None))
        assert db.session.scalar(waiting.where(Notice.kind == "goals.suggested")) == 0
