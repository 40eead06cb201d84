"""Random stories of a plan beside a small model: nobody ever meets what is not theirs to see now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from backend.config import Config
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.roles import role
from tests.safety_plan.writing import SECTION, decline, item, part, plan_path, read, section, show, suggest, words_in
from tests.safety_plan.writing import save as put_save
from tests.sharing.ways import share, trust
from tests.sharing.world import World, one_world

STORIES, STEPS = 5, 20
OTHERS = ("asha", "jo", "sam")
# To the team, to Jo as a friend, and to Asha as a friend too.
SHARES = ("team", "jo", "asha")
headings = st.sampled_from(("signs", "myself", "safer"))
which = st.integers(0, 5)
MET = text("SELECT heading, version FROM safety_plan_versions WHERE record_id = :record")


@dataclass
class Part:
    """A section, as the rules say it."""

    version: int = 0
    words: list[str] = field(default_factory=list)
    audience: str = "shared"


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    with one_world(whole_app, config) as world:
        yield world


class Plans(RuleBasedStateMachine):
    """The service on one side, the model on the other."""

    world: ClassVar[World]

    @initialize()
    def begin(self) -> None:
        self.tried = self.world.one_try()
        self.cast: Cast = self.tried.__enter__()
        self.parts = {one: Part() for one in ("signs", "myself", "safer")}
        self.history: list[dict[str, list[str]]] = []
        self.grants: dict[str, Any] = {}
        self.waiting: dict[str, tuple[str, str]] = {}
        self.friends = {name: trust(self.cast, getattr(self.cast, name)) for name in ("jo", "asha")}

    def teardown(self) -> None:
        if hasattr(self, "tried"):
            self.tried.__exit__(None, None, None)

    @rule(
        wanted=st.lists(headings, min_size=1, max_size=3, unique=True), things=st.integers(0, 2), is_late=st.booleans()
    )
    def save(self, wanted: list[str], things: int, *, is_late: bool) -> None:
        """Late: the last of them was read before it was written anew."""
        words = [f"Words {new_id()}" for _ in range(things)]
        late = wanted[-1] if is_late and self.parts[wanted[-1]].version else None
        sections = [section(one, *words, version=self.parts[one].version - (one == late)) for one in wanted]
        put_save(self.cast.alex, *sections, expect=409 if late else 201)
        if late is None:
            for one in wanted:
                self.parts[one].version, self.parts[one].words = self.parts[one].version + 1, words
            self.history.append({one: self.parts[one].words for one in self.parts if self.parts[one].words})

    @rule(place=which)
    def bring_back(self, place: int) -> None:
        for number, stood in list(enumerate(self.history, 1))[place : place + 1]:
            then = self.cast.alex.get(f"/api/my-plan/versions/{number}")
            assert words_in(then) == stood
            back = section("signs", *part(then, "signs")["items"], version=self.parts["signs"].version)
            put_save(self.cast.alex, back, from_version=number)
            self.parts["signs"].version, self.parts["signs"].words = (
                self.parts["signs"].version + 1,
                stood.get("signs", []),
            )
            self.history.append({one: self.parts[one].words for one in self.parts if self.parts[one].words})

    @rule(heading=headings, audience=st.sampled_from(("shared", "team", "mine")))
    def choose(self, heading: str, audience: str) -> None:
        show(self.cast.alex, heading, audience)
        self.parts[heading].audience = audience

    @rule(to=st.sampled_from(SHARES), may_add=st.booleans())
    def share(self, to: str, *, may_add: bool) -> None:
        if to not in self.grants:
            self.grants[to] = (share(self.cast, SECTION, self.friends.get(to), may_add=may_add), may_add)

    @rule(to=st.sampled_from(SHARES))
    def withdraw(self, to: str) -> None:
        if to in self.grants:
            with role(OWNER):
                ended = text("UPDATE grants SET until_at = now() WHERE id = :id")
                db.session.execute(ended, {"id": self.grants.pop(to)[0]})

    @rule(who=st.sampled_from(("asha", "jo")))
    def suggest(self, who: str) -> None:
        rights = [self.grants[one][1] for one in self.shares_of(who) if one in self.grants]
        expect = 404 if not rights else 201 if any(rights) else 403
        words = f"Suggested {new_id()}"
        made = suggest(self.member(who), self.cast, words, expect=expect)
        if expect == 201:
            self.waiting[made["id"]] = (who, words)

    @rule(place=which, takes=st.booleans())
    def answer(self, place: int, *, takes: bool) -> None:
        for suggestion_id, (_, words) in list(self.waiting.items())[place : place + 1]:
            if takes:
                one = section("safer", item(words, id=suggestion_id), version=self.parts["safer"].version)
                put_save(self.cast.alex, one, takes=[suggestion_id])
                self.parts["safer"].version, self.parts["safer"].words = self.parts["safer"].version + 1, [words]
                self.history.append({one: self.parts[one].words for one in self.parts if self.parts[one].words})
            else:
                decline(self.cast.alex, {"id": suggestion_id})
            del self.waiting[suggestion_id]

    @invariant()
    def everybody_meets_what_is_theirs_now(self) -> None:
        if not hasattr(self, "parts"):
            return
        hers = read(self.cast.alex, self.cast)
        assert words_in(hers) == {one: self.parts[one].words for one in self.parts if self.parts[one].words}
        assert hers["version"] == len(self.history)
        for who in OTHERS:
            self.check(who)

    def check(self, who: str) -> None:
        """Through the door and in raw SQL."""
        member, may_see = self.member(who), self.may_see(who)
        if who == "sam":
            assert member.respond("GET", plan_path(self.cast)).status_code == 404
        else:
            found = read(member, self.cast)
            assert words_in(found) == {one: self.parts[one].words for one in may_see if self.parts[one].words}
            mine = {one: words for one, (by, words) in self.waiting.items() if by == who and self.open_to(who)}
            assert {one["id"]: one["item"]["words"] for one in found["suggestions"]} == mine
        with role(WEB):
            act_as(member.account_id)
            met = {tuple(row) for row in db.session.execute(MET, {"record": self.cast.alex.record_id})}
        assert met == {(one, self.parts[one].version) for one in may_see if self.parts[one].version}

    def shares_of(self, who: str) -> list[str]:
        return {"asha": ["team", "asha"], "jo": ["jo"]}.get(who, [])

    def open_to(self, who: str) -> bool:
        return any(one in self.grants for one in self.shares_of(who))

    def may_see(self, who: str) -> list[str]:
        is_team = who == "asha" and "team" in self.grants
        audiences = {"shared", "team"} if is_team else {"shared"} if self.open_to(who) else set()
        return [one for one, held in self.parts.items() if held.audience in audiences]

    def member(self, who: str) -> Member:
        found: Member = getattr(self.cast, who)
        return found


@pytest.mark.timeout(300)
def test_random_stories_of_plans(world: World) -> None:
    Plans.world = world
    quick = settings(
        max_examples=STORIES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(Plans, settings=quick)
