"""The ladder as a team's lead writes it: who may, what must be mended, how it reads, and that it never reaches nobody."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.step_up.ladder import Ladder, Rung, default_ladder, from_json, repeat_wait, to_json
from backend.step_up.models import StepUp
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ask


def rung(whom: str, wait: int = 15, **more: Any) -> dict[str, Any]:
    return {"whom": whom, "wait_minutes": wait, **more}


def written(*rungs: dict[str, Any], version: int = 0, repeat: int = 10, longest: int = 60) -> dict[str, Any]:
    return {
        "version": version,
        "rungs": list(rungs),
        "repeat_minutes": repeat,
        "repeat_longest_minutes": longest,
    }


def path(cast: Cast, urgency: str = "today") -> str:
    return f"/api/teams/{cast.riverside}/ladders/{urgency}"


def test_a_team_has_a_ladder_before_anybody_writes_one(cast: Cast) -> None:
    ladders = cast.asha.get(f"/api/teams/{cast.riverside}/ladders")
    assert [one["whom"] for one in ladders["today"]["rungs"]] == ["key_worker", "on_shift"]
    assert (ladders["today"]["version"], ladders["today"]["repeat_minutes"]) == (0, 10)
    assert ladders["few_days"]["rungs"][0]["wait_minutes"] == 4 * ladders["today"]["rungs"][0]["wait_minutes"]
    assert [team["name"] for team in ladders["other_teams"]] == ["Hillside Team"]
    assert not ladders["may_change"]


def test_a_lead_writes_one_and_reads_it_in_sentences(cast: Cast) -> None:
    body = written(rung("key_worker"), rung("cover", 10), rung("duty", 20), rung("lead", 30))
    view = cast.grace.put(path(cast), body)
    assert view["version"] == 1
    assert view["made_by"] == "Grace Lee"
    assert view["preview"][:4] == [
        "We tell the key worker and wait 15 minutes.",
        "Then we tell whoever covers the key worker while they are away and wait 10 minutes.",
        "Then we tell the duty desk and wait 20 minutes.",
        "Then we tell the team lead and wait 30 minutes.",
    ]
    assert (
        "Then we tell everybody on shift, and again after 10 minutes, then after longer each time, up to 1 hour."
        in view["preview"]
    )
    assert "This goes on until somebody answers." in view["preview"]
    assert "It takes 1 hour 15 minutes until everybody on shift is told." in view["warnings"]
    with role(OWNER):
        acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "step_up.ladder_changed"))
        assert list(acts) == ["step_up.ladder_changed"]


def test_a_new_request_climbs_the_new_ladder_and_an_old_one_its_own(cast: Cast) -> None:
    old = ask(cast.sam)
    cast.grace.put(path(cast), written(rung("duty", 5)))
    new = ask(cast.alex)
    with role(OWNER):
        rows = {name: db.session.get_one(StepUp, one["id"]) for name, one in (("old", old), ("new", new))}
        kept = {name: from_json(row.ladder) for name, row in rows.items()}
    assert [one.whom for one in kept["old"].rungs] == ["key_worker", "on_shift"]
    assert [one.whom for one in kept["new"].rungs] == ["duty"]


def test_only_a_lead_changes_it_and_strangers_do_not_learn_of_it(cast: Cast) -> None:
    cast.asha.put(path(cast), written(rung("duty")), expect=403)
    cast.nia.put(path(cast), written(rung("duty")), expect=404)
    cast.nia.get(f"/api/teams/{cast.riverside}/ladders", expect=404)
    cast.alex.get(f"/api/teams/{cast.riverside}/ladders", expect=403)


def test_a_colleagues_newer_version_is_not_overwritten(cast: Cast) -> None:
    body = written(rung("duty"))
    cast.grace.put(path(cast), body)
    assert cast.grace.put(path(cast), body)["version"] == 1, "A retry is harmless."
    problem = cast.grace.put(path(cast), written(rung("on_shift")), expect=409)
    assert problem["code"] == "ladder.changed"
    assert cast.grace.put(path(cast), written(rung("on_shift"), version=1))["version"] == 2


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        (written(), "rungs", "Name at least one step in your own team."),
        (written(rung("duty", 0)), "rungs", "Step 1: The wait is 0 minutes. Choose 1 to 720."),
        (written(rung("duty", 721)), "rungs", "Step 1: The wait is 721 minutes. Choose 1 to 720."),
        (written(rung("duty"), rung("duty")), "rungs", "Name the duty desk only once."),
        (written(rung("duty"), rung("other_team")), "rungs", "Step 2: Choose another team."),
        (written(*[rung("duty", number) for number in range(1, 12)]), "rungs", "Use at most 10 steps."),
        (
            written(rung("duty", channels=[])),
            "rungs",
            "Step 1: Choose at least one way to tell them, each once.",
        ),
        (
            written(rung("duty"), repeat=60, longest=10),
            "repeat_longest_minutes",
            "The longest wait cannot be shorter than the first one.",
        ),
    ],
)
def test_what_must_be_mended_is_said_in_words(cast: Cast, body: dict[str, Any], field: str, words: str) -> None:
    assert words in cast.grace.put(path(cast), body, expect=422)["fields"][field]
    assert (
        words
        in cast.grace.post(
            f"/api/teams/{cast.riverside}/ladders/preview",
            {**{key: value for key, value in body.items() if key != "version"}, "urgency": "today"},
            expect=422,
        )["fields"][field]
    )


def test_the_own_team_is_no_other_team(cast: Cast) -> None:
    body = written(rung("duty"), rung("other_team", team_id=str(cast.riverside)))
    assert "Step 2: Choose another team." in cast.grace.put(path(cast), body, expect=422)["fields"]["rungs"]


def test_another_team_that_is_never_needed_is_warned_of(cast: Cast) -> None:
    """Both are always open here."""
    body = written(rung("duty"), rung("other_team", team_id=str(cast.hillside)))
    answer = cast.grace.post(
        f"/api/teams/{cast.riverside}/ladders/preview",
        {**{key: value for key, value in body.items() if key != "version"}, "urgency": "today"},
    )
    assert "Hillside Team is never open while your team is closed. It will not be asked." in answer["warnings"]
    assert any(
        sentence.startswith("While our team is closed and Hillside Team is open") for sentence in answer["preview"]
    )


def test_before_asking_the_person_reads_what_will_happen(cast: Cast) -> None:
    assert cast.alex.get("/api/my-ladder")["today"] == [
        "We tell Asha now.",
        "If nobody has answered in 15 minutes, we ask everybody on shift in your team.",
        "We go on until somebody answers.",
    ]
    cast.grace.put(path(cast), written(rung("duty", 5), rung("lead", 90)))
    assert cast.alex.get("/api/my-ladder")["today"] == [
        "We tell the duty desk now.",
        "If nobody has answered in 5 minutes, we ask the team lead.",
        "After that everybody on shift in your team.",
        "We go on until somebody answers.",
    ]
    cast.asha.get("/api/my-ladder", expect=403)


def test_snapshots_are_read_as_they_were_kept() -> None:
    ladder = default_ladder("today", 15, 15, 10)
    assert from_json(to_json(ladder)) == ladder
    handed = Ladder((Rung("duty", 5, channels=("email",)),), 10, 60, 3, first="0192f0c1-0000-7000-8000-000000000001")
    assert from_json(to_json(handed)) == handed


def test_snapshots_of_the_older_shape_are_still_climbed() -> None:
    old = [
        {"whom": "key_worker", "wait_minutes": 15},
        {"whom": "team", "wait_minutes": 20},
        {"whom": "team", "wait_minutes": 10},
    ]
    ladder = from_json(old)
    assert [(one.whom, one.wait_minutes) for one in ladder.rungs] == [("key_worker", 15), ("on_shift", 20)]
    assert (ladder.top, repeat_wait(ladder, 9)) == (2, 10)
    account = "0192f0c1-0000-7000-8000-000000000001"
    handed = from_json([{"whom": account, "wait_minutes": 15}, *old[1:]])
    assert [one.whom for one in handed.rungs] == [account, "on_shift"]


def test_the_top_waits_longer_each_time_and_never_beyond_its_bound() -> None:
    ladder = Ladder((), 10, 60)
    assert [repeat_wait(ladder, times) for times in range(6)] == [10, 15, 22, 33, 50, 60]
    assert repeat_wait(ladder, 10_000) == 60
