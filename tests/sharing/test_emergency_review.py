"""Leads hold back and review; the worker process tells and nags; the person sees nothing too early and everything in the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.sharing import access
from tests.cast import Cast, Member, sign_in
from tests.identity.steps import audited
from tests.roles import role
from tests.sharing.emergencies import REASON, add_lead, log, look_in_an_emergency, opening, said, sweep, told
from tests.sharing.test_access_log import actor_of

Travel = Callable[[datetime], AbstractContextManager[object]]

DANGER = "The person at home reads their telephone."
A_WEEK = timedelta(days=7)


def reviews(member: Member) -> list[dict[str, Any]]:
    return member.get("/api/emergency/reviews")["reviews"]


def hold(member: Member, emergency: dict[str, Any], expect: int = 200, **changes: Any) -> Any:
    body = {"until": (clock.now() + A_WEEK).isoformat(), "reason": DANGER, **changes}
    return member.post(f"/api/emergency/{emergency['id']}/hold", body, expect=expect)


def review(member: Member, emergency: dict[str, Any], expect: int = 200, **changes: Any) -> Any:
    body = {"outcome": "right", "words": "It was needed.", **changes}
    return member.post(f"/api/emergency/{emergency['id']}/review", body, expect=expect)


def test_nothing_shows_while_it_is_held_and_everything_afterwards(cast: Cast, time_machine_at: Travel) -> None:
    """Byte by byte, what she asks for is as if nothing had happened."""
    before = _pages(cast.alex)
    cast.nia.post("/api/emergency/look-up", {"name": "Alex Morgan"})
    emergency = look_in_an_emergency(cast, telling_is_risky=True)
    assert emergency["is_held"]
    assert cast.alex.record_id is not None
    access.read_section(actor_of(cast.nia), cast.alex.record_id, "safety_plan")
    reviews(cast.grace)
    hold(cast.grace, emergency)
    review(cast.grace, emergency)
    cast.nia.get("/api/emergency")
    cast.nia.post(f"/api/emergency/{emergency['id']}/end", expect=204)
    assert _pages(cast.alex) == before
    assert told("sharing.emergency") == []
    with time_machine_at(clock.now() + A_WEEK + timedelta(minutes=1)):
        sweep(clock.now())
        sweep(clock.now())
        assert told("sharing.emergency") == [cast.alex.account_id]
        with role(OWNER):
            alex = sign_in(cast.alex)
        words = " ".join(said(alex))
        for part in (
            "looked you up",
            "without your permission",
            "read your safety plan",
            "told later",
            "stopped looking",
        ):
            assert part in words
        (about,) = alex.get("/api/emergency/about-me")["emergencies"]
        assert (about["told_later_because"], about["outcome"], about["was_told_later"]) == (DANGER, "right", True)


def _pages(member: Member) -> list[str]:
    paths = (
        "/api/access-log",
        "/api/emergency/about-me",
        "/api/access-log?who=" + str(new_id())[:0] + str(member.account_id),
    )
    return [member.respond("GET", path).text for path in paths]


def test_others_in_the_log_are_seen_meanwhile(cast: Cast) -> None:
    look_in_an_emergency(cast, telling_is_risky=True)
    cast.asha.get("/api/people")
    cast.nia.get("/api/emergency")
    assert said(cast.alex) == ["Asha Begum (worker, Riverside Team) read your name and your team."]
    assert [one["name"] for one in cast.alex.get("/api/access-log")["people"]] == ["Asha Begum"]


def test_what_she_knows_of_already_stays_in_the_list(cast: Cast) -> None:
    """A second emergency of the same session, held back, takes nothing away that was there."""
    cast.nia.post("/api/emergency/look-up", {"name": "Alex Morgan"})
    look_in_an_emergency(cast)
    reviews(cast.grace)
    before = _pages(cast.alex)
    assert len(said(cast.alex)) == 3
    look_in_an_emergency(cast, telling_is_risky=True)
    assert _pages(cast.alex) == before


def test_without_a_lead_it_is_told_after_a_day(cast: Cast, time_machine_at: Travel) -> None:
    look_in_an_emergency(cast, telling_is_risky=True)
    began = clock.now()
    sweep(began + timedelta(hours=23))
    assert told("sharing.emergency") == []
    with time_machine_at(began + timedelta(hours=24, seconds=5)):
        sweep(clock.now())
    assert told("sharing.emergency") == [cast.alex.account_id]


class TestTheList:
    def test_leads_of_both_teams_see_it_due_first(self, cast: Cast) -> None:
        hillside = add_lead(cast, "Huw Evans", cast.hillside)
        first, second = look_in_an_emergency(cast), look_in_an_emergency(cast)
        review(hillside, first)
        for lead in (cast.grace, hillside):
            rows = reviews(lead)
            assert [row["id"] for row in rows] == [second["id"], first["id"]]
            assert rows[0]["preferred_name"] == "Alex Morgan"
            assert rows[0]["reason"] == REASON
            assert (rows[0]["by"], rows[0]["team"], rows[0]["is_overdue"]) == ("Nia Rees", "Hillside Team", False)

    def test_nobody_else_does(self, cast: Cast) -> None:
        with role(OWNER):
            other = care.create_team("Valley Team", _root()).id
        elsewhere = add_lead(cast, "Ffion Hughes", other)
        emergency = look_in_an_emergency(cast)
        assert reviews(elsewhere) == []
        for act in (hold, review):
            act(elsewhere, emergency, expect=404)
            act(cast.asha, emergency, expect=403)
            act(cast.alex, emergency, expect=403)
        for worker in (cast.asha, cast.nia, cast.alex):
            worker.get("/api/emergency/reviews", expect=403)
        assert elsewhere.get("/api/emergency/reviews/due") == {"reviews": 0, "reports": 0}
        assert cast.grace.get("/api/emergency/reviews/due") == {"reviews": 1, "reports": 0}
        assert cast.asha.get("/api/emergency/reviews/due") == {"reviews": 0, "reports": 0}

    def test_reading_it_is_seen_by_the_person(self, cast: Cast) -> None:
        look_in_an_emergency(cast)
        reviews(cast.grace)
        newest = log(cast.alex)[0]
        assert newest["words"].startswith("Grace Lee (team lead, Hillside Team)") or "Grace Lee" in newest["words"]
        assert (newest["how"], newest["way"]) == ("review", "review")


def test_nobody_reviews_their_own(cast: Cast) -> None:
    lead = add_lead(cast, "Huw Evans", cast.hillside)
    emergency = lead.put(f"/api/emergency/{new_id()}", opening(cast, telling_is_risky=True), expect=201)
    assert review(lead, emergency, expect=403)["code"] == "sharing.not_your_own"
    assert hold(lead, emergency, expect=403)["code"] == "sharing.not_your_own"
    assert reviews(lead) == []
    assert told("sharing.review_due") == [cast.grace.account_id]
    review(cast.grace, emergency)


def test_it_is_reviewed_once(cast: Cast) -> None:
    emergency = look_in_an_emergency(cast)
    row = review(cast.grace, emergency, outcome="follow_up", words="We will talk about it.")
    assert (row["outcome"], row["reviewed_by"], row["words"]) == ("follow_up", "Grace Lee", "We will talk about it.")
    assert review(cast.grace, emergency, expect=409)["code"] == "sharing.reviewed_already"
    review(cast.grace, emergency, expect=422, outcome="fine")
    review(cast.grace, emergency, expect=422, words=" ")
    assert audited("sharing.emergency_reviewed", cast.grace.account_id) == 1
    (about,) = cast.alex.get("/api/emergency/about-me")["emergencies"]
    assert about["outcome"] == "follow_up"


class TestHoldingBack:
    def test_it_takes_a_reason_and_a_day_within_thirty(self, cast: Cast) -> None:
        emergency = look_in_an_emergency(cast, telling_is_risky=True)
        hold(cast.grace, emergency, expect=422, reason=" ")
        for days in (-1, 31):
            until = (clock.now() + timedelta(days=days)).isoformat()
            assert "until" in hold(cast.grace, emergency, expect=422, until=until)["fields"]
        row = hold(cast.grace, emergency)
        assert (row["held_by"], row["held_reason"], row["is_told"]) == ("Grace Lee", DANGER, False)
        assert audited("sharing.emergency_held", cast.grace.account_id) == 1

    def test_what_she_knows_stays_told(self, cast: Cast) -> None:
        emergency = look_in_an_emergency(cast)
        assert hold(cast.grace, emergency, expect=409)["code"] == "sharing.told_already"


class TestNagging:
    MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)

    @pytest.fixture
    def emergency(self, cast: Cast) -> dict[str, Any]:
        """Opened on a Monday, so that its review is due on Thursday."""
        shown = look_in_an_emergency(cast)
        with role(OWNER):
            moved = "UPDATE break_glass SET began_at = :at, ends_at = :at, tell_at = :at, review_due_at = :due"
            db.session.execute(text(moved), {"at": self.MONDAY, "due": self.MONDAY + timedelta(days=3, hours=7)})
            db.session.execute(text("DELETE FROM notices"))
        return shown

    def _sweep_on(self, day: int, hour: int) -> int:
        sweep(datetime(2026, 11, 23 + day, hour, tzinfo=UTC))
        return len(told("sharing.review_due"))

    def test_leads_are_told_each_working_day(self, emergency: dict[str, Any]) -> None:
        assert self._sweep_on(2, 12) == 0
        assert self._sweep_on(3, 16) == 0
        assert self._sweep_on(3, 18) == 1
        assert self._sweep_on(3, 19) == 1
        assert self._sweep_on(4, 8) == 1
        assert self._sweep_on(4, 9) == 2
        assert self._sweep_on(4, 17) == 2
        assert self._sweep_on(5, 12) == 2
        assert self._sweep_on(6, 12) == 2
        assert self._sweep_on(7, 10) == 3

    def test_a_review_ends_it(self, cast: Cast, emergency: dict[str, Any]) -> None:
        review(cast.grace, emergency)
        assert self._sweep_on(4, 12) == 0

    def test_the_list_says_that_it_is_late(
        self, cast: Cast, emergency: dict[str, Any], time_machine_at: Travel
    ) -> None:
        with time_machine_at(self.MONDAY + timedelta(days=4)):
            with role(OWNER):
                grace = sign_in(cast.grace)
            assert reviews(grace)[0]["is_overdue"]


def _root() -> Any:
    return db.session.scalar(text("SELECT id FROM organisations WHERE parent_id IS NULL"))
