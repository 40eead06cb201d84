"""Emergency access: who may open it, what it opens and for how long, and that it is never quiet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.care import service as care
from backend.care.hours import working_days_after
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.sharing import access
from tests.cast import Cast, Member, sign_in
from tests.identity.steps import audited
from tests.roles import role
from tests.sharing.emergencies import REASON, log, look_in_an_emergency, opening, said, told
from tests.sharing.test_access_log import actor_of

OPENS = ("care", "about_me", "safety_plan", "step_ups")
CLOSED = ("goals", "dialog_results", "dialog_plus_plan", "stepping_down")

Travel = Callable[[datetime], AbstractContextManager[object]]


def ways(member: Member) -> dict[str, tuple[str, int]]:
    """By what right and how far that member may see each section of Alex's record just now."""
    actor_of(member)
    found = {}
    for section in (*OPENS, *CLOSED):
        may = access.access_to(RECORD["alex"], section)
        if may is not None:
            found[section] = (may.way, may.level)
    return found


RECORD: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def _know_the_record(cast: Cast) -> None:
    RECORD["alex"] = cast.alex.record_id


def test_it_opens_four_sections_to_see_and_no_other(cast: Cast) -> None:
    assert ways(cast.nia) == {}
    shown = look_in_an_emergency(cast)
    assert shown["preferred_name"] == "Alex Morgan"
    assert not shown["is_held"]
    assert ways(cast.nia) == dict.fromkeys(OPENS, ("break_glass", 1))


def test_it_is_the_sessions_alone(cast: Cast) -> None:
    look_in_an_emergency(cast)
    with role(OWNER):
        other = sign_in(cast.nia)
    assert ways(other) == {}
    assert other.get("/api/emergency")["emergencies"] == []
    assert len(cast.nia.get("/api/emergency")["emergencies"]) == 1


def test_it_ends_after_four_hours_and_can_be_ended_before(cast: Cast, time_machine_at: Travel) -> None:
    shown = look_in_an_emergency(cast)
    began = datetime.fromisoformat(shown["began_at"])
    assert datetime.fromisoformat(shown["ends_at"]) == began + timedelta(hours=4)
    path = f"/api/emergency/{shown['id']}/end"
    cast.asha.post(path, expect=404)
    cast.nia.post(path, expect=204)
    cast.nia.post(path, expect=204)
    assert ways(cast.nia) == {}
    assert audited("sharing.emergency_ended") == 1
    look_in_an_emergency(cast)
    with role(OWNER):
        db.session.execute(text("UPDATE sessions SET last_seen_at = last_seen_at + interval '4 hours'"))
    with time_machine_at(began + timedelta(hours=4, seconds=5)):
        assert ways(cast.nia) == {}
        assert cast.nia.get("/api/emergency")["emergencies"] == []


def test_a_retry_is_harmless_and_other_words_are_not(cast: Cast) -> None:
    path = f"/api/emergency/{new_id()}"
    first = cast.nia.put(path, opening(cast), expect=201)
    assert cast.nia.put(path, opening(cast)) == first
    assert cast.nia.put(path, opening(cast, reason="Something else entirely."), expect=409)["code"] == "http.id_taken"
    assert audited("sharing.emergency_opened") == 1
    assert told("sharing.emergency") == [cast.alex.account_id]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": "quick"}, "reason"), ({"reason": "          x "}, "reason"), ({"understood": False}, "understood")],
)
def test_it_takes_a_reason_and_a_second_yes(cast: Cast, changes: dict[str, Any], field: str) -> None:
    refused = cast.nia.put(f"/api/emergency/{new_id()}", opening(cast, **changes), expect=422)
    assert list(refused["fields"]) == [field]
    assert ways(cast.nia) == {}


def test_it_is_for_workers_in_their_own_team(cast: Cast) -> None:
    path = f"/api/emergency/{new_id()}"
    cast.jo.put(path, opening(cast), expect=403)
    cast.alex.put(path, opening(cast), expect=403)
    cast.nia.put(path, opening(cast, team_id=str(cast.riverside)), expect=404)
    cast.nia.put(path, opening(cast, record_id=str(new_id())), expect=404)
    assert audited("sharing.emergency_opened") == 0


