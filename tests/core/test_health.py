"""Whether the process runs, and whether the service can work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from backend import worker
from backend.app import create_app
from backend.config import Config
from backend.core import clock, heartbeats, http
from backend.core.embedded_postgres import WORKER
from tests.cast import Cast
from tests.core.own_service import ask
from tests.roles import role
from tests.watch.watching import run


@pytest.fixture
def without_database(config: Config) -> Flask:
    return create_app(replace(config, database_url="postgresql://waymark_web@/waymark?host=/nonexistent"))


def test_a_process_says_that_it_runs_without_its_database(without_database: Flask) -> None:
    response = ask(without_database, "GET", "/health", headers={"Cookie": f"{http.COOKIE}=made-up"})
    assert (response.status_code, response.json) == (200, {"status": "ok"})


@pytest.mark.parametrize("cookie", ["", "made-up"])
def test_it_is_not_ready_without_its_database(without_database: Flask, cookie: str) -> None:
    headers = {"Cookie": f"{http.COOKIE}={cookie}"} if cookie else {}
    response = ask(without_database, "GET", "/health/ready", headers=headers)
    assert response.status_code == 503
    assert response.json["code"] == "health.database"
    assert "nonexistent" not in response.text


def test_it_is_ready_and_says_whether_it_is_watched(cast: Cast) -> None:
    assert cast.nobody.get("/health/ready") == {"status": "ready", "auditor": "silent"}
    beat = "INSERT INTO heartbeats VALUES ('auditor', :at, 3) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
    run(beat, at=clock.now() - timedelta(seconds=20))
    assert cast.nobody.get("/health/ready")["auditor"] == "alive"
    run(beat, at=clock.now() - timedelta(seconds=100))
    assert cast.nobody.get("/health/ready")["auditor"] == "silent"


def test_it_is_not_ready_with_another_schema(cast: Cast) -> None:
    run("UPDATE alembic_version SET version_num = '0001'")
    problem = cast.nobody.get("/health/ready", expect=503)
    assert problem["code"] == "health.migrations"
    assert "0001" not in str(problem)
    run("DROP TABLE alembic_version")
    assert cast.nobody.get("/health/ready", expect=503)["code"] == "health.migrations"


@pytest.fixture
def never_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeats, "_said", {})


@pytest.mark.usefixtures("never_said")
def test_a_sweep_that_has_finished_says_so_at_most_once_a_second(cast: Cast) -> None:
    with role(WORKER), heartbeats.of_a_sweep("ladders"):
        pass
    first = run("SELECT at, took_ms FROM heartbeats WHERE name = 'ladders'").one()
    assert first.took_ms < 1000
    with role(WORKER), heartbeats.of_a_sweep("ladders"):
        pass
    assert run("SELECT at FROM heartbeats WHERE name = 'ladders'").scalar_one() == first.at
    heartbeats._said["ladders"] -= 1
    with role(WORKER), heartbeats.of_a_sweep("ladders"):
        pass
    assert run("SELECT at FROM heartbeats WHERE name = 'ladders'").scalar_one() > first.at


@pytest.mark.usefixtures("never_said")
def test_a_sweep_that_fails_has_not_finished(cast: Cast) -> None:
    with pytest.raises(LookupError), heartbeats.of_a_sweep("ladders"):
        raise LookupError
    assert run("SELECT count(*) FROM heartbeats").scalar_one() == 0


@pytest.mark.parametrize(("sweep", "name"), [("sweep_ladders", "ladders"), ("sweep_messages", "messages")])
@pytest.mark.usefixtures("never_said")
def test_the_workers_sweeps_say_that_they_live(cast: Cast, sweep: str, name: str) -> None:
    with role(WORKER):
        getattr(worker, sweep)()
    assert run("SELECT name FROM heartbeats").scalars().all() == [name]
