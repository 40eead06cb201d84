"""The auditor as a real process beside a real database, and its port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg
import pytest
import requests

from backend.auditor import Auditor, make_auditor_app
from backend.config import ROOT, AuditorConfig
from backend.core import clock, schema
from backend.core import embedded_postgres as postgres
from backend.watch import port
from backend.watch.telling import Channel, News
from tests.faults.service import free_port, wait_until

DATABASE = "audited"
BEAT = "INSERT INTO heartbeats VALUES ('ladders', %s, 3) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    address: str
    connection: psycopg.Connection[Any]

    def get(self, path: str) -> requests.Response:
        return requests.get(self.address + path, timeout=20)

    def sweep(self) -> None:
        """What the worker says at the end of a sweep."""
        self.connection.execute(BEAT, [clock.now()])


@pytest.fixture(scope="module")
def running(server: postgres.PostgresServer) -> Iterator[Running]:
    """An auditor with its role's address and a port: no keys, no other way to the database."""
    postgres.make_database(server, DATABASE)
    schema.migrate(postgres.url(server, postgres.OWNER, DATABASE))
    address = f"http://127.0.0.1:{(own_port := free_port())}"
    env = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK")}
    env |= {
        "WAYMARK_AUDITOR_DATABASE_URL": postgres.url(server, postgres.AUDITOR, DATABASE),
        "WAYMARK_AUDITOR_PORT": str(own_port),
        "WAYMARK_LOG_LEVEL": "CRITICAL",
    }
    process = subprocess.Popen([sys.executable, "-m", "backend.cli", "auditor"], env=env, cwd=ROOT)
    with psycopg.connect(postgres.url(server, "postgres", DATABASE), autocommit=True) as connection:
        started = Running(process, address, connection)
        try:
            wait_until(lambda: _answers(started), seconds=60, why="the auditor's first round")
            yield started
        finally:
            process.kill()
            process.wait(10)


def _answers(started: Running) -> bool:
    assert started.process.poll() is None, "The auditor has ended."
    try:
        return "waymark_up 1.0" in started.get("/metrics").text
    except requests.ConnectionError:
        return False


def test_it_waits_for_a_new_sweep(running: Running) -> None:
    running.sweep()
    asked = time.monotonic()
    timer = threading.Timer(1, running.sweep)
    timer.start()
    response = running.get("/health/engine")
    assert (response.status_code, response.json()) == (200, {"status": "swept"})
    assert time.monotonic() - asked >= 1
    timer.join()


def test_an_old_sweep_is_no_answer(running: Running) -> None:
    running.sweep()
    asked = time.monotonic()
    assert running.get("/health/engine").status_code == 503
    assert 14 < time.monotonic() - asked < 18


def test_figures_name_nobody(running: Running) -> None:
    response = running.get("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain")
    for name in ("open_step_ups", "oldest_waiting_seconds", "due_lag_seconds", "sweep_age_seconds", "workers", "jobs"):
        assert f"# TYPE waymark_{name} gauge" in response.text
    assert "waymark_workers 0.0" in response.text
    assert not UUID.search(response.text)


def test_it_says_that_it_lives_itself(running: Running) -> None:
    assert running.get("/health").json() == {"status": "ok"}
    assert running.get("/nothing").status_code == 404
    (row,) = running.connection.execute("SELECT at FROM heartbeats WHERE name = 'auditor'").fetchall()
    assert (clock.now() - row[0]).total_seconds() < 60


def test_it_stops_when_told_to(server: postgres.PostgresServer, running: Running) -> None:
    env = {**os.environ, "WAYMARK_AUDITOR_PORT": str(free_port()), "WAYMARK_LOG_LEVEL": "CRITICAL"}
    env["WAYMARK_AUDITOR_DATABASE_URL"] = postgres.url(server, postgres.AUDITOR, DATABASE)
    process = subprocess.Popen([sys.executable, "-m", "backend.cli", "auditor"], env=env, cwd=ROOT)
    address = f"http://127.0.0.1:{env['WAYMARK_AUDITOR_PORT']}"
    wait_until(lambda: _answers(Running(process, address, running.connection)), seconds=60, why="it runs")
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_only_so_many_wait_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port, "WAIT_SECONDS", 2)
    monkeypatch.setattr(port, "WAITING_AT_MOST", 1)
    opened = port.Port(0, port.Answers(lambda: b"", lambda: "the same"))
    threading.Thread(target=opened.serve_forever, args=(0.05,), daemon=True).start()
    url = f"http://127.0.0.1:{opened.server_port}/health/engine"
    said: list[str] = []
    askers = [
        threading.Thread(target=lambda: said.append(requests.get(url, timeout=10).json()["status"])) for _ in "12"
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    opened.shutdown()
    opened.server_close()
    assert sorted(said) == ["no new sweep", "too many ask at once"]


def test_a_sweep_is_seen_by_what_changes() -> None:
    looks = count()
    assert port.wait_for_sweep(lambda: next(looks) > 2)


def test_that_the_database_is_away_is_told_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []

    def take(_: str, news: News) -> bool:
        told.append([row.kind for row in (*news.opened, *news.closed)])
        return True

    away = "postgresql://waymark_auditor@/waymark?host=/nonexistent"
    auditor = Auditor(AuditorConfig(away), make_auditor_app(away), [Channel("mail", take)])
    auditor.look()
    auditor.tell()
    assert b"waymark_up 0.0" in auditor.figures.page()
    assert told == [], "A minute is given: a database may be started anew."
    auditor.seen_at -= 61
    auditor.tell()
    auditor.tell()
    assert told == [["no_database"]]
    auditor.seen_at += 61
    auditor.tell()
    assert told[1:] == [["no_database"]]
