"""The auditor's own port, on this machine alone: figures for Prometheus, and whether the engine lives.

Whoever asks about the engine waits for its next sweep. In web that would hold one of few threads, so it is answered here.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import structlog
from prometheus_client import CONTENT_TYPE_LATEST

log = structlog.get_logger()

HERE = "127.0.0.1"
WAIT_SECONDS, LOOK_EVERY_SECONDS = 15, 0.2
WAITING_AT_MOST = 8
OK, NOT_FOUND, UNAVAILABLE = 200, 404, 503


@dataclass(frozen=True)
class Answers:
    """What the port asks: the page of figures, and something that changes with each finished sweep of the ladders."""

    figures: Callable[[], bytes]
    last_sweep: Callable[[], object]


class Port(ThreadingHTTPServer):
    """Answers on 127.0.0.1, each in a thread of its own."""

    daemon_threads = True

    def __init__(self, port: int, answers: Answers) -> None:
        self.answers, self.waiting = answers, threading.BoundedSemaphore(WAITING_AT_MOST)
        super().__init__((HERE, port), _Handler)

    def handle_error(self, *_: Any) -> None:
        """Whoever asked has gone away: no news, and nobody's traceback."""


class _Handler(BaseHTTPRequestHandler):
    timeout = 30
    server: Port

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._answer(OK, self.server.answers.figures(), CONTENT_TYPE_LATEST)
        elif path == "/health":
            self._say(OK, "ok")
        elif path == "/health/engine":
            self._say(*self._engine())
        else:
            self._say(NOT_FOUND, "not found")

    def _engine(self) -> tuple[int, str]:
        if not self.server.waiting.acquire(blocking=False):
            return UNAVAILABLE, "too many ask at once"
        try:
            return (OK, "swept") if wait_for_sweep(self.server.answers.last_sweep) else (UNAVAILABLE, "no new sweep")
        except Exception as problem:  # noqa: BLE001 the database is away, most likely: the answer is the same
            log.error("engine_not_asked", kind=type(problem).__name__)
            return UNAVAILABLE, "the database does not answer"
        finally:
            self.server.waiting.release()

    def _say(self, status: int, words: str) -> None:
        self._answer(status, json.dumps({"status": words}).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Asked every few seconds: nothing to write down."""


def wait_for_sweep(last_sweep: Callable[[], object]) -> bool:
    """Whether a sweep finishes from now on. Compares what two looks show, so that no two clocks need agree."""
    before, enough = last_sweep(), time.monotonic() + WAIT_SECONDS
    while time.monotonic() < enough:
        time.sleep(LOOK_EVERY_SECONDS)
        if last_sweep() != before:
            return True
    return False
