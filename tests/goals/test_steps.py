"""Steps on the way: ticked, moved, reworded, taken away; and those that others add beside hers."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.goals.models import GoalStep
from tests.cast import Cast
from tests.goals.steps import become, read, step, write
from tests.roles import role
from tests.sharing.ways import share, trust


def test_a_step_is_added_ticked_and_taken_away(cast: Cast) -> None:
    goal, one = write(cast.alex, cast), new_id()
    (added,) = step(cast.alex, cast, goal, one)["steps"]
    assert (added["words"], added["version"], added["is_done"], added["by"]) == (
        "Find my boots.",
        1,
        False,
        "Alex Morgan",
    )
    (ticked,) = step(cast.alex, cast, goal, one, is_done=True, version=1, expect=200)["steps"]
    assert (ticked["is_done"], ticked["version"]) == (True, 2)
    assert step(cast.alex, cast, goal, one, is_removed=True, version=2, expect=200)["steps"] == []
    (back,) = step(cast.alex, cast, goal, one, version=3, expect=200)["steps"]
    assert back["version"] == 4
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(GoalStep)) == 4


def test_steps_stand_in_their_order(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    for position, words in ((2, "Third."), (1, "First."), (1, "Second.")):
        goal = step(cast.alex, cast, goal, words=words, position=position)
    assert [one["words"] for one in goal["steps"]] == ["First.", "Second.", "Third."]


def test_two_devices_do_not_overwrite_each_other(cast: Cast) -> None:
    goal, one = write(cast.alex, cast), new_id()
    step(cast.alex, cast, goal, one)
    step(cast.alex, cast, goal, one, is_done=True, version=1, expect=200)
    said = step(cast.alex, cast, goal, one, words="Buy boots.", version=1, expect=409)
    assert said["code"] == "goals.changed"
    assert step(cast.alex, cast, goal, words="New.", version=1, expect=409)["code"] == "goals.changed"
    # The tick again, from a device that did not hear the answer; and the first again, by now long past.
    step(cast.alex, cast, goal, one, is_done=True, version=1, expect=200)
    (still,) = step(cast.alex, cast, goal, one, expect=200)["steps"]
    assert (still["version"], still["is_done"]) == (2, True)


def test_a_step_belongs_to_its_goal(cast: Cast) -> None:
    first, second, one = write(cast.alex, cast), write(cast.alex, cast), new_id()
    step(cast.alex, cast, first, one)
    assert step(cast.alex, cast, second, one, expect=409)["code"] == "http.id_taken"
    assert [len(goal["steps"]) for goal in read(cast.alex, cast)["goals"]] == [1, 0]


def test_an_agreed_action_becomes_a_step(cast: Cast) -> None:
    goal, action_id, one = write(cast.alex, cast), new_id(), new_id()
    assert step(cast.alex, cast, goal, one, action_id=str(action_id))["steps"][0]["from_action"]
    # A page is told that it came from an action, not from which: a tick says nothing of it, and it stays.
    assert step(cast.alex, cast, goal, one, is_done=True, version=1, expect=200)["steps"][0]["from_action"]
    with role(OWNER):
        assert set(db.session.scalars(select(GoalStep.action_id))) == {action_id}


def test_others_add_steps_with_their_name(cast: Cast) -> None:
    goal, one = write(cast.alex, cast), new_id()
    share(cast, "goals", trust(cast, cast.jo), may_add=True)
    step(cast.jo, cast, goal, one, words="Ring Jo.")
    step(cast.jo, cast, goal, one, words="Ring me.", version=1, expect=200)
    (hers,) = step(cast.alex, cast, goal, one, words="Ring me.", is_done=True, version=2, expect=200)["steps"]
    assert (hers["by"], hers["is_done"]) == ("Jo Hart", True)
    # She has had her hand in it: from now on it is hers.
    said = step(cast.jo, cast, goal, one, words="Ring soon.", version=3, expect=403)
    assert said["code"] == "goals.not_yours"


def test_others_neither_tick_nor_touch_hers(cast: Cast) -> None:
    goal, one = write(cast.alex, cast), new_id()
    step(cast.alex, cast, goal, one)
    share(cast, "goals", may_add=True)
    for more in ({"is_done": True}, {"is_removed": True}, {"words": "Better."}):
        assert step(cast.asha, cast, goal, one, **more, version=1, expect=403)["code"] == "goals.not_yours"
    assert step(cast.asha, cast, goal, is_done=True, expect=403)["code"] == "goals.not_yours"
    (same,) = read(cast.alex, cast)["goals"][0]["steps"]
    assert (same["words"], same["is_done"]) == ("Find my boots.", False)


def test_a_goal_on_hold_still_has_steps(cast: Cast) -> None:
    goal = become(cast.alex, cast, write(cast.alex, cast), "paused")
    assert len(step(cast.alex, cast, goal)["steps"]) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", ""),
        ("words", "x" * 20_000),
        ("position", -1),
        ("position", 10_001),
        ("position", "first"),
        ("action_id", "x"),
        ("is_done", "perhaps"),
    ],
)
def test_what_needs_mending_is_said_and_nothing_is_kept(cast: Cast, field: str, value: Any) -> None:
    goal = write(cast.alex, cast)
    assert field in step(cast.alex, cast, goal, **{field: value}, expect=422)["fields"]
    assert read(cast.alex, cast)["goals"] == [goal]
