"""A notice goes on by the next of its channels until somebody has seen it; a carrier's word is not seeing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from backend.identity import service as identity
from backend.identity.contact_details import read_contact
from backend.notifications import sending, service
from backend.notifications.channels import channels
from tests.cast import Cast, Member
from tests.notifications.push_service import Browser
from tests.notifications.working import lose_jobs, rows, run_jobs, sweep, tell, the_only
from tests.roles import role

WAIT = timedelta(minutes=5)


@pytest.fixture
def asha(cast: Cast) -> Member:
    """A worker with a number for texts beside her address."""
    with role(OWNER):
        identity.add_confirmed_contact(cast.asha.account_id, read_contact("07700 900555"))
    return cast.asha


def urgent(member: Member, **how: Any) -> uuid.UUID:
    return tell(member.account_id, **{"next_channel_after": WAIT, **how})


def gone_by() -> list[str]:
    return [row.channel for row in rows("deliveries")]


def test_each_channel_in_its_order_while_nobody_looks(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    urgent(asha)
    run_jobs()
    assert gone_by() == ["push"]
    clock_hand.shift(WAIT - timedelta(seconds=1))
    sweep()
    assert gone_by() == ["push"]
    clock_hand.shift(1)
    sweep()
    assert gone_by() == ["push", "text"]
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push", "text", "email"]
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push", "text", "email"]
    assert {row.state for row in rows("deliveries")} == {"handed_over"}
    assert the_only("notices").next_channel_at is None
    assert len(phone.received) == 1


def test_shown_by_the_service_worker_is_seen(clock_hand: Any, cast: Cast, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    urgent(asha)
    run_jobs()
    cast.nobody.post(f"/api/deliveries/{the_only('deliveries').id}/shown", expect=204)
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push"]
    assert the_only("notices").seen_at is not None
    assert the_only("notices").next_channel_at is None


def test_opened_in_the_app_is_seen_by_whoever_was_told(
    clock_hand: Any, cast: Cast, asha: Member, phone: Browser
) -> None:
    phone.register(asha)
    subject = uuid.uuid4()
    urgent(asha, subject_id=subject)
    run_jobs()
    for who in (cast.tom, asha):
        assert the_only("notices").seen_at is None
        act_as(who.account_id)
        service.mark_seen(subject)
        db.session.commit()
    assert the_only("notices").seen_at is not None
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push"]


def test_opening_the_message_is_seeing_it(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    urgent(asha)
    run_jobs()
    asha.get(f"/api/deliveries/{the_only('deliveries').id}")
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push"]


def test_withdrawn_goes_on_no_more(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    subject = uuid.uuid4()
    urgent(asha, subject_id=subject)
    run_jobs()
    service.withdraw(subject, ["step_up.asked"])
    db.session.commit()
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push"]


def test_a_channel_without_an_address_is_skipped_at_once(clock_hand: Any, cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    urgent(cast.asha)
    run_jobs()
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["push", "email"]


def test_a_channel_that_is_not_configured_is_skipped_at_once(asha: Member, inbox: Any, configure: Any) -> None:
    configure(is_demo=False, smtp_url=channels.config.smtp_url)
    urgent(asha)
    run_jobs()
    assert gone_by() == ["email"]


def test_the_order_is_the_callers(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    urgent(asha, channels=["text", "push"])
    run_jobs()
    assert gone_by() == ["text"]
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["text", "push"]
    clock_hand.shift(WAIT)
    sweep()
    assert gone_by() == ["text", "push"]


def test_where_none_of_its_channels_leads_to_her_whatever_does_is_used(asha: Member, phone: Browser) -> None:
    urgent(asha, channels=["push"])
    run_jobs()
    assert gone_by() == ["text"]


def test_a_failure_starts_the_next_at_once(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    phone.service.answers = [(403, {})]
    urgent(asha)
    run_jobs()
    assert gone_by() == ["push", "text"]
    assert the_only("notices").next_channel_at == clock.now() + WAIT


def test_without_a_wait_nothing_starts_by_itself(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    tell(asha.account_id)
    run_jobs()
    clock_hand.shift(timedelta(hours=3))
    sweep()
    assert gone_by() == ["push"]


def test_the_wait_is_kept_when_the_job_is_lost_and_the_worker_dies(
    clock_hand: Any, asha: Member, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was written with the deliveries: whatever dies afterwards, the sweep finds it."""
    phone.register(asha)
    urgent(asha)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "record", _die)
        with pytest.raises(KeyboardInterrupt):
            run_jobs()
    lose_jobs()
    phone.service.answers = [(429, {"Retry-After": "3600"})]
    clock_hand.shift(WAIT)
    sweep()
    assert sorted(gone_by()) == ["push", "text"]


def test_a_text_that_waits_is_not_sent_once_it_was_seen(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    urgent(asha)
    run_jobs()
    with role(OWNER):
        db.session.execute(text("UPDATE deliveries SET channel = 'text', state = 'waiting'"))
        db.session.execute(text("UPDATE notices SET seen_at = created_at"))
    clock_hand.shift(WAIT)
    sweep()
    assert the_only("deliveries").state == "withdrawn"
    assert rows("demo_messages") == []


def test_an_old_one_goes_no_further(clock_hand: Any, asha: Member, phone: Browser) -> None:
    phone.register(asha)
    urgent(asha)
    run_jobs()
    clock_hand.shift(timedelta(hours=4, seconds=1))
    sweep()
    assert gone_by() == ["push"]


def _die(*_: Any) -> None:
    raise KeyboardInterrupt
