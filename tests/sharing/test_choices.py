"""What a team may see: private until the person chooses, at once when she changes her mind."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core import embedded_postgres as postgres
from backend.core.db import act_as, db, read_many
from backend.sharing import access
from backend.sharing.sections import SECTIONS
from tests.cast import Cast
from tests.roles import role
from tests.sharing.steps import audited, decide, readable

CHOSEN = [section.name for section in SECTIONS if not section.is_fixed]


def test_there_are_the_seven_sections_in_plain_words() -> None:
    assert sorted(section.name for section in SECTIONS) == sorted(
        ["about_me", "goals", "dialog_results", "dialog_plus_plan", "safety_plan", "step_ups", "stepping_down"]
    )
    assert all(len(section.explains.split()) < 20 for section in SECTIONS)


def test_nothing_but_requests_is_shared_at_first(cast: Cast) -> None:
    sharing = cast.alex.get("/api/sharing/team")
    assert sharing["team"] == {"id": str(cast.riverside), "name": "Riverside Team"}
    assert {"name": "Grace Lee", "role": "lead"} in sharing["members"]
    assert [row["section"] for row in sharing["sections"] if row["is_shared"]] == ["step_ups"]
    assert all(row["decided_at"] is None for row in sharing["sections"])
    for section in CHOSEN:
        assert readable(cast.asha, section) == set()


@pytest.mark.parametrize("section", CHOSEN)
def test_the_team_sees_what_she_shares_until_she_stops(cast: Cast, section: str) -> None:
    chosen = decide(cast.alex, section, True)
    assert chosen["is_shared"]
    assert datetime.fromisoformat(chosen["decided_at"])
    for member in (cast.asha, cast.tom, cast.grace):
        assert readable(member, section) == {cast.alex.record_id}
    for member in (cast.nia, cast.jo, cast.nobody):
        assert readable(member, section) == set()
    assert all(readable(cast.asha, other) == set() for other in CHOSEN if other != section)
    decide(cast.alex, section, False)
    assert readable(cast.asha, section) == set()
    assert readable(cast.alex, section) == {cast.alex.record_id}
    assert audited("sharing.decided", cast.alex.account_id) == 2


def test_requests_always_go_to_the_team_and_to_no_other(cast: Cast) -> None:
    for section in ("step_ups", "care"):
        assert readable(cast.tom, section) == {cast.alex.record_id, cast.sam.record_id}
        assert readable(cast.nia, section) == readable(cast.jo, section) == set()
    assert decide(cast.alex, "step_ups", False, expect=409)["code"] == "sharing.fixed"


def test_every_decision_is_kept(cast: Cast) -> None:
    for is_shared in (True, True, False, True):
        decide(cast.alex, "goals", is_shared)
    with role(postgres.OWNER):
        kept = db.session.execute(
            text("SELECT decision, wording, decided_by, until_at FROM grants ORDER BY from_at, id")
        ).all()
    assert [row.decision for row in kept] == ["shared", "not_shared", "shared"]
    assert [row.until_at is None for row in kept] == [False, False, True]
    assert {(row.wording, row.decided_by) for row in kept} == {("2026-11", cast.alex.account_id)}


def test_one_persons_choice_is_not_anothers(cast: Cast) -> None:
    decide(cast.alex, "safety_plan", True)
    sam = {row["section"]: row["is_shared"] for row in cast.sam.get("/api/sharing/team")["sections"]}
    assert not sam["safety_plan"]


def test_only_a_person_chooses(cast: Cast) -> None:
    decide(cast.asha, "goals", True, expect=403)
    decide(cast.jo, "goals", True, expect=403)
    decide(cast.nobody, "goals", True, expect=401)
    cast.asha.get("/api/sharing/team", expect=403)


def test_what_she_did_not_read_does_not_count(cast: Cast) -> None:
    assert decide(cast.alex, "goals", True, expect=409, wording="2020-01")["code"] == "sharing.other_wording"
    decide(cast.alex, "secrets", True, expect=404)
    cast.alex.put("/api/sharing/team/goals", {"is_shared": "maybe", "wording": "2026-11"}, expect=422)
    assert audited("sharing.decided") == 0


def test_what_she_keeps_back_is_hidden_from_the_team(cast: Cast) -> None:
    decide(cast.alex, "goals", True)
    decide(cast.alex, "goals", False)
    for member, rows in ((cast.alex, 2), (cast.asha, 0), (cast.sam, 0), (cast.nobody, 0)):
        act_as(member.account_id)
        assert db.session.scalar(text("SELECT count(*) FROM grants")) == rows


def test_a_worker_cannot_grant_herself_anything_in_sql(cast: Cast) -> None:
    decide(cast.alex, "goals", False)
    act_as(cast.asha.account_id)
    assert db.session.execute(text("UPDATE grants SET decision = 'shared'")).rowcount == 0
    with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
        db.session.execute(
            text(
                "INSERT INTO grants (id, record_id, section, team_id, decision, wording, decided_by, from_at) "
                "VALUES (:id, :record, 'goals', :team, 'shared', '', :who, now())"
            ),
            {
                "id": uuid.uuid4(),
                "record": cast.alex.record_id,
                "who": cast.asha.account_id,
                "team": cast.riverside,
            },
        )


def test_an_ended_decision_stays_ended(cast: Cast) -> None:
    decide(cast.alex, "goals", True)
    decide(cast.alex, "goals", False)
    act_as(cast.alex.account_id)
    revived = db.session.execute(text("UPDATE grants SET until_at = NULL WHERE decision = 'shared'"))
    assert revived.rowcount == 0


@pytest.mark.parametrize("table", ["memberships", "record_teams"])
def test_who_has_left_sees_nothing_from_that_moment(cast: Cast, table: str) -> None:
    decide(cast.alex, "goals", True)
    with role(postgres.OWNER):
        db.session.execute(text(f"UPDATE {table} SET until_at = now()"))
    for section in ("goals", "step_ups", "care"):
        assert readable(cast.asha, section) == set()
    cast.asha.get("/api/people", expect=403 if table == "memberships" else 200)


def test_python_asks_the_database(cast: Cast) -> None:
    decide(cast.alex, "goals", True)
    act_as(cast.asha.account_id)
    found = access.access_to(cast.alex.record_id, "goals")
    assert found is not None
    assert (found.way, found.through) == (access.TEAM, cast.riverside)
    assert access.access_to(cast.alex.record_id, "safety_plan") is None
    assert access.access_to(cast.sam.record_id, "goals") is None
    access.check_knows(cast.alex.record_id)
    act_as(cast.nia.account_id)
    with pytest.raises(access.NotFound):
        access.check_knows(cast.alex.record_id)


def test_a_list_asks_once_a_query_not_once_a_row(cast: Cast) -> None:
    act_as(cast.asha.account_id)
    read_many()
    plan = "\n".join(db.session.scalars(text("EXPLAIN SELECT * FROM key_workers")))
    assert "hashed SubPlan" in plan
