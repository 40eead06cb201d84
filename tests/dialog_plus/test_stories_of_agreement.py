"""Random stories of one conversation after another. Agreed is what both sides said yes to in its newest words, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend.config import Config
from backend.core.ids import new_id
from tests.cast import Cast
from tests.dialog_plus import talking as t
from tests.sharing import ways
from tests.sharing.world import World, one_world

STORIES, STEPS = 6, 16
SIDES = {"alex": "person", "asha": "worker", "jo": "other"}

everybody = st.sampled_from(tuple(SIDES))
places = st.integers(min_value=0, max_value=2)


@dataclass
class Told:
    """An action as the story knows it: its id, its version, and who said yes to that version."""

    id: str
    by: str
    version: int = 1
    yeses: set[str] = field(default_factory=set)
    is_removed: bool = False


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    with one_world(whole_app, config) as world:
        t.with_team(world.cast)
        ways.share(world.cast, "dialog_plus_plan", ways.trust(world.cast, world.cast.jo), may_add=True)
        yield world


class Agreeing(RuleBasedStateMachine):
    """The service on one side, the model on the other."""

    world: ClassVar[World]

    @initialize(together=st.booleans())
    def begin(self, together: bool) -> None:
        self.tried = self.world.one_try()
        self.cast: Cast = self.tried.__enter__()
        self.actions: list[Told] = []
        self.plans: dict[str, Any] = {}
        self._open(together)

    def teardown(self) -> None:
        if hasattr(self, "tried"):
            self.tried.__exit__(None, None, None)

    def _open(self, together: bool) -> None:
        self.conversation, self.together = t.begin(self.cast.alex, self.cast, together=together), together

    @rule(who=everybody)
    @precondition(lambda self: len(self.actions) < 3)
    def propose(self, who: str) -> None:
        action = t.propose(getattr(self.cast, who), self.cast, self.conversation, words="Swim.")
        self.actions.append(Told(action["id"], who))

    @rule(who=everybody, place=places, stale=st.booleans())
    @precondition(lambda self: self.actions)
    def reword(self, who: str, place: int, stale: bool) -> None:
        told = self.actions[place % len(self.actions)]
        may = (who != "jo" or told.by == "jo") and not stale
        status = 200 if may else 409 if stale else 403
        more = {"words": f"Swim {told.version} by {who}.", "version": told.version - stale}
        t.propose(getattr(self.cast, who), self.cast, self.conversation, told.id, expect=status, **more)
        if may:
            told.version, told.by, told.is_removed = told.version + 1, who, False
            told.yeses.clear()

    @rule(place=places)
    @precondition(lambda self: self.actions)
    def remove(self, place: int) -> None:
        told = self.actions[place % len(self.actions)]
        more = {"is_removed": True, "version": told.version}
        t.propose(self.cast.alex, self.cast, self.conversation, told.id, expect=200, **more)
        if not (told.is_removed and told.by == "alex"):
            told.version, told.by, told.is_removed = told.version + 1, "alex", True
            told.yeses.clear()

    @rule(
        who=everybody,
        side=st.sampled_from(("person", "worker")),
        how=st.sampled_from(("own_device", "this_device")),
        place=places,
        behind=st.sampled_from((0, 0, 0, 1)),
    )
    @precondition(lambda self: self.actions)
    def agree(self, who: str, side: str, how: str, place: int, behind: int) -> None:
        told, mine = self.actions[place % len(self.actions)], SIDES[who]
        path = f"{t.record(self.cast)}/actions/{told.id}/agreements/{new_id()}"
        body = {"version": told.version - behind, "side": side, "how": how}
        status = getattr(self.cast, who).respond("PUT", path, body).status_code
        is_own, is_in_the_room = (how, side) == ("own_device", mine), how == "this_device" and side != mine
        may = mine != "other" and (is_own or (is_in_the_room and self.together))
        assert (status in (200, 201)) == (may and not behind and not told.is_removed), status
        if status in (200, 201):
            told.yeses.add(side)

    @rule(who=st.sampled_from(("alex", "asha")), place=places)
    @precondition(lambda self: self.actions)
    def look_back(self, who: str, place: int) -> None:
        told = self.actions[place % len(self.actions)]
        t.went(getattr(self.cast, who), self.cast, {"id": told.id}, "partly", expect=404 if told.is_removed else 201)

    @rule(together=st.booleans())
    def finish_and_begin_again(self, together: bool) -> None:
        plan_id = t.end(self.cast.alex, self.cast, self.conversation)["plan_id"]
        self.plans[plan_id] = self._plan(plan_id)
        assert {one: self._plan(one) for one in self.plans} == self.plans, "A plan stays as it was made."
        self._open(together)

    @invariant()
    def agreed_is_what_both_said_yes_to(self) -> None:
        if not hasattr(self, "actions"):
            return
        shown = {one["id"]: one for one in self.cast.alex.get(f"{t.record(self.cast)}/working-on")["actions"]}
        assert set(shown) == {told.id for told in self.actions if not told.is_removed}
        for told in self.actions:
            if told.is_removed:
                continue
            seen = shown[told.id]
            assert seen["version"] == told.version
            assert {side for side, yes in seen["agreed"].items() if yes} == told.yeses
            assert seen["is_agreed"] == (told.yeses == {"person", "worker"})

    def _plan(self, plan_id: str) -> Any:
        return self.cast.asha.get(f"{t.record(self.cast)}/plans/{plan_id}")


def test_random_stories(world: World) -> None:
    Agreeing.world = world
    run_state_machine_as_test(
        Agreeing,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
