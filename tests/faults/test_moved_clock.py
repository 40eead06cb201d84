"""One clock for real processes, which only tests can move."""

from __future__ import annotations

import ast
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.core import clock
from tests.faults.conftest import Moved
from tests.faults.moved_clock import VARIABLE, MovedClock, reading
from tests.faults.service import wait_until
from tests.house.source import sources

# These look at the machine's own clock on purpose: whether it and the database's agree.
CLOCKS = {"backend/core/clock.py", "backend/watch/machine_checks.py", "backend/watch/database_ailments.py"}

A_NIGHT = timedelta(hours=9)
TOLD = "SELECT 1 FROM step_up_events WHERE step_up_id = %s AND kind = 'told'"
OCTOBER = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_every_reader_sees_a_move_at_once(tmp_path: Path) -> None:
    hand = MovedClock(tmp_path / "clock")
    first, second = reading(hand.path), reading(hand.path)
    assert abs(first() - clock.now()) < timedelta(seconds=1)
    hand.move_to(OCTOBER)
    for now in (first, second, hand.now):
        assert timedelta(0) <= now() - OCTOBER < timedelta(seconds=1)
    hand.move(A_NIGHT)
    assert second() >= OCTOBER + A_NIGHT
    assert second().tzinfo is UTC


def test_it_costs_next_to_nothing(tmp_path: Path) -> None:
    now = reading(MovedClock(tmp_path / "clock").path)
    began = time.perf_counter()
    for _ in range(10_000):
        now()
    assert time.perf_counter() - began < 1


def test_the_product_has_no_switch_for_it() -> None:
    """Nothing under backend/ names the file, its variable or any test; every instant is asked of the module, not of a copy."""
    for source in sources():
        assert VARIABLE not in source.text, source.name
        for node in ast.walk(source.tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = getattr(node, "module", None) or ""
            assert not any(name.split(".")[0] == "tests" for name in [module, *names]), source.name
            assert not (module == "backend.core.clock" and "now" in names), (
                f"{source.name}: import clock, call clock.now()"
            )


def test_nothing_else_in_the_product_tells_the_time() -> None:
    """A second clock would stand still when this one is moved. Durations are measured by time.monotonic."""
    telling = {"now", "utcnow", "today", "time", "time_ns"}
    for source in sources():
        if source.name in CLOCKS:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in telling:
                of = ast.unparse(node.func.value)
                assert of not in {"datetime", "date", "time", "datetime.datetime"}, f"{source.name}:{node.lineno}"


@pytest.mark.fault
def test_web_and_worker_move_together(moved: Moved) -> None:
    """Asked before a night goes by: the worker tells the next rung in the morning, and the web says when."""
    team = moved.teams.pop()
    moved.service.register(team.workers[0])
    phone = moved.service.register(team.workers[1])
    step_up_id = team.people[0].request_step_up()
    wait_until(lambda: moved.service.sql(TOLD, step_up_id), why="the first rung is told before the night begins")
    moved.clock.move(A_NIGHT)
    moved.service.receiver.wait_for(phone, seconds=20)
    view = team.people[0].get(f"/api/step-ups/{step_up_id}")
    assert max(datetime.fromisoformat(one["at"]) for one in view["told"]) > clock.now() + A_NIGHT - timedelta(minutes=2)
