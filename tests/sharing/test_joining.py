"""Joining: by passkey or by code, once, wholly or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from backend.core import embedded_postgres as postgres
from backend.core.db import db
from tests.cast import Cast
from tests.identity.software_passkey import SoftwarePasskey
from tests.identity.steps import sign_in, wrong
from tests.roles import role
from tests.sharing.steps import audited, browser_of, invite, join, newest_message, token_of


def send_code(cast: Cast, token: str, contact: str = "robin@example.org") -> tuple[str, str]:
    sent = cast.nobody.post("/api/invitations/join/codes", {"token": token, "contact": contact}, expect=202)
    return sent["id"], newest_message(cast)["code"]


def use_code(cast: Cast, token: str, code_id: str, code: str, expect: int = 201):
    path = f"/api/invitations/join/codes/{code_id}/use"
    return cast.nobody.post(path, {"token": token, "code": code}, expect=expect)


def rows(table: str) -> int:
    with role(postgres.OWNER):
        return db.session.scalar(text(f"SELECT count(*) FROM {table}"))


def test_she_reads_who_invites_her_and_what_will_be_seen(cast: Cast) -> None:
    opened = cast.nobody.post("/api/invitations/open", {"token": token_of(invite(cast))})
    assert opened["preferred_name"] == "Robin Hill"
    assert opened["invited_by"] == "Asha Begum"
    assert opened["team"] == {"name": "Riverside Team"}
    assert opened["organisation"] == "Rivers NHS Foundation Trust"
    assert {row["section"]: row["is_shared"] for row in opened["sections"] if row["is_shared"]} == {"step_ups": True}


def test_opening_uses_nothing_up(cast: Cast) -> None:
    token = token_of(invite(cast))
    for _ in range(3):
        cast.nobody.post("/api/invitations/open", {"token": token})
    join(cast, token)


def test_she_joins_with_a_passkey(cast: Cast) -> None:
    passkey = SoftwarePasskey()
    robin = join(cast, token_of(invite(cast)), passkey)
    me = robin.get("/api/me")
    assert (me["name"], me["is_person"], me["is_worker"]) == ("Robin Hill", True, False)
    assert (me["has_passkey"], me["has_way_back"]) == (True, False)
    assert robin.get("/api/my-team")["key_worker"]["name"] == "Tom Osei"
    assert "Robin Hill" in [row["preferred_name"] for row in cast.tom.get("/api/people")["people"]]
    assert sign_in(cast.nobody, passkey).status_code == 200
    assert audited("sharing.joined", robin.account_id) == 1


def test_she_joins_with_a_code_where_there_are_no_passkeys(cast: Cast) -> None:
    token = token_of(invite(cast))
    code_id, code = send_code(cast, token, "07700 900166")
    me = use_code(cast, token, code_id, code)
    assert (me["is_person"], me["has_passkey"], me["has_way_back"]) == (True, False, True)
    cast.nobody.post("/api/sign-in/codes", {"contact": "07700 900166"}, expect=202)
    assert newest_message(cast)["to"] == "+447700900166"


def test_an_invitation_works_once(cast: Cast) -> None:
    token = token_of(invite(cast))
    begun = cast.nobody.post("/api/invitations/join/options", {"token": token})
    join(cast, token)
    cast.nobody.post("/api/invitations/open", {"token": token}, expect=403)
    credential = SoftwarePasskey().make(begun["options"])
    body = {"token": token, "challenge_id": begun["challenge_id"], "credential": credential, "passkey_name": "x"}
    cast.nobody.post("/api/invitations/join", body, expect=403)


def test_a_passkey_that_does_not_hold_leaves_nothing_behind(cast: Cast) -> None:
    token = token_of(invite(cast))
    before = rows("accounts")
    begun = cast.nobody.post("/api/invitations/join/options", {"token": token})
    foreign = SoftwarePasskey("https://evil.example").make(begun["options"])
    body = {"token": token, "challenge_id": begun["challenge_id"], "credential": foreign, "passkey_name": "x"}
    assert cast.nobody.post("/api/invitations/join", body, expect=403)["code"] == "identity.passkey_refused"
    assert rows("accounts") == before
    join(cast, token)


def test_a_challenge_of_one_invitation_fits_no_other(cast: Cast) -> None:
    begun = cast.nobody.post("/api/invitations/join/options", {"token": token_of(invite(cast))})
    credential = SoftwarePasskey().make(begun["options"])
    other = token_of(invite(cast))
    body = {"token": other, "challenge_id": begun["challenge_id"], "credential": credential, "passkey_name": "x"}
    cast.nobody.post("/api/invitations/join", body, expect=403)


def test_a_code_of_one_invitation_fits_no_other(cast: Cast) -> None:
    code_id, code = send_code(cast, token_of(invite(cast)))
    problem = use_code(cast, token_of(invite(cast)), code_id, code, expect=403)
    assert problem["code"] == "identity.code_refused"


def test_five_wrong_codes_are_enough(cast: Cast) -> None:
    token = token_of(invite(cast))
    code_id, code = send_code(cast, token)
    for _ in range(5):
        use_code(cast, token, code_id, wrong(code), expect=403)
    use_code(cast, token, code_id, code, expect=403)
    code_id, code = send_code(cast, token)
    use_code(cast, token, code_id, code)


def test_a_joining_code_signs_nobody_in(cast: Cast) -> None:
    code_id, code = send_code(cast, token_of(invite(cast)), "alex@example.org")
    cast.nobody.post(f"/api/sign-in/codes/{code_id}/use", {"code": code}, expect=403)


def test_a_worker_may_be_a_person_too(cast: Cast) -> None:
    """Nia works at Hillside and is looked after by Riverside: one account, told by the contact that she proves."""
    token = token_of(invite(cast, preferred_name="Nia"))
    code_id, code = send_code(cast, token, "nia@example.org")
    me = use_code(cast, token, code_id, code)
    assert me["account_id"] == str(cast.nia.account_id)
    assert (me["is_person"], me["is_worker"]) == (True, True)


def test_somebody_with_a_record_is_told_to_sign_in(cast: Cast) -> None:
    token = token_of(invite(cast))
    code_id, code = send_code(cast, token, "alex@example.org")
    assert use_code(cast, token, code_id, code, expect=409)["code"] == "sharing.already_joined"
    join(cast, token)


def test_joining_in_somebodys_browser_signs_that_somebody_out_of_it(cast: Cast) -> None:
    token = token_of(invite(cast))
    begun = cast.asha.post("/api/invitations/join/options", {"token": token})
    credential = SoftwarePasskey().make(begun["options"])
    body = {"token": token, "challenge_id": begun["challenge_id"], "credential": credential, "passkey_name": "x"}
    response = cast.asha.respond("POST", "/api/invitations/join", body)
    assert browser_of(response, cast.asha).get("/api/me")["name"] == "Robin Hill"
    cast.asha.get("/api/me", expect=401)


def test_when_the_key_worker_has_left_who_invited_takes_her_place(cast: Cast) -> None:
    token = token_of(invite(cast))
    with role(postgres.OWNER):
        db.session.execute(
            text("UPDATE memberships SET until_at = now() WHERE account_id = :who"), {"who": cast.tom.account_id}
        )
    assert join(cast, token).get("/api/my-team")["key_worker"]["name"] == "Asha Begum"


@pytest.mark.parametrize("token", ["", "guess", "x" * 101])
def test_a_guess_opens_nothing(cast: Cast, token: str) -> None:
    for path in ("open", "join/options"):
        assert cast.nobody.respond("POST", f"/api/invitations/{path}", {"token": token}).status_code in {403, 422}


def test_it_is_too_late_after_seven_days(cast: Cast) -> None:
    token = token_of(invite(cast))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8), tick=False):
        cast.nobody.post("/api/invitations/join/options", {"token": token}, expect=403)
