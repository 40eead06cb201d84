"""On its day, in the morning, once, and to whoever said that they would do it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.dialog_plus import reminders
from backend.notifications.models import Notice
from tests.cast import Cast, sign_in
from tests.dialog_plus import talking as t
from tests.dialog_plus.test_actions import days
from tests.roles import role
from tests.sharing.ways import leave_team, stop_all

DUE = "dialog_plus.action_due"


def morning(day: int = 1, hour: int = 9, minute: int = 0) -> datetime:
    here = clock.in_london(clock.now()) + timedelta(days=day)
    return here.replace(hour=hour, minute=minute, second=0, microsecond=0)


def sweep(at: datetime | None = None) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
    """Who was told of what, after the worker looked at that time."""
    with role(WORKER):
        reminders.sweep(at or morning())
    with role(OWNER):
        rows = db.session.scalars(select(Notice).where(Notice.kind == DUE).order_by(Notice.created_at))
        return [(row.account_id, row.subject_id) for row in rows if not row.urgent]


def propose(cast: Cast, **more: Any) -> Any:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    return conversation, t.propose(cast.alex, cast, conversation, **{"due_on": days(1), **more})


def test_its_person_is_reminded_once(cast: Cast) -> None:
    _, action = propose(cast)
    told = [(cast.alex.account_id, uuid.UUID(action["id"]))]
    assert sweep(morning(hour=8, minute=59)) == []
    assert sweep() == told
    assert sweep() == sweep(morning(hour=17)) == told


@pytest.mark.parametrize(("name", "who"), [("", "asha"), ("Tom Osei", "tom"), ("Dr Who", "asha")])
def test_the_worker_who_is_named_or_the_key_worker(cast: Cast, name: str, who: str) -> None:
    propose(cast, owner="worker", owner_name=name)
    assert [account for account, _ in sweep()] == [getattr(cast, who).account_id]


def test_nobody_for_somebody_else(cast: Cast) -> None:
    propose(cast, owner="other", owner_name="Aunt Bea")
    assert sweep() == []


@pytest.mark.parametrize("status", ["done", "let_go"])
def test_not_of_what_is_over(cast: Cast, status: str) -> None:
    _, action = propose(cast)
    t.went(cast.alex, cast, action, status)
    assert sweep() == []


def test_of_what_went_partly(cast: Cast) -> None:
    _, action = propose(cast)
    t.went(cast.alex, cast, action, "partly")
    assert len(sweep()) == 1


def test_not_of_what_was_taken_away_or_moved(cast: Cast) -> None:
    conversation, action = propose(cast)
    t.propose(cast.alex, cast, conversation, action["id"], due_on=days(3), version=1, expect=200)
    assert sweep() == []
    assert len(sweep(morning(3))) == 1
    t.propose(cast.alex, cast, conversation, action["id"], due_on=days(4), version=2, expect=200)
    assert len(sweep(morning(4))) == 2
    t.propose(cast.alex, cast, conversation, action["id"], is_removed=True, version=3, expect=200)
    assert len(sweep(morning(5))) == 2


def test_not_on_another_day(cast: Cast) -> None:
    propose(cast)
    assert sweep(morning(0, hour=23)) == sweep(morning(2)) == []


def test_not_of_what_was_written_down_that_same_day(cast: Cast, time_machine_at: Any) -> None:
    t.with_team(cast)
    with time_machine_at(morning(0, hour=10)):
        # At night that is hours ahead, and the session from before is over.
        alex = sign_in(cast.alex)
        conversation = t.begin(alex, cast)
        t.propose(alex, cast, conversation, due_on=days(0))
        assert sweep(morning(0, hour=11)) == []


def test_not_a_worker_who_may_not_see_it_any_more(cast: Cast) -> None:
    propose(cast, owner="worker")
    stop_all(cast)
    assert sweep() == []


def test_not_a_worker_who_has_left(cast: Cast) -> None:
    propose(cast, owner="worker", owner_name="Tom Osei")
    leave_team(cast.tom)
    assert sweep() == []


@pytest.mark.parametrize(("month", "utc_hour"), [(1, 9), (7, 8)])
def test_nine_is_nine_in_london(cast: Cast, month: int, utc_hour: int) -> None:
    noon = datetime(2027, month, 15, 12, tzinfo=clock.LONDON)
    propose(cast, due_on=str(noon.date()))
    at = datetime(2027, month, 15, utc_hour, tzinfo=clock.UTC)
    assert sweep(at - timedelta(minutes=1)) == []
    assert len(sweep(at)) == 1
