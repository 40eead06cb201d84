"""Two devices at the same instant, over connections of their own: one of them is told, and nothing is written twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from backend.config import Config
from backend.core import clock
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from tests.cast import Cast, build_cast
from tests.core.own_service import own_service
from tests.goals.steps import goals_path, read, track, write
from tests.sharing.test_trusted_at_once import as_its_owner, at_once

DEVICES = 5


@pytest.fixture(scope="module")
def own_app(
    config: Config, server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A service with its own database and real connections."""
    folder: Path = tmp_path_factory.mktemp("own_goals")
    with own_service(config, server, "own_goals", folder) as app:
        yield app


@pytest.fixture(scope="module")
def own_cast(own_app: Flask) -> Cast:
    with as_its_owner(own_app):
        return build_cast(own_app)


def put(cast: Cast, path: str, body: dict[str, Any]) -> Callable[[], tuple[int, str]]:
    def ask() -> tuple[int, str]:
        answer = cast.alex.respond("PUT", path, body)
        return answer.status_code, (answer.get_json() or {}).get("code", "")

    return ask


def test_of_several_wordings_one_counts(own_cast: Cast) -> None:
    goal = write(own_cast.alex, own_cast)
    path = goals_path(own_cast, goal["id"])
    said = at_once(*[put(own_cast, path, {"words": f"Goal {number}.", "version": 1}) for number in range(DEVICES)])
    assert sorted(said) == [(200, "")] + [(409, "goals.changed")] * (DEVICES - 1)
    assert next(one["version"] for one in read(own_cast.alex, own_cast)["goals"] if one["id"] == goal["id"]) == 2


def test_one_goal_sent_by_one_device_again_and_again_is_one(own_cast: Cast) -> None:
    path = goals_path(own_cast, new_id())
    said = at_once(*[put(own_cast, path, {"words": "Once."})] * DEVICES)
    assert sorted(said) == [(200, "")] * (DEVICES - 1) + [(201, "")]
    assert [one["words"] for one in read(own_cast.alex, own_cast)["goals"]].count("Once.") == 1


def test_of_several_steps_and_states_each_is_written_once(own_cast: Cast) -> None:
    goal = write(own_cast.alex, own_cast)
    one = goals_path(own_cast, goal["id"], "steps", new_id())
    said = at_once(*[put(own_cast, one, {"words": f"Step {number}."}) for number in range(DEVICES)])
    assert sorted(said) == [(201, "")] + [(409, "goals.changed")] * (DEVICES - 1)
    paths = [goals_path(own_cast, goal["id"], "status", new_id()) for _ in range(DEVICES)]
    said = at_once(*[put(own_cast, path, {"to": "finished"}) for path in paths])
    assert sorted(said) == [(200, "")] + [(409, "goals.wrong_state")] * (DEVICES - 1)


def test_three_places_are_given_three_times(own_cast: Cast) -> None:
    for one in read(own_cast.alex, own_cast)["goals"]:
        track(own_cast.alex, own_cast, one, is_tracked=False)
    goals = [write(own_cast.alex, own_cast) for _ in range(DEVICES)]
    said = at_once(*[put(own_cast, goals_path(own_cast, one["id"], "tracking"), {"is_tracked": True}) for one in goals])
    assert sorted(said) == [(200, "")] * 3 + [(409, "goals.three_already")] * (DEVICES - 3)
    found = {one["id"]: one["tracked"] for one in read(own_cast.alex, own_cast)["goals"]}
    assert sorted(found[one["id"]] for one in goals if found[one["id"]]) == [1, 2, 3]
    for one in goals:
        track(own_cast.alex, own_cast, one, is_tracked=False)


def test_a_number_is_given_for_the_wording_of_its_time(own_cast: Cast) -> None:
    """One device begins another goal while a second puts a number: it counts for the one or for the other, never for neither."""
    goal = track(own_cast.alex, own_cast, write(own_cast.alex, own_cast))
    near = {"value": 4, "answered_at": clock.now().isoformat()}
    own_cast.alex.put(goals_path(own_cast, goal["id"], "scores", new_id()), near, expect=201)
    anew = {"words": "Learn to sail.", "version": 1, "is_new_goal": True}
    said = at_once(
        put(own_cast, goals_path(own_cast, goal["id"]), anew),
        put(own_cast, goals_path(own_cast, goal["id"], "scores", new_id()), near),
    )
    assert [status for status, _ in said] == [200, 201]
    found = next(one for one in read(own_cast.alex, own_cast)["goals"] if one["id"] == goal["id"])
    assert (found["baseline"], len(found["scores"])) == (2, 2)
    assert {score["baseline"] for score in found["scores"]} <= {1, 2}
