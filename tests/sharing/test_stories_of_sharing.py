"""Random stories: people are invited and stopped, time passes, teams change. After each step everybody reads everything.

No read without a right at that instant, and every read by another leaves its row.
"""

from __future__ import annotations

import hashlib
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
from sqlalchemy import text

from backend.config import Config
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.sharing import closing, stops, trusted_invitations
from tests.cast import Cast, Member, sign_in
from tests.roles import SUPERUSER, role
from tests.sharing import ways
from tests.sharing.steps import WORDING, accept, change, token_of, trust
from tests.sharing.story_of_sharing import CHOSEN, LINK_WORKS_FOR, SECTIONS, UNDO_WITHIN, Model, Terms, Trusted
from tests.sharing.world import World, one_world

STORIES, STEPS = 20, 50
WORDS = "Loud places wear me out."
# After everybody's first sign-in, whenever the tests run.
NOON = (clock.now() + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
TEAMS = ("riverside", "hillside")

LEVELS = text("SELECT section, access_level(:record, section) FROM unnest(CAST(:sections AS text[])) section")
ROWS = text("""
    SELECT count(*) FROM audit_entries WHERE record_id = :record AND actor_id = :who AND section = :section AND at > :since
""")

SIGNED_IN = text("SELECT 1 FROM sessions WHERE token_hash = :hash AND ended_at IS NULL")

carers = st.sampled_from(("jo", "sam", "tom", "nia"))
workers = st.sampled_from(("asha", "tom", "grace", "nia"))
sections = st.sampled_from(("step_ups", *CHOSEN))
terms = st.builds(
    lambda may_add, only_while_open, days: (may_add, only_while_open, days),
    st.booleans(),
    st.booleans(),
    st.sampled_from((None, None, 1, 30)),
)
wishes = st.dictionaries(sections, terms, max_size=3)


@pytest.fixture(scope="module")
def world(whole_app: Flask, config: Config) -> Iterator[World]:
    with one_world(whole_app, config) as world:
        alex = world.cast.alex
        entry = {"heading": "matters", "words": WORDS}
        alex.put(f"/api/records/{alex.record_id}/about-me/{new_id()}", entry, expect=201)
        yield world


class Sharing(RuleBasedStateMachine):
    """The service on one side, the model on the other."""

    world: ClassVar[World]

    @initialize()
    def begin(self) -> None:
        self.model = Model()
        self.tried = self.world.one_try()
        self.cast: Cast = self.tried.__enter__()
        self.time = time_machine.travel(NOON, tick=False)
        self.now = self.time.start()
        self.members: dict[str, Member] = {}

    def teardown(self) -> None:
        if hasattr(self, "time"):
            self.time.stop()
            self.tried.__exit__(None, None, None)

    @rule(who=carers, wanted=wishes)
    def invite(self, who: str, wanted: dict[str, Any]) -> None:
        if who in self.model.trusted:
            return
        self.model.finish_stop()
        invited = trust(self.member("alex"), *self.asked(wanted))
        link = Trusted(invited["person"]["id"], token_of(invited), invited["code"], clock.now())
        link.terms = self.meant(wanted)
        self.model.trusted[who] = link

    @rule(who=carers)
    def say_yes(self, who: str) -> None:
        link = self.model.trusted.get(who)
        if link is None or link.accepted or who in self.model.closed:
            return
        is_late = clock.now() >= link.invited_at + LINK_WORKS_FOR
        body = {"link": f"#{link.token}", "code": link.code}
        accept(self.member(who), body, expect=403 if is_late else 200)
        if is_late:
            del self.model.trusted[who]
        else:
            link.accepted = True

    @rule(who=carers, wanted=wishes)
    def narrow_or_widen(self, who: str, wanted: dict[str, Any]) -> None:
        link = self.model.trusted.get(who)
        if link is None or not link.accepted:
            return
        self.model.finish_stop()
        change(self.member("alex"), link.id, *self.asked(wanted))
        link.terms = self.meant(wanted)

    @rule(who=carers, quietly=st.booleans())
    def stop(self, who: str, quietly: bool) -> None:
        link = self.model.trusted.get(who)
        if link is None or not link.accepted:
            return
        if quietly:
            self.member("alex").post(f"/api/trusted-people/{link.id}/stop")
            link.terms.clear()
        else:
            self.member("alex").delete(f"/api/trusted-people/{link.id}")
            del self.model.trusted[who]

    @rule(who=carers)
    def leave(self, who: str) -> None:
        link = self.model.trusted.get(who)
        if link is not None and link.accepted:
            self.member(who).post(f"/api/who-i-support/{link.id}/leave", expect=204)
            del self.model.trusted[who]

    @precondition(lambda self: self.model.stopped_at is None)
    @rule()
    def stop_all(self) -> None:
        self.stop_id = new_id()
        self.member("alex").put(f"/api/sharing/stops/{self.stop_id}", expect=201)
        self.model.stopped_at = clock.now()

    @precondition(lambda self: self.model.stopped_at is not None)
    @rule()
    def undo(self) -> None:
        assert self.model.stopped_at is not None
        is_late = clock.now() >= self.model.stopped_at + UNDO_WITHIN
        self.member("alex").delete(f"/api/sharing/stops/{self.stop_id}", expect=409 if is_late else 204)
        if not is_late:
            self.model.stopped_at = None

    @rule(section=st.sampled_from(CHOSEN), is_shared=st.booleans(), may_add=st.booleans())
    def decide_about_the_team(self, section: str, is_shared: bool, may_add: bool) -> None:
        self.model.finish_stop()
        body = {"is_shared": is_shared, "may_add": may_add, "wording": WORDING}
        self.member("alex").put(f"/api/sharing/team/{section}", body)
        if is_shared:
            self.model.with_team[self.model.team, section] = may_add
        else:
            self.model.with_team.pop((self.model.team, section), None)

    @rule()
    def ask_or_withdraw(self) -> None:
        alex = self.member("alex")
        if self.model.has_open_request:
            alex.put(f"/api/step-ups/{self.request_id}/withdrawals/{new_id()}", {"words": ""})
        else:
            self.request_id = new_id()
            alex.put(f"/api/step-ups/{self.request_id}", {"words": WORDS}, expect=201)
        self.model.has_open_request = not self.model.has_open_request

    @rule(minutes=st.sampled_from((1, 5, 11, 60, 300, 24 * 60, 8 * 24 * 60)))
    def time_passes(self, minutes: int) -> None:
        self.now.shift(timedelta(minutes=minutes))
        self.members.clear()
        # Whoever looks again has signed in anew: emergency access ends with the session.
        self.model.emergency_ends_at = None

    @rule()
    def the_worker_sweeps(self) -> None:
        with role(WORKER):
            stops.finish_due(clock.now())
            trusted_invitations.expire_invitations(clock.now())
        if self.model.stopped_at is not None and clock.now() >= self.model.stopped_at + UNDO_WITHIN:
            self.model.finish_stop()
        late = clock.now() - LINK_WORKS_FOR
        kept = {who: one for who, one in self.model.trusted.items() if one.accepted or one.invited_at > late}
        self.model.trusted = kept

    @rule(who=workers)
    def leave_or_join_team(self, who: str) -> None:
        if self.model.teams_of[who]:
            ways.leave_team(self.cast.__dict__[who])
            self.model.teams_of[who] = set()
        else:
            ways.join_team(self.cast, self.cast.__dict__[who], getattr(self.cast, self.model.team))
            self.model.teams_of[who] = {self.model.team}

    @rule()
    def move(self) -> None:
        self.model.team = TEAMS[TEAMS.index(self.model.team) - 1]
        ways.move_to(self.cast, getattr(self.cast, self.model.team))

    @rule()
    def emergency(self) -> None:
        if self.model.teams_of["nia"]:
            nia = self.member("nia")
            ways.break_glass(self.cast, nia, ways.session_of(nia))
            self.model.emergency_ends_at = clock.now() + ways.HOUR

    @precondition(lambda self: "jo" not in self.model.closed)
    @rule(really=st.integers(0, 5))
    def close_account(self, really: int) -> None:
        if really == 0:
            with role(OWNER):
                closing.close_account("jo@example.org")
            self.model.closed.add("jo")
            link = self.model.trusted.get("jo")
            if link is not None and link.accepted:
                del self.model.trusted["jo"]

    @rule(who=st.sampled_from(("asha", "tom", "grace", "sam", "nia", "jo")))
    def look(self, who: str) -> None:
        """Through the front door: what is shown is what may be seen, and the log has its row."""
        if who in self.model.closed:
            return
        member = self.member(who)
        answer = member.respond("GET", f"/api/records/{self.cast.alex.record_id}/about-me")
        if self.model.level(who, "care", clock.now()) == 0 and self.model.level(who, "about_me", clock.now()) == 0:
            assert answer.status_code == 404
            return
        may_see = self.model.level(who, "about_me", clock.now()) > 0
        assert (WORDS in answer.text) is may_see
        if may_see:
            since = clock.now() - timedelta(minutes=10)
            values = {
                "record": self.cast.alex.record_id,
                "who": member.account_id,
                "section": "about_me",
                "since": since,
            }
            with role(OWNER):
                assert db.session.execute(ROWS, values).scalar_one() > 0

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "cast"):
            return
        for who in ("alex", "asha", "tom", "grace", "sam", "nia", "jo"):
            member = self.member(who) if who == "nia" else getattr(self.cast, who)
            session_id = str(ways.session_of(member)) if who == "nia" else ""
            act_as(member.account_id)
            db.session.execute(text("SELECT set_config('waymark.session_id', :id, true)"), {"id": session_id})
            values = {"record": self.cast.alex.record_id, "sections": list(SECTIONS)}
            found = {row[0]: row[1] for row in db.session.execute(LEVELS, values)}
            assert found == {section: self.model.level(who, section, clock.now()) for section in SECTIONS}, who

    def member(self, who: str) -> Member:
        """They, signed in since the clock last moved; anew, where the end of all sharing with them has signed them out."""
        if who not in self.members or not self.is_signed_in(self.members[who]):
            with role(SUPERUSER):
                db.session.execute(text("DELETE FROM attempts"))
                self.members[who] = sign_in(getattr(self.cast, who))
            if who == "nia":
                self.model.emergency_ends_at = None
        return self.members[who]

    def is_signed_in(self, member: Member) -> bool:
        with role(OWNER):
            return db.session.scalar(SIGNED_IN, {"hash": hashlib.sha256(member.token.encode()).digest()}) is not None

    def asked(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "section": name,
                "may_add": one.may_add,
                "only_while_open": one.only_while_open,
                "ends_at": one.ends_at.isoformat() if one.ends_at else None,
            }
            for name, one in self.meant(wanted).items()
        ]

    def meant(self, wanted: dict[str, Any]) -> dict[str, Terms]:
        return {
            name: Terms(may_add, only, clock.now() + timedelta(days=days) if days else None)
            for name, (may_add, only, days) in wanted.items()
        }


@pytest.mark.timeout(600)
@pytest.mark.parametrize("half", ["first", "second"])
def test_no_story_lets_anybody_see_what_they_may_not(world: World, half: str) -> None:
    """Two halves, so that two processors can each take one: together two thousand steps."""
    Sharing.world = world
    run_state_machine_as_test(
        Sharing,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
