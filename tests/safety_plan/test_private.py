"""What the database itself holds, asked in raw SQL: only she writes, and others meet what stands now and is theirs to see."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core.db import act_as, db, read_many
from backend.core.embedded_postgres import WEB
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.roles import role
from tests.safety_plan.writing import SECTION, decline, save, section, show, suggest, write
from tests.sharing.ways import break_glass, session_of, share, trust

TABLES = ("safety_plans", "safety_plan_sections", "safety_plan_versions", "safety_plan_suggestions")
STANDS = text("SELECT heading, version FROM safety_plan_versions ORDER BY heading, version")
HEADS = text("SELECT heading FROM safety_plan_sections ORDER BY heading")
SUGGESTED = text("SELECT count(*) FROM safety_plan_suggestions")
WRITES = {
    "plan": "INSERT INTO safety_plans (record_id, version, begun_at) VALUES (:record, 1, now())",
    "section": """
        INSERT INTO safety_plan_sections (record_id, heading, version, audience) VALUES (:record, 'safer', 1, 'shared')
    """,
    "version": """
        INSERT INTO safety_plan_versions (id, record_id, heading, version, plan_version, account_id, save_id, at, body_sealed)
        VALUES (:id, :record, 'signs', 9, 9, :who, :id, now(), '')
    """,
    "suggestion for another": """
        INSERT INTO safety_plan_suggestions (id, record_id, heading, account_id, at, body_sealed)
        VALUES (:id, :record, 'signs', :other, now(), '')
    """,
    "suggestion that is answered": """
        INSERT INTO safety_plan_suggestions (id, record_id, heading, account_id, at, body_sealed, answer)
        VALUES (:id, :record, 'signs', :who, now(), '', 'taken')
    """,
}
SUGGESTS = """
    INSERT INTO safety_plan_suggestions (id, record_id, heading, account_id, at, body_sealed)
    VALUES (:id, :record, 'signs', :who, now(), '')
