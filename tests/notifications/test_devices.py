"""Registering, listing, testing and removing devices; and whose they are."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from backend.notifications.push_hosts import is_allowed
from tests.cast import Cast
from tests.notifications.push_service import Browser
from tests.notifications.working import rows, run_jobs, the_only
from tests.roles import role

HOSTS = ("fcm.googleapis.com", "notify.windows.com", "127.0.0.1:9012")


def test_a_device_is_registered_and_listed(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    (device,) = cast.asha.get("/api/devices")["devices"]
    assert device["id"] == str(device_id)
    assert device["label"] == "Asha's phone"
    assert device["last_confirmed_at"] is None
    assert device["is_working"] is True
    assert "endpoint" not in str(device)


def test_the_same_again_is_harmless_and_other_content_is_not(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    phone.register(cast.asha, device_id, expect=200)
    other = {**phone.registration, "label": "Another phone"}
    problem = cast.asha.put(f"/api/devices/{device_id}", other, expect=409)
    assert problem["code"] == "http.id_taken"
    assert len(rows("devices")) == 1


def test_an_id_of_somebody_else_is_taken(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    problem = cast.tom.put(f"/api/devices/{device_id}", Browser(phone.service).registration, expect=409)
    assert problem["code"] == "http.id_taken"
    assert the_only("devices").account_id == cast.asha.account_id


def test_a_subscription_belongs_to_the_browser_and_moves_with_it(cast: Cast, phone: Browser) -> None:
    first = phone.register(cast.asha)
    phone.register(cast.tom)
    assert cast.asha.get("/api/devices")["devices"] == []
    assert len(cast.tom.get("/api/devices")["devices"]) == 1
    moved = next(row for row in rows("devices") if row.id == first)
    assert (moved.account_id, moved.removed_because) == (cast.asha.account_id, "moved")
    cast.asha.put(f"/api/devices/{first}", phone.registration, expect=409)


def test_the_same_browser_under_a_new_id_takes_the_place_of_the_old(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    second = phone.register(cast.asha)
    assert [device["id"] for device in cast.asha.get("/api/devices")["devices"]] == [str(second)]


def test_devices_are_for_those_signed_in(cast: Cast, phone: Browser) -> None:
    cast.nobody.get("/api/devices", expect=401)
    phone.register(cast.nobody, expect=401)
    cast.nobody.delete(f"/api/devices/{uuid.uuid4()}", expect=401)
    cast.nobody.post(f"/api/devices/{uuid.uuid4()}/test", expect=401)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example/push/1",
        "http://fcm.googleapis.com/push/1",
        "https://fcm.googleapis.com:8443/push/1",
        "https://user@fcm.googleapis.com/push/1",
        "https://evil.example#fcm.googleapis.com",
        "https://evilfcm.googleapis.com/push/1",
        "https://evil.example\\.fcm.googleapis.com/1",
        "https://fcm.googleapis.com.evil.example/1",
        "https://127.0.0.1/push/1",
        "http://127.0.0.1:9013/push/1",
        "http://127.0.0.1:9012@evil.example/1",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/\n",
        "https://[::1/x",
        "https://fcm.googleapis.com:port/x",
        "ftp://127.0.0.1:9012/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_other_hosts_are_refused(endpoint: str) -> None:
    assert not is_allowed(endpoint, HOSTS)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:443/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
        "http://127.0.0.1:9012/push/1",
    ],
)
def test_listed_hosts_are_allowed(endpoint: str) -> None:
    assert is_allowed(endpoint, HOSTS)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "https://evil.example/push"}, "subscription.endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "AAAAAAAAAAAAAAAAAAAAAA"}}, "subscription.keys"),
        ({"keys": {"p256dh": "?", "auth": "?"}}, "subscription.keys"),
        ({"keys": {"p256dh": "é", "auth": "é"}}, "subscription.keys"),
    ],
)
def test_a_subscription_that_cannot_work_is_refused(
    cast: Cast, phone: Browser, change: dict[str, Any], field: str
) -> None:
    body = {"label": "Phone", "subscription": {**phone.registration["subscription"], **change}}
    problem = cast.asha.put(f"/api/devices/{uuid.uuid4()}", body, expect=422)
    assert field in problem["fields"]
    assert rows("devices") == []


def test_short_keys_and_unknown_fields_are_refused(cast: Cast, phone: Browser) -> None:
    body = phone.registration
    body["subscription"]["keys"]["auth"] = "AAAA"
    cast.asha.put(f"/api/devices/{uuid.uuid4()}", body, expect=422)
    cast.asha.put(f"/api/devices/{uuid.uuid4()}", {**phone.registration, "more": 1}, expect=422)
    cast.asha.put(f"/api/devices/{uuid.uuid4()}", {"label": "Phone"}, expect=422)


def test_removing_a_device(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    cast.tom.delete(f"/api/devices/{device_id}", expect=404)
    cast.asha.delete(f"/api/devices/{device_id}")
    cast.asha.delete(f"/api/devices/{device_id}")
    assert cast.asha.get("/api/devices")["devices"] == []
    cast.asha.post(f"/api/devices/{device_id}/test", expect=404)
    assert the_only("devices").removed_because == "removed"


def test_what_was_done_with_devices_is_in_the_audit(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    cast.asha.post(f"/api/devices/{device_id}/test", expect=202)
    cast.asha.delete(f"/api/devices/{device_id}")
    with role(OWNER):
        found = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == device_id)).all()
    assert [(entry.action, entry.actor_id) for entry in found] == [
        ("notifications.device_added", cast.asha.account_id),
        ("notifications.device_tested", cast.asha.account_id),
        ("notifications.device_removed", cast.asha.account_id),
    ]


def test_endpoints_and_keys_are_sealed_at_rest(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    row = str([bytes(value) if isinstance(value, memoryview) else value for value in the_only("devices")])
    for secret in (phone.token, "127.0.0.1", phone.registration["subscription"]["keys"]["auth"], "phone"):
        assert secret not in row


def test_a_stranger_sees_nothing_in_raw_sql(cast: Cast, phone: Browser) -> None:
    phone.register(cast.asha)
    device_id = cast.asha.get("/api/devices")["devices"][0]["id"]
    cast.asha.post(f"/api/devices/{device_id}/test", expect=202)
    run_jobs()
    for stranger in (cast.tom, cast.nia, cast.alex):
        act_as(stranger.account_id)
        for table in ("devices", "notices", "deliveries"):
            assert db.session.execute(text(f"SELECT * FROM {table}")).all() == []


def test_a_test_push_goes_to_that_device_alone_and_confirms_it(cast: Cast, phone: Browser) -> None:
    tablet = Browser(phone.service)
    device_id = phone.register(cast.asha)
    tablet.register(cast.asha)
    delivery_id = cast.asha.post(f"/api/devices/{device_id}/test", expect=202)["delivery_id"]
    run_jobs()
    (sent,) = phone.received
    assert tablet.received == []
    assert phone.read(sent)["id"] == delivery_id
    cast.nobody.post(f"/api/deliveries/{delivery_id}/shown", expect=204)
    by_id = {device["id"]: device["last_confirmed_at"] for device in cast.asha.get("/api/devices")["devices"]}
    assert by_id.pop(str(device_id)) is not None
    assert list(by_id.values()) == [None]


def test_colleagues_see_that_a_device_is_confirmed_and_nobody_else_does(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    delivery_id = cast.asha.post(f"/api/devices/{device_id}/test", expect=202)["delivery_id"]
    run_jobs()
    cast.nobody.post(f"/api/deliveries/{delivery_id}/shown", expect=204)
    (team,) = cast.grace.get("/api/teams")["teams"]
    assert [member["name"] for member in team["members"] if member["has_confirmed_device"]] == ["Asha Begum"]
    act_as(cast.nia.account_id)
    question = text("SELECT * FROM with_confirmed_device(ARRAY[:asha]::uuid[])")
    assert db.session.execute(question, {"asha": cast.asha.account_id}).all() == []


def test_a_test_that_fails_goes_nowhere_else(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    phone.service.answers = [(410, {})]
    cast.asha.post(f"/api/devices/{device_id}/test", expect=202)
    run_jobs()
    assert the_only("deliveries").state == "failed"
    assert rows("demo_messages") == []
    assert cast.asha.get("/api/devices")["devices"] == []


def test_testing_is_limited(cast: Cast, phone: Browser) -> None:
    device_id = phone.register(cast.asha)
    for _ in range(20):
        cast.asha.post(f"/api/devices/{device_id}/test", expect=202)
    cast.asha.post(f"/api/devices/{device_id}/test", expect=429)
