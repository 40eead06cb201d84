"""A client that does not give up: what it asks is put to one id, so it asks again until somebody answers, as the app does."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import requests

from tests.faults.journal import Journal
from tests.faults.service import Client

# Not an answer about the matter: the service was away, or said so.
NOT_NOW = {429, 502, 503, 504}
PAUSE_SECONDS, PATIENCE_SECONDS = 0.25, 10


class GivenUp(Exception):
    """The run is over, or the service never came back."""


class Asker:
    """`give_up_after` is for the whole of one question; a service that is killed and started again is there long before."""

    def __init__(self, journal: Journal, give_up_after: float = 90) -> None:
        self.journal, self.give_up_after = journal, give_up_after
        self.over = threading.Event()

    def ask(self, client: Client, method: str, path: str, body: Any = None) -> requests.Response:
        """The first answer about the matter itself."""
        end = time.monotonic() + self.give_up_after
        while time.monotonic() < end and not self.over.is_set():
            try:
                answer = client.ask(method, path, body, seconds=PATIENCE_SECONDS)
            except requests.RequestException as problem:
                self.journal.note_answer(f"no answer ({type(problem).__name__})")
            else:
                self.journal.note_answer(str(answer.status_code))
                if answer.status_code == 500:
                    self.journal.complain(f"500 for {method} {path.split('?', maxsplit=1)[0]}: {answer.text[:200]}")
                if answer.status_code not in NOT_NOW:
                    return answer
            self.over.wait(PAUSE_SECONDS)
        raise GivenUp


class Later:
    """Does things after a while, on a pool of threads. What is left at the end is forgotten: phones are put away."""

    def __init__(self, journal: Journal, threads: int) -> None:
        self.journal, self.pool = journal, ThreadPoolExecutor(threads, thread_name_prefix="doing")
        self._heap: list[tuple[float, int, Callable[[], None]]] = []
        self._number, self._changed, self._over = count(), threading.Condition(), False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def do(self, seconds: float, what: Callable[..., None], *arguments: Any) -> None:
        with self._changed:
            heapq.heappush(
                self._heap, (time.monotonic() + seconds, next(self._number), lambda: self._safely(what, arguments))
            )
            self._changed.notify()

    def stop(self) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()
        self._thread.join()
        self.pool.shutdown(wait=True, cancel_futures=True)

    def _run(self) -> None:
        with self._changed:
            while not self._over:
                wait = self._heap[0][0] - time.monotonic() if self._heap else 1
                if wait > 0 or not self._heap:
                    self._changed.wait(min(max(wait, 0.001), 1))
                else:
                    self.pool.submit(heapq.heappop(self._heap)[2])

    def _safely(self, what: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        try:
            what(*arguments)
        except GivenUp:
            self.journal.note_answer("given up")
        except Exception as problem:  # noqa: BLE001 a thread that dies in silence would hide what went wrong
            self.journal.complain(f"{what.__qualname__}: {problem!r}")
