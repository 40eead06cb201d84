"""The screen on the wall: counts, times and colleagues; nothing of anybody who asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend.care import service as care
from backend.caseload.wall import short_name
from backend.core import clock, heartbeats
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.identity import service as identity
from tests.care.queries import count_queries
from tests.cast import Cast, Member, sign_in
from tests.roles import role
from tests.step_up.asking import ask, let_the_engine_look, promise, speak


def wall(member: Member, cast: Cast, *, expect: int = 200) -> Any:
    return member.get(f"/api/teams/{cast.riverside}/wall", expect=expect)


def test_it_counts_who_waits_and_since_when(cast: Cast) -> None:
    quiet = wall(cast.asha, cast)
    assert (quiet["waiting"], quiet["longest_wait_since"], quiet["promised"], quiet["next_promise_at"]) == (
        0,
        None,
        0,
        None,
    )
    asked = ask(cast.alex)
    ask(cast.sam)
    said = wall(cast.asha, cast)
    assert (said["waiting"], said["longest_wait_since"]) == (2, asked["asked_at"])
    promised = promise(cast.asha, asked)
    said = wall(cast.grace, cast)
    assert (said["waiting"], said["promised"], said["missed"]) == (1, 1, 0)
    assert said["next_promise_at"] == promised["promise"]["by_at"]
    speak(cast.asha, asked)
    assert wall(cast.tom, cast)["promised"] == 0


def test_a_missed_promise_is_said_until_somebody_answers(cast: Cast, time_machine_at: Any) -> None:
    asked = ask(cast.alex)
    promise(cast.asha, asked, minutes=5)
    later = clock.now() + timedelta(minutes=6)
    with time_machine_at(later):
        before = wall(cast.asha, cast)
        assert (before["promised"], before["missed"]) == (0, 1), "Also before the engine has looked."
        let_the_engine_look()
        after = wall(cast.asha, cast)
        assert (after["waiting"], after["missed"]) == (1, 1)
        promise(cast.tom, asked)
        assert wall(cast.asha, cast)["missed"] == 0


def test_it_names_colleagues_shortly_and_nobody_who_asked(cast: Cast) -> None:
    ask(cast.alex)
    said = wall(cast.asha, cast)
    assert sorted(said["on_duty"]) == ["A. Begum", "G. Lee", "T. Osei"]
    assert said["desk"] == ["T. Osei"]
    written = json.dumps(said)
    assert [word for word in ("Alex", "Morgan", "sleeping", "07700", str(cast.alex.record_id)) if word in written] == []
    assert short_name("Ravi") == "Ravi"
    assert short_name("Anna Maria van Dijk") == "A. Dijk"


def test_it_reads_no_record_so_it_logs_no_reading(cast: Cast) -> None:
    ask(cast.alex)
    wall(cast.asha, cast)
    with role(OWNER):
        rows = db.session.scalar(text("SELECT count(*) FROM audit_entries WHERE action = 'record.read'"))
    assert rows == 0


def test_other_teams_and_people_are_kept_out(cast: Cast) -> None:
    wall(cast.nia, cast, expect=404)
    wall(cast.alex, cast, expect=403)
    wall(cast.nobody, cast, expect=401)
    assert cast.nia.get(f"/api/teams/{cast.hillside}/wall")["waiting"] == 0


def test_closed_it_says_when_it_opens(cast: Cast, time_machine_at: Any) -> None:
    with role(OWNER):
        db.session.execute(
            text("DELETE FROM team_hours WHERE team_id = :team AND weekday > 4"), {"team": cast.riverside}
        )
    with time_machine_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        said = wall(sign_in(cast.asha), cast)
    assert (said["is_open"], said["opens_at"], said["on_duty"], said["desk"]) == (
        False,
        "2026-11-23T00:00:00+00:00",
        [],
        [],
    )


def test_the_engine_is_as_old_as_the_older_of_its_sweeps(cast: Cast) -> None:
    now = clock.now()
    assert wall(cast.asha, cast)["engine_at"] is None
    with role(WORKER):
        heartbeats.beat(heartbeats.LADDERS, now, 3)
    assert wall(cast.asha, cast)["engine_at"] is None, "Messages have never gone out."
    with role(WORKER):
        heartbeats.beat(heartbeats.MESSAGES, now - timedelta(seconds=90), 3)
    assert wall(cast.asha, cast)["engine_at"] == (now - timedelta(seconds=90)).isoformat()


@pytest.mark.parametrize("number", [6])
def test_it_costs_the_same_whatever_there_is(cast: Cast, number: int) -> None:
    def statements() -> int:
        wall(cast.asha, cast)
        db.session.expunge_all()
        with count_queries() as seen:
            wall(cast.asha, cast)
        return len(seen)

    ask(cast.alex)
    few = statements()
    for place in range(number):
        ask(_person(cast, f"Person {place}"))
    assert wall(cast.asha, cast)["waiting"] == number + 1
    assert statements() == few


def _person(cast: Cast, name: str) -> Member:
    with role(OWNER):
        account = identity.create_account(name)
        record = care.create_record(account.id, cast.riverside, cast.asha.account_id)
        return sign_in(Member(cast.alex.app, name, account.id, "", record.id))