"""
CHANGES = (
    "UPDATE safety_plans SET version = version",
    "UPDATE safety_plan_sections SET audience = 'shared'",
    "UPDATE safety_plan_suggestions SET answer = 'taken'",
)
NEVER = (
    "UPDATE safety_plan_versions SET at = at",
    "DELETE FROM safety_plan_versions",
    "DELETE FROM safety_plan_sections",
    "DELETE FROM safety_plan_suggestions",
    "DELETE FROM safety_plans",
)


@pytest.fixture
def plan(cast: Cast) -> None:
    """Three sections in two versions each, one for everybody, one for the team, one for nobody; two suggestions; all may add."""
    share(cast, SECTION, may_add=True)
    share(cast, SECTION, trust(cast, cast.jo), may_add=True)
    for version in (0, 1):
        save(cast.alex, *(section(one, "Words.", version=version) for one in ("signs", "myself", "triggers")))
    show(cast.alex, "myself", "team")
    show(cast.alex, "triggers", "mine")
    suggest(cast.asha, cast)
    suggest(cast.jo, cast)


def asked(member: Member, sql: Any, *, in_a_list: bool = False) -> list[Any]:
    with role(WEB):
        act_as(member.account_id)
        if in_a_list:
            read_many()
        return [tuple(row) for row in db.session.execute(sql)]


def tried(cast: Cast, member: Member, sql: str) -> bool:
    """Whether the database lets that member do it."""
    given = {"id": new_id(), "record": cast.alex.record_id, "who": member.account_id, "other": cast.tom.account_id}
    with role(WEB):
        act_as(member.account_id)
        nested = db.session.begin_nested()
        try:
            db.session.execute(text(sql), given)
        except ProgrammingError as refused:
            return "row-level security" not in str(refused)
        finally:
            nested.rollback()
    return True


@pytest.mark.parametrize("in_a_list", [False, True])
def test_others_meet_what_stands_now_and_is_theirs_to_see(cast: Cast, plan: None, *, in_a_list: bool) -> None:
    hers = [("myself", 1), ("myself", 2), ("signs", 1), ("signs", 2), ("triggers", 1), ("triggers", 2)]
    assert asked(cast.alex, STANDS, in_a_list=in_a_list) == hers
    for worker in (cast.asha, cast.tom, cast.grace):
        assert asked(worker, STANDS, in_a_list=in_a_list) == [("myself", 2), ("signs", 2)]
        assert asked(worker, HEADS, in_a_list=in_a_list) == [("myself",), ("signs",)]
    assert asked(cast.jo, STANDS, in_a_list=in_a_list) == [("signs", 2)]
    assert asked(cast.jo, HEADS, in_a_list=in_a_list) == [("signs",)]
    for stranger in (cast.sam, cast.nia):
        for table in TABLES:
            assert asked(stranger, text(f"SELECT 1 FROM {table}"), in_a_list=in_a_list) == []


def test_an_emergency_meets_what_stands_now_too(cast: Cast, plan: None) -> None:
    session = session_of(cast.nia)
    break_glass(cast, cast.nia, session)
    with role(WEB):
        act_as(cast.nia.account_id)
        db.session.execute(text("SELECT set_config('waymark.session_id', :id, true)"), {"id": str(session)})
        assert [tuple(row) for row in db.session.execute(STANDS)] == [("myself", 2), ("signs", 2)]


def test_a_suggestion_is_met_by_two(cast: Cast, plan: None) -> None:
    met = {
        member.name: asked(member, SUGGESTED)[0][0] for member in (cast.alex, cast.asha, cast.tom, cast.jo, cast.sam)
    }
    assert met == {"Alex Morgan": 2, "Asha Begum": 1, "Tom Osei": 0, "Jo Hart": 1, "Sam Price": 0}


def test_an_answered_suggestion_is_met_by_her_alone(cast: Cast, plan: None) -> None:
    for one in cast.alex.get(f"/api/records/{cast.alex.record_id}/safety-plan")["suggestions"]:
        decline(cast.alex, one)
    assert [asked(member, SUGGESTED)[0][0] for member in (cast.alex, cast.asha, cast.jo)] == [2, 0, 0]


@pytest.mark.parametrize("what", WRITES)
def test_nobody_else_writes_in_it(cast: Cast, plan: None, what: str) -> None:
    for member in (cast.asha, cast.jo, cast.sam, cast.nia):
        assert not tried(cast, member, WRITES[what]), member.name


def test_she_writes_and_others_suggest(cast: Cast, plan: None) -> None:
    for what in ("section", "version"):
        assert tried(cast, cast.alex, WRITES[what])
    for member, may in ((cast.asha, True), (cast.jo, True), (cast.sam, False), (cast.nia, False)):
        assert tried(cast, member, SUGGESTS) is may, member.name


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_else_changes_it(cast: Cast, plan: None, change: str) -> None:
    for member, changes in ((cast.asha, False), (cast.jo, False), (cast.sam, False), (cast.alex, True)):
        with role(WEB):
            act_as(member.account_id)
            nested = db.session.begin_nested()
            assert (db.session.execute(text(change)).rowcount > 0) is changes, member.name
            nested.rollback()


@pytest.mark.parametrize("change", NEVER)
def test_what_was_saved_stays(cast: Cast, plan: None, change: str) -> None:
    """Not even she takes a version away, so that nobody can make her."""
    with role(WEB):
        act_as(cast.alex.account_id)
        nested = db.session.begin_nested()
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.execute(text(change))
        nested.rollback()


def test_words_are_sealed(cast: Cast) -> None:
    write(cast.alex, "signs", "I hide my phone.")
    body = bytes(asked(cast.alex, text("SELECT body_sealed FROM safety_plan_versions"))[0][0])
    assert b"phone" not in body
    assert b"words" not in body
