"""What a person writes about herself, who reads it, and what others add beside it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select, text

from backend.about_me.models import ContactVersion, Entry
from backend.audit.models import AuditEntry
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.roles import role
from tests.sharing.ways import NOW, break_glass, share, stop_all, trust

EMPTY = {"sections": [], "contacts": [], "may_add": False}


def path(cast: Cast) -> str:
    return f"/api/records/{cast.alex.record_id}"


def read(member: Member, cast: Cast, expect: int = 200) -> Any:
    return member.get(f"{path(cast)}/about-me", expect=expect)


def write(
    member: Member,
    cast: Cast,
    words: str = "I love the sea.",
    *,
    heading: str = "matters",
    expect: int = 201,
    **more: Any,
) -> Any:
    body = {"heading": heading, "words": words, **more}
    return member.put(f"{path(cast)}/about-me/{new_id()}", body, expect=expect)


def put(member: Member, cast: Cast, contact_id: Any = None, *, expect: int = 201, **more: Any) -> Any:
    body = {"name": "Ada", "relation": "my sister", "phone": "07700900123", "note": "Ring her first.", **more}
    return member.put(f"{path(cast)}/contacts/{contact_id or new_id()}", body, expect=expect)


def test_alex_writes_and_reads(cast: Cast) -> None:
    assert read(cast.alex, cast) == {**EMPTY, "may_add": True}
    (entry,) = write(cast.alex, cast)["sections"]
    assert (entry["heading"], entry["title"]) == ("matters", "What matters most to me")
    assert (entry["words"], entry["by"], entry["is_mine"]) == ("I love the sea.", "Alex Morgan", True)


def test_each_version_stays(cast: Cast) -> None:
    first = write(cast.alex, cast)["sections"][0]["id"]
    second = write(cast.alex, cast, "I love the hills.", replaces=first)["sections"]
    assert [row["words"] for row in second] == ["I love the hills."]
    assert write(cast.alex, cast, "", replaces=second[0]["id"])["sections"] == []
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(Entry)) == 3


def test_a_newer_version_is_not_overwritten(cast: Cast) -> None:
    write(cast.alex, cast)
    assert write(cast.alex, cast, "Other words.", expect=409)["code"] == "about_me.changed"
    assert write(cast.alex, cast, "Other.", replaces=str(new_id()), expect=409)["code"] == "about_me.changed"


def test_the_same_put_twice_is_one_version(cast: Cast) -> None:
    entry = f"{path(cast)}/about-me/{new_id()}"
    body = {"heading": "also", "words": "I have a dog."}
    cast.alex.put(entry, body, expect=201)
    cast.alex.put(entry, body, expect=200)
    cast.alex.put(entry, {**body, "words": "I have a cat."}, expect=409)


def test_unknown_headings_and_empty_words_are_refused(cast: Cast) -> None:
    write(cast.alex, cast, heading="secrets", expect=404)
    write(cast.alex, cast, "", expect=422)


def test_the_team_reads_what_is_shared_and_it_is_written_down(cast: Cast) -> None:
    write(cast.alex, cast)
    assert read(cast.asha, cast) == EMPTY
    share(cast, "about_me")
    assert read(cast.asha, cast)["sections"][0]["by"] == "Alex Morgan"
    with role(OWNER):
        wanted = select(AuditEntry).where(AuditEntry.action == "record.read", AuditEntry.section == "about_me")
        assert [row.actor_id for row in db.session.scalars(wanted)] == [cast.asha.account_id]


def test_what_others_add_stands_beside_hers(cast: Cast) -> None:
    share(cast, "about_me", trust(cast, cast.jo), may_add=True)
    share(cast, "about_me", may_add=True)
    write(cast.jo, cast, "Alex sings when well.", heading="well")
    write(cast.asha, cast, "Prefers mornings.", heading="well")
    write(cast.alex, cast, "I sing.", heading="well")
    rows = read(cast.alex, cast)["sections"]
    assert [(row["by"], row["words"]) for row in rows] == [
        ("Alex Morgan", "I sing."),
        ("Jo Hart", "Alex sings when well."),
        ("Asha Begum", "Prefers mornings."),
    ]
    assert [row["is_mine"] for row in rows] == [True, False, False]


def test_who_only_sees_does_not_write(cast: Cast) -> None:
    share(cast, "about_me", trust(cast, cast.jo))
    assert write(cast.jo, cast, expect=403)["code"] == "sharing.may_not_add"
    assert put(cast.jo, cast, expect=403)["code"] == "sharing.may_not_add"
    assert not read(cast.jo, cast)["may_add"]


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_a_stranger_learns_nothing(cast: Cast, who: str) -> None:
    write(cast.alex, cast)
    stranger = getattr(cast, who)
    read(stranger, cast, expect=404)
    write(stranger, cast, expect=404)
    put(stranger, cast, expect=404)
    stranger.delete(f"{path(cast)}/contacts/{new_id()}", expect=404)


def test_hidden_and_empty_are_the_same_bytes(cast: Cast) -> None:
    share(cast, "about_me", trust(cast, cast.jo))
    trust(cast, cast.nia)
    empty = cast.jo.respond("GET", f"{path(cast)}/about-me")
    write(cast.alex, cast)
    put(cast.alex, cast)
    hidden = cast.nia.respond("GET", f"{path(cast)}/about-me")
    assert (empty.data, empty.headers["ETag"]) == (hidden.data, hidden.headers["ETag"])
    assert read(cast.jo, cast)["sections"]
    stop_all(cast)
    assert cast.jo.respond("GET", f"{path(cast)}/about-me").data == empty.data


def test_what_is_hidden_is_answered_like_what_is_not_there(cast: Cast) -> None:
    contact_id = new_id()
    put(cast.alex, cast, contact_id)
    trust(cast, cast.jo)
    there = put(cast.jo, cast, contact_id, expect=404)
    assert there == put(cast.jo, cast, expect=404)


def test_emergency_access_reads_and_does_not_write(cast: Cast) -> None:
    write(cast.alex, cast)
    with role(OWNER):
        wanted = text("SELECT id FROM sessions WHERE account_id = :who")
        session_id = db.session.scalar(wanted, {"who": cast.nia.account_id})
    break_glass(cast, cast.nia, session_id)
    assert read(cast.nia, cast)["sections"][0]["words"] == "I love the sea."
    write(cast.nia, cast, expect=403)


def test_contacts_are_listed_with_their_number_as_people_write_it(cast: Cast) -> None:
    (contact,) = put(cast.alex, cast)["contacts"]
    assert (contact["name"], contact["relation"], contact["phone"]) == ("Ada", "my sister", "07700 900123")
    assert (contact["note"], contact["version"], contact["may_change"]) == ("Ring her first.", 1, True)


@pytest.mark.parametrize("phone", ["hello", "12", "0" * 30])
def test_what_is_no_number_is_refused(cast: Cast, phone: str) -> None:
    assert "phone" in put(cast.alex, cast, phone=phone, expect=422)["fields"]


def test_a_contact_is_changed_and_removed_and_nothing_is_lost(cast: Cast) -> None:
    contact_id = new_id()
    put(cast.alex, cast, contact_id)
    put(cast.alex, cast, contact_id, expect=200)
    assert put(cast.alex, cast, contact_id, name="Ada B.", expect=409)["code"] == "about_me.changed"
    put(cast.alex, cast, contact_id, name="Ada B.", version=1, expect=200)
    for _ in range(2):
        cast.alex.delete(f"{path(cast)}/contacts/{contact_id}")
    assert read(cast.alex, cast)["contacts"] == []
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(ContactVersion)) == 3


def test_a_carer_changes_only_what_they_put_there(cast: Cast) -> None:
    share(cast, "about_me", trust(cast, cast.jo), may_add=True)
    hers, jos = new_id(), new_id()
    put(cast.alex, cast, hers)
    put(cast.jo, cast, jos, name="Bea")
    assert put(cast.jo, cast, hers, name="Other", version=1, expect=403)["code"] == "about_me.not_yours"
    cast.jo.delete(f"{path(cast)}/contacts/{hers}", expect=403)
    seen = {row["name"]: row["may_change"] for row in read(cast.jo, cast)["contacts"]}
    assert seen == {"Ada": False, "Bea": True}
    cast.alex.delete(f"{path(cast)}/contacts/{jos}")


def test_every_act_leaves_its_row(cast: Cast) -> None:
    contact_id = new_id()
    write(cast.alex, cast)
    put(cast.alex, cast, contact_id)
    cast.alex.delete(f"{path(cast)}/contacts/{contact_id}")
    with role(OWNER):
        wanted = select(AuditEntry.action).where(AuditEntry.action.startswith("about_me.")).order_by(AuditEntry.seq)
        assert list(db.session.scalars(wanted)) == [
            "about_me.written",
            "about_me.contact_written",
            "about_me.contact_removed",
        ]


def test_one_asks_about_her_team_only_who_is_of_it(cast: Cast) -> None:
    share(cast, "about_me", trust(cast, cast.jo))
    put(cast.alex, cast)
    around = f"{path(cast)}/around"
    assert cast.jo.get(around)["people"] == cast.asha.get(around)["people"] == []
    team = share(cast, "about_me")
    assert cast.asha.get(around)["people"] == [{"name": "Ada", "relation": "my sister"}]
    assert cast.jo.get(around)["people"] == []
    assert team


@pytest.mark.parametrize("table", ["about_me_entries", "about_me_contacts"])
def test_raw_sql_shows_only_what_is_shared_and_changes_nothing(cast: Cast, table: str) -> None:
    write(cast.alex, cast)
    put(cast.alex, cast)
    share(cast, "about_me", trust(cast, cast.jo), until_at=NOW)
    share(cast, "about_me", trust(cast, cast.nia))
    for who, rows in ((cast.alex, 1), (cast.nia, 1), (cast.jo, 0), (cast.asha, 0), (cast.sam, 0)):
        with role(WEB):
            act_as(who.account_id)
            assert len(db.session.execute(text(f"SELECT * FROM {table}")).all()) == rows, who.name
            for change in (f"UPDATE {table} SET version = 9", f"DELETE FROM {table}"):
                nested = db.session.begin_nested()
                with pytest.raises(Exception, match="permission denied"):
                    db.session.execute(text(change))
                nested.rollback()
