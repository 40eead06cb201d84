"""E-mails, texts and codes: a real mail server, a stand-in for GOV.UK Notify, and the demo's page."""

from __future__ import annotations

import functools
import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import structlog
import time_machine
from notifications_python_client.notifications import NotificationsAPIClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.core import clock
from backend.core.db import db
from backend.identity import service as identity
from backend.notifications import service, texts
from backend.notifications.channels import channels
from backend.notifications.mail import MailSender
from backend.notifications.outcomes import Ending
from tests.cast import Cast
from tests.notifications.conftest import Inbox, free_port
from tests.notifications.push_service import PushService
from tests.notifications.working import rows, run_jobs, sweep, tell, the_only

API_KEY = f"waymark-{uuid.UUID(int=1)}-{uuid.UUID(int=2)}"
LINK = "http://localhost:8000/sign-in/link#secret-token"


@pytest.fixture
def notify(push_service: PushService, configure: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    """Notify's API on this machine: the same small server, which answers 201 with an empty object."""
    monkeypatch.setattr(
        texts,
        "NotificationsAPIClient",
        functools.partial(NotificationsAPIClient, base_url=f"http://{push_service.host}"),
    )
    configure(notify_api_key=API_KEY, notify_template="a-template")
    return push_service


def send_code(kind: str = "email", to: str = "asha@example.org") -> None:
    service.send_code(kind, to, "Your Waymark code is 123456.", LINK, "123456")
    db.session.commit()


def test_an_email_is_neutral(cast: Cast, inbox: Inbox) -> None:
    subject = uuid.uuid4()
    tell(cast.asha.account_id, "step_up.asked", subject)
    run_jobs()
    (letter,) = inbox.messages
    body = letter.get_payload(decode=True).decode()
    assert body.strip() == (
        "You have a new message in Waymark. Open the app to read it. "
        "Please do not reply to this message. Nobody reads replies. http://localhost:8000"
    )
    assert (letter["To"], letter["From"], letter["Subject"]) == (
        "asha@example.org",
        "no-reply@waymark.example",
        "Waymark",
    )
    for secret in (str(subject), "Asha", "Alex", "step", "support"):
        assert secret not in body
    assert the_only("deliveries").state == "handed_over"
    assert rows("demo_messages") == []


def test_a_mail_server_that_refuses_the_address(cast: Cast, inbox: Inbox) -> None:
    inbox.answer = "550 no such mailbox asha@example.org"
    tell(cast.asha.account_id)
    with structlog.testing.capture_logs() as events:
        run_jobs()
    assert (the_only("deliveries").state, the_only("deliveries").failure) == ("failed", "mail_refused")
    assert "asha" not in str(events)


def test_a_mail_server_that_is_busy_is_tried_again(cast: Cast, inbox: Inbox) -> None:
    inbox.answer = "451 try later"
    tell(cast.asha.account_id)
    run_jobs()
    assert (the_only("deliveries").state, the_only("deliveries").failure) == ("waiting", "mail_busy")
    inbox.answer = None
    with time_machine.travel(clock.now() + timedelta(seconds=3)):
        sweep()
    assert len(inbox.messages) == 1


def test_a_mail_server_that_is_not_there(cast: Cast, configure: Any) -> None:
    configure(smtp_url=f"smtp://127.0.0.1:{free_port()}")
    tell(cast.asha.account_id)
    run_jobs()
    assert (the_only("deliveries").state, the_only("deliveries").failure) == ("waiting", "mail_unreachable")


def test_no_password_goes_over_a_line_that_can_be_read(inbox: Inbox) -> None:
    at = channels._senders["email"].at.netloc
    outcome = MailSender(f"smtp://somebody:secret@{at}", "no-reply@waymark.example").send("asha@example.org", "Words")
    assert (outcome.ending, outcome.why) == (Ending.REFUSED, "mail_not_supported")
    assert inbox.messages == []


@pytest.mark.parametrize("to", ["asha@example.org\r\nBcc: all@example.org", "asha@example.org\nX: y"])
def test_an_address_cannot_carry_headers(inbox: Inbox, to: str) -> None:
    assert channels._senders["email"].send(to, "Words").ending is Ending.REFUSED
    assert inbox.messages == []


def test_a_text_goes_through_notify(cast: Cast, notify: PushService) -> None:
    notify.answers = [(204, {})]
    account = identity.create_account("Kit Vale", phone="07700 900123")
    db.session.commit()
    tell(account.id)
    run_jobs()
    (sent,) = notify.sent
    said = json.loads(sent.body)
    assert sent.path == "/v2/notifications/sms"
    assert (said["phone_number"], said["template_id"]) == ("+447700900123", "a-template")
    assert said["personalisation"] == {
        "words": "You have a new message in Waymark. Open the app to read it. "
        "Please do not reply to this message. Nobody reads replies. http://localhost:8000"
    }
    assert the_only("deliveries").state == "handed_over"
    assert said["reference"] == str(the_only("deliveries").id)


@pytest.mark.parametrize(
    ("status", "state", "why"),
    [
        (400, "failed", "text_refused"),
        (403, "failed", "text_refused"),
        (429, "waiting", "text_busy"),
        (500, "waiting", "text_busy"),
    ],
)
def test_what_notify_answers(
    cast: Cast, notify: PushService, caplog: pytest.LogCaptureFixture, status: int, state: str, why: str
) -> None:
    notify.answers = [(status, {})]
    account = identity.create_account("Kit Vale", phone="07700 900123")
    db.session.commit()
    tell(account.id)
    with structlog.testing.capture_logs() as events:
        run_jobs()
    assert (the_only("deliveries").state, the_only("deliveries").failure) == (state, why)
    assert "900123" not in str(events) + caplog.text


def test_a_text_that_is_refused_becomes_an_email(cast: Cast, notify: PushService) -> None:
    notify.answers = [(400, {})]
    account = identity.create_account("Kit Vale", email="kit@example.org", phone="07700 900123")
    db.session.commit()
    tell(account.id)
    run_jobs()
    assert {row.channel: row.state for row in rows("deliveries")} == {"text": "failed", "email": "handed_over"}
    assert the_only("demo_messages").channel == "email"


def test_a_code_is_sent_and_forgotten(cast: Cast, inbox: Inbox) -> None:
    send_code()
    kept = bytes(the_only("code_messages").body_sealed)
    assert b"123456" not in kept
    assert b"asha" not in kept
    run_jobs()
    (letter,) = inbox.messages
    assert letter.get_payload(decode=True).decode().strip() == f"Your Waymark code is 123456. {LINK}"
    assert letter["Subject"] == "Waymark"
    assert rows("code_messages") == []


def test_a_code_that_was_not_asked_for_in_the_end_is_not_sent(cast: Cast, inbox: Inbox) -> None:
    service.send_code("email", "asha@example.org", "Words", None, None)
    db.session.rollback()
    assert run_jobs() == 0
    assert inbox.messages == []


def test_a_code_is_tried_again_and_in_the_end_given_up(cast: Cast, inbox: Inbox) -> None:
    inbox.answer = "451 try later"
    send_code()
    run_jobs()
    with time_machine.travel(clock.now() + timedelta(seconds=3)):
        sweep()
    assert the_only("code_messages").attempts == 2
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        sweep()
    assert rows("code_messages") == []
    assert inbox.messages == []


def test_a_code_that_cannot_be_sent_leaves_no_trace_of_whom(cast: Cast, inbox: Inbox) -> None:
    inbox.answer = "550 no asha@example.org here"
    send_code()
    with structlog.testing.capture_logs() as events:
        run_jobs()
    assert [event["why"] for event in events if event["event"] == "code_not_sent"] == ["mail_refused"]
    assert "asha" not in str(events)
    assert rows("code_messages") == []


def test_requests_cannot_read_codes_again(cast: Cast, inbox: Inbox) -> None:
    send_code()
    with pytest.raises(DBAPIError, match="permission denied"), db.session.begin_nested():
        db.session.execute(text("SELECT * FROM code_messages"))


def test_the_demo_shows_what_it_did_not_send(cast: Cast, configure: Any) -> None:
    send_code("text", "+447700900123")
    (message,) = cast.nobody.get("/api/demo/messages")["messages"]
    assert (message["channel"], message["to"], message["code"], message["link"]) == (
        "text",
        "+447700900123",
        "123456",
        LINK,
    )
    assert message["words"] == "Your Waymark code is 123456."
    assert b"123456" not in bytes(the_only("demo_messages").body_sealed)
    assert rows("code_messages") == []


def test_outside_the_demo_nothing_is_put_on_that_page(cast: Cast, configure: Any) -> None:
    configure(is_demo=False)
    send_code()
    run_jobs()
    assert rows("demo_messages") == []
    assert rows("code_messages") == []
