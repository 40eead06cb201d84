"""Telling the team: with every section off, seen by the team alone where it is in confidence, answered by who has read it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import func, select, text

from backend.audit.models import AuditEntry
from backend.care import service as care
from backend.carers.models import CarerMessage
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from backend.notifications.models import Notice
from tests.cast import Cast, Member
from tests.roles import role
from tests.sharing.ways import NOW, stop_all, trust

WORDS = "Alex has not eaten since Friday."
STRANGER = {"about": "Alex Morgan", "sender_name": "Pat", "sender_contact": "07700 900111", "words": WORDS}


def tell(member: Member, trusted: uuid.UUID, *, expect: int = 201, message_id: Any = None, **more: Any) -> Any:
    body = {"trusted_person_id": str(trusted), "words": WORDS, "in_confidence": False, **more}
    return member.put(f"/api/carer-messages/{message_id or new_id()}", body, expect=expect)


def tell_as_stranger(cast: Cast, *, expect: int = 201, message_id: Any = None, **more: Any) -> Any:
    path = f"/api/public/teams/{cast.riverside}/messages/{message_id or new_id()}"
    return cast.nobody.put(path, {**STRANGER, **more}, expect=expect)


def of_team(worker: Member) -> list[dict[str, Any]]:
    return worker.get("/api/team-messages")["messages"]


def told(kind: str = "carers.message") -> set[uuid.UUID]:
    with role(OWNER):
        return set(db.session.scalars(select(Notice.account_id).where(Notice.kind == kind)))


def count() -> int:
    with role(OWNER):
        return db.session.scalar(select(func.count()).select_from(CarerMessage)) or 0


def test_jo_tells_the_team_with_nothing_shared(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    sent = tell(cast.jo, trusted)
    assert (sent["state"], sent["read_by"], sent["words"]) == ("received", [], WORDS)
    (message,) = of_team(cast.asha)
    assert (message["from"], message["relation"], message["words"]) == ("Jo Hart", "friend", WORDS)
    assert message["about"] == {"record_id": str(cast.alex.record_id), "name": "Alex Morgan"}
    assert not message["is_public"]
    assert told() == {cast.asha.account_id}


def test_jo_sees_who_has_read_it_and_nothing_else(cast: Cast) -> None:
    tell(cast.jo, trust(cast, cast.jo))
    (message,) = of_team(cast.asha)
    assert not message["is_read_by_me"]
    for _ in range(2):
        (reader,) = cast.asha.post(f"/api/team-messages/{message['id']}/read")["read_by"]
    assert set(reader) == {"name", "at"}
    (own,) = cast.jo.get("/api/carer-messages")["messages"]
    assert (own["state"], [row["name"] for row in own["read_by"]]) == ("read", ["Asha Begum"])
    assert set(own) == {
        "id",
        "at",
        "trusted_person_id",
        "record_id",
        "words",
        "in_confidence",
        "state",
        "read_by",
    }
    assert of_team(cast.asha)[0]["is_read_by_me"]
    assert not of_team(cast.tom)[0]["is_read_by_me"]
    with role(OWNER):
        wanted = select(AuditEntry).where(AuditEntry.action == "carers.message_read")
        (row,) = db.session.scalars(wanted)
    assert (row.actor_id, row.record_id) == (cast.asha.account_id, None)


def test_the_team_is_told_how_many_nobody_has_read(cast: Cast) -> None:
    tell(cast.jo, trust(cast, cast.jo))
    tell_as_stranger(cast)
    assert cast.tom.get("/api/team-messages/unread") == {"unread": 2}
    cast.asha.post(f"/api/team-messages/{of_team(cast.asha)[0]['id']}/read")
    assert cast.tom.get("/api/team-messages/unread") == {"unread": 1}
    assert cast.nia.get("/api/team-messages/unread") == {"unread": 0}


def test_the_same_put_twice_is_one_message(cast: Cast) -> None:
    trusted, message_id = trust(cast, cast.jo), new_id()
    tell(cast.jo, trusted, message_id=message_id)
    tell(cast.jo, trusted, message_id=message_id, expect=200)
    tell(cast.jo, trusted, message_id=message_id, words="Other words.", expect=409)
    tell(cast.jo, trusted, message_id=message_id, in_confidence=True, expect=409)
    assert count() == 1


def test_it_works_after_everything_was_stopped(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    stop_all(cast)
    tell(cast.jo, trusted)


@pytest.mark.parametrize("changes", [{"ended_at": NOW, "ended_how": "removed"}, {"accepted_at": None}])
def test_who_is_not_trusted_any_more_or_not_yet_does_not_tell_this_way(cast: Cast, changes: dict[str, Any]) -> None:
    tell(cast.jo, trust(cast, cast.jo, **changes), expect=404)


def test_nobody_tells_in_anothers_name(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    for member in (cast.nia, cast.sam, cast.alex):
        tell(member, trusted, expect=404)
    tell(cast.jo, trusted, words="", expect=422)


def test_another_team_and_another_person_meet_nothing(cast: Cast) -> None:
    tell(cast.jo, trust(cast, cast.jo))
    (message,) = of_team(cast.asha)
    assert of_team(cast.nia) == []
    cast.nia.post(f"/api/team-messages/{message['id']}/read", expect=404)
    cast.jo.get("/api/team-messages", expect=403)
    assert cast.sam.get("/api/messages-about-me") == {"messages": []}
    assert cast.nia.get("/api/carer-messages") == {"messages": []}


def test_alex_sees_what_was_not_said_in_confidence(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    before = cast.alex.respond("GET", "/api/messages-about-me")
    tell(cast.jo, trusted, in_confidence=True, words="Please do not tell Alex.")
    after = cast.alex.respond("GET", "/api/messages-about-me")
    assert (before.data, before.headers["ETag"]) == (after.data, after.headers["ETag"])
    tell(cast.jo, trusted)
    (message,) = cast.alex.get("/api/messages-about-me")["messages"]
    assert (message["from"], message["words"]) == ("Jo Hart", WORDS)
    assert [row["in_confidence"] for row in of_team(cast.asha)] == [False, True]


def test_the_database_shows_the_person_nothing_of_what_is_in_confidence(cast: Cast) -> None:
    tell(cast.jo, trust(cast, cast.jo), in_confidence=True)
    (message,) = of_team(cast.asha)
    cast.asha.post(f"/api/team-messages/{message['id']}/read")
    met = {"alex": 0, "asha": 1, "jo": 1, "sam": 0, "nia": 0}
    for who, rows in met.items():
        with role(WEB):
            act_as(getattr(cast, who).account_id)
            for table in ("carer_messages", "carer_message_reads"):
                assert len(db.session.execute(text(f"SELECT * FROM {table}")).all()) == rows, f"{who} {table}"
    with role(OWNER):
        rows = list(db.session.scalars(select(AuditEntry.action).where(AuditEntry.record_id == cast.alex.record_id)))
    assert not any(action.startswith("carers.") for action in rows)


def test_who_works_in_the_own_team_does_not_read_what_is_in_confidence_about_them(cast: Cast) -> None:
    with role(OWNER):
        care.add_member(cast.riverside, cast.alex.account_id, "peer")
    tell(cast.jo, trust(cast, cast.jo), in_confidence=True)
    assert of_team(cast.alex) == []
    assert len(of_team(cast.asha)) == 1
    assert cast.alex.account_id not in told()


@pytest.mark.parametrize("change", ["UPDATE carer_messages SET in_confidence = false", "DELETE FROM carer_messages"])
def test_what_was_told_stays_as_it_was_told(cast: Cast, change: str) -> None:
    tell(cast.jo, trust(cast, cast.jo))
    with role(WEB):
        act_as(cast.jo.account_id)
        nested = db.session.begin_nested()
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text(change))
        nested.rollback()


def test_raw_sql_does_not_let_a_stranger_write_about_a_record(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    insert = text(
        "INSERT INTO carer_messages (id, team_id, account_id, record_id, trusted_person_id, in_confidence, at,"
        " words_sealed) VALUES (:id, :team, :who, :record, :trusted, false, now(), 'x')"
    )
    values = {"id": new_id(), "team": cast.riverside, "record": cast.alex.record_id, "trusted": trusted}
    for who in (cast.nia, cast.sam):
        with role(WEB):
            act_as(who.account_id)
            nested = db.session.begin_nested()
            with pytest.raises(Exception, match="row-level security"):
                db.session.execute(insert, {**values, "who": who.account_id})
            nested.rollback()


def test_a_stranger_tells_the_team_by_its_page(cast: Cast) -> None:
    message_id = new_id()
    assert tell_as_stranger(cast, message_id=message_id) == {"received": True}
    tell_as_stranger(cast, message_id=message_id)
    (message,) = of_team(cast.grace)
    assert (message["from"], message["contact"]) == ("Pat", "07700 900111")
    assert message["about"] == {"record_id": None, "name": "Alex Morgan"}
    assert (message["is_public"], message["in_confidence"]) == (True, True)
    assert cast.alex.get("/api/messages-about-me") == {"messages": []}
    assert told() == {cast.grace.account_id}


def test_the_champion_is_told_first(cast: Cast) -> None:
    cast.grace.put(f"/api/teams/{cast.riverside}/carer-champion", {"account_id": str(cast.tom.account_id)}, expect=204)
    tell_as_stranger(cast)
    assert told() == {cast.tom.account_id}


def test_the_public_page_is_counted_by_origin(cast: Cast) -> None:
    for _ in range(5):
        tell_as_stranger(cast)
    assert tell_as_stranger(cast, expect=429)["code"] == "http.too_many"


def test_the_public_page_says_what_stands_on_the_door(cast: Cast) -> None:
    team = cast.nobody.get(f"/api/public/teams/{cast.riverside}")
    assert (team["name"], team["phone"], team["organisation"]) == (
        "Riverside Team",
        "01632 960001",
        "Rivers NHS Foundation Trust",
    )
    assert team["is_open"]
    assert team["carer_champion"] is None
    cast.nobody.get(f"/api/public/teams/{new_id()}", expect=404)
    cast.nobody.put(f"/api/public/teams/{new_id()}/messages/{new_id()}", STRANGER, expect=404)
    tell_as_stranger(cast, words="", expect=422)
