"""When a team opens: read by its workers, written by its leads, and counted at once."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from backend.core import clock
from tests.care.test_hours import london
from tests.care.test_teams import entries
from tests.cast import Cast, sign_in

NINE_TO_FIVE = [{"weekday": day, "opens": "09:00", "closes": "17:00"} for day in range(5)]
WEEK = {"spans": NINE_TO_FIVE, "keeps_bank_holidays": True}


def hours(cast: Cast) -> str:
    return f"/api/teams/{cast.riverside}/hours"


def day(cast: Cast, days_ahead: int = 1) -> str:
    on = clock.in_london(clock.now()).date().toordinal() + days_ahead
    return f"/api/teams/{cast.riverside}/days/{type(clock.now().date()).fromordinal(on)}"


def test_a_lead_writes_the_week_anew(cast: Cast) -> None:
    written = cast.grace.put(hours(cast), WEEK)
    assert (written["spans"], written["keeps_bank_holidays"], written["may_change"]) == (NINE_TO_FIVE, True, True)
    read = cast.asha.get(hours(cast))
    assert (read["spans"], read["may_change"]) == (NINE_TO_FIVE, False)
    assert {"on": "2026-12-25", "name": "Christmas Day"} in read["bank_holidays"]
    (entry,) = entries("care.hours_set")
    assert (entry.actor_id, entry.team_id) == (cast.grace.account_id, cast.riverside)
    with time_machine.travel(london("2026-11-28 10:00")):
        assert sign_in(cast.alex).get("/api/my-team")["team"]["is_open"] is False


def test_whether_bank_holidays_are_kept_counts_at_once(cast: Cast) -> None:
    with time_machine.travel(london("2026-12-25 10:00")):
        grace, alex = sign_in(cast.grace), sign_in(cast.alex)
        assert alex.get("/api/my-team")["team"]["is_open"] is False
        every_day = [{"weekday": day, "opens": "00:00", "closes": "00:00"} for day in range(7)]
        grace.put(hours(cast), {"spans": every_day, "keeps_bank_holidays": False})
        assert alex.get("/api/my-team")["team"]["is_open"] is True


def test_a_day_with_other_hours_and_back(cast: Cast) -> None:
    other = {"spans": [{"opens": "10:00", "closes": "12:00"}], "words": "we train in the afternoon"}
    put = cast.grace.put(day(cast), other)
    assert put == {"on": day(cast)[-10:], **other}
    assert cast.asha.get(hours(cast))["days"] == [put]
    closed = cast.grace.put(day(cast), {"spans": [], "words": "we train"})
    assert cast.asha.get(hours(cast))["days"] == [closed]
    cast.grace.delete(day(cast))
    assert cast.asha.get(hours(cast))["days"] == []
    assert [len(entries(f"care.day_{act}")) for act in ("set", "forgotten")] == [2, 1]


def test_a_team_that_is_closed_today_says_why(cast: Cast) -> None:
    cast.grace.put(day(cast, 0), {"spans": [], "words": "the boiler is broken"})
    team = cast.alex.get("/api/my-team")["team"]
    # A night that began yesterday runs to its end; the cast's days begin and end at midnight, so it is closed now.
    assert (team["is_open"], team["closed_because"]) == (False, "the boiler is broken")


def test_only_a_lead_of_the_team_changes_them(cast: Cast) -> None:
    closed = {"spans": [], "words": "we train"}
    for path, body in ((hours(cast), WEEK), (day(cast), closed)):
        assert "lead" in cast.tom.put(path, body, expect=403)["detail"]
        cast.nia.put(path, body, expect=404)
        cast.alex.put(path, body, expect=403)
        cast.jo.put(path, body, expect=403)
        cast.nobody.put(path, body, expect=401)
    cast.tom.delete(day(cast), expect=403)
    cast.nia.delete(day(cast), expect=404)
    cast.nia.get(hours(cast), expect=404)
    cast.alex.get(hours(cast), expect=403)


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [{"weekday": 7, "opens": "09:00", "closes": "17:00"}],
        [{"weekday": 0, "opens": "nine", "closes": "17:00"}],
        [{"weekday": 0, "opens": "09:00", "closes": "17:00"}] * 2,
        [
            {"weekday": 0, "opens": "09:00", "closes": "17:00"},
            {"weekday": 0, "opens": "16:30", "closes": "18:00"},
        ],
        [
            {"weekday": 6, "opens": "20:00", "closes": "08:30"},
            {"weekday": 0, "opens": "08:00", "closes": "18:00"},
        ],
    ],
)
def test_what_cannot_be_a_week_is_said(cast: Cast, spans: list[dict[str, Any]]) -> None:
    problem = cast.grace.put(hours(cast), {"spans": spans, "keeps_bank_holidays": True}, expect=422)
    assert any(name.startswith("spans") for name in problem["fields"])


def test_spans_that_touch_are_a_week(cast: Cast) -> None:
    spans = [
        {"weekday": 0, "opens": "00:00", "closes": "12:00"},
        {"weekday": 0, "opens": "12:00", "closes": "00:00"},
        {"weekday": 6, "opens": "20:00", "closes": "00:00"},
    ]
    assert cast.grace.put(hours(cast), {"spans": spans, "keeps_bank_holidays": True})["spans"] == spans


def test_what_cannot_be_a_day_is_said(cast: Cast) -> None:
    closed = {"spans": [], "words": "we train"}
    assert "on" in cast.grace.put(day(cast, -1), closed, expect=422)["fields"]
    assert "on" in cast.grace.put(day(cast, 400), closed, expect=422)["fields"]
    assert "words" in cast.grace.put(day(cast), {"spans": [], "words": " "}, expect=422)["fields"]
    twice = {"spans": [{"opens": "10:00", "closes": "12:00"}] * 2, "words": "x"}
    assert "spans" in cast.grace.put(day(cast), twice, expect=422)["fields"]
    cast.grace.put(f"/api/teams/{cast.riverside}/days/tomorrow", closed, expect=404)
