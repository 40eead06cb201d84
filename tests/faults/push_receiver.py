"""A push service that does what a test tells it: answers, refuses, hangs, or acts in the middle of a POST."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer = tuple[int, dict[str, str]]
Behaviour = Callable[[], Answer]

TAKEN: Answer = (201, {})
# No answer at all: the connection is reset.
RESET: Answer = (0, {})
AUTH = bytes(16)


@dataclass
class Push:
    """One POST that arrived: for which browser, when (monotonic seconds), and the status that was answered, once it was."""

    token: str
    at: float
    topic: str
    body: bytes = b""
    status: int | None = None

    @cached_property
    def message(self) -> dict[str, Any]:
        """What only the browser can read."""
        opened = http_ece.decrypt(self.body, private_key=_private_key(), auth_secret=AUTH, version="aes128gcm")
        message: dict[str, Any] = json.loads(opened)
        return message


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: Any) -> None:
        """A worker that is killed leaves its connection half open: that is what we are here for."""


class PushReceiver:
    """Takes everything unless told otherwise for one browser's token.

    A closed one lets nobody connect until it is opened: whoever sends to it is caught before the first byte.
    """

    def __init__(self, *, is_open: bool = True) -> None:
        self.pushes: list[Push] = []
        self.behaviours: dict[str, Behaviour] = {}
        # Called with each push after it was answered.
        self.when_answered: Callable[[Push], None] = lambda _: None
        # Called once, with the next push in hand and not answered yet.
        self.trap: Callable[[], None] | None = None
        self.arrived = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._fillers: list[socket.socket] = []
        if is_open:
            self._thread.start()
        else:
            self._close_door()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    def open(self) -> None:
        """Let everybody in from now on."""
        self._server.socket.listen(_Server.request_queue_size)
        for filler in self._fillers:
            filler.close()
        self._thread.start()

    def stop(self) -> None:
        if not self._thread.is_alive():
            self.open()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def behave(self, token: str, behaviour: Behaviour) -> None:
        """From now on answer pushes for this browser by what `behaviour` returns; it may take its time, or kill."""
        self.behaviours[token] = behaviour

    def got(self, *tokens: str) -> list[Push]:
        """What arrived for these browsers, in order."""
        with self.arrived:
            return [push for push in self.pushes if push.token in tokens]

    def wait_for(self, token: str, *, number: int = 1, seconds: float = 10) -> list[Push]:
        """Wait until so many pushes arrived for that browser."""
        with self.arrived:
            enough = self.arrived.wait_for(lambda: self._count(token) >= number, seconds)
        assert enough, f"{self._count(token)} of {number} pushes after {seconds} s"
        return self.got(token)

    def _close_door(self) -> None:
        """With its queue of one place taken, the system lets further connections wait."""
        self._server.socket.listen(0)
        self._fillers.append(socket.create_connection(self._server.server_address, timeout=5))

    def _count(self, token: str) -> int:
        return sum(push.token == token for push in self.pushes)

    def _take(self, path: str, topic: str, body: bytes) -> tuple[Push, Answer]:
        push = Push(path.rsplit("/", 1)[-1], time.monotonic(), topic, body)
        with self.arrived:
            self.pushes.append(push)
            self.arrived.notify_all()
        trap, self.trap = self.trap, None
        if trap is not None:
            trap()
        behaviour = self.behaviours.get(push.token)
        return push, behaviour() if behaviour else TAKEN

    def _handler(outer) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                push, (status, headers) = outer._take(self.path, self.headers.get("Topic", ""), body)
                push.status = status
                if (status, headers) == RESET:
                    self._reset()
                else:
                    self.send_response(status)
                    for name, value in {"Content-Length": "0", **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                outer.when_answered(push)

            def _reset(self) -> None:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        return Handler


def in_turn(*answers: Answer) -> Behaviour:
    """These answers one after the other, then 201 for good."""
    left = list(answers)
    return lambda: left.pop(0) if left else TAKEN


def new_token() -> str:
    """The secret end of an endpoint."""
    return base64.urlsafe_b64encode(os.urandom(18)).decode()


def registration(host: str, token: str) -> dict[str, Any]:
    """What a browser sends to be registered."""
    return {"label": "phone", "subscription": {"endpoint": f"http://{host}/push/{token}", "keys": _keys()}}


@cache
def _private_key() -> ec.EllipticCurvePrivateKey:
    """All browsers here have the same: what each is sent is told apart by its address."""
    return ec.generate_private_key(ec.SECP256R1())


@cache
def _keys() -> dict[str, str]:
    point = (
        _private_key()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    encoded = {"p256dh": base64.urlsafe_b64encode(point), "auth": base64.urlsafe_b64encode(AUTH)}
    return {name: value.rstrip(b"=").decode() for name, value in encoded.items()}


def by_token(pushes: list[Push]) -> dict[str, int]:
    """How many pushes each browser got."""
    counted: dict[str, int] = defaultdict(int)
    for push in pushes:
        counted[push.token] += 1
    return counted
