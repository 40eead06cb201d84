"""Being away and who covers; turns given to a colleague; one's own shifts."""

from __future__ import annotations

import uuid

import time_machine

from backend.care import service as care
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.rota import service as rota
from tests.care.test_hours import london
from tests.cast import Cast, sign_in
from tests.roles import role
from tests.rota.writing import at_the_desk, be_away, entries, rotate, span, told

TUESDAY = ("2026-11-24 00:00", "2026-11-25 00:00")


def test_who_is_away_is_covered(cast: Cast) -> None:
    rotate(cast, cast.tom)
    body = {**span(*TUESDAY), "cover_account_id": str(cast.asha.account_id)}
    path = f"/api/my-away/{new_id()}"
    cast.tom.put(path, body, expect=201)
    cast.tom.put(path, body)
    cast.tom.put(path, {**body, "cover_account_id": None}, expect=409)
    assert at_the_desk(cast.asha, cast, "2026-11-24") == [("Asha", "cover")]
    (entry,) = entries("rota.away_set")
    assert entry.actor_id == cast.tom.account_id
    assert set(told("rota.changed")) >= {cast.asha.account_id, cast.grace.account_id}
    cast.asha.delete(path, expect=404)
    cast.nia.delete(path, expect=404)
    cast.tom.delete(path)
    cast.tom.delete(path)
    assert at_the_desk(cast.asha, cast, "2026-11-24") == [("Tom", "rotation")]
    assert len(entries("rota.away_taken_back")) == 1


def test_whoever_is_back_early_is_back_and_was_away(cast: Cast) -> None:
    be_away(cast.tom, "2026-11-23 08:00", "2026-11-27 17:00", cast.asha)
    (absence,) = cast.tom.get("/api/my-shifts")["away"]
    with time_machine.travel(london("2026-11-24 10:00")):
        sign_in(cast.tom).delete(f"/api/my-away/{absence['id']}")
        assert cast.tom.account_id in rota.is_away([cast.tom.account_id], london("2026-11-23 12:00"))
        assert rota.is_away([cast.tom.account_id], london("2026-11-24 10:01")) == set()


def test_what_is_wrong_with_a_time_away_is_said(cast: Cast) -> None:
    def fields(*given: object) -> str:
        return "".join(be_away(cast.tom, *given, expect=422)["fields"])

    assert fields(*TUESDAY[::-1]) == "until_at"
    assert fields("2026-11-20 10:00", "2026-11-20 12:00") == "until_at"
    assert fields("2028-01-03 10:00", "2028-01-03 12:00") == "from_at"
    assert fields(*TUESDAY, cast.nia) == "cover_account_id"
    assert fields(*TUESDAY, cast.tom) == "cover_account_id"
    be_away(cast.asha, "2026-11-24 16:00", "2026-11-24 18:00")
    assert fields(*TUESDAY, cast.asha) == "cover_account_id"
    be_away(cast.tom, *TUESDAY)
    assert fields("2026-11-24 12:00", "2026-11-26 12:00") == "from_at"
    be_away(cast.tom, "2026-11-25 00:00", "2026-11-26 00:00")


def test_a_lead_says_that_somebody_is_away(cast: Cast) -> None:
    path = f"/api/teams/{cast.riverside}/away/{new_id()}"
    body = {**span(*TUESDAY), "account_id": str(cast.tom.account_id), "cover_account_id": str(cast.asha.account_id)}
    assert "lead" in cast.asha.put(path, body, expect=403)["detail"]
    cast.nia.put(path, body, expect=404)
    cast.alex.put(path, body, expect=403)
    cast.nobody.put(path, body, expect=401)
    cast.grace.put(path, body, expect=201)
    cast.grace.put(path, body)
    stranger = {**body, "account_id": str(cast.nia.account_id)}
    other = f"/api/teams/{cast.riverside}/away/{new_id()}"
    assert "account_id" in cast.grace.put(other, stranger, expect=422)["fields"]
    (listed,) = cast.asha.get(f"/api/teams/{cast.riverside}/away")["away"]
    assert (listed["name"], listed["cover"]["name"]) == ("Tom Osei", "Asha Begum")
    cast.nia.get(f"/api/teams/{cast.riverside}/away", expect=404)
    assert set(told("rota.changed")) == {cast.tom.account_id, cast.asha.account_id}
    cast.asha.delete(path, expect=403)
    cast.grace.delete(path)
    assert cast.asha.get(f"/api/teams/{cast.riverside}/away")["away"] == []
    cast.grace.delete(f"/api/teams/{cast.riverside}/away/{uuid.uuid4()}", expect=404)


def test_my_shifts_are_mine(cast: Cast) -> None:
    rotate(cast, cast.tom, cast.asha)
    be_away(cast.tom, *TUESDAY, cast.grace)
    tom = cast.tom.get("/api/my-shifts")
    days = [turn["begins"][:10] for turn in tom["turns"]]
    assert days[:4] == [f"2026-11-{day}" for day in (23, 25, 26, 27)]
    assert days[4:] == [f"2026-12-{day:02}" for day in (7, 8, 9, 10, 11, 21)]
    first = tom["turns"][0]
    assert (first["team_name"], first["begins"], first["is_mine"]) == (
        "Riverside Team",
        "2026-11-23T09:00:00+00:00",
        True,
    )
    assert [one["cover"]["name"] for one in tom["away"]] == ["Grace Lee"]
    assert [one["name"] for one in tom["colleagues"]] == ["Asha Begum", "Grace Lee"]
    assert tom["readiness"] == {"confirmed_at": None, "has_phone": False, "is_ready": False}
    (covering,) = cast.grace.get("/api/my-shifts")["turns"]
    assert (covering["how"], covering["instead_of"]["name"]) == ("cover", "Tom Osei")
    assert cast.nia.get("/api/my-shifts")["turns"] == []
    cast.alex.get("/api/my-shifts", expect=403)


def test_my_shifts_are_those_of_all_my_teams(cast: Cast) -> None:
    with role(OWNER):
        care.add_member(cast.hillside, cast.tom.account_id, "worker")
    rotate(cast, cast.tom)
    tom = cast.tom.get("/api/my-shifts")
    assert {one["team_name"] for one in tom["turns"]} == {"Riverside Team"}
    assert [one["name"] for one in tom["colleagues"]] == ["Asha Begum", "Grace Lee", "Nia Rees"]
