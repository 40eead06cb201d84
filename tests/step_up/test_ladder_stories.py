"""Random stories of a request: people answer, hand over, leave and go away, hours and ladders change, clocks jump, time passes.

At every moment an accepted request was ended by a human, or is in a human's hands, or has a due time ahead and not far, and
either somebody was told or the person reads the truth about why not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

import pytest
import time_machine
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
from sqlalchemy import select

from backend.config import Config
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, CLIMBING, ENDED, SENT
from tests.cast import Cast, Member, sign_in
from tests.roles import role
from tests.sharing.world import World, one_world
from tests.step_up.asking import ASK
from tests.step_up.playing import Player, away, leaves, london, loses_all_ways, moves, opens
from tests.step_up.test_ladders import rung, written

STORIES, STEPS = 8, 30
BEGINS = london("2027-03-27", "20:00")  # The clocks go forward this night.
# No wait here is longer: four times the default's longest repeat, or another look within the hour.
LONGEST_WAIT = timedelta(hours=4, minutes=1)
# Of nobody having been told: the page says so, and why.
SAYS_WHY = ("unreached", "closed_now", "missed", "promised")
BY_A_HUMAN = ("acknowledged", "in_contact", "plan_agreed", "closed", "withdrawn")
REFUSED = (401, 403, 404, 409, 422)

workers = st.sampled_from(("asha", "tom", "grace", "nia"))
hours = st.sampled_from((("00:00", "00:00", range(7)), ("09:00", "17:00", range(5)), ("22:00", "06:00", range(7))))
own_rungs = st.lists(
    st.sampled_from(("key_worker", "cover", "duty", "on_shift", "lead")), min_size=1, max_size=4, unique=True
)


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    with one_world(whole_app, config) as world:
        yield world


class Ladders(RuleBasedStateMachine):
    """One request of Alex's after the other, and everything that may come in between."""

    world: ClassVar[World]

    @initialize()
    def begin(self) -> None:
        self.tried = self.world.one_try()
        self.cast: Cast = self.tried.__enter__()
        self.time = time_machine.travel(BEGINS, tick=False)
        names = {one.account_id: name for name, one in vars(self.cast).items() if isinstance(one, Member)}
        self.player = Player(self.cast, self.time.start(), names)
        self.step_up: dict[str, Any] | None = None

    def teardown(self) -> None:
        if hasattr(self, "time"):
            self.time.stop()
            self.tried.__exit__(None, None, None)

    def do(self, who: str, act: str, body: dict[str, Any]) -> None:
        """Try it: whether they may is for other tests to say."""
        assert self.step_up is not None
        path = f"/api/step-ups/{self.step_up['id']}/{act}/{new_id()}"
        answer = sign_in(getattr(self.cast, who)).respond("PUT", path, body)
        assert answer.status_code in (200, *REFUSED), answer.text[:300]

    @rule(wants=st.sampled_from(("today", "few_days")))
    def ask(self, wants: str) -> None:
        body, step_up_id = {**ASK, "wants_to_hear": wants}, new_id()
        answer = sign_in(self.cast.alex).respond("PUT", f"/api/step-ups/{step_up_id}", body)
        if answer.status_code == 201:
            self.step_up = answer.get_json()

    @precondition(lambda self: self.step_up)
    @rule(who=workers, minutes=st.sampled_from((5, 60, 60 * 26)))
    def promise(self, who: str, minutes: int) -> None:
        by_at = clock.now() + timedelta(minutes=minutes)
        self.do(who, "acknowledgements", {"by_at": by_at.isoformat(), "how": "ring"})

    @precondition(lambda self: self.step_up)
    @rule(who=workers)
    def speak(self, who: str) -> None:
        self.do(who, "contacts", {"mechanism": "02", "spoke_at": clock.now().isoformat()})

    @precondition(lambda self: self.step_up)
    @rule(who=workers, to=workers)
    def transfer(self, who: str, to: str) -> None:
        self.do(who, "transfers", {"to_account_id": str(getattr(self.cast, to).account_id)})

    @precondition(lambda self: self.step_up)
    @rule(what=st.sampled_from(("withdrawals", "reopenings", "notes")))
    def she_acts(self, what: str) -> None:
        self.do("alex", what, {"words": "I thought about it."})

    @rule(who=workers)
    def leave(self, who: str) -> None:
        leaves(getattr(self.cast, who))

    @rule(who=workers, cover=workers, hours_away=st.integers(1, 48))
    def go_away(self, who: str, cover: str, hours_away: int) -> None:
        covers = getattr(self.cast, cover) if cover != who else None
        away(getattr(self.cast, who), clock.now() + timedelta(hours=hours_away), covers)

    @rule(who=workers)
    def lose_devices(self, who: str) -> None:
        loses_all_ways(getattr(self.cast, who))

    @rule(team=st.sampled_from(("riverside", "hillside")), week=hours)
    def change_hours(self, team: str, week: tuple[str, str, Any]) -> None:
        opens(getattr(self.cast, team), *week)

    @rule(whom=own_rungs, wait=st.integers(1, 60), helps=st.booleans())
    def change_ladder(self, whom: list[str], wait: int, helps: bool) -> None:
        grace, path = sign_in(self.cast.grace), f"/api/teams/{self.cast.riverside}/ladders"
        read = grace.respond("GET", path)
        if read.status_code == 200:
            rungs = [rung(one, wait) for one in whom]
            rungs += [rung("other_team", wait, team_id=str(self.cast.hillside))] if helps else []
            grace.put(f"{path}/today", written(*rungs, version=read.get_json()["today"]["version"]))

    @rule(to=st.sampled_from(("riverside", "hillside", None)))
    def move(self, to: str | None) -> None:
        moves(self.cast.alex, getattr(self.cast, to) if to else None, self.cast.nia if to == "hillside" else None)

    @rule(minutes=st.sampled_from((1, 16, 61, 60 * 9, 60 * 30)))
    def time_passes(self, minutes: int) -> None:
        self.player.wait(minutes=minutes)

    @rule(hours_off=st.sampled_from((-25, -1, 1, 25)))
    def clock_jumps(self, hours_off: int) -> None:
        self.player.at(clock.now() + timedelta(hours=hours_off))

    @invariant()
    def nothing_is_lost(self) -> None:
        if getattr(self, "step_up", None) is None:
            return
        self.player.sweep()
        row = self.player.row(self.step_up)
        if row.state in CLIMBING:
            self.somebody_will_be_asked(row)
        else:
            assert row.next_due_at is None
            assert self.newest(BY_A_HUMAN).account_id is not None, "Only a human takes it in hand or ends it."
        assert (row.state in ENDED) == (row.closed_at is not None)

    def somebody_will_be_asked(self, row: StepUp) -> None:
        now = clock.now()
        assert row.next_due_at is not None
        assert row.next_due_at > now, "What is due was not done."
        if row.state == ACKNOWLEDGED:
            assert row.next_due_at == row.promise_ends_at
            return
        assert row.state == SENT
        assert row.next_due_at <= now + LONGEST_WAIT, "It waits longer than any rung."
        told = self.newest(("told",), row.cycle)
        standing = sign_in(self.cast.alex).get(f"/api/step-ups/{row.id}")["standing"]
        assert (told is not None and told.detail["accounts"]) or standing["state"] in SAYS_WHY, standing
        assert standing["next"] is not None

    def newest(self, kinds: tuple[str, ...], cycle: int | None = None) -> Any:
        assert self.step_up is not None
        wanted = select(StepUpEvent).where(StepUpEvent.step_up_id == self.step_up["id"], StepUpEvent.kind.in_(kinds))
        if cycle is not None:
            wanted = wanted.where(StepUpEvent.cycle == cycle)
        with role(OWNER):
            return db.session.scalars(wanted.order_by(StepUpEvent.id.desc())).first()


@pytest.mark.timeout(300)
def test_no_story_loses_a_request(world: World) -> None:
    Ladders.world = world
    run_state_machine_as_test(
        Ladders,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
