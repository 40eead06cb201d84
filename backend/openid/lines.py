"""Lines to a provider that are cut when the time is over, lead nowhere else, and bring no more than we want to read.

Whatever one errand does (connect, agree on TLS, send, wait, read) has to be done by then. A provider that sends a letter every
second would outlive any limit on single reads, so a watch cuts the line. Names are looked up by the operating system,
whose own limit holds for that.
"""

from __future__ import annotations

import io
import socket
import threading
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from backend.openid.refusals import ProofRefused, ProviderAway

REDIRECTS = range(300, 400)
BROKEN = 500


class Watch:
    """Cuts every line that was opened under it when the time is over. It holds copies of them, which TLS cannot take away."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._before = _watch.set(self)
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _watch.reset(self._before)
        with self._lock:
            for line in self._lines:
                line.close()
            self._lines.clear()

    def take(self, line: socket.socket) -> None:
        """Watch over this line too."""
        with self._lock:
            self._lines.append(line.dup())
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        with self._lock:
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


_watch: ContextVar[Watch] = ContextVar("openid_watch")


class _WatchedLine(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        _watch.get().take(line)
        return line


class _WatchedTlsLine(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        _watch.get().take(line)
        return line


class _Lines(HTTPConnectionPool):
    ConnectionCls = _WatchedLine


class _TlsLines(HTTPSConnectionPool):
    ConnectionCls = _WatchedTlsLine


class Careful(HTTPAdapter):
    """Opens watched lines, follows nothing, and reads no more than it was told."""

    def __init__(self, at_most: int, seconds: tuple[float, float]) -> None:
        self.at_most, self.seconds = at_most, seconds
        super().__init__()

    def init_poolmanager(self, *args: Any, **how: Any) -> None:
        super().init_poolmanager(*args, **how)
        self.poolmanager.pool_classes_by_scheme = {"http": _Lines, "https": _TlsLines}

    def send(self, request: requests.PreparedRequest, *_: Any, **how: Any) -> requests.Response:
        how |= {"stream": True, "timeout": self.seconds, "verify": True, "proxies": None}
        answer = super().send(request, **how)
        with answer.raw as body:
            if answer.status_code in REDIRECTS:
                raise ProviderAway("redirect")
            if answer.status_code >= BROKEN:
                raise ProviderAway("status")
            read = body.read(self.at_most + 1, decode_content=False)
        if len(read) > self.at_most:
            raise ProofRefused("size")
        answer.raw = io.BytesIO(read)
        return answer
