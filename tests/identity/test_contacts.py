"""One's own e-mail addresses and mobiles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from tests.cast import Cast
from tests.identity.steps import add_passkey, ask_for_code, audited, newest_message, wrong


def add(cast: Cast, contact: str, member=None) -> tuple[str, str]:
    """Add a contact: its id and the code that went to it."""
    sent = (member or cast.alex).post("/api/contacts", {"contact": contact}, expect=202)
    return sent["id"], newest_message(cast)["code"]


def test_a_contact_counts_once_its_code_came_back(cast: Cast) -> None:
    contact_id, code = add(cast, "07700 900144")
    waiting = cast.alex.get("/api/contacts")["contacts"][1]
    assert (waiting["id"], waiting["confirmed_at"]) == (contact_id, None)
    confirmed = cast.alex.post(f"/api/contacts/{contact_id}/confirm", {"code": code}, expect=201)
    assert confirmed["kind"] == "text"
    assert confirmed["shown"] == "07••• •••144"
    assert confirmed["confirmed_at"]
    code_id, code, _ = ask_for_code(cast, "07700900144")
    cast.nobody.post(f"/api/sign-in/codes/{code_id}/use", {"code": code})
    assert audited("identity.contact_added", cast.alex.account_id) == 1
    assert audited("identity.contact_confirmed", cast.alex.account_id) == 1


def test_an_unconfirmed_contact_lets_nobody_in(cast: Cast) -> None:
    add(cast, "new@example.org")
    before = newest_message(cast)
    cast.nobody.post("/api/sign-in/codes", {"contact": "new@example.org"}, expect=202)
    assert newest_message(cast) == before


def test_a_wrong_code_confirms_nothing(cast: Cast) -> None:
    contact_id, code = add(cast, "new@example.org")
    for _ in range(5):
        cast.alex.post(f"/api/contacts/{contact_id}/confirm", {"code": wrong(code)}, expect=403)
    problem = cast.alex.post(f"/api/contacts/{contact_id}/confirm", {"code": code}, expect=403)
    assert problem["code"] == "identity.code_refused"
    again, fresh = add(cast, "new@example.org")
    assert again == contact_id
    cast.alex.post(f"/api/contacts/{contact_id}/confirm", {"code": fresh}, expect=201)


def test_its_code_signs_nobody_in(cast: Cast) -> None:
    contact_id, code = add(cast, "new@example.org")
    cast.nobody.post(f"/api/sign-in/codes/{contact_id}/use", {"code": code}, expect=403)


def test_another_accounts_contact_is_told_only_to_who_proves_it(cast: Cast) -> None:
    contact_id, code = add(cast, "sam@example.org")
    problem = cast.alex.post(f"/api/contacts/{contact_id}/confirm", {"code": code}, expect=409)
    assert problem["code"] == "identity.contact_taken"


def test_somebody_elses_is_not_there(cast: Cast) -> None:
    contact_id, code = add(cast, "new@example.org")
    cast.sam.post(f"/api/contacts/{contact_id}/confirm", {"code": code}, expect=404)
    cast.sam.delete(f"/api/contacts/{contact_id}", expect=404)
    assert len(cast.sam.get("/api/contacts")["contacts"]) == 1
    cast.nobody.get("/api/contacts", expect=401)


def test_the_only_way_in_stays(cast: Cast) -> None:
    contact_id = cast.alex.get("/api/contacts")["contacts"][0]["id"]
    assert cast.alex.delete(f"/api/contacts/{contact_id}", expect=409)["code"] == "identity.last_way_in"
    add_passkey(cast.alex)
    cast.alex.delete(f"/api/contacts/{contact_id}")
    assert not cast.alex.get("/api/me")["has_way_back"]
    assert audited("identity.contact_removed", cast.alex.account_id) == 1


def test_a_removed_contact_lets_nobody_in_with_a_code_that_is_out(cast: Cast) -> None:
    add_passkey(cast.alex)
    contact_id, code = add(cast, "new@example.org")
    cast.alex.delete(f"/api/contacts/{contact_id}")
    cast.alex.post(f"/api/contacts/{contact_id}/confirm", {"code": code}, expect=404)


def test_adding_needs_a_fresh_sign_in(cast: Cast) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16), tick=False):
        problem = cast.alex.post("/api/contacts", {"contact": "new@example.org"}, expect=403)
    assert problem["code"] == "identity.confirm_it_is_you"


def test_one_contact_is_added_once(cast: Cast) -> None:
    cast.alex.post("/api/contacts", {"contact": "ALEX@example.org"}, expect=409)


def test_neither_is_explained(cast: Cast) -> None:
    assert "contact" in cast.alex.post("/api/contacts", {"contact": "?"}, expect=422)["fields"]
