"""GOV.UK Notify's receipts: proved by a token, and the only thing that anybody hears of a text after it was taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from flask import Flask

from backend.app import create_app
from backend.config import Config
from backend.core.db import db
from backend.identity import service as identity
from backend.notifications import service
from backend.notifications.channels import channels
from tests.cast import Cast
from tests.notifications.working import rows, run_jobs, sweep, tell, the_only

TOKEN = "a-token-that-only-notify-knows"
PATH = "/api/notify/receipts"
# As Notify sends it; more fields may come one day.
RECEIPT = {
    "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
    "to": "+447700900123",
    "created_at": "2026-11-23T10:00:00.000000Z",
    "completed_at": "2026-11-23T10:00:09.000000Z",
    "sent_at": "2026-11-23T10:00:01.000000Z",
    "notification_type": "sms",
    "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
    "template_version": 1,
}


@pytest.fixture(scope="session")
def app_with_token(config: Config) -> Flask:
    return create_app(replace(config, notify_callback_token=TOKEN))


@pytest.fixture
def notify(app_with_token: Flask, app: Flask, clock_hand: Any, configure: Any) -> Iterator[Any]:
    """What GOV.UK Notify says: it sends neither a session nor where it comes from."""
    configure(notify_callback_token=TOKEN)
    real = db._app_engines[app_with_token]
    db._app_engines[app_with_token] = db._app_engines[app]

    def say(reference: Any, status: str, token: str = TOKEN, **changes: Any) -> Any:
        body = {**RECEIPT, "reference": reference, "status": status, **changes}
        with app_with_token.test_client() as client:
            return client.post(PATH, json=body, headers={"Authorization": f"Bearer {token}"})

    yield say
    db._app_engines[app_with_token] = real


@pytest.fixture
def a_text(notify: Any, cast: Cast) -> str:
    """A text that was handed over; there is an address for e-mails too."""
    account = identity.create_account("Kit Vale", email="kit@example.org", phone="07700 900123")
    db.session.commit()
    tell(account.id)
    run_jobs()
    return str(the_only("deliveries").id)


def test_it_arrived(notify: Any, a_text: str) -> None:
    assert notify(a_text, "delivered").status_code == 204
    delivery = the_only("deliveries")
    assert (delivery.state, delivery.received_at is not None) == ("handed_over", True)
    assert the_only("notices").seen_at is None
    sweep()
    assert len(rows("deliveries")) == 1


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("permanent-failure", "text_number_gone"),
        ("temporary-failure", "text_not_taken"),
        ("technical-failure", "text_broken"),
    ],
)
def test_it_did_not_arrive_and_the_next_channel_starts(notify: Any, a_text: str, status: str, why: str) -> None:
    with structlog.testing.capture_logs() as events:
        assert notify(a_text, status).status_code == 204
    assert events == [{"event": why, "delivery": a_text, "log_level": "error"}]
    sweep()
    text, email = rows("deliveries")
    assert (text.state, text.failure, text.received_at) == ("failed", why, None)
    assert (email.channel, email.state) == ("email", "handed_over")


def test_only_the_first_receipt_counts(notify: Any, a_text: str) -> None:
    notify(a_text, "delivered")
    assert notify(a_text, "permanent-failure").status_code == 204
    assert the_only("deliveries").state == "handed_over"


def test_what_was_answered_goes_no_further(notify: Any, a_text: str, cast: Cast) -> None:
    notice = the_only("notices")
    service.withdraw(notice.subject_id, [notice.kind])
    db.session.commit()
    notify(a_text, "permanent-failure")
    sweep()
    assert len(rows("deliveries")) == 1


@pytest.mark.parametrize("reference", ["01890000-0000-7000-8000-000000000000", "sign-in", "", None])
def test_a_reference_that_nobody_knows_is_answered_alike(notify: Any, a_text: str, reference: Any) -> None:
    answered = notify(reference, "permanent-failure")
    assert (answered.status_code, answered.data) == (204, b"")
    assert the_only("deliveries").state == "handed_over"


def test_a_push_takes_no_receipt(notify: Any, cast: Cast, phone: Any) -> None:
    phone.register(cast.asha)
    channels.config = replace(channels.config, notify_callback_token=TOKEN)
    tell(cast.asha.account_id)
    run_jobs()
    notify(str(the_only("deliveries").id), "permanent-failure")
    assert the_only("deliveries").state == "handed_over"


@pytest.mark.parametrize("token", ["", "another", TOKEN[:-1], TOKEN + "x", "Bearer " + TOKEN, "é"])
def test_without_the_token_nothing_happens(notify: Any, a_text: str, token: str) -> None:
    answered = notify(a_text, "permanent-failure", token=token)
    assert (answered.status_code, answered.get_json()["code"]) == (403, "notifications.no_token")
    assert the_only("deliveries").state == "handed_over"


def test_what_is_no_receipt_is_refused(notify: Any, a_text: str) -> None:
    assert notify("x" * 201, "delivered").status_code == 422
    assert notify(a_text, "x" * 51).status_code == 422
    assert notify(a_text, "delivered", to="x" * 70_000).status_code == 413
    assert notify(a_text, "a-status-of-tomorrow").status_code == 204
    assert (the_only("deliveries").state, the_only("deliveries").received_at) == ("handed_over", None)


def test_nothing_of_it_is_logged(notify: Any, a_text: str, caplog: pytest.LogCaptureFixture) -> None:
    with structlog.testing.capture_logs() as events:
        notify(a_text, "temporary-failure")
        notify(a_text, "delivered", token="wrong")
    assert "900123" not in str(events) + caplog.text
    assert TOKEN not in str(events) + caplog.text


def test_where_no_token_is_set_there_is_no_such_address(cast: Cast) -> None:
    answered = cast.nobody.respond("POST", PATH, {**RECEIPT, "reference": "", "status": "delivered"})
    assert answered.status_code == 404
