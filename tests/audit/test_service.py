"""What is written down: who, as what, for which record; reads by others once a visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection, event, select

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.actor import Actor, TeamRole
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.audit.chain import an_actor, entries
from tests.roles import role


@pytest.fixture
def asha(app: Flask) -> Actor:
    """A worker whose request is under way."""
    actor = an_actor(teams=(TeamRole(new_id(), "worker"), TeamRole(new_id(), "lead")))
    act_as(actor.account_id)
    return actor


def reads(actor: Actor) -> list[AuditEntry]:
    with role(OWNER):
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == actor.account_id)))


def test_an_act_says_who_as_what_and_about_what(asha: Actor) -> None:
    record_id, subject_id, team = new_id(), new_id(), asha.teams[1].team_id
    audit.record_act(
        asha, "test.happened", record_id=record_id, section="goals", subject_id=subject_id, team_id=team, n=3
    )
    (row,) = entries(record_id)
    assert (row.action, row.section, row.subject_id, row.detail) == ("test.happened", "goals", subject_id, {"n": 3})
    assert (row.actor_id, row.actor_kind, row.session_id) == (asha.account_id, "account", asha.session_id)
    assert (row.team_id, row.actor_role) == (team, "lead")
    assert clock.now() - row.at < timedelta(minutes=1)


def test_a_person_acts_as_herself_on_her_own_record_whatever_else_she_is(app: Flask) -> None:
    both = an_actor(record_id=new_id(), teams=(TeamRole(new_id(), "peer"),))
    act_as(both.account_id)
    audit.record_act(both, "test.happened", record_id=both.record_id)
    (row,) = entries(both.record_id)
    assert (row.actor_role, row.team_id) == ("person", None)
    other = new_id()
    audit.record_act(both, "test.happened", record_id=other)
    (row,) = entries(other)
    assert (row.actor_role, row.team_id) == ("peer", both.teams[0].team_id)


def test_without_an_actor_it_was_the_service_or_somebody_signing_in(app: Flask) -> None:
    record_id, account_id = new_id(), new_id()
    audit.record_act(None, "test.happened", record_id=record_id)
    audit.record_act(None, "test.signed_in", account_id=account_id)
    (by_service,), (signing_in,) = entries(record_id), entries(account_id)
    assert (by_service.actor_kind, by_service.actor_id, by_service.session_id) == ("service", None, None)
    assert (signing_in.actor_kind, signing_in.actor_id) == ("account", account_id)


def test_one_visit_is_one_row(asha: Actor, time_machine_at) -> None:
    record_id, start = new_id(), clock.now()
    for minutes in (0, 1, 9.9):
        with time_machine_at(start + timedelta(minutes=minutes)):
            audit.record_reads(asha, [record_id], "goals", "screen")
    assert len(reads(asha)) == 1
    with time_machine_at(start + timedelta(minutes=10, seconds=2)):
        audit.record_reads(asha, [record_id], "goals", "screen")
    assert len(reads(asha)) == 2


def test_another_section_way_session_or_record_is_another_row(asha: Actor) -> None:
    record_id = new_id()
    again = Actor(asha.account_id, new_id(), asha.signed_in_at, asha.idle_ends_at, asha.ends_at, teams=asha.teams)
    for actor, record, section, how in (
        (asha, record_id, "goals", "screen"),
        (asha, record_id, "about_me", "screen"),
        (asha, record_id, "goals", "list"),
        (asha, new_id(), "goals", "screen"),
        (again, record_id, "goals", "screen"),
    ):
        audit.record_reads(actor, [record], section, how)
    assert len(reads(asha)) == 5


def test_an_act_is_no_visit(asha: Actor) -> None:
    record_id = new_id()
    audit.record_act(asha, "test.happened", record_id=record_id, section="goals")
    audit.record_reads(asha, [record_id], "goals", "screen")
    assert [row.action for row in entries(record_id)] == ["test.happened", "record.read"]


def test_reading_ones_own_is_not_logged(app: Flask) -> None:
    alex = an_actor(record_id=new_id())
    act_as(alex.account_id)
    audit.record_reads(alex, [alex.record_id], "goals", "screen")
    audit.record_reads(alex, [], "goals", "screen")
    assert reads(alex) == []


def test_a_list_names_each_record_once_and_costs_two_queries(asha: Actor, connection: Connection) -> None:
    asked: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
    records = [new_id() for _ in range(20)]
    audit.record_reads(asha, [*records, *records], "care", "list")
    assert len([sql for sql in asked if "audit_entries" in sql]) == 2
    audit.record_reads(asha, records, "care", "list")
    assert len(reads(asha)) == 20
    assert {row.record_id for row in reads(asha)} == set(records)
    assert {(row.action, row.how, row.section) for row in reads(asha)} == {("record.read", "list", "care")}
