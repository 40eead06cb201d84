"""Goals in a person's own words: written, read, worded anew, kept to oneself, and what becomes of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.goals.models import GoalVersion
from tests.cast import Cast
from tests.goals.steps import WORDS, become, goals_path, hide, read, score, step, track, write
from tests.roles import role
from tests.sharing.ways import share, stop_all, trust


def test_alex_writes_and_reads(cast: Cast) -> None:
    empty = read(cast.alex, cast)
    assert (empty["goals"], empty["may_add"], empty["may_change"]) == ([], True, True)
    assert len(empty["areas"]) == 11
    more = {"why": "It calms me.", "area": "leisure", "helper": "My sister", "target_on": "2030-06-01"}
    goal = write(cast.alex, cast, **more)
    assert {name: goal[name] for name in more} == more
    assert (goal["words"], goal["status"], goal["version"], goal["baseline"]) == (WORDS, "active", 1, 1)
    assert (goal["by"], goal["is_mine"], goal["suggested_by"], goal["area_title"]) == (
        "Alex Morgan",
        True,
        None,
        "Leisure activities",
    )
    assert read(cast.alex, cast)["goals"] == [goal]


def test_a_score_and_a_step(cast: Cast) -> None:
    goal = write(cast.alex, cast)
    track(cast.alex, cast, goal)
    step(cast.alex, cast, goal)
    goal = score(cast.alex, cast, goal)
    assert goal["steps"][0]["words"] == "Find my boots."
    assert goal["scores"][0]["value"] == 4
    goal = become(cast.alex, cast, goal, "finished")
    assert goal["tracked"] is None


def test_asha_suggests_and_alex_takes(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    goal = write(cast.asha, cast)
    assert (goal["status"], goal["suggested_by"]) == ("suggested", "Asha Begum")
    assert become(cast.alex, cast, goal, "active")["status"] == "active"
    assert score(cast.asha, cast, goal, expect=409, how="together")["code"] == "goals.not_tracked"
    track(cast.alex, cast, goal)
    score(cast.asha, cast, goal, how="together")
    hide(cast.alex, cast, goal)
    assert read(cast.asha, cast)["goals"] == []
