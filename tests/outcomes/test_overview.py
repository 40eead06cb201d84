"""The outcomes page: what goes well, what changed, the course over all times, and who sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from tests.cast import Cast
from tests.house.test_query_counts import _statements
from tests.outcomes.filling import ITEMS, TREATMENT, answers, outcomes, rate, record, with_the_team_since
from tests.roles import role
from tests.sharing.ways import move_to, share, stop_all, trust

DAY = timedelta(days=1)
EMPTY = {
    "count": 0,
    "times": [],
    "latest": None,
    "previous": None,
    "first": None,
    "going_well": [],
    "others": [],
    "may_add": False,
}


def rate_days_ago(cast: Cast, days: int, given: list[dict[str, Any]], **more: Any) -> Any:
    return rate(cast.alex, given, at=clock.now() - days * DAY, **more)


def items(page: Any) -> dict[str, Any]:
    return {item["item"]: item for item in page["items"]}


def month_of(days_ago: int) -> str:
    now = clock.in_london(clock.now())
    then = clock.in_london(clock.now() - days_ago * DAY)
    return f"{then:%B}" if then.year == now.year else f"{then:%B %Y}"


@pytest.fixture
def three(cast: Cast) -> list[Any]:
    """Alex rated three times since they came to the team, and once before."""
    with_the_team_since(cast.alex.record_id)
    return [
        rate_days_ago(cast, days, given)
        for days, given in (
            (400, answers(1)),
            (200, answers(3, job=2, medication=2)),
            (100, answers(4, job=6, safety=None)),
            (5, answers(4, job=5, medication=6, family=7)),
        )
    ]


def test_the_three_that_matter(cast: Cast, three: list[Any]) -> None:
    page = outcomes(cast.alex, cast)
    assert page["count"] == 4
    assert [page[name]["id"] for name in ("first", "previous", "latest")] == [one["id"] for one in three[1:]]


def test_change_in_words_since_last_time_and_since_the_first_of_the_referral(cast: Cast, three: list[Any]) -> None:
    found = items(outcomes(cast.alex, cast))
    assert found["job"]["since_previous"] == {"by": -1, "is_reliable": True, "words": "down by 1 since last time"}
    since = month_of(200)
    assert found["job"]["since_first"] == {"by": 3, "is_reliable": True, "words": f"up by 3 since {since}"}
    assert found["leisure"]["since_previous"]["words"] == "the same as last time"
    assert not found["leisure"]["since_previous"]["is_reliable"]
    assert found["safety"]["since_previous"] is None
    assert found["safety"]["since_first"]["by"] == 1


def test_what_is_about_care_is_shown_and_never_called_change(cast: Cast, three: list[Any]) -> None:
    found = items(outcomes(cast.alex, cast))
    assert [item for item in ITEMS if not found[item]["is_compared"]] == list(TREATMENT)
    for item in TREATMENT:
        assert (found[item]["since_previous"], found[item]["since_first"]) == (None, None)
        assert len(found[item]["values"]) == 4


def test_all_times_come_the_oldest_first(cast: Cast, three: list[Any]) -> None:
    page = outcomes(cast.alex, cast)
    assert page["times"] == [{"response_id": one["id"], "at": one["answered_at"]} for one in three]
    assert items(page)["job"]["values"] == [1, 2, 6, 5]
    assert items(page)["safety"]["values"] == [1, 3, None, 4]
    life, care = page["scores"]
    assert life["values"] == [1, 2.88, None, 4.5]
    assert life["counts"] == [8, 8, 7, 8]
    assert (life["latest"]["words"], care["latest"]["value"]) == ("4.5 out of 7", 4.67)


def test_what_goes_well_comes_in_her_own_words(cast: Cast, three: list[Any]) -> None:
    assert outcomes(cast.alex, cast)["going_well"] == [
        {"item": "job", "words": "Job situation: fairly satisfied"},
        {"item": "family", "words": "Partner or family: totally satisfied"},
        {"item": "medication", "words": "Medication: very satisfied"},
    ]


def test_what_went_up_goes_well_too_though_it_is_still_low(cast: Cast) -> None:
    rate_days_ago(cast, 9, answers(2, medication=1))
    rate_days_ago(cast, 2, answers(2, job=3, medication=3))
    assert outcomes(cast.alex, cast)["going_well"] == [
        {"item": "job", "words": "Job situation: up by 1 since last time"}
    ]


def test_another_organisation_is_another_referral(cast: Cast, three: list[Any]) -> None:
    with role(OWNER):
        moved = text("UPDATE teams SET organisation_id = :other WHERE id = :team")
        other = text("INSERT INTO organisations (id, name) VALUES (:id, 'Other trust')")
        db.session.execute(other, {"id": cast.hillside})
        db.session.execute(moved, {"other": cast.hillside, "team": cast.hillside})
    move_to(cast, cast.hillside)
    page = outcomes(cast.alex, cast)
    assert (page["count"], page["first"], items(page)["job"]["since_first"]) == (4, None, None)
    rate(cast.alex, answers(6))
    assert outcomes(cast.alex, cast)["first"]["answers"][0]["value"] == 6


def test_another_team_of_the_same_organisation_is_the_same_referral(cast: Cast, three: list[Any]) -> None:
    move_to(cast, cast.hillside)
    assert outcomes(cast.alex, cast)["first"]["id"] == three[1]["id"]


def test_a_gap_of_more_than_five_days_begins_a_new_referral(cast: Cast, three: list[Any]) -> None:
    move_to(cast, cast.hillside)
    with role(OWNER):
        left = text("UPDATE record_teams SET until_at = until_at - interval '6 days' WHERE until_at IS NOT NULL")
        db.session.execute(left)
    assert outcomes(cast.alex, cast)["first"] is None


def test_the_team_sees_what_is_shared_and_it_is_written_down(cast: Cast) -> None:
    sent = rate(cast.alex, words="Between us.")
    hidden = outcomes(cast.asha, cast)
    assert {name: hidden[name] for name in EMPTY} == EMPTY
    share(cast, "dialog_results")
    seen = outcomes(cast.asha, cast)
    assert seen["latest"] == {**sent, "is_mine": False}
    assert not seen["may_add"]
    log = cast.alex.get("/api/access-log")["entries"]
    assert [entry["words"] for entry in log] == ["Asha Begum (worker, Riverside Team) read how you rated your life."]


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_a_stranger_learns_nothing(cast: Cast, who: str) -> None:
    rate(cast.alex)
    outcomes(getattr(cast, who), cast, expect=404)


def test_hidden_and_empty_are_the_same_bytes_and_cost_the_same(cast: Cast) -> None:
    share(cast, "dialog_results", trust(cast, cast.jo))
    trust(cast, cast.nia)
    path = f"{record(cast.alex)}/outcomes"
    empty = cast.jo.respond("GET", path)
    rate(cast.alex, words="Hidden.")
    hidden = cast.nia.respond("GET", path)
    assert (empty.data, empty.headers["ETag"]) == (hidden.data, hidden.headers["ETag"])
    assert outcomes(cast.jo, cast)["count"] == 1
    stop_all(cast)
    assert cast.jo.respond("GET", path).data == empty.data


def test_an_unknown_questionnaire_is_not_there(cast: Cast) -> None:
    outcomes(cast.alex, cast, "horoscope", expect=404)


def test_a_page_costs_the_same_whatever_the_number_of_ratings(cast: Cast) -> None:
    share(cast, "dialog_results")
    path = f"{record(cast.alex)}/outcomes"
    for day in range(3):
        rate_days_ago(cast, day, answers(4))
    outcomes(cast.asha, cast)
    few = {who: _statements(getattr(cast, who), path) for who in ("alex", "asha")}
    for day in range(3, 30):
        rate_days_ago(cast, day, answers(5))
    assert {who: _statements(getattr(cast, who), path) for who in ("alex", "asha")} == few


def test_what_a_worker_has_not_seen_yet_is_new_to_them(cast: Cast) -> None:
    share(cast, "dialog_results")
    rate(cast.alex)
    rate(cast.alex, is_private=True)
    assert _new(cast) == {cast.alex.name.split()[0]: 1}
    outcomes(cast.asha, cast)
    assert _new(cast) == {}
    rate(cast.alex)
    assert _new(cast) == {"Alex": 1}
    stop_all(cast)
    assert _new(cast) == {}


def test_looking_where_nothing_may_be_seen_is_no_look(cast: Cast) -> None:
    rate(cast.alex)
    outcomes(cast.asha, cast)
    share(cast, "dialog_results")
    assert _new(cast) == {"Alex": 1}


def _new(cast: Cast) -> dict[str, int]:
    """How many new ratings Asha's caseload shows, by first name."""
    people = cast.asha.get("/api/caseload")["people"]
    return {one["preferred_name"].split()[0]: one["new_ratings"] for one in people if one["new_ratings"]}


def test_the_questionnaires_that_can_be_asked_for(cast: Cast) -> None:
    (dialog,) = cast.jo.get("/api/instruments")["instruments"]
    assert (dialog["key"], dialog["version"], dialog["every_days"], len(dialog["items"])) == ("dialog", "1", 183, 11)
    assert dialog["change"] == {"item": 1, "score": None}
    assert dialog["items"][0]["help_question"] == "Do you want more help with this?"
    assert dialog["source"].startswith("The DIALOG scale")
