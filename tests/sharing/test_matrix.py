"""Every route, every member of the cast, and each way in which Alex may have decided: more than a thousand tries.

What a door opens is compared with what the database says at that moment; test_truth.py pins what the database says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from backend.config import Config
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from tests.cast import Cast, Member
from tests.house.test_front_doors import Door, doors
from tests.roles import SUPERUSER, role
from tests.sharing import ways
from tests.sharing.filled import WORDS, fill_record
from tests.sharing.matrix import (
    ADD,
    MEMBERS,
    RECORD_DOORS,
    SEE,
    STATES,
    WITHOUT_A_REQUEST,
    Behind,
    refused_by,
    said,
)
from tests.sharing.world import World, one_world

LEVEL = text("SELECT access_level(:record, :section)")
SESSION = text("SELECT set_config('waymark.session_id', :id, true)")
LOGGED = text("""
    SELECT count(*) FROM audit_entries WHERE record_id = :record AND actor_id = :who AND (section = :section OR section = 'care')
""")
REFUSED, MAY_NOT, NOT_THERE = 400, 403, 404
CONTENT = (
    *("step_up_events", "step_ups", "about_me_entries", "about_me_contacts"),
    *("questionnaire_answers", "questionnaire_responses"),
    *("conversations", "conversation_choices", "conversation_notes", "conversation_presences", "action_versions"),
    *("action_agreements", "action_progress", "action_reminders", "plan_versions"),
    *("goal_scores", "goal_steps", "goal_events", "goal_versions", "goals"),
    *("safety_plan_photos", "safety_plan_agreements", "safety_plan_reminders"),
    *("safety_plan_suggestions", "safety_plan_versions", "safety_plan_sections", "safety_plans"),
)


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    """Alex has written about themselves and has an open request."""
    with one_world(whole_app, config) as world:
        fill_record(world)
        yield world


def test_every_door_to_a_record_is_placed(whole_app: Flask) -> None:
    """A new route with a record, a request or an entry in its address fails here until it is placed in matrix.py."""
    tied = {
        (door.method, door.rule.rule)
        for door in doors(whole_app, "signed_in", "worker", "anybody")
        if {"record_id", "step_up_id"} & set(door.rule.arguments)
    }
    assert tied == set(RECORD_DOORS)


def test_there_are_a_thousand_tries(whole_app: Flask) -> None:
    assert len(RECORD_DOORS) * len(MEMBERS) * (len(STATES) + len(WITHOUT_A_REQUEST)) > 1000
    assert len(doors(whole_app)) * len(MEMBERS) > 500


@pytest.mark.parametrize("state", [*STATES, *WITHOUT_A_REQUEST])
@pytest.mark.parametrize(("method", "rule"), RECORD_DOORS, ids=str)
def test_a_door_opens_what_the_database_says(
    world: World, whole_app: Flask, method: str, rule: str, state: str
) -> None:
    door, behind = _door(whole_app, method, rule), RECORD_DOORS[method, rule]
    with world.one_try() as cast:
        _arrange(cast, state, behind.section)
        for who in MEMBERS:
            with world.one_try():
                _try(world, door, behind, who)


@pytest.mark.parametrize(("state", "level"), [("trusted to see", SEE), ("trusted to add", ADD), ("expired", 0)])
def test_what_was_arranged_is_there_for_each_member(world: World, state: str, level: int) -> None:
    with world.one_try() as cast:
        _arrange(cast, state, "goals")
        for _ in range(2):
            with world.one_try():
                assert _level(cast, cast.jo, "goals") == level


def _try(world: World, door: Door, behind: Behind, who: str) -> None:
    cast, member = world.cast, getattr(world.cast, who)
    level, knows = _level(cast, member, behind.section), _level(cast, member, "care") > 0
    answer = member.respond(door.method, world.path_of(door), behind.body(cast) if door.method != "GET" else None)
    got = f"{who}: {answer.status_code} {answer.data[:300]!r}"
    stopped = refused_by(door, member, cast)
    if stopped:
        assert said(answer) == stopped, got
    elif behind.team_only and not _is_own_or_of_team(cast, member):
        assert said(answer)[0] == NOT_THERE, got
    elif level >= behind.level:
        assert answer.status_code in behind.answers, got
        assert answer.status_code >= REFUSED or _is_logged(cast, member, behind), got
    elif behind.hides and knows:
        empty = _as_if_nothing_were_written(cast, member, door, world)
        assert (answer.status_code, _timeless(answer.data)) == (200, _timeless(empty)), got
    else:
        assert answer.status_code == NOT_THERE or (level and answer.status_code == MAY_NOT), got
        assert WORDS.encode() not in answer.data, got


@pytest.mark.parametrize("who", MEMBERS)
def test_other_doors_keep_to_their_guard(world: World, whole_app: Flask, who: str) -> None:
    """Behind these is only what is the caller's own: whoever is let in finds nothing of Alex's, unless they are Alex."""
    with world.one_try() as cast:
        member = getattr(cast, who)
        for door in doors(whole_app):
            if (door.method, door.rule.rule) in RECORD_DOORS or not door.rule.rule.startswith("/api/"):
                continue
            with world.one_try():
                answer = member.respond(door.method, door.path)
                stopped = refused_by(door, member, cast)
                assert said(answer) == stopped if stopped else answer.status_code not in {401, 500}, door.name
                assert who == "alex" or WORDS not in answer.text, door.name


def _door(app: Flask, method: str, rule: str) -> Door:
    return next(door for door in doors(app) if (door.method, door.rule.rule) == (method, rule))


def _arrange(cast: Cast, state: str, section: str) -> None:
    """Kept in the try's own savepoint, so that each member finds the same."""
    if state in WITHOUT_A_REQUEST:
        with role(OWNER):
            db.session.execute(text("UPDATE step_ups SET state = 'withdrawn', next_due_at = NULL, closed_at = now()"))
    # That somebody has a record and a team is not hers to share; beside it she shares what she wrote about herself.
    {**STATES, **WITHOUT_A_REQUEST}[state](cast, "about_me" if section == "care" else section)
    db.session.commit()


