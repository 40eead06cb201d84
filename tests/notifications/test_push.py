"""One push: what is in it, what is not, and what is made of each answer."""

from __future__ import annotations

import base64
import json
import logging
import uuid
from collections.abc import Iterator

import pytest
import structlog
import time_machine

from backend.core import clock
from backend.notifications import push
from backend.notifications.bursts import WINDOW
from backend.notifications.channels import channels
from backend.notifications.outcomes import Ending, Outcome
from backend.notifications.push import Subscription
from backend.notifications.words import PAYLOAD_BYTES, push_payload
from tests.cast import Cast
from tests.notifications.push_service import Browser, PushService
from tests.notifications.working import run_jobs, tell

KINDS = [
    "step_up.asked",
    "step_up.note",
    "step_up.withdrawn",
    "step_up.transferred",
    "step_up.promise_missed",
    "step_up.answered",
    "step_up.moved_on",
    "device.test",
]


def send(phone: Browser, *, urgent: bool = True) -> Outcome:
    keys = phone.registration["subscription"]["keys"]
    to = Subscription(phone.endpoint, keys["p256dh"], keys["auth"])
    return channels.push.send(
        to, push_payload("http://localhost:8000", uuid.uuid4(), "x", "T" * 32), "T" * 32, urgent=urgent
    )


@pytest.fixture
def other_service() -> Iterator[PushService]:
    service = PushService()
    yield service
    service.stop()


def test_a_push_is_neutral_and_declarative(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    subject = uuid.uuid4()
    tell(cast.asha.account_id, "step_up.asked", subject)
    run_jobs()
    (sent,) = phone.received
    read = phone.read(sent)
    topic = sent.headers["topic"]
    assert read == {
        "web_push": 8030,
        "notification": {
            "title": "Waymark",
            "body": "Action needed. Open the app.",
            "navigate": f"http://localhost:8000/open/{read['id']}",
            "tag": topic,
            "silent": False,
        },
        "id": read["id"],
    }
    assert str(subject) not in phone.decrypt(sent).decode()
    assert str(subject) not in str(sent.headers) + sent.path


def test_every_push_has_the_same_size(cast: Cast, phone: Browser) -> None:
    """Each well after the burst before it has ended, so that none waits for another."""
    phone.register(cast.asha)
    later = clock.now()
    for kind in KINDS[:-1]:
        with time_machine.travel(later := later + 2 * WINDOW["push"]):
            tell(cast.asha.account_id, kind)
            run_jobs()
    assert len(phone.received) == len(KINDS) - 1
    assert {len(phone.decrypt(sent)) for sent in phone.received} == {PAYLOAD_BYTES}
    assert len({len(sent.body) for sent in phone.received}) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_shows_in_a_payload(kind: str) -> None:
    payload = push_payload("https://waymark.example", uuid.uuid4(), kind, "T" * 32).decode()
    assert kind not in payload
    for word in ("step", "support", "crisis", "mental", "health", "Alex", "promise"):
        assert word not in payload.lower().replace("waymark.example", "")
    assert json.loads(payload)["notification"]["body"] in {"You have a new message.", "Action needed. Open the app."}


def test_what_the_push_service_is_told(phone: Browser) -> None:
    assert send(phone).ending is Ending.HANDED_OVER
    assert send(phone, urgent=False).ending is Ending.HANDED_OVER
    urgent, other = phone.received
    assert urgent.headers["content-type"] == "application/octet-stream"
    assert urgent.headers["content-encoding"] == "aes128gcm"
    assert (urgent.headers["urgency"], urgent.headers["ttl"]) == ("high", "14400")
    assert (other.headers["urgency"], other.headers["ttl"]) == ("normal", "86400")
    assert "cookie" not in urgent.headers


def claims(phone: Browser, number: int) -> dict[str, object]:
    token = phone.received[number].headers["authorization"].split("t=")[1].split(",")[0]
    body = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))


def test_claims_are_fresh_each_time_and_for_that_push_service(
    phone: Browser, other_service: PushService, configure: object
) -> None:
    channels.push.hosts = (phone.service.host, other_service.host)
    elsewhere = Browser(other_service)
    send(phone)
    send(elsewhere)
    with time_machine.travel(clock.now() + push.CLAIMS_LAST, tick=False):
        send(phone)
    assert claims(phone, 0)["aud"] == f"http://{phone.service.host}"
    assert claims(elsewhere, 0)["aud"] == f"http://{other_service.host}"
    assert claims(phone, 0)["sub"] == "mailto:support@waymark.example"
    assert int(str(claims(phone, 1)["exp"])) > int(str(claims(phone, 0)["exp"]))


