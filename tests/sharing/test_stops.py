"""Stopping all sharing in one act: at once, undone within ten minutes, finished by the worker afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from backend.core import clock
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from backend.sharing import sweep
from tests.cast import Cast, sign_in
from tests.roles import role
from tests.sharing.steps import accept, as_owner, audited, change, decide, readable, trust

STILL_SHARED = "SELECT count(*) FROM grants WHERE decision = 'shared' AND until_at IS NULL"


@pytest.fixture
def jo_id(cast: Cast) -> str:
    """Jo sees what Alex wrote about themselves, the team sees Alex's goals."""
    invited = trust(cast.alex, "about_me")
    accept(cast.jo, invited)
    decide(cast.alex, "goals", True)
    return invited["person"]["id"]


def stop(cast: Cast, expect: int = 201) -> dict[str, Any]:
    return cast.alex.put(f"/api/sharing/stops/{new_id()}", expect=expect)


@contextmanager
def later(**delta: float) -> Iterator[datetime]:
    instant = clock.now() + timedelta(**delta)
    with time_machine.travel(instant, tick=True):
        yield instant


def let_the_worker_sweep(now: datetime) -> None:
    with role(postgres.WORKER):
        sweep.sweep_withdrawals(now, None)


def test_it_counts_at_once_for_everybody(cast: Cast, jo_id: str) -> None:
    stopped = stop(cast)
    assert readable(cast.jo, "about_me") == readable(cast.asha, "goals") == set()
    assert readable(cast.asha, "step_ups") >= {cast.alex.record_id}, "Asking for support goes on."
    page = cast.alex.get("/api/sharing")
    assert page["stop"] == stopped
    assert not any(row["is_live"] for row in page["people"][0]["sections"])
    undo_until = datetime.fromisoformat(stopped["undo_until"])
    assert undo_until - datetime.fromisoformat(stopped["at"]) == timedelta(minutes=10)
    assert audited("sharing.stopped_all", cast.alex.account_id) == 1
    cast.jo.get("/api/me", expect=401)


def test_undone_it_is_as_before(cast: Cast, jo_id: str) -> None:
    stopped = stop(cast)
    for _ in range(2):
        cast.alex.delete(f"/api/sharing/stops/{stopped['id']}")
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}
    assert readable(cast.asha, "goals") == {cast.alex.record_id}
    assert cast.alex.get("/api/sharing")["stop"] is None
    assert audited("sharing.stop_undone", cast.alex.account_id) == 1
    cast.alex.put(f"/api/sharing/stops/{stopped['id']}", expect=409)
    stop(cast)


def test_a_second_one_changes_nothing(cast: Cast, jo_id: str) -> None:
    stopped = stop(cast)
    assert stop(cast, expect=200) == stopped
    assert cast.alex.put(f"/api/sharing/stops/{stopped['id']}") == stopped
    assert audited("sharing.stopped_all") == 1


def test_after_ten_minutes_it_is_too_late_to_undo(cast: Cast, jo_id: str) -> None:
    stopped = stop(cast)
    with later(minutes=10):
        said = cast.alex.delete(f"/api/sharing/stops/{stopped['id']}", expect=409)
    assert said["code"] == "sharing.too_late"
    assert readable(cast.jo, "about_me") == set()


def test_the_worker_finishes_it(cast: Cast, jo_id: str) -> None:
    stopped = stop(cast)
    let_the_worker_sweep(clock.now() + timedelta(minutes=9))
    assert as_owner(STILL_SHARED) == 2
    for _ in range(2):
        let_the_worker_sweep(clock.now() + timedelta(minutes=10, seconds=1))
    assert as_owner(STILL_SHARED) == 0
    assert as_owner("SELECT count(*) FROM grants WHERE decision = 'not_shared' AND until_at IS NULL") == 2
    assert as_owner("SELECT count(*) FROM withdrawals WHERE kind = 'grant'") == 2
    assert audited("sharing.stop_finished") == 1
    assert cast.alex.get("/api/sharing")["stop"] is None
    assert cast.alex.delete(f"/api/sharing/stops/{stopped['id']}", expect=409)["code"] == "sharing.too_late"
    assert readable(cast.jo, "about_me") == readable(cast.asha, "goals") == set()
    assert readable(cast.jo, "care") == {cast.alex.record_id}


@pytest.mark.parametrize("what", ["team", "change", "invite"])
def test_deciding_anything_brings_nothing_else_back(cast: Cast, jo_id: str, what: str) -> None:
    stop(cast)
    if what == "team":
        decide(cast.alex, "safety_plan", True)
        assert readable(cast.asha, "safety_plan") == {cast.alex.record_id}
    elif what == "change":
        change(cast.alex, jo_id, "step_ups")
        assert readable(cast.jo, "step_ups") == {cast.alex.record_id}
    else:
        trust(cast.alex, "goals")
    assert cast.alex.get("/api/sharing")["stop"] is None
    assert readable(cast.jo, "about_me") == readable(cast.asha, "goals") == set()


def test_it_is_hers_alone(cast: Cast, jo_id: str) -> None:
    stopped = stop(cast)
    jo = sign_in(cast.jo)
    for other, status in ((cast.sam, 404), (cast.asha, 403), (jo, 403), (cast.nobody, 401)):
        other.delete(f"/api/sharing/stops/{stopped['id']}", expect=status)
    for other, status in ((cast.sam, 409), (cast.asha, 403), (jo, 403), (cast.nobody, 401)):
        other.put(f"/api/sharing/stops/{stopped['id']}", expect=status)
    assert readable(cast.jo, "about_me") == set()


@pytest.mark.parametrize("may_add", [True, False])
def test_the_team_may_add_or_only_see(cast: Cast, may_add: bool) -> None:
    body = {"is_shared": True, "may_add": may_add, "wording": "2026-11"}
    for _ in range(2):
        assert cast.alex.put("/api/sharing/team/goals", body)["may_add"] is may_add
    assert as_owner("SELECT count(*) FROM grants") == 1
    assert as_owner("SELECT may_add FROM grants") is may_add
