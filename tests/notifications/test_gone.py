"""A device is gone: its owner hears of it by another way in, sees it on the list with what to do, and other slices know."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import structlog
from sqlalchemy import text

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.notifications import gone, service
from tests.cast import Cast
from tests.notifications.push_service import Browser
from tests.notifications.working import rows, run_jobs, sweep, tell, the_only
from tests.roles import role

Told = list[tuple[uuid.UUID, uuid.UUID, datetime]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What another slice hears."""
    found: Told = []
    before = list(gone._hooks)
    service.when_device_gone(lambda *what: found.append(what))
    yield found
    gone._hooks[:] = before


def lose(cast: Cast, phone: Browser) -> uuid.UUID:
    """A push to Asha's phone answers that there is no such phone any more."""
    device_id = phone.register(cast.asha)
    phone.service.answers = [(410, {})]
    tell(cast.asha.account_id)
    run_jobs()
    return device_id


def test_other_slices_hear_of_it_once(clock_hand: Any, cast: Cast, phone: Browser, told: Told) -> None:
    device_id = lose(cast, phone)
    tell(cast.asha.account_id)
    run_jobs()
    assert told == [(cast.asha.account_id, device_id, the_only("devices").removed_at)]


def test_one_that_fails_undoes_nothing(cast: Cast, phone: Browser, told: Told) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("Asha Begum")

    service.when_device_gone(fail)
    with structlog.testing.capture_logs() as events:
        lose(cast, phone)
    assert the_only("devices").removed_because == "gone"
    assert len(told) == 1
    (event,) = [event for event in events if event["event"] == "device_gone_not_passed_on"]
    assert event["kind"] == "ValueError"
    assert "Asha" not in str(events)


def test_its_owner_is_told_quietly_by_another_way(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    tablet = Browser(phone.service)
    lost = lose(cast, phone)
    tablet.register(cast.asha)
    run_jobs()
    (sent,) = tablet.received
    assert sent.headers["urgency"] == "normal"
    assert tablet.read(sent)["notification"]["body"] == "You have a new message."
    opened = cast.asha.get(f"/api/deliveries/{tablet.read(sent)['id']}")
    assert opened == {"kind": "device.gone", "subject_id": str(lost)}


def test_the_list_says_which_for_a_month(cast: Cast, phone: Browser) -> None:
    device_id = lose(cast, phone)
    (lost,) = cast.asha.get("/api/devices")["gone"]
    assert (lost["id"], lost["label"]) == (str(device_id), "Asha's phone")
    assert datetime.fromisoformat(lost["gone_at"]) == the_only("devices").removed_at
    assert cast.tom.get("/api/devices")["gone"] == []
    with role(OWNER):
        db.session.execute(text("UPDATE devices SET removed_at = removed_at - interval '30 days'"))
    assert cast.asha.get("/api/devices")["gone"] == []


def test_turned_on_again_it_is_gone_no_more(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    lose(cast, phone)
    clock_hand.shift(60)
    Browser(phone.service).register(cast.asha)
    assert cast.asha.get("/api/devices")["gone"] == []


def test_its_owner_can_have_it_named_no_longer(cast: Cast, phone: Browser) -> None:
    device_id = lose(cast, phone)
    cast.asha.delete(f"/api/devices/{device_id}")
    assert cast.asha.get("/api/devices") == {"devices": [], "gone": []}
    assert the_only("devices").removed_because == "removed"


def test_a_test_message_that_meets_no_device_tells_nobody(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    """Its owner is looking at that very page."""
    device_id = phone.register(cast.asha)
    phone.service.answers = [(404, {})]
    cast.asha.post(f"/api/devices/{device_id}/test", expect=202)
    run_jobs()
    clock_hand.shift(60)
    sweep()
    assert [row.kind for row in rows("notices")] == ["device.test"]


@pytest.mark.parametrize("answer", ["9" * 30, "1" * 5000, "²", "-5", "soon", "Thu, 99 Nov 2026 10:00:00 GMT"])
def test_no_number_of_theirs_breaks_our_arithmetic(cast: Cast, phone: Browser, answer: str) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(429, {"Retry-After": answer})]
    tell(cast.asha.account_id)
    run_jobs()
    push = next(row for row in rows("deliveries") if row.channel == "push")
    assert (push.state, push.failure) in {("waiting", "push_service_busy"), ("failed", "too_late")}
