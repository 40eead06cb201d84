"""A team's calendar, as its page reads it."""

from __future__ import annotations

from sqlalchemy import text

from backend.care import service as care
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.identity import service as identity
from backend.rota import service as rota
from tests.care.queries import count_queries
from tests.care.test_hours import london
from tests.cast import Cast
from tests.roles import role
from tests.rota.writing import be_away, rotate, span, week

EACH_DAY = list(range(7))


def test_a_worker_reads_the_week_of_her_team(cast: Cast) -> None:
    rotate(cast, cast.tom, cast.asha)
    found = week(cast.asha, cast)
    assert (found["team_name"], found["from_on"], found["may_change"]) == ("Riverside Team", "2026-11-23", False)
    assert [day["on"] for day in found["days"]] == [f"2026-11-{day}" for day in range(23, 30)]
    (turn,) = [turn for turn in found["days"][1]["turns"] if turn["desk"] == "duty"]
    assert turn == {
        "desk": "duty",
        "begins": "2026-11-24T09:00:00+00:00",
        "ends": "2026-11-24T17:00:00+00:00",
        "account_id": str(cast.tom.account_id),
        "name": "Tom Osei",
        "how": "rotation",
        "source_id": turn["source_id"],
        "instead_of": None,
        "is_ready": False,
        "is_mine": False,
    }
    assert week(cast.grace, cast)["may_change"] is True


def test_a_gap_is_shown_and_warned_of(cast: Cast) -> None:
    rotate(cast, cast.tom)
    found = week(cast.grace, cast, "2027-02-01", 1)
    assert [(gap["desk"], gap["begins"], gap["ends"]) for gap in found["days"][0]["gaps"]] == [
        ("duty", "2027-02-01T00:00:00+00:00", "2027-02-01T09:00:00+00:00"),
        ("duty", "2027-02-01T17:00:00+00:00", "2027-02-02T00:00:00+00:00"),
    ]
    begins = [warning["begins"] for warning in found["warnings"] if warning["kind"] == "gap"]
    assert begins[0] == "2026-11-23T17:00:00+00:00", "warnings are about the next seven days, whatever week is shown"
    assert max(begins) < "2026-12-01"


def test_who_may_not_be_reached_is_warned_of_once(cast: Cast) -> None:
    rotate(cast, cast.tom)
    found = [one for one in week(cast.grace, cast)["warnings"] if one["kind"] == "not_ready"]
    assert [(one["name"], one["begins"]) for one in found] == [("Tom Osei", "2026-11-23T09:00:00+00:00")]


def test_a_team_without_a_lead_there_is_warned(cast: Cast) -> None:
    assert [one for one in week(cast.asha, cast)["warnings"] if one["kind"] == "no_lead"] == []
    be_away(cast.grace, "2026-11-24 00:00", "2026-11-25 00:00")
    (found,) = [one for one in week(cast.asha, cast)["warnings"] if one["kind"] == "no_lead"]
    assert (found["begins"], found["ends"]) == ("2026-11-24T00:00:00+00:00", "2026-11-25T00:00:00+00:00")


def test_members_say_who_is_away_now(cast: Cast) -> None:
    be_away(cast.asha, "2026-11-23 08:00", "2026-11-23 18:00", cast.tom)
    members = {one["name"]: one["is_away"] for one in week(cast.tom, cast)["members"]}
    assert members == {"Asha Begum": True, "Grace Lee": False, "Tom Osei": False}


def test_a_night_stands_on_both_its_days_whole(cast: Cast) -> None:
    rotate(cast, cast.tom, begins="22:00", ends="06:00", weekdays=EACH_DAY)
    days = week(cast.asha, cast, "2026-11-24", 2)["days"]
    nights = [{turn["begins"] for turn in day["turns"] if turn["desk"] == "duty"} for day in days]
    assert nights[0] & nights[1] == {"2026-11-24T22:00:00+00:00"}


