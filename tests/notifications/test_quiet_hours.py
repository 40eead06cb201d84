"""Quiet hours: an account's own, in London's time, and never for what is urgent."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from backend.notifications.quiet import end_of_quiet
from tests.cast import Cast
from tests.notifications.push_service import Browser
from tests.notifications.working import rows, run_jobs, sweep, tell
from tests.roles import role

NIGHT = {"begins": "22:00", "ends": "07:00"}
LATE = datetime.fromisoformat("2026-11-23T23:30:00+00:00")


@pytest.fixture
def clock_hand() -> Iterator[Any]:
    """Half past eleven at night."""
    with time_machine.travel(LATE, tick=False) as hand:
        yield hand


@pytest.mark.parametrize(
    ("begins", "ends", "at", "until"),
    [
        ("22:00", "07:00", "2026-11-23T21:59:59+00:00", None),
        ("22:00", "07:00", "2026-11-23T22:00:00+00:00", "2026-11-24T07:00:00+00:00"),
        ("22:00", "07:00", "2026-11-24T06:59:59+00:00", "2026-11-24T07:00:00+00:00"),
        ("22:00", "07:00", "2026-11-24T07:00:00+00:00", None),
        # In summer, London is an hour ahead.
        ("22:00", "07:00", "2026-07-01T21:00:00+00:00", "2026-07-02T06:00:00+00:00"),
        ("13:00", "14:30", "2026-11-23T13:10:00+00:00", "2026-11-23T14:30:00+00:00"),
        ("13:00", "14:30", "2026-11-23T14:30:00+00:00", None),
        # The night when the clock goes forward, and the one when it goes back.
        ("22:00", "07:00", "2026-03-28T23:00:00+00:00", "2026-03-29T06:00:00+00:00"),
        ("22:00", "07:00", "2026-10-24T23:00:00+00:00", "2026-10-25T07:00:00+00:00"),
        # An end that does not exist (half past one), and one that comes twice: never before its time.
        ("22:00", "01:30", "2026-03-29T00:59:00+00:00", "2026-03-29T01:30:00+00:00"),
        ("22:00", "01:30", "2026-10-25T00:29:00+00:00", "2026-10-25T01:30:00+00:00"),
        ("22:00", "01:30", "2026-10-25T00:59:00+00:00", "2026-10-25T01:30:00+00:00"),
        ("22:00", "01:30", "2026-10-25T01:30:00+00:00", None),
    ],
)
def test_until_when(begins: str, ends: str, at: str, until: str | None) -> None:
    moment = datetime.fromisoformat(at)
    expected = datetime.fromisoformat(until) if until else moment
    assert end_of_quiet(time.fromisoformat(begins), time.fromisoformat(ends), moment) == expected


def test_set_read_changed_and_turned_off(cast: Cast) -> None:
    assert cast.alex.get("/api/my-quiet-hours") == {"begins": None, "ends": None}
    assert cast.alex.put("/api/my-quiet-hours", NIGHT) == NIGHT
    assert cast.alex.put("/api/my-quiet-hours", {**NIGHT, "ends": "08:15"}) == {**NIGHT, "ends": "08:15"}
    assert cast.alex.get("/api/my-quiet-hours") == {**NIGHT, "ends": "08:15"}
    assert cast.asha.get("/api/my-quiet-hours") == {"begins": None, "ends": None}
    cast.alex.delete("/api/my-quiet-hours")
    cast.alex.delete("/api/my-quiet-hours")
    assert cast.alex.get("/api/my-quiet-hours") == {"begins": None, "ends": None}
    with role(OWNER):
        found = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("%quiet%"))).all()
    assert sorted(found) == ["notifications.quiet_hours_cleared"] * 2 + ["notifications.quiet_hours_set"] * 2


def test_two_equal_times_and_no_times_are_refused(cast: Cast) -> None:
    problem = cast.alex.put("/api/my-quiet-hours", {"begins": "22:00", "ends": "22:00"}, expect=422)
    assert "ends" in problem["fields"]
    cast.alex.put("/api/my-quiet-hours", {"begins": "25:00", "ends": "07:00"}, expect=422)
    assert rows("quiet_hours", "account_id") == []


def test_they_are_nobody_elses(cast: Cast) -> None:
    cast.nobody.get("/api/my-quiet-hours", expect=401)
    cast.nobody.put("/api/my-quiet-hours", NIGHT, expect=401)
    cast.nobody.delete("/api/my-quiet-hours", expect=401)
    cast.alex.put("/api/my-quiet-hours", NIGHT)
    for stranger in (cast.asha, cast.nia):
        act_as(stranger.account_id)
        assert db.session.execute(text("SELECT * FROM quiet_hours")).all() == []


def test_what_can_wait_waits_for_the_morning(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.alex)
    cast.alex.put("/api/my-quiet-hours", NIGHT)
    tell(cast.alex.account_id, "goals.suggested", urgent=False)
    run_jobs()
    sweep()
    assert phone.received == []
    clock_hand.move_to(datetime.fromisoformat("2026-11-24T06:59:59+00:00"))
    sweep()
    assert phone.received == []
    clock_hand.shift(1)
    sweep()
    assert len(phone.received) == 1


@pytest.mark.parametrize("kind", ["step_up.asked", "step_up.answered"])
def test_duty_and_answers_know_no_quiet(clock_hand: Any, cast: Cast, phone: Browser, kind: str) -> None:
    phone.register(cast.alex)
    cast.alex.put("/api/my-quiet-hours", NIGHT)
    tell(cast.alex.account_id, kind)
    run_jobs()
    assert len(phone.received) == 1


def test_a_test_of_the_device_comes_at_any_time(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.alex)
    cast.alex.put("/api/my-quiet-hours", NIGHT)
    cast.alex.post(f"/api/devices/{device_id}/test", expect=202)
    run_jobs()
    assert len(phone.received) == 1


def test_another_try_does_not_fall_into_the_quiet_time(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.alex)
    clock_hand.move_to(datetime.fromisoformat("2026-11-23T21:59:59+00:00"))
    cast.alex.put("/api/my-quiet-hours", NIGHT)
    phone.service.answers = [(503, {})]
    tell(cast.alex.account_id, "goals.suggested", uuid.uuid4(), urgent=False)
    run_jobs()
    (waiting,) = rows("deliveries")
    assert waiting.next_attempt_at == datetime.fromisoformat("2026-11-24T07:00:00+00:00")


def test_what_waited_together_comes_as_one(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.alex)
    cast.alex.put("/api/my-quiet-hours", NIGHT)
    for _ in range(3):
        tell(cast.alex.account_id, "goals.suggested", urgent=False)
    run_jobs()
    clock_hand.move_to(datetime.fromisoformat("2026-11-24T07:00:00+00:00"))
    sweep()
    (sent,) = phone.received
    assert phone.read(sent)["notification"]["body"] == "You have new messages."
