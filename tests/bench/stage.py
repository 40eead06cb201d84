"""What is measured: our service, the same service reading as the owner, and the floor, on one embedded PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import requests

from backend.config import ROOT
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from tests.bench.load import Ask
from tests.faults.push_receiver import PushReceiver
from tests.faults.service import WAYMARK, Process, Service, Team, free_port, wait_until

PROCESSES = 2
TEAMS, PEOPLE = 10, 60
WORDS = "I have stopped sleeping and the days run into each other. Could somebody ring me?"
BODY = json.dumps({"words": WORDS, "wants_to_hear": "today", "reach_by": "ring", "reach_on": "07700 900101"})

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE usename = %s AND datname = %s"
CONNECTS_AS = {
    "ours": (postgres.WEB, "faults"),
    "as owner": (postgres.OWNER, "faults"),
    "floor": (postgres.OWNER, "floor"),
}

CLOSE_ALL = """
    UPDATE step_ups SET state = 'closed', closed_at = now() - interval '4 days', next_due_at = NULL
    WHERE state NOT IN ('closed', 'withdrawn') AND team_id <> %s
"""


@dataclass
class Stage:
    """`listed` is the team whose sixty requests stay open; everybody else asks again and again."""

    service: Service
    listed: Team
    teams: list[Team]
    floor_port: int
    owner_port: int
    groups: dict[str, int]

    def cpu_seconds(self, who: str) -> float:
        """The processor's time taken so far by the server's processes and by its connections to the database."""
        servers = [process for process in psutil.process_iter() if _group_of(process.pid) == self.groups[who]]
        rows = self.service.sql(BACKENDS, *CONNECTS_AS[who])
        return sum(_seconds(process.pid) for process in servers) + sum(_seconds(row.pid) for row in rows)

    @property
    def ports(self) -> dict[str, int]:
        return {"ours": self.service.port, "floor": self.floor_port, "as owner": self.owner_port}

    @property
    def address(self) -> str:
        return self.service.address

    def asks(self, who: str) -> list[Ask]:
        """A request by each person who has none open."""
        people = [person for team in self.teams for person in team.people]
        if who == "ours":
            self.service.sql(CLOSE_ALL, self.listed.team_id)
            # No worker runs during the turns: whoever starts one later must not begin with their jobs.
            self.service.sql("DELETE FROM procrastinate_jobs")
            return [Ask("PUT", f"/api/step-ups/{new_id()}", person.token, BODY) for person in people]
        return [Ask("PUT", f"/step-ups/{new_id()}/{person.record_id}", "", BODY) for person in people]

    def lists(self, who: str) -> list[Ask]:
        """The list of sixty open requests."""
        if who == "floor":
            return [Ask("GET", f"/teams/{self.listed.team_id}/requests")]
        return [Ask("GET", "/api/requests", self.listed.key_worker.token)]

    def reads(self, who: str) -> list[Ask]:
        """Each of the sixty requests, read by the person whose it is."""
        ids = self.service.sql("SELECT id, record_id FROM step_ups WHERE team_id = %s", self.listed.team_id)
        tokens = {person.record_id: person.token for person in self.listed.people}
        if who == "floor":
            return [Ask("GET", f"/step-ups/{row.id}") for row in ids]
        return [Ask("GET", f"/api/step-ups/{row.id}", tokens[str(row.record_id)]) for row in ids]


@contextmanager
def set_up() -> Iterator[Stage]:
    """Everything prepared and answering; the worker has done its part and is stopped."""
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        Path(folder).chmod(0o755)
        receiver, unused = PushReceiver(), PushReceiver()
        service = Service(Path(folder), receiver, unused, PROCESSES)
        others: list[Process] = []
        try:
            service.start_web()
            listed, *teams = service.make_teams(*[PEOPLE] * (TEAMS + 1))
            floor_port = _start_floor(service, [listed, *teams], others)
            owner_port = _start_as_owner(service, others)
            pids = (service.web.popen.pid, *(process.popen.pid for process in others))
            groups = dict(zip(("ours", "floor", "as owner"), pids, strict=True))
            stage = Stage(service, listed, teams, floor_port, owner_port, groups)
            _fill_list(stage)
            yield stage
        finally:
            for process in others:
                process.kill()
            service.stop()
            receiver.stop()
            unused.stop()


def _start_floor(service: Service, teams: list[Team], others: list[Process]) -> int:
    postgres.make_database(service.server, "floor")
    port = free_port()
    env = {**os.environ, "FLOOR_DATABASE_URL": _driver(postgres.url(service.server, postgres.OWNER, "floor"))}
    command = [sys.executable, "-m", "tests.bench.floor"]
    subprocess.run(
        command, env=env, cwd=ROOT, check=True, text=True, input=json.dumps([asdict(team) for team in teams])
    )
    others.append(Process("tests.bench.serve_floor", str(port), str(PROCESSES), env=env))
    _wait_for(port)
    return port


def _start_as_owner(service: Service, others: list[Process]) -> int:
    """The same service connected as the owner of the tables, for whom row-level security does not count."""
    port = free_port()
    env = {**service.env, "WAYMARK_DATABASE_URL": service.url(postgres.OWNER)}
    others.append(Process(WAYMARK, "web", "--port", str(port), "--processes", str(PROCESSES), env=env))
    _wait_for(port)
    return port


def _fill_list(stage: Stage) -> None:
    """Sixty open requests, told to the key worker, in both services."""
    stage.service.start_worker()
    for person in stage.listed.people:
        step_up_id = person.request_step_up()
        url = f"http://127.0.0.1:{stage.floor_port}/step-ups/{step_up_id}/{person.record_id}"
        requests.put(url, data=BODY, headers={"Content-Type": "application/json"}, timeout=10).raise_for_status()
    told = "SELECT count(*) AS n FROM step_up_events WHERE kind = 'told'"
    wait_until(lambda: stage.service.sql(told)[0].n >= PEOPLE, seconds=60, why="the key worker is told of each")
    stage.service.worker.terminate()


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def _seconds(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def _wait_for(port: int) -> None:
    def answers() -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{port}/health", timeout=2).ok
        except requests.RequestException:
            return False

    wait_until(answers, seconds=30, why="the server answers")


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
