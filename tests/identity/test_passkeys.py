"""Passkeys, with real verification of what a software authenticator answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.identity.software_passkey import SoftwarePasskey
from tests.identity.steps import add_passkey, audited, browser_of, sign_in


def test_a_passkey_signs_in(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    response = sign_in(cast.nobody, passkey)
    assert response.status_code == 200
    me = browser_of(response, cast.alex).get("/api/me")
    assert me["account_id"] == str(cast.alex.account_id)
    assert me["has_passkey"]
    assert audited("identity.passkey_added", cast.alex.account_id) == 1
    assert audited("identity.signed_in", cast.alex.account_id) == 2


def test_it_asks_for_a_resident_key_and_a_verified_user(cast: Cast) -> None:
    options = cast.alex.post("/api/passkeys/options")["options"]
    assert options["rp"] == {"id": "localhost", "name": "Waymark"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    begun = cast.nobody.post("/api/sign-in/passkey/options")["options"]
    assert begun["userVerification"] == "required"
    assert begun["allowCredentials"] == []


def test_there_may_be_several_each_with_a_name(cast: Cast) -> None:
    add_passkey(cast.alex, name="My phone")
    add_passkey(cast.alex, name="My laptop")
    listed = cast.alex.get("/api/passkeys")["passkeys"]
    assert [row["name"] for row in listed] == ["My phone", "My laptop"]
    assert cast.alex.patch(f"/api/passkeys/{listed[0]['id']}", {"name": "Old phone"})["name"] == "Old phone"
    cast.alex.patch(f"/api/passkeys/{listed[0]['id']}", {"name": ""}, expect=422)
    excluded = cast.alex.post("/api/passkeys/options")["options"]["excludeCredentials"]
    assert len(excluded) == 2
    assert audited("identity.passkey_renamed", cast.alex.account_id) == 1


def test_a_removed_one_opens_nothing(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    passkey_id = cast.alex.get("/api/passkeys")["passkeys"][0]["id"]
    cast.alex.delete(f"/api/passkeys/{passkey_id}")
    assert sign_in(cast.nobody, passkey).json["code"] == "identity.passkey_refused"
    assert audited("identity.passkey_removed", cast.alex.account_id) == 1


def test_the_only_way_in_stays(cast: Cast) -> None:
    add_passkey(cast.alex)
    contact_id = cast.alex.get("/api/contacts")["contacts"][0]["id"]
    cast.alex.delete(f"/api/contacts/{contact_id}")
    passkey_id = cast.alex.get("/api/passkeys")["passkeys"][0]["id"]
    assert cast.alex.delete(f"/api/passkeys/{passkey_id}", expect=409)["code"] == "identity.last_way_in"
    add_passkey(cast.alex)
    cast.alex.delete(f"/api/passkeys/{passkey_id}")


def test_somebody_elses_is_not_there(cast: Cast) -> None:
    add_passkey(cast.alex)
    passkey_id = cast.alex.get("/api/passkeys")["passkeys"][0]["id"]
    cast.sam.patch(f"/api/passkeys/{passkey_id}", {"name": "Mine"}, expect=404)
    cast.sam.delete(f"/api/passkeys/{passkey_id}", expect=404)
    assert cast.sam.get("/api/passkeys")["passkeys"] == []
    cast.nobody.get("/api/passkeys", expect=401)


def test_changing_who_gets_in_needs_a_fresh_sign_in(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    passkey_id = cast.alex.get("/api/passkeys")["passkeys"][0]["id"]
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16), tick=False):
        for method, path in (("POST", "/api/passkeys/options"), ("DELETE", f"/api/passkeys/{passkey_id}")):
            refused = cast.alex.respond(method, path)
            assert (refused.status_code, refused.json["code"]) == (403, "identity.confirm_it_is_you")
        fresh = browser_of(sign_in(cast.alex, passkey), cast.alex)
        fresh.post("/api/passkeys/options")


def test_a_challenge_is_used_up_by_the_first_answer_right_or_wrong(cast: Cast) -> None:
    passkey, stranger = add_passkey(cast.alex), SoftwarePasskey()
    begun = cast.nobody.post("/api/sign-in/passkey/options")
    for key, expected in ((stranger, 403), (passkey, 403)):
        body = {"challenge_id": begun["challenge_id"], "credential": key.sign(begun["options"])}
        cast.nobody.post("/api/sign-in/passkey", body, expect=expected)


def test_an_answer_cannot_be_played_again(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    begun = cast.nobody.post("/api/sign-in/passkey/options")
    body = {"challenge_id": begun["challenge_id"], "credential": passkey.sign(begun["options"])}
    cast.nobody.post("/api/sign-in/passkey", body)
    cast.nobody.post("/api/sign-in/passkey", body, expect=403)


def test_a_challenge_is_good_for_five_minutes(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    begun = cast.nobody.post("/api/sign-in/passkey/options")
    body = {"challenge_id": begun["challenge_id"], "credential": passkey.sign(begun["options"])}
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5, seconds=1), tick=False):
        cast.nobody.post("/api/sign-in/passkey", body, expect=403)


def test_a_challenge_for_one_account_adds_no_passkey_to_another(cast: Cast) -> None:
    begun = cast.alex.post("/api/passkeys/options")
    body = {"challenge_id": begun["challenge_id"], "credential": SoftwarePasskey().make(begun["options"]), "name": "x"}
    assert cast.sam.post("/api/passkeys", body, expect=403)["code"] == "identity.passkey_refused"
    assert cast.sam.get("/api/passkeys")["passkeys"] == []


def test_another_key_with_the_same_id_is_refused_and_written_down(cast: Cast) -> None:
    passkey, thief = add_passkey(cast.alex), SoftwarePasskey()
    thief.id = passkey.id
    assert sign_in(cast.nobody, thief).status_code == 403
    assert audited("identity.passkey_refused", cast.alex.account_id) == 1


def test_a_passkey_made_for_another_site_is_refused(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    passkey.origin = "https://evil.example"
    assert sign_in(cast.nobody, passkey).status_code == 403


def test_a_device_that_did_not_verify_its_user_is_refused(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    passkey.verifies = False
    assert sign_in(cast.nobody, passkey).status_code == 403
    begun = cast.alex.post("/api/passkeys/options")
    careless = SoftwarePasskey()
    careless.verifies = False
    body = {"challenge_id": begun["challenge_id"], "credential": careless.make(begun["options"]), "name": "x"}
    cast.alex.post("/api/passkeys", body, expect=403)


@pytest.mark.parametrize(("synced", "status"), [(True, 200), (False, 403)])
def test_a_count_that_goes_back_locks_out_copies_but_not_synced_passkeys(cast: Cast, synced: bool, status: int) -> None:
    passkey = add_passkey(cast.alex, SoftwarePasskey(synced=synced))
    passkey.count = 40
    assert sign_in(cast.nobody, passkey).status_code == 200
    passkey.count = 3
    assert sign_in(cast.nobody, passkey).status_code == status


def test_a_device_that_never_counts_may_come_again(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    for _ in range(2):
        passkey.count = -1
        assert sign_in(cast.nobody, passkey).status_code == 200


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"rawId": 5},
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}},
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "authenticatorData": 1},
        },
        {"id": "é", "rawId": "é", "type": "x", "response": None},
    ],
)
def test_nonsense_is_refused_like_the_rest(cast: Cast, credential: dict) -> None:
    begun = cast.nobody.post("/api/sign-in/passkey/options")
    body = {"challenge_id": begun["challenge_id"], "credential": credential}
    assert cast.nobody.post("/api/sign-in/passkey", body, expect=403)["code"] == "identity.passkey_refused"
    begun = cast.alex.post("/api/passkeys/options")
    body = {"challenge_id": begun["challenge_id"], "credential": credential, "name": "x"}
    cast.alex.post("/api/passkeys", body, expect=403)


@pytest.mark.parametrize("place", ["clientDataJSON", "authenticatorData", "signature", "attestationObject"])
@pytest.mark.parametrize("value", ["", "AAAA", "bnVsbA", "eyJ0eXBlIjoxfQ", "!!!", 7, None, [], "oWNmbXQB"])
def test_a_broken_answer_is_refused_like_the_rest(cast: Cast, place: str, value: object) -> None:
    passkey = add_passkey(cast.alex)
    begun = cast.nobody.post("/api/sign-in/passkey/options")
    credential = passkey.sign(begun["options"])
    if place != "attestationObject":
        credential["response"][place] = value
        cast.nobody.post(
            "/api/sign-in/passkey", {"challenge_id": begun["challenge_id"], "credential": credential}, expect=403
        )
    begun = cast.alex.post("/api/passkeys/options")
    credential = SoftwarePasskey().make(begun["options"])
    credential["response"][place if place in credential["response"] else "attestationObject"] = value
    cast.alex.post(
        "/api/passkeys", {"challenge_id": begun["challenge_id"], "credential": credential, "name": "x"}, expect=403
    )
