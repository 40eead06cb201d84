"""From telling to shown: jobs, claims, crashes, retries, and the next channel."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import structlog
import time_machine
from sqlalchemy import text

from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import WORKER
from backend.identity import service as identity
from backend.notifications import sending, service
from tests.cast import Cast
from tests.notifications.push_service import Browser
from tests.notifications.working import lose_jobs, rows, run_jobs, sweep, tell, the_only
from tests.roles import role

START = datetime.fromisoformat("2026-11-23T10:00:00+00:00")


@pytest.fixture
def clock_hand() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as hand:
        yield hand


def test_the_job_goes_with_the_transaction(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    act_as(cast.alex.account_id)
    service.tell(cast.asha.account_id, "step_up.asked", uuid.uuid4(), urgent=True)
    db.session.rollback()
    assert run_jobs() == 0
    assert rows("notices") == []


def test_each_device_gets_one(cast: Cast, phone: Browser) -> None:
    tablet = Browser(phone.service)
    phone.register(cast.asha)
    tablet.register(cast.asha)
    Browser(phone.service).register(cast.tom)
    tell(cast.asha.account_id)
    run_jobs()
    assert [len(phone.received), len(tablet.received), len(phone.service.sent)] == [1, 1, 2]
    assert {row.state for row in rows("deliveries")} == {"handed_over"}


def test_a_job_that_runs_twice_sends_once(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    notice_id = tell(cast.asha.account_id)
    run_jobs()
    with role(WORKER):
        sending.send_notice(notice_id)
    sweep()
    assert len(phone.received) == 1


def test_the_same_subject_has_the_same_topic_and_another_has_not(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    subject = uuid.uuid4()
    for about in (subject, subject, uuid.uuid4()):
        tell(cast.asha.account_id, subject_id=about)
        run_jobs()
        clock_hand.shift(60)
    first, again, other = (sent.headers["topic"] for sent in phone.received)
    assert first == again != other
    assert len(first) == 32
    assert set(first) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_lost_job_costs_two_seconds(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    tell(cast.asha.account_id)
    lose_jobs()
    clock_hand.shift(1)
    sweep()
    assert phone.received == []
    clock_hand.shift(1)
    sweep()
    assert len(phone.received) == 1


def test_a_crash_between_claim_and_record_sends_again(
    clock_hand: Any, cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.register(cast.asha)
    tell(cast.asha.account_id)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "record", crash)
        with pytest.raises(KeyboardInterrupt):
            run_jobs()
    assert (len(phone.received), the_only("deliveries").state) == (1, "claimed")
    clock_hand.shift(14)
    sweep()
    assert len(phone.received) == 1
    clock_hand.shift(1)
    sweep()
    first, second = phone.received
    assert first.headers["topic"] == second.headers["topic"]
    assert phone.read(first)["id"] == phone.read(second)["id"]
    assert (the_only("deliveries").state, the_only("deliveries").attempts) == ("handed_over", 2)


def crash(*_: Any) -> None:
    raise KeyboardInterrupt


def test_what_is_claimed_is_not_claimed_again(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    tell(cast.asha.account_id)
    run_jobs()
    with role(WORKER):
        sending.send_delivery(the_only("deliveries").id)
    assert len(phone.received) == 1


def test_withdrawn_before_it_was_sent(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    subject = uuid.uuid4()
    tell(cast.asha.account_id, "step_up.asked", subject)
    tell(cast.asha.account_id, "step_up.note", subject)
    act_as(cast.tom.account_id)
    service.withdraw(subject, ["step_up.asked"])
    db.session.commit()
    run_jobs()
    assert len(phone.received) == 1
    assert [row.withdrawn_at is not None for row in rows("notices", "kind")] == [True, False]


def test_withdrawn_while_it_waits_for_another_try(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(503, {})]
    subject = uuid.uuid4()
    tell(cast.asha.account_id, subject_id=subject)
    run_jobs()
    service.withdraw(subject, ["step_up.asked"])
    db.session.commit()
    assert the_only("deliveries").state == "withdrawn"
    clock_hand.shift(60)
    sweep()
    assert len(phone.received) == 1


def test_withdrawn_after_a_crash(clock_hand: Any, cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    phone.register(cast.asha)
    subject = uuid.uuid4()
    tell(cast.asha.account_id, subject_id=subject)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "record", crash)
        with pytest.raises(KeyboardInterrupt):
            run_jobs()
    service.withdraw(subject, ["step_up.asked"])
    db.session.commit()
    clock_hand.shift(15)
    sweep()
    assert (len(phone.received), the_only("deliveries").state) == (1, "withdrawn")


def test_retries_come_later_and_later(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.alex)
    phone.service.answers = [(500, {})] * 3
    tell(cast.alex.account_id)
    run_jobs()
    for pause in (2, 5, 15):
        sent = len(phone.received)
        clock_hand.shift(pause - 0.5)
        sweep()
        assert len(phone.received) == sent
        clock_hand.shift(0.5)
        sweep()
        assert len(phone.received) == sent + 1
    assert the_only("deliveries").state == "handed_over"
    assert the_only("devices").failing_since is None
    assert rows("demo_messages") == []


def test_a_device_that_fails_says_so_until_it_works(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(500, {})]
    tell(cast.asha.account_id)
    run_jobs()
    assert cast.asha.get("/api/devices")["devices"][0]["is_working"] is False
    clock_hand.shift(2)
    sweep()
    assert cast.asha.get("/api/devices")["devices"][0]["is_working"] is True


def test_the_push_service_says_when(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(429, {"Retry-After": "30"})]
    tell(cast.asha.account_id)
    run_jobs()
    assert the_only("deliveries").next_attempt_at == START + timedelta(seconds=30)


def test_patience_ends_and_the_next_channel_starts_beside_it(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(500, {})] * 4
    tell(cast.asha.account_id)
    run_jobs()
    for pause in (2, 5):
        clock_hand.shift(pause)
        sweep()
    assert rows("demo_messages") == []
    clock_hand.shift(15)
    sweep()
    assert the_only("demo_messages").channel == "email"
    by_channel = {row.channel: row.state for row in rows("deliveries")}
    assert by_channel == {"push": "waiting", "email": "handed_over"}


def test_a_push_service_that_wants_an_hour_is_not_waited_for(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(429, {"Retry-After": "3600"})]
    tell(cast.asha.account_id)
    run_jobs()
    assert the_only("demo_messages").channel == "email"
    clock_hand.shift(3600)
    sweep()
    assert {row.state for row in rows("deliveries")} == {"handed_over"}


def test_a_message_that_is_no_longer_worth_sending_fails(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(429, {"Retry-After": "14401"})]
    tell(cast.asha.account_id)
    run_jobs()
    push = next(row for row in rows("deliveries") if row.channel == "push")
    assert (push.state, push.failure) == ("failed", "too_late")


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_removed_and_the_message_goes_another_way(
    cast: Cast, phone: Browser, status: int
) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(status, {})]
    tell(cast.asha.account_id)
    run_jobs()
    assert cast.asha.get("/api/devices")["devices"] == []
    assert the_only("devices").removed_because == "gone"
    assert the_only("demo_messages").channel == "email"


def test_one_device_that_works_is_enough(cast: Cast, phone: Browser) -> None:
    tablet = Browser(phone.service)
    phone.register(cast.asha)
    tablet.register(cast.asha)
    phone.service.answers = [(410, {})]
    tell(cast.asha.account_id)
    run_jobs()
    assert sorted(row.state for row in rows("deliveries")) == ["failed", "handed_over"]
    assert rows("demo_messages") == []


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_our_own_fault_keeps_the_device_and_goes_another_way(cast: Cast, phone: Browser, status: int) -> None:
    phone.register(cast.asha)
    phone.service.answers = [(status, {})]
    tell(cast.asha.account_id)
    with structlog.testing.capture_logs() as events:
        run_jobs()
    (event,) = [event for event in events if event["event"] == "push_refused"]
    assert set(event) == {"event", "log_level", "delivery", "status"}
    (device,) = cast.asha.get("/api/devices")["devices"]
    assert device["is_working"] is False
    assert the_only("demo_messages").channel == "email"


def test_without_a_device_a_text_goes_before_an_email(cast: Cast, phone: Browser) -> None:
    account = identity.create_account("Kit Vale", email="kit@example.org", phone="07700 900123")
    db.session.commit()
    tell(account.id)
    run_jobs()
    assert the_only("demo_messages").channel == "text"


def test_without_any_way_an_operator_is_told(cast: Cast, phone: Browser) -> None:
    account = identity.create_account("Kit Vale")
    db.session.commit()
    notice_id = tell(account.id)
    with structlog.testing.capture_logs() as events:
        run_jobs()
    assert {"event": "notice_unreachable", "notice": str(notice_id), "log_level": "error"} in events


def test_outside_the_demo_nothing_configured_is_a_failure_that_says_so(cast: Cast, configure: Any) -> None:
    configure(is_demo=False)
    tell(cast.asha.account_id)
    with structlog.testing.capture_logs() as events:
        run_jobs()
    assert (the_only("deliveries").state, the_only("deliveries").failure) == ("failed", "channel_not_configured")
    assert "channel_not_configured" in {event["event"] for event in events}
    assert rows("demo_messages") == []


def test_who_can_be_reached(cast: Cast, phone: Browser, configure: Any) -> None:
    nobody = identity.create_account("Kit Vale")
    db.session.commit()
    phone.register(cast.asha)
    wanted = {cast.asha.account_id, cast.tom.account_id, nobody.id}
    with role(WORKER):
        assert service.reachable(wanted) == {cast.asha.account_id, cast.tom.account_id}
    configure(is_demo=False)
    with role(WORKER):
        assert service.reachable(wanted) == {cast.asha.account_id}


def test_shown_before_it_was_recorded_stays_shown(
    clock_hand: Any, cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone can be quicker than our own database."""
    phone.register(cast.asha)
    tell(cast.asha.account_id)
    record = sending.record

    def shown_first(delivery_id: uuid.UUID, *rest: Any) -> Any:
        db.session.execute(text("SELECT mark_shown(:id, :at)"), {"id": delivery_id, "at": clock.now()})
        return record(delivery_id, *rest)

    monkeypatch.setattr(sending, "record", shown_first)
    run_jobs()
    assert the_only("deliveries").state == "shown"
    clock_hand.shift(60)
    sweep()
    assert len(phone.received) == 1


def test_a_sweep_stops_in_time(cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    phone.register(cast.asha)
    for number in range(3):
        tell(cast.asha.account_id, f"goals.{number}")
    lose_jobs()
    monkeypatch.setattr("backend.notifications.sweep.BUDGET_SECONDS", -1)
    with time_machine.travel(clock.now() + timedelta(seconds=5)):
        sweep()
        assert phone.received == []
        monkeypatch.setattr("backend.notifications.sweep.BUDGET_SECONDS", 5)
        sweep()
    assert len(phone.received) == 3