def _level(cast: Cast, member: Member, section: str) -> int:
    """What the database says, as the member's next request will find it."""
    act_as(member.account_id if member.token else None)
    db.session.execute(SESSION, {"id": str(ways.session_of(member)) if member.token else ""})
    return int(db.session.execute(LEVEL, {"record": cast.alex.record_id, "section": section}).scalar_one())


def _is_own_or_of_team(cast: Cast, member: Member) -> bool:
    return member in (cast.alex, cast.asha, cast.tom, cast.grace)


def _is_logged(cast: Cast, member: Member, behind: Behind) -> bool:
    """Whether the log names this reading or act; one's own is not looked for."""
    values = {"record": cast.alex.record_id, "who": member.account_id, "section": behind.section}
    with role(OWNER):
        found = int(db.session.execute(LOGGED, values).scalar_one())
    return found > 0 or member is cast.alex


def _timeless(answer: bytes) -> bytes:
    """An answer without the minute in which it was given."""
    return re.sub(rb'"as_of":"[^"]+"', b"", answer)


def _as_if_nothing_were_written(cast: Cast, member: Member, door: Door, world: World) -> bytes:
    """What the door answers once everything is shared and nothing is there."""
    section = RECORD_DOORS[door.method, door.rule.rule].section
    with role(SUPERUSER):
        for table in (*CONTENT, "grants", "sharing_stops"):
            db.session.execute(text(f"DELETE FROM {table} WHERE record_id = :record"), {"record": cast.alex.record_id})
        for trusted_id in [*db.session.scalars(text("SELECT id FROM trusted_people")), None]:
            ways.share(cast, section, trusted_id)
        if not _level(cast, member, section):  # An emergency opens some parts of a record, and not this one.
            ways.share(cast, section, ways.trust(cast, member))
    assert _level(cast, member, section) > 0
    return bytes(member.respond(door.method, world.path_of(door)).data)
