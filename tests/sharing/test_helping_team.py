"""A worker of a team that helps with a request comes through the doors of that request, and no further; afterwards through none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend.config import Config
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.cast import Cast
from tests.house.test_front_doors import doors
from tests.roles import role
from tests.sharing import ways
from tests.sharing.filled import WORDS, fill_record
from tests.sharing.matrix import RECORD, RECORD_DOORS, STEP_UP
from tests.sharing.world import World, one_world

EARLIER = "The neighbours were shouting again."
NOT_THERE = 404
# Beside the request: whose it is, and it alone in the list of requests.
WHOSE_IT_IS = {("GET", f"{RECORD}/around"), ("GET", f"{RECORD}/step-ups")}
OPEN = WHOSE_IT_IS | {place for place in RECORD_DOORS if place[1].startswith(STEP_UP)}

HELPS = text("UPDATE step_ups SET helping_team_id = :team WHERE closed_at IS NULL")
ENDS = text("UPDATE step_ups SET helping_team_id = NULL")
CLOSED = text("UPDATE step_ups SET state = 'closed', next_due_at = NULL, closed_at = :at WHERE closed_at IS NULL")
LATER = timedelta(hours=2)


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    """Alex has written in every part of their record; one request is over, another one open."""
    with one_world(whole_app, config) as world:
        alex, earlier = world.cast.alex, new_id()
        alex.put(f"/api/step-ups/{earlier}", {"words": EARLIER}, expect=201)
        alex.put(f"/api/step-ups/{earlier}/withdrawals/{new_id()}", {})
        fill_record(world)
        world.ids["earlier_id"] = earlier
        yield world


@pytest.mark.parametrize("place", RECORD_DOORS, ids=" ".join)
def test_only_the_doors_of_the_request_open(world: World, whole_app: Flask, place: tuple[str, str]) -> None:
    behind = RECORD_DOORS[place]
    with world.one_try() as cast:
        change(HELPS, team=cast.hillside)
        answer = knock(world, whole_app, place)
        got = f"{answer.status_code} {answer.text[:300]}"
        if place in OPEN:
            assert answer.status_code in behind.answers, got
        else:
            assert answer.status_code == NOT_THERE or (behind.hides and answer.status_code == 200), got
        assert WORDS not in answer.text
        assert EARLIER not in answer.text


def test_of_all_requests_they_meet_that_one(world: World) -> None:
    with world.one_try() as cast:
        change(HELPS, team=cast.hillside)
        cast.nia.get(f"/api/step-ups/{world.ids['earlier_id']}", expect=NOT_THERE)
        said = json.dumps(cast.nia.get(f"/api/records/{cast.alex.record_id}/step-ups"))
        assert str(world.ids["step_up_id"]) in said
        assert str(world.ids["earlier_id"]) not in said


@pytest.mark.parametrize("ended", ["taken back", "closed two hours ago", "left the team"])
def test_after_helping_no_door_opens(world: World, whole_app: Flask, ended: str) -> None:
    with world.one_try() as cast:
        change(HELPS, team=cast.hillside)
        end(cast, ended)
        for place in RECORD_DOORS:
            with world.one_try():
                answer = knock(world, whole_app, place)
                assert answer.status_code == (
                    403 if ended == "left the team" and is_for_workers(whole_app, place) else NOT_THERE
                ), place
                assert WORDS not in answer.text


def end(cast: Cast, how: str) -> None:
    if how == "left the team":
        ways.leave_team(cast.nia)
        db.session.commit()
    elif how == "taken back":
        change(ENDS)
    else:
        change(CLOSED, at=clock.now() - LATER)


def change(statement: Any, **values: Any) -> None:
    """As the owner, kept in the try's own savepoint."""
    with role(OWNER):
        db.session.execute(statement, values)
    db.session.commit()


def knock(world: World, app: Flask, place: tuple[str, str]) -> Any:
    """What the door answers Nia, who works in the team that helps."""
    door = next(door for door in doors(app) if (door.method, door.rule.rule) == place)
    body = RECORD_DOORS[place].body(world.cast) if door.method != "GET" else None
    return world.cast.nia.respond(door.method, world.path_of(door), body)


def is_for_workers(app: Flask, place: tuple[str, str]) -> bool:
    return any((door.method, door.rule.rule) == place for door in doors(app, "worker"))
