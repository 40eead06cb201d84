"""What can become of a goal: every state tried with every other, and the line that each leaves."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from backend.core.ids import new_id
from backend.goals.states import DECLINED, HERS, LEADS_TO, OPEN, STATES, STEPS, SUGGESTED
from tests.cast import Cast
from tests.goals.steps import become, goals_path, read, step, track, write
from tests.sharing.ways import share

# How each state is come to, from a goal that Asha suggested.
WAYS = {
    "suggested": (),
    "declined": ("declined",),
    "active": ("active",),
    "paused": ("active", "paused"),
    "finished": ("active", "finished"),
    "let_go": ("active", "let_go"),
}
ALLOWED = {
    "suggested": {"active", "declined"},
    "active": {"paused", "finished", "let_go"},
    "paused": {"active", "let_go", "finished"},
    "finished": {"active"},
    "let_go": {"active"},
    "declined": set(),
}


def _in_state(cast: Cast, state: str) -> Any:
    share(cast, "goals", may_add=True)
    goal = write(cast.asha, cast)
    for to in WAYS[state]:
        goal = become(cast.alex, cast, goal, to)
    (hers,) = read(cast.alex, cast)["goals"]
    assert hers["status"] == state
    return hers


def test_the_table_is_the_agreed_one() -> None:
    assert {(start, to) for start, tos in ALLOWED.items() for to in tos} == set(STEPS)
    assert set(LEADS_TO) == set(STEPS.values())
    assert HERS < OPEN < set(STATES)
    assert not any(to == SUGGESTED or start == DECLINED for start, to in STEPS)


@pytest.mark.parametrize(("start", "to"), list(product(WAYS, STATES[1:])))
def test_every_state_with_every_other(cast: Cast, start: str, to: str) -> None:
    goal = _in_state(cast, start)
    if to in ALLOWED[start]:
        after = become(cast.alex, cast, goal, to, words="Because.")
        assert (after["status"], after["history"][-1]["words"]) == (to, "Because.")
        assert len(after["history"]) == len(goal["history"]) + 1
    else:
        assert become(cast.alex, cast, goal, to, expect=409)["code"] == "goals.wrong_state"
        assert read(cast.alex, cast)["goals"] == [goal]


@pytest.mark.parametrize("to", ["suggested", "done", "", None])
def test_there_are_no_other_states(cast: Cast, to: Any) -> None:
    goal = write(cast.alex, cast)
    assert "to" in become(cast.alex, cast, goal, to, expect=422)["fields"]


def test_history_says_who_and_when_and_in_which_words(cast: Cast) -> None:
    goal = _in_state(cast, "paused")
    become(cast.alex, cast, goal, "active", words="Spring is here. 🌱")
    history = become(cast.alex, cast, goal, "finished")["history"]
    said = [(event["kind"], event["by"], event["words"]) for event in history]
    assert said == [
        ("suggested", "Asha Begum", ""),
        ("taken", "Alex Morgan", ""),
        ("paused", "Alex Morgan", ""),
        ("brought_back", "Alex Morgan", "Spring is here. 🌱"),
        ("finished", "Alex Morgan", ""),
    ]
    assert [event["at"] for event in history] == sorted(event["at"] for event in history)


def test_the_same_sent_twice_happens_once(cast: Cast) -> None:
    goal, event_id = write(cast.alex, cast), new_id()
    first = become(cast.alex, cast, goal, "paused", event_id=event_id, words="Rain.")
    assert become(cast.alex, cast, goal, "paused", event_id=event_id, words="Rain.") == first
    said = [
        become(cast.alex, cast, goal, "paused", event_id=event_id, words="Snow.", expect=409),
        become(cast.alex, cast, goal, "active", event_id=event_id, words="Rain.", expect=409),
        become(cast.alex, cast, write(cast.alex, cast), "paused", event_id=event_id, words="Rain.", expect=409),
    ]
    assert {one["code"] for one in said} == {"http.id_taken"}
    # Another device that pauses what is paused is told so, and nothing is written twice.
    assert become(cast.alex, cast, goal, "paused", expect=409)["code"] == "goals.wrong_state"


@pytest.mark.parametrize("state", ["finished", "let_go", "declined"])
def test_what_is_over_is_not_changed_until_it_is_brought_back(cast: Cast, state: str) -> None:
    goal = _in_state(cast, state)
    said = [
        write(cast.alex, cast, goal["id"], words="Other.", version=1, expect=409),
        step(cast.alex, cast, goal, expect=409),
        track(cast.alex, cast, goal, expect=409),
    ]
    assert {one["code"] for one in said} == {"goals.wrong_state"}
    assert read(cast.alex, cast)["goals"] == [goal]


def test_those_being_worked_on_stand_first(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    ended = become(cast.alex, cast, write(cast.alex, cast, words="Ended."), "finished")
    active = write(cast.alex, cast, words="Active.")
    suggested = write(cast.asha, cast, words="Suggested.")
    assert [goal["id"] for goal in read(cast.alex, cast)["goals"]] == [suggested["id"], active["id"], ended["id"]]


def test_a_status_needs_a_goal(cast: Cast) -> None:
    for rest in (("status", new_id()), ("privacy",), ("tracking",)):
        bodies = {"status": {"to": "paused"}, "privacy": {"is_private": True}, "tracking": {"is_tracked": True}}
        cast.alex.put(goals_path(cast, new_id(), *rest), bodies[rest[0]], expect=404)
