"""The demo's ratings, made through the services that everybody uses, tell a story that the pages can show."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.notifications.models import Notice
from backend.outcomes import asks, overview, service
from backend.outcomes.export import act_for
from backend.seed import people, ratings
from tests.roles import role


@pytest.fixture
def demo(app: Flask) -> Any:
    with role(OWNER):
        assert people.make()
        ratings.fill()
        alex, sam = people.sign_in("alex@example.org"), people.sign_in("sam@example.org")
    return {"alex": alex, "sam": sam}


def page(email: str, record_id: Any) -> Any:
    with role(WEB):
        actor = act_for(email)
        assert actor is not None
        return overview.describe_outcomes(actor, record_id, "dialog")


@pytest.mark.parametrize(("email", "may_add"), [("alex@example.org", True), ("asha@example.org", True)])
def test_alex_has_four_whole_ratings_that_the_team_sees(demo: Any, email: str, may_add: bool) -> None:
    found = page(email, demo["alex"].record_id)
    assert (found["count"], found["may_add"]) == (4, may_add)
    assert all(score["n"] == score["of"] for score in found["latest"]["scores"])
    changes = {item["item"]: item["since_first"] for item in found["items"] if item["is_compared"]}
    assert changes["leisure"]["words"].startswith("up by 3 since ")
    assert changes["accommodation"]["words"].startswith("down by 2 since ")
    assert {one["item"] for one in found["going_well"]} >= {"physical_health", "family"}


def test_sam_has_one_and_keeps_it_from_the_team(demo: Any) -> None:
    assert page("sam@example.org", demo["sam"].record_id)["count"] == 1
    assert page("tom@example.org", demo["sam"].record_id)["count"] == 0


def test_asha_asks_for_the_next_and_the_last_is_new_to_her(demo: Any) -> None:
    record_id = demo["alex"].record_id
    with role(WEB):
        act_as(demo["alex"].account_id)
        (ask,) = asks.list_asks(demo["alex"], record_id)
        asha = act_for("asha@example.org")
        assert asha is not None
        assert service.count_new_ratings(asha, [record_id]) == {record_id: 1}
    assert (ask["asked_by"], ask["is_due"], ask["response_id"]) == ("Asha Begum", False, None)


def test_the_demo_begins_quietly(demo: Any) -> None:
    with role(OWNER):
        waiting = select(func.count()).select_from(Notice)
        wanted = waiting.where(Notice.kind.startswith("outcomes."), Notice.withdrawn_at.is_(None))
        assert db.session.scalar(wanted) == 0