def test_another_trust_stays_outside(cast: Cast) -> None:
    with role(OWNER):
        trust = care.create_organisation("Hills NHS Foundation Trust")
        borough = care.create_organisation("North borough", trust.id)
        team = care.create_team("North Team", borough.id).id
        db.session.execute(text("UPDATE memberships SET team_id = :team WHERE account_id = :nia"), _ids(cast, team))
    cast.nia.put(f"/api/emergency/{new_id()}", opening(cast, team_id=str(team)), expect=404)
    assert cast.nia.post("/api/emergency/look-up", {"name": "Alex Morgan"}) == {"people": []}


def test_a_directorate_of_the_same_trust_is_inside(cast: Cast) -> None:
    with role(OWNER):
        root = db.session.scalar(text("SELECT id FROM organisations WHERE parent_id IS NULL"))
        borough = care.create_organisation("South borough", root)
        team = care.create_team("South Team", borough.id).id
        db.session.execute(text("UPDATE memberships SET team_id = :team WHERE account_id = :nia"), _ids(cast, team))
    look_in_an_emergency(cast, team_id=str(team))


def _ids(cast: Cast, team: Any) -> dict[str, Any]:
    return {"team": team, "nia": cast.nia.account_id}


def test_the_person_is_told_at_once_and_reads_why(cast: Cast) -> None:
    look_in_an_emergency(cast)
    assert told("sharing.emergency") == [cast.alex.account_id]
    assert told("sharing.review_due") == [cast.grace.account_id]
    (entry,) = log(cast.alex)
    assert entry["words"] == "Nia Rees (worker, Hillside Team) looked without your permission, in an emergency."
    assert (entry["way"], entry["why"]) == ("break_glass", f"In an emergency: {REASON}")
    (about,) = cast.alex.get("/api/emergency/about-me")["emergencies"]
    assert (about["by"], about["team"], about["reason"]) == ("Nia Rees", "Hillside Team", REASON)
    assert (about["told_later_because"], about["outcome"], about["was_told_later"]) == (None, None, False)
    assert cast.sam.get("/api/emergency/about-me")["emergencies"] == []
    cast.nia.get("/api/emergency/about-me", expect=403)


def test_each_read_says_that_it_was_an_emergency(cast: Cast) -> None:
    look_in_an_emergency(cast)
    access.read_section(actor_of(cast.nia), RECORD["alex"], "safety_plan")
    newest = log(cast.alex)[0]
    assert newest["words"] == "Nia Rees (worker, Hillside Team) read your safety plan."
    assert (newest["way"], newest["why"]) == ("break_glass", f"In an emergency: {REASON}")


@pytest.mark.parametrize(
    "columns",
    [
        {"session_id": "gen_random_uuid()"},
        {"account_id": "gen_random_uuid()"},
        {"team_id": "(SELECT id FROM teams WHERE name = 'Riverside Team')"},
        {"began_at": "now() - interval '2 minutes'"},
        {"tell_at": "now() + interval '25 hours'"},
        {"reviewed_at": "now()"},
    ],
)
def test_the_database_lets_nothing_else_in(cast: Cast, columns: dict[str, str]) -> None:
    values = {
        "id": "gen_random_uuid()",
        "record_id": f"'{RECORD['alex']}'",
        "account_id": "acting_account()",
        "session_id": "acting_session()",
        "team_id": f"'{cast.hillside}'",
        "reason_sealed": "'x'",
        "began_at": "now()",
        "ends_at": "now() + interval '3 hours'",
        "tell_at": "now()",
        "review_due_at": "now() + interval '3 days'",
    }
    insert = "INSERT INTO break_glass ({}) VALUES ({})"
    with role(WEB):
        actor_of(cast.nia)
        good = db.session.begin_nested()
        db.session.execute(text(insert.format(", ".join(values), ", ".join(values.values()))))
        good.rollback()
        wrong = {**values, **columns}
        with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
            db.session.execute(text(insert.format(", ".join(wrong), ", ".join(wrong.values()))))


def test_nobody_changes_what_was_opened(cast: Cast) -> None:
    look_in_an_emergency(cast)
    for who in (cast.nia, cast.alex, cast.asha, cast.jo):
        act_as(who.account_id)
        changed = db.session.execute(text("UPDATE break_glass SET tell_at = tell_at"))
        assert changed.rowcount == 0
    for column in ("reason_sealed", "record_id", "account_id", "ends_at"):
        act_as(cast.grace.account_id)
        with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
            db.session.execute(text(f"UPDATE break_glass SET {column} = {column}"))


