"""Whether the key worker is there, as a person reads it, and that the demo's calendar is not empty."""

from __future__ import annotations

import time_machine

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.rota import service as rota
from backend.seed import people
from backend.seed import rota as seed
from tests.care.test_hours import london
from tests.cast import Cast, sign_in
from tests.roles import role
from tests.rota.writing import be_away, rotate

EACH_DAY = list(range(7))


def test_a_person_reads_until_when_her_key_worker_is_there(cast: Cast) -> None:
    rotate(cast, cast.asha, desk="shift", weekdays=EACH_DAY)
    assert cast.alex.get("/api/my-team")["key_worker_there"] == {
        "is_there": True,
        "until": "2026-11-23T17:00:00+00:00",
        "cover_name": None,
    }
    with time_machine.travel(london("2026-11-23 18:00")):
        there = sign_in(cast.alex).get("/api/my-team")["key_worker_there"]
    assert there == {"is_there": False, "until": None, "cover_name": None}


def test_a_key_worker_of_a_team_that_never_closes_has_no_end(cast: Cast) -> None:
    there = cast.alex.get("/api/my-team")["key_worker_there"]
    assert there == {"is_there": True, "until": None, "cover_name": None}


def test_a_person_reads_who_answers_for_a_key_worker_who_is_away(cast: Cast) -> None:
    be_away(cast.asha, "2026-11-23 08:00", "2026-11-24 08:00", cast.tom)
    there = cast.alex.get("/api/my-team")["key_worker_there"]
    assert there == {"is_there": False, "until": None, "cover_name": "Tom Osei"}


def test_a_key_worker_who_goes_today_has_an_end(cast: Cast) -> None:
    be_away(cast.asha, "2026-11-23 15:00", "2026-11-24 08:00")
    assert cast.alex.get("/api/my-team")["key_worker_there"]["until"] == "2026-11-23T15:00:00+00:00"


def test_the_demo_answers_whenever_it_is_open(app: object) -> None:
    with role(OWNER):
        people.make()
        seed.fill()
        db.session.flush()
        ids = {person.name: people.sign_in(person.email).account_id for person in people.PEOPLE}
        team = people.care.roles_of(ids["Grace Lee"])[0].team_id
    from_at, until_at = london("2026-11-23 00:00"), london("2026-12-21 00:00")
    assert rota.gaps(team, from_at, until_at) == []
    turns = rota.turns(team, from_at, until_at)
    assert {turn.account_id for turn in turns if turn.desk == "duty"} == {ids["Tom Osei"], ids["Asha Begum"]}
    assert sum(turn.account_id == ids["Asha Begum"] for turn in turns if turn.desk == "shift") == 28
