"""Asks a provider over the network and trusts it with nothing: not with time, not with size, not with where to go next.

Whatever one errand does (connect, agree on TLS, send, wait, read) has to be done when its time is over: a watch then cuts the
line, since a provider that sends a letter every second would outlive any limit on single reads. Names are looked up by
the operating system, whose own limit holds for that. Nothing of the surroundings (proxies, .netrc) has a say.
"""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Self

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from backend.core import clock
from backend.openid.providers import Provider
from backend.openid.refusals import ProofRefused, ProviderAway

CONNECT_SECONDS, WHOLE_SECONDS = 3.0, 5.0
SMALL, LARGE = 64 * 1024, 256 * 1024
STAYS_AWAY = timedelta(minutes=5)
REDIRECTS = range(300, 400)
BROKEN = 500

# What requests, urllib3 and Authlib raise over an answer that makes no sense, however deeply it is nested.
NONSENSE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


class _Held:
    """Providers whose last errand failed, with the time."""

    away: dict[str, datetime] = {}


def is_away(key: str) -> bool:
    """Whether the last errand to that provider failed, lately: somebody has to be the one who finds out that it is back."""
    failed_at = _Held.away.get(key)
    return failed_at is not None and clock.now() - failed_at < STAYS_AWAY


def forget_away() -> None:
    """Know of no failure any more."""
    _Held.away.clear()


class _Watch:
    """Cuts every line that was opened under it when the time is over. It holds copies of them, which TLS cannot take away."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
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


_watch: ContextVar[_Watch] = ContextVar("openid_watch")


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


class _Careful(HTTPAdapter):
    """Opens watched lines, follows nothing, and reads no more than it was told."""

    def __init__(self, at_most: int) -> None:
        self.at_most = at_most
        super().__init__()

    def init_poolmanager(self, *args: Any, **how: Any) -> None:
        super().init_poolmanager(*args, **how)
        self.poolmanager.pool_classes_by_scheme = {"http": _Lines, "https": _TlsLines}

    def send(self, request: requests.PreparedRequest, *_: Any, **how: Any) -> requests.Response:
        how |= {"stream": True, "timeout": (CONNECT_SECONDS, WHOLE_SECONDS), "verify": True, "proxies": None}
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


@contextmanager
def errand(provider: Provider, session: requests.Session, at_most: int = SMALL) -> Iterator[None]:
    """Whatever the session asks inside is asked with care. Raises ProviderAway, and ProofRefused for a body too large."""
    _make_careful(session, provider, at_most)
    with _Watch(WHOLE_SECONDS) as watch, session:
        before = _watch.set(watch)
        try:
            yield
        except ProviderAway as away:
            _Held.away[provider.key] = clock.now()
            raise ProviderAway("slow" if watch.is_over else away.reason) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, *NONSENSE) as problem:
            _Held.away[provider.key] = clock.now()
            raise ProviderAway("slow" if watch.is_over else _reason(problem)) from None
        finally:
            _watch.reset(before)
    _Held.away.pop(provider.key, None)


def _make_careful(session: requests.Session, provider: Provider, at_most: int) -> None:
    session.trust_env = False
    session.headers["Accept-Encoding"] = (
        "identity"  # What unpacks to more than it weighs is not asked for, nor unpacked.
    )
    session.adapters.clear()
    scheme = "https://" if provider.issuer.startswith("https://") else "http://"
    session.mount("https://", _Careful(at_most))
    session.mount(scheme, _Careful(at_most))


def _reason(problem: BaseException) -> str:
    """Our own word for what happened."""
    if isinstance(problem, requests.exceptions.SSLError):
        return "tls"
    if isinstance(problem, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "slow"
    if isinstance(problem, requests.HTTPError):
        return "status"
    return "nonsense" if isinstance(problem, NONSENSE) else "down"


def read_object(answer: requests.Response) -> dict[str, Any]:
    """The answer as an object. For use inside an errand."""
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict):
        raise ProviderAway("nonsense")
    return said


def clock_off(answer: requests.Response, now: datetime) -> timedelta | None:
    """How far the provider's clock is ahead of ours, by the date on its answer."""
    try:
        return parsedate_to_datetime(answer.headers["Date"]) - now
    except (KeyError, ValueError, TypeError):
        return None
