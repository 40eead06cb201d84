"""The person's team, the worker's teams and people, and naming a key worker."""

from __future__ import annotations

import uuid
from datetime import time

import pytest
import time_machine
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from backend.audit.models import AuditEntry
from backend.care import service as care
from backend.care.hours import Span
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.identity import service as identity
from tests.care.queries import count_queries
from tests.cast import Cast
from tests.roles import role


def entries(action: str) -> list[AuditEntry]:
    with role(OWNER):
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_my_team_says_who_and_whether_they_are_there(cast: Cast) -> None:
    mine = cast.alex.get("/api/my-team")
    assert mine["team"]["name"] == "Riverside Team"
    assert mine["team"]["is_open"] is True
    assert mine["team"]["phone"] == "01632 960001"
    assert mine["team"]["out_of_hours"]["call"] == "111"
    assert mine["key_worker"] == {"account_id": str(cast.asha.account_id), "name": "Asha Begum"}
    assert mine["first_wait_minutes"] == 15


def test_my_team_is_for_persons(cast: Cast) -> None:
    cast.asha.get("/api/my-team", expect=403)
    cast.jo.get("/api/my-team", expect=403)
    cast.nobody.get("/api/my-team", expect=401)


@time_machine.travel("2026-12-25T11:00:00Z", tick=False)
def test_a_closed_team_says_why_and_when_it_opens(app: object, cast: Cast) -> None:
    with role(OWNER):
        trust = care.create_organisation("Trust")
        hours = [Span(day, time(9), time(17)) for day in range(5)]
        team = care.create_team("Weekdays", trust.id, hours=hours)
    view = care.team_view(team, clock.now())
    assert view["is_open"] is False
    assert view["closed_because"] == "bank holiday: Christmas Day"
    assert view["opens_at"].isoformat() == "2026-12-29T09:00:00+00:00"
    assert view["closes_at"] is None
    assert view["hours"][0] == {"weekday": 0, "opens": "09:00", "closes": "17:00"}
    assert care.on_shift(team.id, clock.now()) == []


def test_on_shift_is_everybody_while_the_team_is_open(cast: Cast) -> None:
    found = care.on_shift(cast.riverside, clock.now())
    assert set(found) == {cast.asha.account_id, cast.tom.account_id, cast.grace.account_id}


def test_a_worker_sees_her_teams_and_colleagues(cast: Cast) -> None:
    (team,) = cast.tom.get("/api/teams")["teams"]
    assert team["name"] == "Riverside Team"
    assert team["role"] == "duty"
    assert {(member["name"], member["role"]) for member in team["members"]} == {
        ("Asha Begum", "worker"),
        ("Tom Osei", "duty"),
        ("Grace Lee", "lead"),
    }
    assert not any(member["has_confirmed_device"] for member in team["members"])


def test_teams_and_people_are_for_workers(cast: Cast) -> None:
    for path in ("/api/teams", "/api/people"):
        cast.alex.get(path, expect=403)
        cast.jo.get(path, expect=403)
        cast.nobody.get(path, expect=401)


def test_people_puts_the_own_caseload_first(cast: Cast) -> None:
    asha = [row["preferred_name"] for row in cast.asha.get("/api/people")["people"]]
    tom = [row["preferred_name"] for row in cast.tom.get("/api/people")["people"]]
    assert asha == ["Alex Morgan", "Sam Price"]
    assert tom == ["Sam Price", "Alex Morgan"]


def test_another_team_sees_none_of_them(cast: Cast) -> None:
    assert cast.nia.get("/api/people") == {"people": []}


def test_reading_the_list_is_logged_for_each_person_once_a_visit(cast: Cast) -> None:
    cast.asha.get("/api/people")
    cast.asha.get("/api/people")
    reads = entries("record.read")
    assert {read.record_id for read in reads} == {cast.alex.record_id, cast.sam.record_id}
    assert len(reads) == 2
    assert {(read.section, read.how, read.actor_id) for read in reads} == {("care", "list", cast.asha.account_id)}


def test_people_costs_the_same_whatever_the_number(cast: Cast) -> None:
    with count_queries() as few:
        cast.asha.get("/api/people")
    with role(OWNER):
        for number in range(5):
            person = identity.create_account(f"Person {number}")
            care.create_record(person.id, cast.riverside, cast.asha.account_id)
    db.session.expunge_all()
    with count_queries() as many:
        assert len(cast.asha.get("/api/people")["people"]) == 7
    assert len(many) <= len(few)


def test_a_lead_names_another_key_worker(cast: Cast) -> None:
    path = f"/api/records/{cast.alex.record_id}/key-worker"
    answer = cast.grace.put(path, {"account_id": str(cast.tom.account_id)})
    assert answer == {"account_id": str(cast.tom.account_id), "name": "Tom Osei"}
    assert cast.alex.get("/api/my-team")["key_worker"]["name"] == "Tom Osei"
    (entry,) = entries("care.key_worker_set")
    assert (entry.record_id, entry.subject_id) == (cast.alex.record_id, cast.tom.account_id)


