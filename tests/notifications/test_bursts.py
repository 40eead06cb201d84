"""Several calls to one place go out as one: the first at once, the others when the window ends; and nothing is ever lost."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import WORKER
from backend.notifications import sending, service
from backend.notifications.bursts import WINDOW
from backend.notifications.channels import LEASE
from backend.notifications.outcomes import again
from tests.cast import Cast
from tests.notifications.push_service import Browser
from tests.notifications.working import rows, run_jobs, sweep, tell, the_only
from tests.roles import role

CALLS = ("step_up.asked", "step_up.transferred", "step_up.promise_missed")


@pytest.fixture
def subjects(clock_hand: Any, cast: Cast, phone: Browser) -> list[uuid.UUID]:
    """Asha was called three times within two seconds; the first call went out."""
    phone.register(cast.asha)
    found = [uuid.uuid4() for _ in CALLS]
    for kind, subject in zip(CALLS, found, strict=True):
        tell(cast.asha.account_id, kind, subject)
        run_jobs()
        clock_hand.shift(1)
    assert [row.state for row in rows("deliveries")] == ["handed_over", "waiting", "waiting"]
    assert len(phone.received) == 1
    return found


@pytest.fixture
def window_ends(clock_hand: Any, subjects: list[uuid.UUID]) -> Any:
    clock_hand.shift(WINDOW["push"] - timedelta(seconds=len(subjects)))
    return clock_hand


def states() -> list[str]:
    return [row.state for row in rows("deliveries")]


def die(*_: Any) -> None:
    raise KeyboardInterrupt


def die_in_the_sweep(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The worker is killed between two commits."""
    with monkeypatch.context() as patched:
        patched.setattr(sending, name, die)
        with pytest.raises(KeyboardInterrupt):
            sweep()


def test_the_others_wait_and_go_as_one(clock_hand: Any, subjects: list[uuid.UUID], phone: Browser) -> None:
    clock_hand.shift(WINDOW["push"] - timedelta(seconds=len(subjects) + 1))
    sweep()
    assert len(phone.received) == 1
    clock_hand.shift(1)
    sweep()
    assert len(phone.received) == 2
    first, second, third = rows("deliveries")
    assert {row.state for row in (first, second, third)} == {"handed_over"}
    assert (second.merged_into, third.merged_into) in {(third.id, None), (None, second.id)}
    assert third.handed_over_at == second.handed_over_at == clock.now()


def test_the_one_stands_for_all_of_them(window_ends: Any, phone: Browser, cast: Cast) -> None:
    sweep()
    first, second = phone.received
    assert first.headers["topic"] != second.headers["topic"]
    opened = cast.asha.get(f"/api/deliveries/{phone.read(second)['id']}")
    assert opened["subject_id"] is None
    assert [row.seen_at is not None for row in rows("notices")] == [False, True, True]


def test_shown_counts_for_all_of_them_and_each_is_passed_on(
    window_ends: Any, subjects: list[uuid.UUID], phone: Browser, cast: Cast, shown: list[tuple[Any, ...]]
) -> None:
    sweep()
    cast.nobody.post(f"/api/deliveries/{phone.read(phone.received[1])['id']}/shown", expect=204)
    run_jobs()
    assert states() == ["handed_over", "shown", "shown"]
    assert [(kind, subject) for kind, subject, _, _ in shown] == list(zip(CALLS, subjects, strict=True))[1:]


def test_after_the_burst_a_call_goes_at_once_again(
    window_ends: Any, cast: Cast, phone: Browser, subjects: list[uuid.UUID]
) -> None:
    sweep()
    window_ends.shift(WINDOW["push"])
    tell(cast.asha.account_id)
    run_jobs()
    assert len(phone.received) == 3


def test_the_message_for_several_begins_a_window_too(window_ends: Any, cast: Cast, phone: Browser) -> None:
    sweep()
    window_ends.shift(1)
    tell(cast.asha.account_id)
    run_jobs()
    assert len(phone.received) == 2
    window_ends.shift(WINDOW["push"] - timedelta(seconds=1))
    sweep()
    assert len(phone.received) == 3


