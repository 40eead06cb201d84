"""Inviting: who may, what comes of it, and how it is ended."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import time_machine
from sqlalchemy import text

from backend.core.db import act_as, db
from tests.cast import Cast
from tests.identity.steps import count_messages
from tests.sharing.steps import audited, invite, join, letter, newest_message, token_of


def test_a_worker_invites_a_person_she_knows(cast: Cast) -> None:
    made = invite(cast)
    assert made["link"].startswith("http://localhost:8000/join#")
    assert made["preferred_name"] == "Robin Hill"
    assert made["qr"]["size"] > 29
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", made["qr"]["path"])
    assert audited("sharing.invited", cast.asha.account_id) == 1


def test_it_can_be_sent_in_words_that_tell_nothing(cast: Cast) -> None:
    made = invite(cast, contact="07700 900155")
    message = newest_message(cast)
    assert message["to"] == "+447700900155"
    assert message["link"] == made["link"]
    assert message["words"] == "You have an invitation to Waymark. This link works for 7 days."


def test_without_a_contact_nothing_is_sent(cast: Cast) -> None:
    before = count_messages(cast)
    invite(cast)
    assert count_messages(cast) == before


def test_only_workers_of_that_team_invite(cast: Cast) -> None:
    cast.nobody.post("/api/invitations", letter(cast), expect=401)
    cast.jo.post("/api/invitations", letter(cast), expect=403)
    cast.alex.post("/api/invitations", letter(cast), expect=403)
    cast.nia.post("/api/invitations", letter(cast), expect=404)


def test_what_is_wrong_is_explained(cast: Cast) -> None:
    for change, field in (
        ({"key_worker_id": str(cast.nia.account_id)}, "key_worker_id"),
        ({"identity_check": "guessed"}, "identity_check"),
        ({"preferred_name": " "}, "preferred_name"),
        ({"contact": "?"}, "contact"),
    ):
        problem = cast.asha.post("/api/invitations", letter(cast, **change), expect=422)
        assert list(problem["fields"]) == [field]


def test_the_team_sees_its_invitations_and_no_other_team_does(cast: Cast) -> None:
    first, second, third = (invite(cast, preferred_name=name) for name in ("One", "Two", "Three"))
    join(cast, token_of(first))
    cast.tom.delete(f"/api/invitations/{second['id']}")
    listed = cast.grace.get("/api/invitations")["invitations"]
    assert {row["preferred_name"]: row["state"] for row in listed} == {"One": "used", "Two": "ended", "Three": "open"}
    assert listed[0]["id"] == third["id"]
    assert {row["invited_by"] for row in listed} == {"Asha Begum"}
    assert cast.nia.get("/api/invitations")["invitations"] == []
    cast.alex.get("/api/invitations", expect=403)
    cast.nobody.get("/api/invitations", expect=401)


def test_an_ended_one_opens_nothing(cast: Cast) -> None:
    made = invite(cast)
    cast.asha.delete(f"/api/invitations/{made['id']}")
    cast.asha.delete(f"/api/invitations/{made['id']}")
    problem = cast.nobody.post("/api/invitations/open", {"token": token_of(made)}, expect=403)
    assert problem["code"] == "sharing.invitation_refused"
    assert audited("sharing.invitation_ended") == 1


def test_only_the_team_ends_it_and_not_when_it_was_used(cast: Cast) -> None:
    made = invite(cast)
    cast.nia.delete(f"/api/invitations/{made['id']}", expect=404)
    cast.alex.delete(f"/api/invitations/{made['id']}", expect=403)
    join(cast, token_of(made))
    assert cast.asha.delete(f"/api/invitations/{made['id']}", expect=409)["code"] == "sharing.invitation_used"


def test_after_seven_days_it_has_ended(cast: Cast) -> None:
    made = invite(cast)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, seconds=1), tick=False):
        cast.nobody.post("/api/invitations/open", {"token": token_of(made)}, expect=403)


def test_raw_sql_shows_it_to_the_team_alone(cast: Cast) -> None:
    made = invite(cast)
    for member, rows in ((cast.tom, 1), (cast.nia, 0), (cast.alex, 0), (cast.jo, 0)):
        act_as(member.account_id)
        assert db.session.scalar(text("SELECT count(*) FROM invitations")) == rows
    act_as(None)
    assert db.session.scalar(text("SELECT count(*) FROM invitations")) == 0
    cast.asha.delete(f"/api/invitations/{made['id']}")
    act_as(cast.asha.account_id)
    assert db.session.execute(text("UPDATE invitations SET ended_at = NULL")).rowcount == 0
