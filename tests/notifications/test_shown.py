"""The service worker reports, the addressee opens, and another slice is told."""

from __future__ import annotations

import uuid
from typing import Any

from tests.cast import Cast, Member
from tests.notifications.push_service import Browser
from tests.notifications.working import run_jobs, tell, the_only


def delivered(member: Member, phone: Browser, subject: uuid.UUID) -> str:
    phone.register(member)
    tell(member.account_id, "step_up.asked", subject)
    run_jobs()
    return str(phone.read(phone.received[-1])["id"])


def test_shown_is_passed_on_once(cast: Cast, phone: Browser, shown: list[tuple[Any, ...]]) -> None:
    subject = uuid.uuid4()
    delivery_id = delivered(cast.asha, phone, subject)
    cast.nobody.post(f"/api/deliveries/{delivery_id}/shown", expect=204)
    cast.nobody.post(f"/api/deliveries/{delivery_id}/shown", expect=204)
    assert run_jobs() == 1
    ((kind, about, account_id, at),) = shown
    assert (kind, about, account_id) == ("step_up.asked", subject, cast.asha.account_id)
    assert at == the_only("deliveries").shown_at
    assert the_only("deliveries").state == "shown"


def test_an_unknown_delivery_gets_the_same_answer(cast: Cast, shown: list[tuple[Any, ...]]) -> None:
    cast.nobody.post(f"/api/deliveries/{uuid.uuid4()}/shown", expect=204)
    assert run_jobs() == 0
    assert shown == []


def test_shown_must_come_from_our_own_pages(cast: Cast) -> None:
    response = cast.nobody.respond(
        "POST", f"/api/deliveries/{uuid.uuid4()}/shown", headers={"Origin": "https://evil.example"}
    )
    assert response.get_json()["code"] == "http.foreign_origin"


def test_the_addressee_opens_it_and_nobody_else(cast: Cast, phone: Browser) -> None:
    subject = uuid.uuid4()
    path = f"/api/deliveries/{delivered(cast.asha, phone, subject)}"
    assert cast.asha.get(path) == {"kind": "step_up.asked", "subject_id": str(subject)}
    cast.tom.get(path, expect=404)
    cast.nia.get(path, expect=404)
    cast.alex.get(path, expect=404)
    cast.nobody.get(path, expect=401)
    cast.asha.get(f"/api/deliveries/{uuid.uuid4()}", expect=404)


def test_what_everybody_may_know(cast: Cast) -> None:
    service = cast.nobody.get("/api/service")
    assert (service["name"], service["trust_name"], service["is_demo"]) == ("Waymark", None, True)
    by_key = {contact["key"]: contact for contact in service["crisis_contacts"]}
    assert [by_key[key]["call"] for key in ("emergency", "nhs_111", "samaritans")] == ["999", "111", "116 123"]
    assert (by_key["shout"]["text"], by_key["shout"]["text_word"]) == ("85258", "SHOUT")
    assert all(by_key[key]["always_open"] for key in ("emergency", "nhs_111", "samaritans", "shout"))
    assert "option 2" in by_key["nhs_111"]["explains"]
