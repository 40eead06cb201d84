"""What a person keeps to herself is met by nobody else: asked of the database in raw SQL, table by table."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core.db import act_as, db, read_many
from backend.core.embedded_postgres import WEB
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.goals.steps import become, goals_path, hide, read, score, step, track, write
from tests.roles import role
from tests.sharing.ways import share, trust

TABLES = ("goals", "goal_versions", "goal_events", "goal_steps", "goal_scores")
COUNT = "SELECT count(*) FROM {}"
GOAL = text("""
    INSERT INTO goals (id, record_id, account_id, at, status, is_private, tracked)
    VALUES (:id, :record, :who, now(), :status, :is_private, :tracked)
""")
VERSION = text("""
    INSERT INTO goal_versions (id, record_id, goal_id, account_id, at, version, baseline, words_sealed, why_sealed, helper_sealed)
    VALUES (:id, :record, :goal, :who, now(), 9, 1, '', '', '')
""")
EVENT = text("""
    INSERT INTO goal_events (id, record_id, goal_id, account_id, at, kind, words_sealed)
    VALUES (:id, :record, :goal, :who, now(), 'finished', '')
""")
STEP = text("""
    INSERT INTO goal_steps (id, record_id, goal_id, account_id, at, step_id, version, position, words_sealed, is_done, is_removed)
    VALUES (:id, :record, :goal, :who, now(), :id, 1, 0, '', false, false)
""")
SCORE = text("""
    INSERT INTO goal_scores (id, record_id, goal_id, account_id, at, baseline, code, value, answered_at, how)
    VALUES (:id, :record, :goal, :who, now(), 1, 'x', 5, now(), 'together')
""")


@pytest.fixture
def goal(cast: Cast) -> Any:
    """A goal of Alex's with everything to it, shared with the team to add, and with Jo to add."""
    share(cast, "goals", may_add=True)
    share(cast, "goals", trust(cast, cast.jo), may_add=True)
    goal = track(cast.alex, cast, write(cast.alex, cast))
    step(cast.alex, cast, goal)
    return score(cast.alex, cast, goal)


def met(member: Member, *, in_a_list: bool = False) -> list[int]:
    with role(WEB):
        act_as(member.account_id)
        if in_a_list:
            read_many()
        return [db.session.scalar(text(COUNT.format(table))) for table in TABLES]


def tried(cast: Cast, member: Member, sql: Any, **values: Any) -> bool:
    """Whether the database lets that member put it in."""
    given = {"id": new_id(), "record": cast.alex.record_id, "who": member.account_id, **values}
    with role(WEB):
        act_as(member.account_id)
        nested = db.session.begin_nested()
        try:
            db.session.execute(sql, given)
        except ProgrammingError as refused:
            return "row-level security" not in str(refused)
        finally:
            nested.rollback()
    return True


@pytest.mark.parametrize("in_a_list", [False, True])
def test_a_private_goal_is_met_by_nobody_else(cast: Cast, goal: Any, *, in_a_list: bool) -> None:
    for member in (cast.alex, cast.asha, cast.jo):
        assert all(met(member, in_a_list=in_a_list)), member.name
    hide(cast.alex, cast, goal)
    assert all(met(cast.alex, in_a_list=in_a_list))
    for member in (cast.asha, cast.tom, cast.grace, cast.jo, cast.sam, cast.nia):
        assert met(member, in_a_list=in_a_list) == [0] * 5, member.name


def test_a_private_goal_is_answered_like_one_that_is_not_there(cast: Cast, goal: Any) -> None:
    hide(cast.alex, cast, goal)
    nowhere = {"id": str(new_id())}
    for one in (cast.asha, cast.jo):
        assert read(one, cast)["goals"] == []
        assert step(one, cast, goal, expect=404) == step(one, cast, nowhere, expect=404)
        assert score(one, cast, goal, expect=404) == score(one, cast, nowhere, expect=404)
        for version in (1, 2):
            hidden = write(one, cast, goal["id"], version=version, expect=404)
            assert hidden == write(one, cast, new_id(), version=version, expect=404)
    hide(cast.alex, cast, goal, is_private=False)
    assert len(read(cast.asha, cast)["goals"][0]["scores"]) == 1


def test_nothing_is_put_to_a_private_goal(cast: Cast, goal: Any) -> None:
    assert tried(cast, cast.asha, STEP, goal=goal["id"])
    assert tried(cast, cast.asha, SCORE, goal=goal["id"])
    hide(cast.alex, cast, goal)
    for sql in (VERSION, EVENT, STEP, SCORE):
        assert not tried(cast, cast.asha, sql, goal=goal["id"])
        assert tried(cast, cast.alex, sql, goal=goal["id"])


def test_wording_history_and_numbers_are_held_in_the_database_too(cast: Cast, goal: Any) -> None:
    for member in (cast.asha, cast.jo):
        assert tried(cast, member, STEP, goal=goal["id"])
        assert not tried(cast, member, VERSION, goal=goal["id"])
        assert not tried(cast, member, EVENT, goal=goal["id"])
    assert not tried(cast, cast.jo, SCORE, goal=goal["id"])
    suggested = write(cast.asha, cast)
    assert not tried(cast, cast.jo, STEP, goal=suggested["id"])
    become(cast.alex, cast, suggested, "declined")
    assert not tried(cast, cast.asha, STEP, goal=suggested["id"])


@pytest.mark.parametrize(
    ("values", "lets"),
    [
        ({}, True),
        ({"status": "active"}, False),
        ({"is_private": True}, False),
        ({"tracked": 2}, False),
        ({"who": "alex"}, False),
    ],
)
def test_others_put_in_suggestions_and_nothing_else(
    cast: Cast, goal: Any, values: dict[str, Any], *, lets: bool
) -> None:
    given = {"status": "suggested", "is_private": False, "tracked": None, **values}
    if "who" in given:
        given["who"] = cast.alex.account_id
    assert tried(cast, cast.asha, GOAL, **given) is lets
    assert tried(cast, cast.jo, GOAL, **given) is lets
    assert tried(cast, cast.alex, GOAL, **given)


def test_what_belongs_to_a_goal_belongs_to_its_record(cast: Cast, goal: Any) -> None:
    """Also for somebody who sees that goal and has a record of their own."""
    share(cast, "goals", trust(cast, cast.sam))
    own = {"goal": goal["id"], "record": cast.sam.record_id}
    assert not any(tried(cast, cast.sam, sql, **own) for sql in (VERSION, EVENT, STEP, SCORE))


def test_state_is_changed_by_her_alone_and_history_by_nobody(cast: Cast, goal: Any) -> None:
    for member, rows in ((cast.asha, 0), (cast.jo, 0), (cast.alex, 1)):
        with role(WEB):
            act_as(member.account_id)
            changed = db.session.execute(text("UPDATE goals SET status = status"))
            assert changed.rowcount == rows, member.name
            for change in (*(f"UPDATE {table} SET at = at" for table in TABLES[1:]), "DELETE FROM goals"):
                nested = db.session.begin_nested()
                with pytest.raises(ProgrammingError, match="permission denied"):
                    db.session.execute(text(change))
                nested.rollback()


def test_one_of_another_record_is_not_found_by_its_id(cast: Cast, goal: Any) -> None:
    elsewhere = f"/api/records/{cast.sam.record_id}/goals/{goal['id']}"
    cast.sam.put(f"{elsewhere}/privacy", {"is_private": True}, expect=404)
    cast.sam.put(f"{elsewhere}/steps/{new_id()}", {"words": "Mine."}, expect=404)
    assert cast.alex.get(goals_path(cast))["goals"][0]["is_private"] is False
