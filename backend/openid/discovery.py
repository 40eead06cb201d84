"""What a provider says about itself, and its public keys. Kept for ten minutes; for a day while it cannot be asked.

A copy that was good yesterday is better than no sign-in today: whatever it says was checked, and keys that signed then are
still the provider's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import requests
import structlog

from backend.core import clock
from backend.openid import asking
from backend.openid.asking import LARGE, NONSENSE, clock_off, errand, read_object
from backend.openid.providers import Provider
from backend.openid.public_keys import PublicKey, fitting_key, listed, usable_keys
from backend.openid.refusals import ProofRefused, ProviderAway

log = structlog.get_logger()

FRESH, AGAIN, GOOD = timedelta(minutes=10), timedelta(minutes=1), timedelta(hours=24)
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class About:
    """A provider's addresses and keys, checked."""

    authorization: str
    token: str
    userinfo: str | None
    takes_pkce: bool
    keys: tuple[PublicKey, ...]


@dataclass
class _Copy:
    """`tried_at`: when it was last asked for beside the ordinary round, for an unknown key or in vain."""

    about: About
    read_at: datetime
    tried_at: datetime


class _Held:
    copies: dict[tuple[str, str], _Copy] = {}


def about(provider: Provider) -> About:
    """What the provider says, from a copy where one will do. Raises ProviderAway, ProofRefused."""
    copy = _Held.copies.get(_name(provider))
    if copy is not None and clock.now() - copy.read_at < FRESH:
        return copy.about
    return _again(provider, copy)


def key_for(provider: Provider, kid: object, alg: str) -> PublicKey:
    """The key of that name. One that we do not know is asked for once, in case it is new. Raises ProofRefused."""
    found = fitting_key(about(provider).keys, kid, alg)
    if found is None:
        found = fitting_key(_again(provider, _Held.copies.get(_name(provider))).keys, kid, alg)
    if found is None:
        raise ProofRefused("kid")
    return found


def doubt(provider: Provider) -> None:
    """Its addresses did not answer as they should: ask for them anew before the next sign-in."""
    copy = _Held.copies.get(_name(provider))
    if copy is not None:
        copy.read_at = min(copy.read_at, clock.now() - FRESH)


def is_away(key: str) -> bool:
    """Whether the last contact with that provider failed."""
    return asking.is_away(key)


def forget() -> None:
    """Hold no copies and know of no failure."""
    _Held.copies.clear()
    asking.forget_away()


def read_anew(provider: Provider) -> About:
    """What the provider says now. Raises ProviderAway, ProofRefused."""
    said, _ = read_metadata(provider)
    takes_pkce = "S256" in listed(said, "code_challenge_methods_supported")
    ends = (said["authorization_endpoint"], said["token_endpoint"], said.get("userinfo_endpoint"))
    return About(*ends, takes_pkce, read_keys(provider, said["jwks_uri"]))


def read_metadata(provider: Provider) -> tuple[dict[str, Any], timedelta | None]:
    """What its own page says, checked, and how far its clock is ahead. Raises ProviderAway, ProofRefused."""
    session = requests.Session()
    with errand(provider, session, LARGE):
        answer = session.get(provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        said = read_object(answer)
    _check(provider, said)
    return said, clock_off(answer, clock.now())


def read_keys(provider: Provider, address: str) -> tuple[PublicKey, ...]:
    """The keys by which it may sign. Raises ProviderAway, ProofRefused."""
    session = requests.Session()
    with errand(provider, session, LARGE):
        keys = tuple(usable_keys(read_object(session.get(address))))
    if not keys:
        raise ProviderAway("no_keys")
    return keys


def _again(provider: Provider, copy: _Copy | None) -> About:
    """Ask; for an unknown key, and after it was in vain, at most once a minute. While that fails, an old copy has to do."""
    now = clock.now()
    if copy is not None and timedelta(0) <= now - copy.tried_at < AGAIN:
        return copy.about
    try:
        fresh = read_anew(provider)
    except (ProviderAway, ProofRefused) as refusal:
        if copy is None or now - copy.read_at > GOOD + FRESH:
            raise
        copy.tried_at = now
        log.warning("openid.old_copy", provider=provider.key, reason=refusal.reason)
        return copy.about
    is_extra = copy is not None and now - copy.read_at < FRESH
    _Held.copies[_name(provider)] = _Copy(fresh, now, now if is_extra else NEVER)
    return fresh


def _name(provider: Provider) -> tuple[str, str]:
    return provider.key, provider.issuer


def _check(provider: Provider, said: dict[str, Any]) -> None:
    if said.get("issuer") != provider.issuer:
        raise ProofRefused("issuer")
    for end in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _check_address(provider, said.get(end))
    if provider.kind == "people" or said.get("userinfo_endpoint") is not None:
        _check_address(provider, said.get("userinfo_endpoint"))


def _check_address(provider: Provider, address: object) -> None:
    """Over TLS, unless the provider itself is on this machine; and an address and nothing else."""
    try:
        parts = urlsplit(cast("str", address))
        host = parts.hostname
    except NONSENSE:
        raise ProofRefused("endpoint") from None
    is_local = provider.issuer.startswith("http://") and host in ("localhost", "127.0.0.1")
    if not isinstance(address, str) or not (parts.scheme == "https" or (parts.scheme == "http" and is_local)):
        raise ProofRefused("endpoint")
    if not host or "@" in parts.netloc or parts.fragment or not address.isascii() or not address.isprintable():
        raise ProofRefused("endpoint")
