"""Asks a provider over the network and trusts it with nothing: not with time, not with size, not with where to go next.

Nothing of the surroundings (proxies, .netrc) has a say.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3

from backend.core import clock
from backend.openid.lines import Careful, Watch
from backend.openid.providers import Provider
from backend.openid.refusals import ProviderAway

CONNECT_SECONDS, WHOLE_SECONDS = 3.0, 5.0
SMALL, LARGE = 64 * 1024, 256 * 1024
STAYS_AWAY = timedelta(minutes=5)

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


@contextmanager
def errand(provider: Provider, session: requests.Session, at_most: int = SMALL) -> Iterator[None]:
    """Whatever the session asks inside is asked with care. Raises ProviderAway, and ProofRefused for a body too large."""
    _make_careful(session, provider, at_most)
    with Watch(WHOLE_SECONDS) as watch, session:
        try:
            yield
        except ProviderAway as away:
            _Held.away[provider.key] = clock.now()
            raise ProviderAway("slow" if watch.is_over else away.reason) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, *NONSENSE) as problem:
            _Held.away[provider.key] = clock.now()
            raise ProviderAway("slow" if watch.is_over else _reason(problem)) from None
    _Held.away.pop(provider.key, None)


def _make_careful(session: requests.Session, provider: Provider, at_most: int) -> None:
    session.trust_env = False
    session.headers["Accept-Encoding"] = (
        "identity"  # What unpacks to more than it weighs is not asked for, nor unpacked.
    )
    session.adapters.clear()
    scheme = "https://" if provider.issuer.startswith("https://") else "http://"
    for beginning in {"https://", scheme}:
        session.mount(beginning, Careful(at_most, (CONNECT_SECONDS, WHOLE_SECONDS)))


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