def test_the_present_key_worker_hands_over(cast: Cast) -> None:
    cast.asha.put(f"/api/records/{cast.alex.record_id}/key-worker", {"account_id": str(cast.grace.account_id)})
    with role(OWNER):
        live = care.key_workers_of([cast.alex.record_id, cast.sam.record_id])
    assert live == {cast.alex.record_id: cast.grace.account_id, cast.sam.record_id: cast.tom.account_id}


def test_naming_the_same_again_changes_nothing(cast: Cast) -> None:
    cast.grace.put(f"/api/records/{cast.alex.record_id}/key-worker", {"account_id": str(cast.asha.account_id)})
    assert entries("care.key_worker_set") == []


def test_others_may_not_name_a_key_worker(cast: Cast) -> None:
    path, body = f"/api/records/{cast.alex.record_id}/key-worker", {"account_id": str(cast.tom.account_id)}
    cast.tom.put(path, body, expect=403)
    cast.nia.put(path, body, expect=404)
    cast.alex.put(path, body, expect=403)
    cast.jo.put(path, body, expect=403)
    cast.nobody.put(path, body, expect=401)
    cast.grace.put(f"/api/records/{uuid.uuid4()}/key-worker", body, expect=404)


def test_a_key_worker_is_of_the_team(cast: Cast) -> None:
    path = f"/api/records/{cast.alex.record_id}/key-worker"
    problem = cast.grace.put(path, {"account_id": str(cast.nia.account_id)}, expect=422)
    assert "account_id" in problem["fields"]
    cast.grace.put(path, {"account_id": "somebody"}, expect=422)
    cast.grace.put(path, {}, expect=422)


def test_the_database_keeps_one_key_worker_at_most(cast: Cast) -> None:
    with pytest.raises(DBAPIError), role(OWNER):
        db.session.execute(
            text("INSERT INTO key_workers (id, record_id, account_id, from_at) VALUES (:id, :record, :account, now())"),
            {"id": new_id(), "record": cast.alex.record_id, "account": cast.tom.account_id},
        )
    db.session.rollback()


def test_the_database_keeps_one_key_worker_at_least(cast: Cast) -> None:
    """The rule looks at commit; here it is asked at once."""
    with role(OWNER), pytest.raises(DBAPIError, match="no key worker"):
        end_key_worker(cast.alex.record_id)


def end_key_worker(record_id: uuid.UUID | None) -> None:
    with db.session.begin_nested():
        db.session.execute(
            text("UPDATE key_workers SET until_at = now() WHERE record_id = :record"), {"record": record_id}
        )
        db.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_a_record_without_a_team_needs_no_key_worker(cast: Cast) -> None:
    with role(OWNER):
        for table in ("record_teams", "key_workers"):
            db.session.execute(
                text(f"UPDATE {table} SET until_at = now() WHERE record_id = :record"),
                {"record": cast.alex.record_id},
            )
        db.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    cast.alex.get("/api/my-team", expect=404)


def test_requests_cannot_write_memberships(cast: Cast) -> None:
    for somebody in (cast.nia, cast.grace):
        act_as(somebody.account_id)
        for table in ("organisations", "teams", "memberships"):
            with pytest.raises(DBAPIError, match="permission denied"), db.session.begin_nested():
                db.session.execute(text(f"DELETE FROM {table}"))


def test_requests_write_no_hours_but_those_of_a_team_that_one_leads(cast: Cast) -> None:
    day = {"team": cast.riverside, "day": "2026-12-01"}
    for somebody in (cast.nia, cast.asha, cast.alex):
        act_as(somebody.account_id)
        for table in ("team_hours", "team_closures", "team_exceptions"):
            assert db.session.execute(text(f"DELETE FROM {table}")).rowcount == 0
        with pytest.raises(DBAPIError, match="row-level security"), db.session.begin_nested():
            db.session.execute(text("INSERT INTO team_closures VALUES (:team, :day, 'closed')"), day)
    act_as(cast.grace.account_id)
    assert db.session.execute(text("DELETE FROM team_hours")).rowcount == 7
    with role(OWNER):
        assert db.session.execute(text("SELECT DISTINCT team_id FROM team_hours")).scalars().all() == [cast.hillside]


def test_a_stranger_sees_no_record_in_raw_sql(cast: Cast) -> None:
    for stranger in (cast.nia, cast.jo):
        act_as(stranger.account_id)
        for table in ("records", "record_teams", "key_workers"):
            assert db.session.execute(text(f"SELECT * FROM {table}")).all() == []


def test_the_worker_process_sees_whom_to_tell(cast: Cast) -> None:
    with role(WORKER):
        assert care.key_worker_of(cast.alex.record_id) == cast.asha.account_id
        assert care.persons_of([cast.alex.record_id, cast.sam.record_id]) == {
            cast.alex.record_id: cast.alex.account_id,
            cast.sam.record_id: cast.sam.account_id,
        }


def test_preferred_names_are_sealed_at_rest(cast: Cast) -> None:
    with role(OWNER):
        sealed = db.session.execute(text("SELECT preferred_name_sealed FROM records")).scalars().all()
        assert care.preferred_names_of([cast.alex.record_id]) == {cast.alex.record_id: "Alex Morgan"}
    assert all(b"Alex" not in bytes(one) for one in sealed)
