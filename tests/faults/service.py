"""The whole service as processes on this machine: database, web and worker, each of which may be killed and started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import psutil
import psycopg
import requests
from psycopg.rows import namedtuple_row

from backend.config import ROOT
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from backend.core.keys import make_keys, write_keys
from tests.faults.moved_clock import VARIABLE, MovedClock, real_now
from tests.faults.push_receiver import PushReceiver, new_token, registration

COOKIE = "waymark_session"
WAYMARK = "backend.cli"
MOVED = "tests.faults.moved"
A_YEAR = timedelta(days=365)
T = TypeVar("T")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(what: Callable[[], T], *, seconds: float = 10, why: str = "") -> T:
    """Ask again and again until the answer is true; its last answer is returned."""
    end = time.monotonic() + seconds
    while True:
        if found := what():
            return found
        assert time.monotonic() < end, f"not within {seconds} s: {why}"
        time.sleep(0.02)


class Process:
    """A Python module run in a process group of its own, so that a kill takes its children too."""

    def __init__(self, *module: str, env: dict[str, str]) -> None:
        self.popen = subprocess.Popen([sys.executable, "-m", *module], env=env, cwd=ROOT, start_new_session=True)

    @property
    def is_running(self) -> bool:
        return self.popen.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the whole group, if there still is one."""
        if self.is_running:
            os.killpg(self.popen.pid, number)

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self.signal(signal.SIGKILL)
        self.popen.wait(10)

    def terminate(self, seconds: float = 20) -> int:
        """SIGTERM; the exit code."""
        if self.is_running:
            self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(seconds)


@dataclass
class Client:
    """Somebody with a browser, signed in."""

    address: str
    account_id: str
    name: str
    token: str
    record_id: str | None = None

    def ask(self, method: str, path: str, body: Any = None, *, seconds: float = 20) -> requests.Response:
        headers = {"Origin": self.address, "Cookie": f"{COOKIE}={self.token}"}
        url = self.address.replace("localhost", "127.0.0.1") + path
        return requests.request(method, url, json=body, headers=headers, timeout=seconds)

    def put(self, path: str, body: Any, *, expect: int = 201) -> Any:
        response = self.ask("PUT", path, body)
        assert response.status_code == expect, f"{path}: {response.status_code} {response.text[:300]}"
        return response.json()

    def get(self, path: str) -> Any:
        response = self.ask("GET", path)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:300]}"
        return response.json()

    def request_step_up(self, step_up_id: Any = None) -> str:
        """Ask for more support. The id of the request."""
        step_up_id = step_up_id or new_id()
        self.put(f"/api/step-ups/{step_up_id}", {"words": "I have stopped sleeping."})
        return str(step_up_id)

    def promise(self, step_up_id: str) -> None:
        """Answer a request: the act after which nothing more may be sent about it."""
        by_at = (real_now() + timedelta(hours=1)).isoformat()
        self.put(f"/api/step-ups/{step_up_id}/acknowledgements/{new_id()}", {"by_at": by_at, "how": "ring"}, expect=200)


@dataclass
class Team:
    team_id: str
    workers: list[Client]
    people: list[Client]

    @property
    def key_worker(self) -> Client:
        return self.workers[0]