class TestLookingUp:
    def test_it_finds_exactly_that_contact_or_name(self, cast: Cast) -> None:
        alex = {"record_id": str(cast.alex.record_id), "preferred_name": "Alex Morgan", "team": "Riverside Team"}
        for given in ({"contact": " ALEX@example.org"}, {"name": "alex   MORGAN"}):
            assert cast.nia.post("/api/emergency/look-up", given) == {"people": [alex]}
        for given in ({"contact": "al@example.org"}, {"name": "Alex"}, {"name": "Alex Morga"}, {"name": "Asha Begum"}):
            assert cast.nia.post("/api/emergency/look-up", given) == {"people": []}

    def test_each_hit_is_seen_by_its_person(self, cast: Cast) -> None:
        cast.nia.post("/api/emergency/look-up", {"name": "Alex Morgan"})
        (entry,) = log(cast.alex)
        assert (entry["how"], entry["way"], entry["section"]) == ("lookup", "lookup", "care")
        assert entry["words"].startswith("Nia Rees (worker, Hillside Team) looked you up")
        assert log(cast.sam) == []

    def test_it_shows_the_record_no_further(self, cast: Cast) -> None:
        cast.nia.post("/api/emergency/look-up", {"name": "Alex Morgan"})
        assert ways(cast.nia) == {}

    def test_it_wants_something_to_look_for(self, cast: Cast) -> None:
        cast.nia.post("/api/emergency/look-up", {}, expect=422)
        cast.nia.post("/api/emergency/look-up", {"contact": "12"}, expect=422)
        cast.alex.post("/api/emergency/look-up", {"name": "Sam Price"}, expect=403)

    def test_it_can_be_done_twenty_times_an_hour(self, cast: Cast) -> None:
        for _ in range(20):
            cast.nia.post("/api/emergency/look-up", {"name": "nobody"})
        cast.nia.post("/api/emergency/look-up", {"name": "Alex Morgan"}, expect=429)
        assert log(cast.alex) == []

    def test_a_name_that_many_have_tells_nothing(self, cast: Cast) -> None:
        with role(OWNER):
            for _ in range(11):
                account = identity.create_account("Kim Jones")
                care.create_record(account.id, cast.riverside, cast.asha.account_id)
        refused = cast.nia.post("/api/emergency/look-up", {"name": "Kim Jones"}, expect=409)
        assert refused["code"] == "sharing.too_many_found"
        assert audited("record.read") == 0

    def test_records_from_before_are_found_after_the_command(self, cast: Cast) -> None:
        with role(OWNER):
            db.session.execute(text("UPDATE records SET name_index = NULL"))
            db.session.expire_all()
        assert cast.nia.post("/api/emergency/look-up", {"name": "Sam Price"}) == {"people": []}
        with role(OWNER):
            assert care.index_names() == 2
        assert len(cast.nia.post("/api/emergency/look-up", {"name": "Sam Price"})["people"]) == 1


@pytest.mark.parametrize(
    ("began", "due"),
    [
        (datetime(2026, 11, 23, 10, tzinfo=UTC), datetime(2026, 11, 26, 17, tzinfo=UTC)),
        (datetime(2026, 11, 20, 23, tzinfo=UTC), datetime(2026, 11, 25, 17, tzinfo=UTC)),
        (datetime(2026, 12, 24, 10, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC)),
        (datetime(2026, 7, 1, 10, tzinfo=UTC), datetime(2026, 7, 6, 16, tzinfo=UTC)),
    ],
)
def test_a_review_is_due_in_three_working_days(began: datetime, due: datetime) -> None:
    assert working_days_after(began, 3) == due


def test_leads_are_told_once_though_they_lead_both_teams(cast: Cast) -> None:
    with role(OWNER):
        care.add_member(cast.hillside, cast.grace.account_id, "lead")
    look_in_an_emergency(cast)
    assert told("sharing.review_due") == [cast.grace.account_id]
    assert said(cast.alex)
    assert clock.now()