def test_a_rota_is_for_workers_of_the_team(cast: Cast) -> None:
    path = f"/api/teams/{cast.riverside}/rota?from=2026-11-23"
    cast.nia.get(path, expect=404)
    cast.alex.get(path, expect=403)
    cast.jo.get(path, expect=403)
    cast.nobody.get(path, expect=401)
    cast.tom.get(path)


def test_a_span_of_days_has_an_end(cast: Cast) -> None:
    path = f"/api/teams/{cast.riverside}/rota"
    assert len(cast.tom.get(f"{path}?from=2026-11-23&days=35")["days"]) == 35
    cast.tom.get(f"{path}?from=2026-11-23&days=36", expect=422)
    cast.tom.get(f"{path}?from=2026-11-23&days=0", expect=422)
    cast.tom.get(f"{path}?from=yesterday", expect=422)
    cast.tom.get(path, expect=422)


def test_a_week_costs_the_same_however_much_stands_in_it(cast: Cast) -> None:
    rotate(cast, cast.tom)
    path = f"/api/teams/{cast.riverside}/rota?from=2026-11-23"
    few = _statements(cast, path)
    for number in range(4):
        with role(OWNER):
            one = identity.create_account(f"Worker {number}").id
            care.add_member(cast.riverside, one, "worker")
        rotate(cast, cast.tom, cast.asha, desk="shift", name=f"Shift {number}")
        once = {"desk": "duty", "account_id": str(one), **span(f"2026-11-2{number + 4} 10:00", "2026-11-28 12:00")}
        cast.grace.put(f"/api/teams/{cast.riverside}/overrides/{one}", once, expect=201)
        be_away(cast.asha, f"2026-11-2{number + 4} 10:00", f"2026-11-2{number + 4} 11:00", cast.tom)
    assert _statements(cast, path) == few


def _statements(cast: Cast, path: str) -> int:
    cast.tom.get(path)
    db.session.expunge_all()
    db.session.info.clear()
    with count_queries() as seen:
        cast.tom.get(path)
    return len(seen)


def test_calendar_and_engine_read_the_same(cast: Cast) -> None:
    rotate(cast, cast.tom, cast.asha)
    be_away(cast.tom, "2026-11-24 12:00", "2026-11-25 00:00", cast.grace)
    assert rota.on_duty(cast.riverside, london("2026-11-24 10:00")).desk == [cast.tom.account_id]
    assert rota.on_duty(cast.riverside, london("2026-11-24 13:00")).desk == [cast.grace.account_id]
    assert rota.on_duty(cast.riverside, london("2026-12-01 10:00")).desk == [cast.asha.account_id]
    assert rota.cover_of(cast.tom.account_id, london("2026-11-24 13:00")) == cast.grace.account_id
    assert rota.cover_of(cast.tom.account_id, london("2026-11-24 10:00")) is None
    assert rota.is_away([cast.tom.account_id, cast.asha.account_id], london("2026-11-24 13:00")) == {
        cast.tom.account_id
    }
    assert rota.leads_of(cast.riverside) == [cast.grace.account_id]
    begins = [gap.begins for gap in rota.gaps(cast.riverside, london("2026-11-24 10:00"), london("2026-11-24 18:00"))]
    assert begins == [london("2026-11-24 17:00")]


def test_a_place_of_somebody_who_left_is_a_gap_and_the_others_are_there(cast: Cast) -> None:
    rotate(cast, cast.tom)
    with role(OWNER):
        gone = text("UPDATE memberships SET until_at = now() WHERE account_id = :account")
        db.session.execute(gone, {"account": cast.tom.account_id})
    found = [turn for turn in week(cast.grace, cast)["days"][1]["turns"] if turn["desk"] == "duty"]
    assert {(turn["name"], turn["how"]) for turn in found} == {("Asha Begum", "member"), ("Grace Lee", "member")}
    assert len(week(cast.grace, cast)["days"][1]["gaps"]) == 1
