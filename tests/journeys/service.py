"""The whole service as it runs in earnest: PostgreSQL, web, worker, and a push service beside them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from backend import demo
from backend.config import ROOT
from tests.journeys import processes
from tests.journeys.processes import Process
from tests.journeys.push_service import PushService

WAYMARK = [sys.executable, "-m", "backend.cli"]
BUILT = Path(os.environ.get("WAYMARK_PWA_FOLDER", ROOT / "pwa" / "dist"))


@dataclass
class Service:
    """A running service. `address` is what people open."""

    folder: Path
    port: int
    settings: dict[str, str]
    push: PushService
    running: dict[str, Process] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start_web(self) -> None:
        self._start("web", ["web", "--port", str(self.port), "--processes", "1"])
        processes.wait_until(lambda: processes.answers(f"http://127.0.0.1:{self.port}/health/ready"), "web answers")

    def start_worker(self) -> None:
        self._start("worker", ["worker"])

    def kill_web(self) -> None:
        self.running.pop("web").kill()

    def _start(self, name: str, arguments: list[str]) -> None:
        log = self.folder / f"{name}.log"
        self.running[name] = processes.start(name, [*WAYMARK, *arguments], log, self.settings)

    def said(self) -> str:
        """What the processes wrote, for the one who reads a failure."""
        return "\n".join(f"{log.name}:\n{log.read_text()[-4000:]}" for log in sorted(self.folder.glob("*.log")))

    def sql(self, statement: str, *values: Any) -> None:
        """Change something as the owner of the database that no page can change yet."""
        with psycopg.connect(self.settings["WAYMARK_OWNER_DATABASE_URL"]) as connection:
            connection.execute(statement.encode(), values)

    def stop(self) -> None:
        for process in self.running.values():
            process.stop()


@dataclass
class People:
    """A process beside the service that makes people and their one-time links, as the operator's commands do."""

    popen: subprocess.Popen[str]

    def ask(self, **what: Any) -> Any:
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        self.popen.stdin.write(json.dumps(what) + "\n")
        self.popen.stdin.flush()
        return json.loads(self.popen.stdout.readline())

    def stop(self) -> None:
        self.popen.communicate(timeout=processes.STOPS_WITHIN)


@contextmanager
def people_of(service: Service) -> Iterator[People]:
    """The maker of people, for as long as it is needed."""
    command = [sys.executable, "-m", "tests.journeys.people"]
    settings = {**os.environ, **service.settings}
    popen = subprocess.Popen(command, cwd=ROOT, env=settings, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    people = People(popen)
    try:
        yield people
    finally:
        people.stop()


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Everything from nothing, in `folder`; all of it is stopped at the end, however that comes."""
    port, push_port = processes.free_port(), processes.free_port()
    # A copy: somebody who builds the pages meanwhile does not change them under a journey.
    pages = shutil.copytree(BUILT, folder / "pages")
    with demo.environment(port, folder / "waymark") as settings:
        settings |= {
            "WAYMARK_ADDRESS": f"http://localhost:{port}",
            "WAYMARK_PUSH_HOSTS": f"127.0.0.1:{push_port}",
            "WAYMARK_PWA_FOLDER": str(pages),
        }
        service = Service(folder, port, settings, PushService(push_port))
        try:
            _start_all(service, push_port)
            yield service
        finally:
            service.stop()


def _start_all(service: Service, push_port: int) -> None:
    command = ["node", str(Path(__file__).with_name("push_service.cjs")), str(push_port)]
    service.running["push"] = processes.start("push", command, service.folder / "push.log")
    processes.run([*WAYMARK, "migrate"], service.settings)
    processes.run([*WAYMARK, "seed"], service.settings)
    service.start_worker()
    service.start_web()
    processes.wait_until(lambda: processes.answers(f"http://127.0.0.1:{push_port}/status"), "the push service answers")
