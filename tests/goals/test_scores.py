"""Up to three goals with numbers: which, who may put one, and what has changed, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.core.db import act_as
from backend.core.embedded_postgres import WEB
from backend.core.ids import new_id
from backend.goals import service
from backend.outcomes.export import ScoreRow, Span
from tests.cast import Cast, Member, sign_in
from tests.goals.steps import become, hide, read, score, track, write
from tests.roles import role
from tests.sharing.ways import share, trust


@pytest.fixture
def tracked(cast: Cast) -> Any:
    return track(cast.alex, cast, write(cast.alex, cast))


def test_three_goals_have_numbers(cast: Cast) -> None:
    goals = [write(cast.alex, cast, words=f"Goal {number}.") for number in range(4)]
    assert [track(cast.alex, cast, goal)["tracked"] for goal in goals[:3]] == [1, 2, 3]
    assert track(cast.alex, cast, goals[3], expect=409)["code"] == "goals.three_already"
    assert track(cast.alex, cast, goals[0])["tracked"] == 1, "The same again is harmless."
    assert track(cast.alex, cast, goals[1], is_tracked=False)["tracked"] is None
    assert track(cast.alex, cast, goals[3])["tracked"] == 2


@pytest.mark.parametrize("to", ["finished", "let_go"])
def test_what_is_over_frees_its_place(cast: Cast, tracked: Any, to: str) -> None:
    assert become(cast.alex, cast, tracked, to)["tracked"] is None
    assert track(cast.alex, cast, write(cast.alex, cast))["tracked"] == 1
    assert become(cast.alex, cast, tracked, "active")["tracked"] is None


def test_a_paused_goal_keeps_its_place(cast: Cast, tracked: Any) -> None:
    assert become(cast.alex, cast, tracked, "paused")["tracked"] == 1
    score(cast.alex, cast, tracked)


def test_a_goal_comes_back_to_its_own_code_where_it_is_free(cast: Cast, tracked: Any) -> None:
    second = track(cast.alex, cast, write(cast.alex, cast))
    score(cast.alex, cast, second)
    for goal in (tracked, second):
        track(cast.alex, cast, goal, is_tracked=False)
    assert track(cast.alex, cast, second)["tracked"] == 2


def test_scores_have_the_code_of_their_place(cast: Cast, tracked: Any) -> None:
    second = track(cast.alex, cast, write(cast.alex, cast))
    score(cast.alex, cast, second, 3)
    score(cast.alex, cast, tracked, 7)
    share(cast, "goals")
    found = {(row.snomed_code, row.score, row.instrument, row.how) for row in _coded(cast, cast.grace)}
    assert found == {("1638541000000106", 3, "gbo", "alone"), ("1638531000000102", 7, "gbo", "alone")}


def test_only_what_the_lead_may_see_is_reported(cast: Cast, tracked: Any) -> None:
    score(cast.alex, cast, tracked)
    assert _coded(cast, cast.grace) == []
    share(cast, "goals")
    assert len(_coded(cast, cast.grace)) == 1
    assert _coded(cast, cast.grace, timedelta(hours=-1)) == []
    hide(cast.alex, cast, tracked)
    assert _coded(cast, cast.grace) == _coded(cast, cast.alex) == []


def _coded(cast: Cast, reader: Member, until: timedelta = timedelta(hours=1)) -> list[ScoreRow]:
    with role(WEB):
        act_as(reader.account_id)
        now = clock.now()
        return service.scores_of_goals([cast.alex.record_id], Span(now - timedelta(days=1), now + until))


def test_change_is_said_in_words(cast: Cast, tracked: Any, time_machine_at: Any) -> None:
    march = datetime(2026, 3, 20, 12, tzinfo=UTC)
    with time_machine_at(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        alex = sign_in(cast.alex)
        goal = score(alex, cast, tracked, 2, answered_at=march.isoformat())
        assert goal["change"] is None, "One number is no change."
        for value, by, is_reliable, words in (
            (2, 0, False, "the same as in March"),
            (4, 2, False, "up by 2 since March"),
            (5, 3, True, "up by 3 since March"),
            (1, -1, False, "down by 1 since March"),
        ):
            change = score(alex, cast, tracked, value)["change"]
            assert (change["by"], change["is_reliable"], change["words"]) == (by, is_reliable, words)


def test_scores_count_in_the_order_in_which_they_were_given(cast: Cast, tracked: Any) -> None:
    score(cast.alex, cast, tracked, 8)
    earlier = (clock.now() - timedelta(days=40)).isoformat()
    goal = score(cast.alex, cast, tracked, 3, answered_at=earlier)
    assert [one["value"] for one in goal["scores"]] == [3, 8]
    assert goal["change"]["by"] == 5


def test_a_worker_puts_numbers_with_or_for_her(cast: Cast, tracked: Any) -> None:
    share(cast, "goals", may_add=True)
    score(cast.asha, cast, tracked, 3, how="together")
    scores = score(cast.asha, cast, tracked, 4, how="for_them")["scores"]
    assert [(one["by"], one["how"]) for one in scores] == [("Asha Begum", "together"), ("Asha Begum", "for_them")]
    assert "how" in score(cast.asha, cast, tracked, how="alone", expect=422)["fields"]
    assert "how" in score(cast.alex, cast, tracked, how="for_them", expect=422)["fields"]


def test_whom_she_trusts_puts_no_number(cast: Cast, tracked: Any) -> None:
    share(cast, "goals", trust(cast, cast.jo), may_add=True)
    assert score(cast.jo, cast, tracked, how="together", expect=403)["code"] == "goals.not_yours"
    assert read(cast.alex, cast)["goals"][0]["scores"] == []


def test_without_numbers_there_is_no_score(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    assert score(cast.alex, cast, goal, expect=409)["code"] == "goals.not_tracked"


def test_the_same_sent_twice_is_one_score(cast: Cast, tracked: Any) -> None:
    sent = {"score_id": new_id(), "answered_at": clock.now().isoformat()}
    score(cast.alex, cast, tracked, 5, **sent)
    assert len(score(cast.alex, cast, tracked, 5, **sent, expect=200)["scores"]) == 1
    assert score(cast.alex, cast, tracked, 6, **sent, expect=409)["code"] == "http.id_taken"
    track(cast.alex, cast, tracked, is_tracked=False)
    score(cast.alex, cast, tracked, 5, **sent, expect=200)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", -1),
        ("value", 11),
        ("value", 5.5),
        ("value", "5"),
        ("value", None),
        ("value", True),
        ("how", "somehow"),
        ("answered_at", "2001-01-01T12:00:00Z"),
        ("answered_at", "2126-01-01T12:00:00Z"),
        ("answered_at", "2026-01-01T12:00:00"),
        ("answered_at", "yesterday"),
    ],
)
def test_what_needs_mending_is_said_and_nothing_is_kept(cast: Cast, tracked: Any, field: str, value: Any) -> None:
    said = score(cast.alex, cast, tracked, **{field: value}, expect=422)
    assert said["fields"][field][0].endswith("."), said
    assert read(cast.alex, cast)["goals"] == [tracked]


@pytest.mark.parametrize("value", [0, 10])
def test_both_ends_are_numbers_too(cast: Cast, tracked: Any, value: int) -> None:
    assert score(cast.alex, cast, tracked, value)["scores"][0]["value"] == value