@pytest.mark.parametrize("status", [200, 201, 202])
def test_taken(phone: Browser, status: int) -> None:
    phone.service.answers = [(status, {})]
    assert send(phone) == Outcome(Ending.HANDED_OVER)


@pytest.mark.parametrize("status", [404, 410])
def test_gone(phone: Browser, status: int) -> None:
    phone.service.answers = [(status, {})]
    assert send(phone) == Outcome(Ending.GONE, "device_gone", status)


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_our_fault(phone: Browser, status: int) -> None:
    phone.service.answers = [(status, {})]
    assert send(phone) == Outcome(Ending.REFUSED, "push_refused", status)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "7"}, 7),
        (503, {"Retry-After": "Sun, 22 Nov 2026 10:00:30 GMT"}, 30),
        (503, {"Retry-After": "Sun, 22 Nov 2026 09:00:00 GMT"}, 0),
        (429, {"Retry-After": "soon"}, None),
        (500, {}, None),
        (502, {}, None),
    ],
)
def test_busy(phone: Browser, status: int, headers: dict[str, str], seconds: int | None) -> None:
    phone.service.answers = [(status, headers)]
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        assert send(phone) == Outcome(Ending.AGAIN, "push_service_busy", status, seconds)


def test_a_push_service_that_hangs_is_left_soon(phone: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "TIMEOUT", (0.3, 0.3))
    phone.service.hang.clear()
    assert send(phone) == Outcome(Ending.AGAIN, "timeout")
    phone.service.hang.set()


def test_a_push_service_that_is_not_there(phone: Browser, configure: object) -> None:
    gone = PushService()
    nowhere = Browser(gone)
    gone.stop()
    channels.push.hosts = (gone.host,)
    keys = phone.registration["subscription"]["keys"]
    to = Subscription(nowhere.endpoint, keys["p256dh"], keys["auth"])
    assert channels.push.send(to, b"x", "T", urgent=True) == Outcome(Ending.AGAIN, "unreachable")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_never_followed(phone: Browser, other_service: PushService, status: int) -> None:
    phone.service.answers = [(status, {"Location": f"http://{other_service.host}/push/elsewhere"})]
    assert send(phone) == Outcome(Ending.REFUSED, "redirected")
    assert other_service.sent == []


def test_a_host_that_is_not_listed_is_never_contacted(
    cast: Cast, phone: Browser, other_service: PushService, configure: object
) -> None:
    """Not even when it was listed at the time of registration."""
    phone.register(cast.asha)
    channels.push.hosts = ("fcm.googleapis.com",)
    tell(cast.asha.account_id)
    run_jobs()
    assert phone.service.sent == []
    assert send(Browser(other_service)) == Outcome(Ending.REFUSED, "host_not_allowed")
    assert other_service.sent == []


def test_keys_that_do_not_work(phone: Browser) -> None:
    to = Subscription(phone.endpoint, "AAAA", "AAAA")
    assert channels.push.send(to, b"x", "T", urgent=True) == Outcome(Ending.REFUSED, "bad_subscription")
    assert phone.service.sent == []


def test_nothing_of_it_is_logged(cast: Cast, phone: Browser, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever the push service answers: no endpoint, no key, no name, no words, no account."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    phone.register(cast.asha)
    phone.service.answers = [
        (403, {"X-Secret": "answer"}),
        (500, {}),
        (429, {"Retry-After": "1"}),
        (302, {"Location": "http://127.0.0.1:1/x"}),
        (410, {}),
    ]
    with structlog.testing.capture_logs() as events:
        for number in range(5):
            tell(cast.asha.account_id, f"goals.{number}")
            run_jobs()
    said = str(events) + caplog.text
    assert {event["event"] for event in events} >= {"push_refused", "push_service_busy", "redirected"}
    keys = phone.registration["subscription"]["keys"]
    for secret in (phone.token, phone.service.host, keys["auth"], keys["p256dh"], "Asha", "example.org", "answer"):
        assert secret not in said
    assert str(cast.asha.account_id) not in said


def test_the_public_key_is_an_uncompressed_point(cast: Cast) -> None:
    key = cast.nobody.get("/api/service")["push_public_key"]
    point = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    assert (len(point), point[0]) == (65, 4)
