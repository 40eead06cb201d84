"""A first message goes out in the job that wrote it: claimed in its transaction, sent after its commit, never lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import WORKER
from backend.core.work import one_transaction
from backend.notifications import sending, service
from backend.notifications.sending import LEASE, Taken
from tests.cast import Cast, Member
from tests.notifications.push_service import Browser
from tests.notifications.working import lose_jobs, rows, run_jobs, sweep, the_only
from tests.roles import role

START = datetime.fromisoformat("2026-11-23T10:00:00+00:00")
KIND = "step_up.asked"


@pytest.fixture
def clock_hand() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as hand:
        yield hand


def take(*members: Member, subject: uuid.UUID | None = None) -> Taken | None:
    """What a job does before its commit."""
    subject = subject or uuid.uuid4()
    with one_transaction():
        notices = [service.write_notice(member.account_id, KIND, subject, urgent=True) for member in members]
        return service.take(notices, clock.now())


def take_and_fail(member: Member) -> None:
    with one_transaction():
        service.take([service.write_notice(member.account_id, KIND, None, urgent=True)], clock.now())
        db.session.flush()
        raise RuntimeError


def test_it_is_sent_without_another_job(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    with role(WORKER):
        taken = take(cast.asha)
        assert phone.received == []
        service.send_taken(taken)
    assert run_jobs() == 0
    assert (len(phone.received), the_only("deliveries").state) == (1, "handed_over")
    sweep()
    assert len(phone.received) == 1


def test_nothing_leaves_before_the_commit(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    with role(WORKER), pytest.raises(RuntimeError):
        take_and_fail(cast.asha)
    sweep()
    assert (phone.received, rows("notices"), rows("deliveries")) == ([], [], [])


def test_a_crash_between_the_commit_and_the_sending_ends_in_the_sweep(
    clock_hand: Any, cast: Cast, phone: Browser
) -> None:
    phone.register(cast.asha)
    with role(WORKER):
        take(cast.asha)
    clock_hand.shift(LEASE - timedelta(seconds=1))
    sweep()
    assert phone.received == []
    clock_hand.shift(1)
    sweep()
    assert (len(phone.received), the_only("deliveries").attempts) == (1, 2)


def test_after_such_a_crash_an_answer_still_stops_it(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    subject = uuid.uuid4()
    with role(WORKER):
        take(cast.asha, subject=subject)
    service.withdraw(subject, [KIND])
    db.session.commit()
    clock_hand.shift(LEASE)
    sweep()
    assert (phone.received, the_only("deliveries").state) == ([], "withdrawn")


def test_of_several_notices_each_other_one_has_a_job_of_its_own(cast: Cast, phone: Browser) -> None:
    tablet = Browser(phone.service)
    phone.register(cast.asha)
    tablet.register(cast.tom)
    with role(WORKER):
        service.send_taken(take(cast.asha, cast.tom))
    assert (len(phone.received), len(tablet.received)) == (1, 0)
    assert run_jobs() == 1
    assert (len(phone.received), len(tablet.received)) == (1, 1)


def test_and_when_that_job_is_lost_the_sweep_sends(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.tom)
    with role(WORKER):
        service.send_taken(take(cast.asha, cast.tom))
    lose_jobs()
    clock_hand.shift(2)
    sweep()
    assert len(phone.received) == 1


def test_another_device_is_not_claimed_while_the_first_is_being_sent(
    cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lease that ran while somebody else's server hung would only make a duplicate."""
    Browser(phone.service).register(cast.asha)
    phone.register(cast.asha)
    send, states = sending._send, []

    def look_then_send(parcel: Any) -> Any:
        states.append(sorted(row.state for row in rows("deliveries")))
        return send(parcel)

    monkeypatch.setattr(sending, "_send", look_then_send)
    with role(WORKER):
        service.send_taken(take(cast.asha))
    assert states == [["claimed", "waiting"], ["claimed", "handed_over"]]
    assert len(phone.service.sent) == 2


def test_without_a_device_it_goes_another_way(cast: Cast, phone: Browser) -> None:
    with role(WORKER):
        service.send_taken(take(cast.asha))
    assert the_only("demo_messages").channel == "email"
    assert (the_only("deliveries").state, the_only("deliveries").attempts) == ("handed_over", 1)


def test_what_was_withdrawn_on_its_way_stays_withdrawn_and_says_when_it_was_taken(
    clock_hand: Any, cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.register(cast.asha)
    record = sending.record

    def settled_first(delivery_id: uuid.UUID, *rest: Any) -> Any:
        db.session.execute(sending.update(sending.Delivery).values(state="withdrawn"))
        return record(delivery_id, *rest)

    monkeypatch.setattr(sending, "record", settled_first)
    with role(WORKER):
        service.send_taken(take(cast.asha))
    delivery = the_only("deliveries")
    assert (delivery.state, delivery.handed_over_at) == ("withdrawn", START)
