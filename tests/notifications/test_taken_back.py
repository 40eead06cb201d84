"""An answer stops what is still waiting, up to the moment before the request goes out."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import text

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.notifications import sending, service
from tests.cast import Cast
from tests.notifications.push_service import Browser
from tests.notifications.working import lose_jobs, run_jobs, sweep, tell, the_only
from tests.roles import role

SUBJECT = uuid.UUID(int=7)


@pytest.fixture
def waiting(clock_hand: Any, cast: Cast, phone: Browser) -> Any:
    """A call whose push service asked for half a minute."""
    phone.register(cast.asha)
    phone.service.answers = [(429, {"Retry-After": "30"})]
    tell(cast.asha.account_id, subject_id=SUBJECT)
    run_jobs()
    assert len(phone.received) == 1
    return clock_hand


def answer() -> None:
    service.withdraw(SUBJECT, ["step_up.asked"])
    db.session.commit()


def then_look(monkeypatch: pytest.MonkeyPatch, happens: Any) -> None:
    """Something happens after the claim was committed and before the last look."""
    look = sending._is_still_wanted

    def first(parcel: Any) -> bool:
        happens()
        return look(parcel)

    monkeypatch.setattr(sending, "_is_still_wanted", first)


def test_answered_while_the_push_service_had_us_wait(waiting: Any, phone: Browser) -> None:
    answer()
    waiting.shift(30)
    sweep()
    assert (len(phone.received), the_only("deliveries").state) == (1, "withdrawn")


def test_answered_between_the_claim_and_the_request(
    waiting: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    then_look(monkeypatch, answer)
    waiting.shift(30)
    sweep()
    assert (len(phone.received), the_only("deliveries").state) == (1, "withdrawn")


def test_whoever_slept_past_the_lease_sends_nothing(
    waiting: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker has it now: one of the two is enough."""

    def another_claims_it() -> None:
        with role(OWNER):
            db.session.execute(text("UPDATE deliveries SET attempts = attempts + 1"))

    then_look(monkeypatch, another_claims_it)
    waiting.shift(30)
    sweep()
    assert (len(phone.received), the_only("deliveries").state) == (1, "claimed")


def test_not_answered_it_goes_out(waiting: Any, phone: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    then_look(monkeypatch, lambda: None)
    waiting.shift(30)
    lose_jobs()
    sweep()
    assert (len(phone.received), the_only("deliveries").state) == (2, "handed_over")
