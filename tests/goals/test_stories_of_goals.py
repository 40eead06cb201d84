"""Random stories of goals beside a small model: what Alex, her worker and a friend read is what the model says, after each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from backend.config import Config
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.goals.steps import become, goals_path, hide, read, score, track
from tests.sharing.ways import share, trust
from tests.sharing.world import World, one_world

STORIES, STEPS = 6, 25
NEXT = {
    "suggested": {"active", "declined"},
    "active": {"paused", "finished", "let_go"},
    "paused": {"active", "finished", "let_go"},
    "finished": {"active"},
    "let_go": {"active"},
    "declined": set(),
}
which = st.integers(0, 4)
whom = st.sampled_from(("asha", "jo"))
states = st.sampled_from(("active", "paused", "finished", "let_go", "declined"))


@dataclass
class Model:
    """What one goal is, as the rules say it; `id` is the goal's, for the steps of the tests."""

    id: str
    by: str
    status: str
    words: str
    is_private: bool = False
    tracked: bool = False
    version: int = 1
    baseline: int = 1
    scores: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.status in ("suggested", "active", "paused")

    def is_met_by(self, who: str) -> bool:
        if who == "alex":
            return True
        if self.is_private or self.status == "declined":
            return False
        return self.status != "suggested" or self.by == who


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    """Alex lets the team and Jo see their goals, and add."""
    with one_world(whole_app, config) as world:
        share(world.cast, "goals", may_add=True)
        share(world.cast, "goals", trust(world.cast, world.cast.jo), may_add=True)
        yield world


def _is_kept(words: str) -> bool:
    return bool(words.strip()) and "\x00" not in words


class Goals(RuleBasedStateMachine):
    """The service on one side, the model on the other."""

    world: ClassVar[World]

    @initialize()
    def begin(self) -> None:
        self.tried = self.world.one_try()
        self.cast: Cast = self.tried.__enter__()
        self.goals: list[Model] = []

    def teardown(self) -> None:
        if hasattr(self, "tried"):
            self.tried.__exit__(None, None, None)

    @rule(is_private=st.booleans(), words=st.text(min_size=1, max_size=9).filter(_is_kept))
    def write(self, words: str, *, is_private: bool) -> None:
        goal = Model(str(new_id()), "alex", "active", words.strip(), is_private)
        self.put("alex", goal.id, {"words": words, "is_private": is_private}, 201)
        self.goals.append(goal)

    @rule(who=whom)
    def suggest(self, who: str) -> None:
        goal = Model(str(new_id()), who, "suggested", "Dance.")
        self.put(who, goal.id, {"words": goal.words}, 201)
        self.goals.append(goal)

    @rule(place=which, to=states)
    def change_status(self, place: int, to: str) -> None:
        for goal in self.at(place):
            may = to in NEXT[goal.status]
            become(self.cast.alex, self.cast, vars(goal), to, expect=200 if may else 409)
            if may:
                goal.status = to
                goal.tracked = goal.tracked and to in ("active", "paused")

    @rule(place=which, is_private=st.booleans())
    def keep_or_share(self, place: int, *, is_private: bool) -> None:
        for goal in self.at(place):
            hide(self.cast.alex, self.cast, vars(goal), is_private=is_private)
            goal.is_private = is_private

    @rule(place=which, is_tracked=st.booleans())
    def track(self, place: int, *, is_tracked: bool) -> None:
        for goal in self.at(place):
            full = sum(one.tracked for one in self.goals) == 3
            may = goal.tracked == is_tracked or not is_tracked or (goal.status in ("active", "paused") and not full)
            track(self.cast.alex, self.cast, vars(goal), is_tracked=is_tracked, expect=200 if may else 409)
            goal.tracked = is_tracked if may else goal.tracked

    @rule(place=which, value=st.integers(0, 10), who=st.sampled_from(("alex", "asha", "jo")))
    def put_number(self, place: int, value: int, who: str) -> None:
        for goal in self.at(place):
            expect = 404 if not goal.is_met_by(who) else 403 if who == "jo" else 201 if goal.tracked else 409
            score(self.member(who), self.cast, vars(goal), value, how="together", expect=expect)
            if expect == 201:
                goal.scores.append((goal.baseline, value))

    @rule(place=which, is_new_goal=st.sampled_from((None, False, True)), is_stale=st.booleans())
    def reword(self, place: int, *, is_new_goal: bool | None, is_stale: bool) -> None:
        for goal in self.at(place):
            words, is_scored = f"{goal.words}.", any(baseline == goal.baseline for baseline, _ in goal.scores)
            may = goal.is_open and not is_stale and not (is_scored and is_new_goal is None)
            body = {"words": words, "version": goal.version - is_stale, "is_new_goal": is_new_goal}
            self.put("alex", goal.id, body, 200 if may else 409)
            if may:
                goal.words, goal.version = words, goal.version + 1
                goal.baseline += bool(is_scored and is_new_goal)

    @invariant()
    def everybody_reads_what_the_model_says(self) -> None:
        for who in ("alex", "asha", "jo") if hasattr(self, "goals") else ():
            found = read(self.member(who), self.cast)["goals"]
            assert {one["id"]: _told(one) for one in found} == {
                goal.id: _expected(goal) for goal in self.goals if goal.is_met_by(who)
            }
            slots = [one["tracked"] for one in found if one["tracked"]]
            assert len(slots) == len(set(slots)) <= 3

    def put(self, who: str, goal_id: str, body: dict[str, Any], expect: int) -> None:
        self.member(who).put(goals_path(self.cast, goal_id), body, expect=expect)

    def at(self, place: int) -> list[Model]:
        return self.goals[place : place + 1]

    def member(self, who: str) -> Member:
        found: Member = getattr(self.cast, who)
        return found


def _told(goal: Any) -> tuple[Any, ...]:
    change = goal["change"]["by"] if goal["change"] else None
    return (*(goal[name] for name in NAMES), goal["tracked"] is not None, len(goal["scores"]), change)


def _expected(goal: Model) -> tuple[Any, ...]:
    values = [value for baseline, value in goal.scores if baseline == goal.baseline]
    change = values[-1] - values[0] if len(values) > 1 else None
    return (*(getattr(goal, name) for name in NAMES), goal.tracked, len(goal.scores), change)


NAMES = ("status", "words", "is_private", "version", "baseline")


@pytest.mark.timeout(300)
def test_random_stories_of_goals(world: World) -> None:
    Goals.world = world
    quick = settings(
        max_examples=STORIES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(Goals, settings=quick)