@dataclass
class Service:
    """Everything under one folder, at one free port, with a push service of our own, and a clock of our own if one is given."""

    folder: Path
    receiver: PushReceiver
    closed_receiver: PushReceiver
    processes: int = 1
    clock: MovedClock | None = None
    port: int = field(default_factory=free_port)
    auditor_port: int = field(default_factory=free_port)
    database: str = "faults"

    def __post_init__(self) -> None:
        self.server = postgres.start(self.folder / "postgres")
        postgres.make_database(self.server, self.database)
        keys_file = self.folder / "keys.json"
        write_keys(make_keys(), keys_file)
        self.env = {
            **os.environ,
            "WAYMARK_DEMO": "yes",
            "WAYMARK_ADDRESS": f"http://localhost:{self.port}",
            "WAYMARK_KEYS_FILE": str(keys_file),
            "WAYMARK_DATABASE_URL": self.url(postgres.WEB),
            "WAYMARK_WORKER_DATABASE_URL": self.url(postgres.WORKER),
            "WAYMARK_OWNER_DATABASE_URL": self.url(postgres.OWNER),
            "WAYMARK_AUDITOR_DATABASE_URL": self.url(postgres.AUDITOR),
            "WAYMARK_AUDITOR_PORT": str(self.auditor_port),
            "WAYMARK_PUSH_HOSTS": f"{self.receiver.host},{self.closed_receiver.host}",
            "WAYMARK_LEDGER_FILE": str(self.folder / "withdrawals.jsonl"),
            "WAYMARK_LOG_LEVEL": os.environ.get("WAYMARK_LOG_LEVEL", "CRITICAL"),
        }
        if self.clock is not None:
            self.env[VARIABLE] = str(self.clock.path)
        self._run("-m", WAYMARK, "migrate")

    def url(self, role: str) -> str:
        """The database's address for a role."""
        return postgres.url(self.server, role, self.database)

    @property
    def command(self) -> str:
        """The module that runs the product's commands: its own, or the one that puts our clock in first."""
        return MOVED if self.clock is not None else WAYMARK

    @property
    def address(self) -> str:
        return self.env["WAYMARK_ADDRESS"]

    def make_teams(self, *sizes: int | str) -> list[Team]:
        """New teams with so many people each (`25x6`: and six workers), all signed in. Once for each service."""
        made = json.loads(self._run("-m", "tests.faults.people", *map(str, sizes)))
        return [
            Team(
                team["team_id"],
                [Client(self.address, **worker) for worker in team["workers"]],
                [Client(self.address, **person) for person in team["people"]],
            )
            for team in made
        ]

    def keep_signed_in(self) -> None:
        """Whatever time goes by, nobody has to sign in again: that is another test's matter."""
        self.sql("UPDATE sessions SET last_seen_at = last_seen_at + %(by)s, ends_at = ends_at + %(by)s", {"by": A_YEAR})

    def register(self, worker: Client, receiver: PushReceiver | None = None) -> str:
        """Give somebody a phone; what its pushes are addressed to."""
        token = new_token()
        worker.put(f"/api/devices/{new_id()}", registration((receiver or self.receiver).host, token))
        return token

    def start_web(self) -> None:
        self.web = Process(
            self.command, "web", "--port", str(self.port), "--processes", str(self.processes), env=self.env
        )
        wait_until(self.answers, seconds=120, why="the web process answers")

    def start_worker(self) -> None:
        self.worker = self.another_worker()

    def another_worker(self) -> Process:
        """One more worker, which has begun to take jobs."""
        newest = "SELECT coalesce(max(id), 0) AS id FROM procrastinate_workers"
        before = self.sql(newest)[0].id
        worker = Process(self.command, "worker", env=self.env)
        try:
            wait_until(
                lambda: not worker.is_running or self.sql(newest)[0].id > before,
                seconds=120,
                why="the worker takes jobs",
            )
            assert worker.is_running, f"The worker ended: {worker.popen.returncode}"
        except AssertionError:
            worker.kill()
            raise
        return worker

    def start_auditor(self) -> None:
        self.auditor = Process(self.command, "auditor", env=self.env)

    def answers(self) -> bool:
        """Whether /health/ready says that the service can work."""
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """Run a statement as the superuser, for whom nothing is hidden. One mapping alone is for named values."""
        named = values[0] if len(values) == 1 and isinstance(values[0], dict) else values
        options = "-c lock_timeout=15000"
        with psycopg.connect(
            self.url("postgres"), autocommit=True, row_factory=namedtuple_row, options=options
        ) as connection:
            cursor = connection.execute(statement.encode(), named)
            return cursor.fetchall() if cursor.description else []

    def stop_database(self) -> None:
        """Immediate mode: connections are cut, nothing is written out; the next start recovers."""
        pid = self.server.get_pid()
        assert pid is not None
        os.kill(pid, signal.SIGQUIT)
        wait_until(lambda: not Path(f"/proc/{pid}").exists(), why="PostgreSQL has stopped")

    def kill_database(self) -> None:
        """SIGKILL to the server and all that it has started, at once."""
        pid = self.server.get_pid()
        assert pid is not None
        server = psutil.Process(pid)
        family = [server, *server.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=20)

    def start_database(self) -> None:
        """Start it, where it does not run. What it was doing when it was killed is rolled back by its recovery."""
        with suppress(subprocess.SubprocessError):
            self.server.ensure_postgres_running()
        self.server.ensure_postgres_running()

    def stop(self) -> None:
        for process in (getattr(self, name, None) for name in ("auditor", "web", "worker")):
            if process is not None:
                process.kill()
        self.server.cleanup()

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], env=self.env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


@contextmanager
def running(folder: Path, *, processes: int = 1, clock: MovedClock | None = None) -> Iterator[Service]:
    """The service with web and worker, stopped at the end whatever happened."""
    folder.chmod(0o755)
    receiver, closed_receiver = PushReceiver(), PushReceiver(is_open=False)
    service = Service(folder, receiver, closed_receiver, processes, clock)
    try:
        service.start_web()
        service.start_worker()
        yield service
    finally:
        service.stop()
        receiver.stop()
        closed_receiver.stop()
