"""SIGKILL at random to the worker, the web server or one of its processes, PostgreSQL or one of its connections."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from contextlib import suppress

import psutil
import psycopg

from tests.faults.journal import Journal
from tests.faults.service import Service, wait_until
from tests.faults.time_passing import TimePassing

WHAT = {"worker": 38, "web": 20, "one web process": 12, "PostgreSQL": 18, "one connection": 12}
# Twice in ten something else dies in the same instant.
TWO_AT_ONCE = 0.2
IN_THE_MIDDLE, WAITS_FOR_A_PUSH_SECONDS = 0.6, 3


class Killer:
    """Kills so many times within so many seconds, and starts again what has died."""

    def __init__(self, service: Service, journal: Journal, time_passing: TimePassing, seed: int) -> None:
        self.service, self.journal, self.time = service, journal, time_passing
        self.chance = random.Random(f"killing {seed}")
        # First one of each kind, then by their weights.
        self.deck = self.chance.sample(sorted(WHAT), k=len(WHAT))

    def kill_for(self, seconds: float, times: int, over: threading.Event) -> None:
        """Spread over the time; starting takes as long as it takes, so the pauses give way."""
        end, left = time.monotonic() + seconds, times
        while left > 0 and not over.is_set():
            over.wait(max(0.3, (end - time.monotonic()) / left * self.chance.uniform(0.3, 0.9)))
            victims = self._choose(2 if left > 1 and self.chance.random() < TWO_AT_ONCE else 1)
            left -= len(victims)
            with self.time.outage():
                for victim in victims:
                    self._kill(victim)
                over.wait(self.chance.uniform(0, 1.5))
                self.start_all()

    def start_all(self) -> None:
        """Whatever has died runs and answers again."""
        self.service.start_database()
        wait_until(self._takes_connections, seconds=60, why="PostgreSQL has recovered")
        if not self.service.worker.is_running:
            self.service.start_worker()
        if not self.service.web.is_running:
            self.service.start_web()
        wait_until(self.service.answers, seconds=120, why="the web answers")

    def _choose(self, number: int) -> list[str]:
        first = self.deck.pop() if self.deck else self.chance.choices(list(WHAT), list(WHAT.values()))[0]
        if number == 1:
            return [first]
        second = "worker" if first != "worker" else self.chance.choice(["web", "PostgreSQL"])
        return [first, second]

    def _kill(self, what: str) -> None:
        if what == "worker":
            self._kill_worker()
        elif what == "web":
            self.service.web.kill()
        elif what == "one web process":
            self._kill_one(psutil.Process(self.service.web.popen.pid).children())
        elif what == "PostgreSQL":
            self.service.kill_database()
        else:
            self._kill_one(self._connections())
        self.journal.kills.append(what)

    def _kill_worker(self) -> None:
        """Often while the push service has a message of its in hand, so that nothing says whether it was taken."""
        caught = threading.Event()

        def catch() -> None:
            self.service.worker.kill()
            caught.set()

        if self.chance.random() < IN_THE_MIDDLE:
            self.service.receiver.trap = catch
            caught.wait(WAITS_FOR_A_PUSH_SECONDS)
            self.service.receiver.trap = None
        self.service.worker.kill()

    def _connections(self) -> list[psutil.Process]:
        """The server's processes that serve web or worker: when one dies by SIGKILL, the server throws all out and recovers."""
        pid = self.service.server.get_pid()
        assert pid is not None
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(pid).children()
            return [one for one in children if "waymark_w" in " ".join(one.cmdline())]
        return []

    def _kill_one(self, processes: list[psutil.Process]) -> None:
        if processes:
            with suppress(ProcessLookupError):
                os.kill(self.chance.choice(processes).pid, signal.SIGKILL)

    def _takes_connections(self) -> bool:
        try:
            self.service.sql("SELECT 1")
        except psycopg.Error:
            return False
        return True
