"""Rewording a goal that has numbers: a slip of the pen keeps them, another goal begins anew."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.goals.steps import score, track, write


def test_a_goal_without_numbers_is_reworded_without_being_asked(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    track(cast.alex, cast, goal)
    assert write(cast.alex, cast, goal["id"], words="Sea.", version=1, expect=200)["baseline"] == 1


def test_rewording_a_goal_with_numbers_asks_whether_it_is_the_same(cast: Cast) -> None:
    goal = _scored(cast, 2, 6)
    assert goal["change"]["by"] == 4
    asked = write(cast.alex, cast, goal["id"], words="Walk to the see again.", version=1, expect=409)
    assert asked["code"] == "goals.same_or_new"
    # Other things than the words may change without a question.
    write(cast.alex, cast, goal["id"], why="Salt.", version=1, expect=200)
    typo = {"words": "Walk to the sea, again.", "why": "Salt.", "version": 2}
    same = write(cast.alex, cast, goal["id"], **typo, is_new_goal=False, expect=200)
    assert (same["baseline"], same["change"]["by"]) == (1, 4)


def test_another_goal_begins_a_new_baseline(cast: Cast) -> None:
    goal = _scored(cast, 2, 6)
    other = write(cast.alex, cast, goal["id"], words="Learn to sail.", version=1, is_new_goal=True, expect=200)
    assert (other["baseline"], other["change"], len(other["scores"])) == (2, None, 2)
    assert other["history"][-1]["kind"] == "begun_anew"
    # Nothing was said about the new one yet, so its words may change without a question.
    write(cast.alex, cast, goal["id"], words="Learn to sail well.", version=2, expect=200)
    assert score(cast.alex, cast, goal, 1)["change"] is None
    later = score(cast.alex, cast, goal, 4)
    assert (later["change"]["by"], later["change"]["is_reliable"]) == (3, True)
    assert [one["baseline"] for one in later["scores"]] == [1, 1, 2, 2]


def _scored(cast: Cast, *values: int) -> Any:
    goal = write(cast.alex, cast)
    track(cast.alex, cast, goal)
    for value in values:
        goal = score(cast.alex, cast, goal, value)
    return goal
