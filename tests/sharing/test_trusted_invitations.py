"""Inviting somebody she trusts, and the ways in which an invitation ends: yes, no, late, guessed, called back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from backend.core import clock
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from backend.sharing import trusted_invitations
from tests.cast import Cast, Member
from tests.identity.software_passkey import SoftwarePasskey
from tests.identity.steps import count_messages, newest_message, wrong
from tests.roles import role
from tests.sharing.steps import accept, as_owner, audited, browser_of, readable, token_of, trust, trusted_letter


def opened(member: Member, invited: dict[str, Any], expect: int = 200) -> Any:
    return member.post("/api/trusted/open", {"token": token_of(invited)}, expect=expect)


def people(cast: Cast) -> list[dict[str, Any]]:
    return cast.alex.get("/api/sharing")["people"]


def join(cast: Cast, invited: dict[str, Any], expect: int = 201, **changes: Any) -> Any:
    """Somebody without an account says yes with a new passkey."""
    begun = cast.nobody.post("/api/trusted/join/options", {"token": token_of(invited)})
    body = {
        "token": token_of(invited),
        "code": invited["code"],
        "challenge_id": begun["challenge_id"],
        "credential": SoftwarePasskey().make(begun["options"]),
        "passkey_name": "My phone",
    }
    response = cast.nobody.respond("POST", "/api/trusted/join", {**body, **changes})
    assert response.status_code == expect, response.text
    return response


def test_link_and_code_are_shown_once_and_kept_nowhere(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    assert invited["link"].startswith("http://localhost:8000/trusted#")
    assert len(invited["code"]) == 6
    assert invited["qr"]["size"] > 20
    kept = "SELECT encode(token_hash, 'escape') || encode(code_hash, 'escape') FROM trusted_people"
    assert token_of(invited) not in as_owner(kept)
    assert invited["code"] not in as_owner(kept)
    person = people(cast)[0]
    assert (person["state"], person["accepted_at"], person["expires_at"]) == ("invited", None, invited["expires_at"])
    assert not any(row["is_live"] for row in person["sections"]), "Nobody sees anything yet."
    assert audited("sharing.trusted_invited", cast.alex.account_id) == 1


def test_who_opens_the_link_reads_who_invites(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    for _ in range(3):
        said = opened(cast.nobody, invited)
    assert (said["inviter"], said["name"], said["relation"]) == ("Alex Morgan", "Jo", "friend")
    assert (said["signed_in_as"], said["is_wrong_account"]) == (None, None)
    said = opened(cast.jo, invited)
    assert (said["signed_in_as"], said["is_wrong_account"]) == ("Jo Hart", None)
    accept(cast.jo, invited)


def test_yes_opens_just_that_and_tells_her(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    assert readable(cast.jo, "about_me") == readable(cast.jo, "care") == set()
    assert accept(cast.jo, invited) == {"trusted_person_id": invited["person"]["id"]}
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}
    assert cast.jo.get("/api/me")["is_trusted"]
    assert not cast.sam.get("/api/me")["is_trusted"]
    told = "SELECT account_id FROM notices WHERE kind = 'sharing.trusted_accepted'"
    assert as_owner(told) == cast.alex.account_id
    assert audited("sharing.trusted_accepted", cast.jo.account_id) == 1


def test_a_link_works_once(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    accept(cast.jo, invited)
    assert accept(cast.nia, invited, expect=403)["code"] == "sharing.invitation_refused"
    opened(cast.nobody, invited, expect=403)


def test_the_wrong_account_is_told_so_and_uses_nothing_up(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me", contact="jo@example.org")
    assert opened(cast.alex, invited)["is_wrong_account"] == "own"
    assert opened(cast.nia, invited)["is_wrong_account"] == "other_contact"
    for member in (cast.alex, cast.nia):
        assert accept(member, invited, expect=409)["code"] == "sharing.wrong_account"
        assert accept(member, invited, code=wrong(invited["code"]), expect=409)["code"] == "sharing.wrong_account"
    assert as_owner("SELECT wrong_codes FROM trusted_people") == 0
    accept(cast.jo, invited)
    second = trust(cast.alex, "goals")
    assert opened(cast.jo, second)["is_wrong_account"] == "already"
    assert accept(cast.jo, second, expect=409)["code"] == "sharing.wrong_account"


def test_five_wrong_codes_end_it(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    for _ in range(5):
        assert accept(cast.jo, invited, code=wrong(invited["code"]), expect=403)["code"] == "sharing.wrong_code"
    assert accept(cast.jo, invited, expect=403)["code"] == "sharing.invitation_refused"
    assert (people(cast)[0]["state"], people(cast)[0]["ended_how"]) == ("ended", "wrong_codes")
    assert audited("sharing.trusted_wrong_code", cast.jo.account_id) == 5


def test_four_wrong_codes_do_not(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    for _ in range(4):
        accept(cast.jo, invited, code=wrong(invited["code"]), expect=403)
    accept(cast.jo, invited)


def test_a_link_that_was_made_again_voids_the_old_one(cast: Cast) -> None:
    old = trust(cast.alex, "about_me")
    new = cast.alex.post(f"/api/trusted-people/{old['person']['id']}/invite-again")
    opened(cast.nobody, old, expect=403)
    assert accept(cast.jo, {**new, "code": wrong(new["code"])}, expect=403)["code"] == "sharing.wrong_code"
    accept(cast.jo, new)
    said = cast.alex.post(f"/api/trusted-people/{old['person']['id']}/invite-again", expect=409)
    assert said["code"] == "sharing.already_accepted"


def test_a_retry_gets_a_new_link_and_other_content_is_refused(cast: Cast) -> None:
    path, letter = f"/api/trusted-people/{new_id()}", trusted_letter("about_me")
    old = cast.alex.put(path, letter, expect=201)
    new = cast.alex.put(path, letter, expect=200)
    assert len(people(cast)) == 1
    opened(cast.nobody, old, expect=403)
    assert cast.alex.put(path, {**letter, "name": "Kim"}, expect=409)["code"] == "http.id_taken"
    assert cast.alex.put(path, trusted_letter("goals"), expect=409)["code"] == "http.id_taken"
    accept(cast.jo, new)
    assert cast.alex.put(path, letter, expect=409)["code"] == "sharing.already_accepted"
    cast.sam.put(path, letter, expect=409)


def test_after_seven_days_it_is_too_late(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    later = clock.now() + timedelta(days=7, minutes=1)
    with time_machine.travel(later, tick=True):
        opened(cast.nobody, invited, expect=403)
    with role(postgres.WORKER):
        trusted_invitations.expire_invitations(clock.now())
    assert people(cast)[0]["state"] == "invited"
    with role(postgres.WORKER):
        trusted_invitations.expire_invitations(later)
        trusted_invitations.expire_invitations(later)
    person = people(cast)[0]
    assert (person["state"], person["ended_how"]) == ("ended", "expired")
    assert [happening["kind"] for happening in person["history"]] == ["invited", "expired"]
    assert audited("sharing.trusted_expired") == 1


def test_she_calls_it_back(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    cast.alex.delete(f"/api/trusted-people/{invited['person']['id']}")
    assert accept(cast.jo, invited, expect=403)["code"] == "sharing.invitation_refused"
    assert people(cast)[0]["ended_how"] == "called_back"


@pytest.mark.parametrize("who", ["nobody", "jo"])
def test_they_say_no_and_she_is_told(cast: Cast, who: str) -> None:
    invited = trust(cast.alex, "about_me")
    member = getattr(cast, who)
    member.post("/api/trusted/decline", {"token": token_of(invited)}, expect=204)
    member.post("/api/trusted/decline", {"token": token_of(invited)}, expect=403)
    assert accept(cast.jo, invited, expect=403)["code"] == "sharing.invitation_refused"
    assert people(cast)[0]["ended_how"] == "declined"
    assert as_owner("SELECT account_id FROM notices WHERE kind = 'sharing.trusted_declined'") == cast.alex.account_id
    assert audited("sharing.trusted_declined") == 1


def test_the_link_goes_to_the_contact_and_the_code_never(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me", contact="07700 900166")
    message = newest_message(cast)
    assert (message["to"], message["link"], message["code"]) == ("+447700900166", invited["link"], None)
    assert "Alex" not in message["words"]
    assert invited["code"] not in message["words"]
    before = count_messages(cast)
    trust(cast.alex, "about_me")
    assert count_messages(cast) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contact", "alex@example.org"),
        ("contact", "not a contact"),
        ("relation", "stranger"),
        ("name", ""),
        ("review_at", "2020-01-01T00:00:00Z"),
        ("review_at", "2090-01-01T00:00:00Z"),
        ("please_do", "x" * 501),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, field: str, value: str) -> None:
    said = trust(cast.alex, "about_me", **{field: value}, expect=422)
    assert [name.split(".")[-1] for name in said["fields"]] == [field]


def test_thirty_people_at_most(cast: Cast) -> None:
    for _ in range(30):
        invited = trust(cast.alex)
    assert trust(cast.alex, expect=409)["code"] == "sharing.too_many_people"
    cast.alex.delete(f"/api/trusted-people/{invited['person']['id']}")
    trust(cast.alex)


def test_only_a_person_invites(cast: Cast) -> None:
    for other, status in ((cast.asha, 403), (cast.jo, 403), (cast.nobody, 401)):
        trust(other, expect=status)
        other.get("/api/sharing", expect=status)


def test_who_has_no_account_joins_with_a_passkey(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me", name="Kim")
    assert join(cast, invited, expect=403, code=wrong(invited["code"])).json["code"] == "sharing.wrong_code"
    response = join(cast, invited)
    me = response.json
    assert (me["name"], me["is_trusted"], me["is_person"], me["is_worker"]) == ("Kim", True, False, False)
    kim = browser_of(response, Member(cast.nobody.app, "Kim", UUID(me["account_id"]), ""))
    assert readable(kim, "about_me") == {cast.alex.record_id}
    assert audited("sharing.trusted_accepted", kim.account_id) == 1


def test_a_passkey_that_does_not_hold_leaves_nothing_behind(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    before = as_owner("SELECT count(*) FROM accounts")
    assert join(cast, invited, expect=403, challenge_id=str(new_id())).json["code"] == "identity.passkey_refused"
    assert as_owner("SELECT count(*) FROM accounts") == before
    join(cast, invited)


def join_with_code(cast: Cast, invited: dict[str, Any], contact: str, expect: int = 201) -> Any:
    token = token_of(invited)
    sent = cast.nobody.post("/api/trusted/join/codes", {"token": token, "contact": contact}, expect=202)
    body = {"token": token, "code": invited["code"], "digits": newest_message(cast)["code"]}
    return cast.nobody.post(f"/api/trusted/join/codes/{sent['id']}/use", body, expect=expect)


def test_who_has_no_passkey_joins_with_a_code(cast: Cast) -> None:
    me = join_with_code(cast, trust(cast.alex, "about_me", name="Kim"), "kim@example.org")
    assert (me["name"], me["is_trusted"], me["has_way_back"]) == ("Kim", True, True)


def test_a_contact_that_has_an_account_is_that_account(cast: Cast) -> None:
    invited = trust(cast.alex, "about_me")
    assert join_with_code(cast, invited, "alex@example.org", expect=409)["code"] == "sharing.wrong_account"
    assert join_with_code(cast, invited, "jo@example.org")["account_id"] == str(cast.jo.account_id)


@pytest.mark.parametrize("token", ["", "guess", "x" * 101])
def test_a_guess_opens_nothing(cast: Cast, token: str) -> None:
    for path in ("open", "decline", "join/options"):
        assert cast.nobody.respond("POST", f"/api/trusted/{path}", {"token": token}).status_code in {403, 422}


def test_one_origin_cannot_guess_without_end(cast: Cast) -> None:
    said = [cast.nobody.respond("POST", "/api/trusted/open", {"token": "guess"}).status_code for _ in range(61)]
    assert said == [403] * 60 + [429]


def test_her_list_says_who_opened_it_and_who_said_yes(cast: Cast) -> None:
    """Nia works for the same trust, and is Alex's friend here: that is how the list names her."""
    invited = trust(cast.alex, "about_me", name="Nia, my friend")
    opened(cast.nia, invited)
    accept(cast.nia, invited)
    words = [entry["words"] for entry in cast.alex.get("/api/access-log")["entries"]]
    assert [(sentence.startswith("Nia, my friend"), sentence.rstrip(".").split(") ")[-1]) for sentence in words] == [
        (True, "said yes to your invitation"),
        (True, "opened the link that you gave them"),
    ]