def test_killed_after_the_claim_it_goes_out_again_as_one(
    window_ends: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_in_the_sweep(monkeypatch, "_is_still_wanted")
    assert sorted(states()) == ["claimed", "handed_over", "merged"]
    window_ends.shift(LEASE)
    sweep()
    assert len(phone.received) == 2
    assert set(states()) == {"handed_over"}


def test_killed_after_the_sending_it_goes_out_again_with_the_same_topic(
    window_ends: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_in_the_sweep(monkeypatch, "record")
    assert sorted(states()) == ["claimed", "handed_over", "merged"]
    window_ends.shift(LEASE)
    sweep()
    _, second, third = phone.received
    assert second.headers["topic"] == third.headers["topic"]
    assert set(states()) == {"handed_over"}


def test_killed_and_then_answered_the_others_wait_again(
    window_ends: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever carried them never comes back to life: the sweep sets them free."""
    die_in_the_sweep(monkeypatch, "_is_still_wanted")
    carrier = next(row for row in rows("deliveries") if row.state == "claimed")
    window_ends.shift(LEASE)
    answer(carrier)
    sweep()
    assert len(phone.received) == 2
    assert sorted(states()) == ["handed_over", "handed_over", "withdrawn"]
    assert phone.read(phone.received[1])["id"] != str(carrier.id)


def test_answered_just_before_the_request_goes_out_the_others_go_without_it(
    window_ends: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = sending._is_still_wanted

    def answered_first(parcel: Any) -> bool:
        monkeypatch.setattr(sending, "_is_still_wanted", look)
        answer(next(row for row in rows("deliveries") if row.id == parcel.delivery_id))
        return look(parcel)

    monkeypatch.setattr(sending, "_is_still_wanted", answered_first)
    sweep()
    assert sorted(states()) == ["handed_over", "handed_over", "withdrawn"]
    assert len(phone.received) == 2


def test_what_was_answered_while_another_carried_it_is_not_sent_again(
    window_ends: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_in_the_sweep(monkeypatch, "_is_still_wanted")
    answer(next(row for row in rows("deliveries") if row.state == "merged"))
    window_ends.shift(LEASE)
    sweep()
    assert sorted(states()) == ["handed_over", "handed_over", "withdrawn"]
    assert len(phone.received) == 2


def test_what_may_have_gone_out_already_keeps_its_topic(
    clock_hand: Any, cast: Cast, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker died after the sending, and others joined meanwhile: the second time must replace the first on the phone."""
    phone.register(cast.asha)
    tell(cast.asha.account_id)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "record", die)
        with pytest.raises(KeyboardInterrupt):
            run_jobs()
    for _ in range(2):
        clock_hand.shift(1)
        tell(cast.asha.account_id)
        run_jobs()
    clock_hand.shift(LEASE)
    sweep()
    first, again = phone.received
    assert phone.read(first)["id"] == phone.read(again)["id"]
    assert first.headers["topic"] == again.headers["topic"]
    clock_hand.shift(WINDOW["push"])
    sweep()
    assert len(phone.received) == 3
    assert set(states()) == {"handed_over"}


def test_after_a_time_out_a_burst_keeps_its_topic_too(
    window_ends: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = sending._send

    def time_out(parcel: Any) -> Any:
        monkeypatch.setattr(sending, "_send", send)
        send(parcel)
        return again("timeout")

    monkeypatch.setattr(sending, "_send", time_out)
    sweep()
    window_ends.shift(2)
    sweep()
    _, first, second = phone.received
    assert first.headers["topic"] == second.headers["topic"]
    assert set(states()) == {"handed_over"}


def test_a_failure_is_a_failure_of_each_of_them(window_ends: Any, phone: Browser) -> None:
    """Each goes on by its next channel; there they are one message again."""
    phone.service.answers = [(403, {})]
    sweep()
    by_channel = sorted((row.channel, row.state) for row in rows("deliveries")[1:])
    assert by_channel == [
        ("email", "handed_over"),
        ("email", "handed_over"),
        ("push", "failed"),
        ("push", "failed"),
    ]
    letter = the_only("demo_messages")
    assert letter.channel == "email"
    assert [row.merged_into for row in rows("deliveries") if row.state == "failed"] == [None, None]


def test_a_trouble_that_passes_lets_them_try_again_together(window_ends: Any, phone: Browser) -> None:
    phone.service.answers = [(503, {})]
    sweep()
    assert states()[1:] == ["waiting", "waiting"]
    window_ends.shift(2)
    sweep()
    assert set(states()) == {"handed_over"}
    assert len(phone.received) == 3


def test_a_push_service_that_wants_an_hour_holds_up_nobody_of_a_burst(window_ends: Any, phone: Browser) -> None:
    phone.service.answers = [(429, {"Retry-After": "3600"})]
    sweep()
    by_channel = sorted((row.channel, row.state) for row in rows("deliveries")[1:])
    assert by_channel[:2] == [("email", "handed_over"), ("email", "handed_over")]
    assert by_channel[2:] == [("push", "waiting"), ("push", "waiting")]


def test_other_kinds_other_devices_and_other_people_do_not_wait(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    tablet = Browser(phone.service)
    phone.register(cast.asha)
    tablet.register(cast.tom)
    for account, kind in (
        (cast.asha, "step_up.asked"),
        (cast.asha, "step_up.note"),
        (cast.asha, "goals.suggested"),
        (cast.tom, "step_up.asked"),
    ):
        tell(account.account_id, kind)
    run_jobs()
    assert (len(phone.received), len(tablet.received)) == (3, 1)


def test_an_urgent_one_waits_for_no_other(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    tell(cast.asha.account_id, "a.kind", urgent=False)
    tell(cast.asha.account_id, "a.kind")
    run_jobs()
    assert len(phone.received) == 2


def test_letters_have_a_window_of_a_minute(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    for _ in range(3):
        tell(cast.asha.account_id)
        run_jobs()
    assert len(rows("demo_messages")) == 1
    clock_hand.shift(59)
    sweep()
    assert len(rows("demo_messages")) == 1
    clock_hand.shift(1)
    sweep()
    assert len(rows("demo_messages")) == 2
    assert set(states()) == {"handed_over"}


def test_a_test_of_a_device_never_waits(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    for _ in range(2):
        cast.asha.post(f"/api/devices/{device_id}/test", expect=202)
        run_jobs()
    assert len(phone.received) == 2


def test_a_first_call_is_taken_at_once_and_a_second_is_left_to_the_sweep(
    clock_hand: Any, cast: Cast, phone: Browser
) -> None:
    phone.register(cast.asha)
    with role(WORKER):
        for _ in range(2):
            notice = service.write_notice(cast.asha.account_id, "step_up.asked", uuid.uuid4(), urgent=True)
            taken = service.take([notice], clock.now())
            db.session.commit()
            service.send_taken(taken)
    assert len(phone.received) == 1
    assert the_last().next_attempt_at == clock.now() + WINDOW["push"]


def the_last() -> Any:
    return rows("deliveries")[-1]


def answer(delivery: Any) -> None:
    """A worker has answered what this delivery is about."""
    notice = next(row for row in rows("notices") if row.id == delivery.notice_id)
    service.withdraw(notice.subject_id, [notice.kind])
    db.session.commit()
