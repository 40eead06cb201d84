"""The protocol itself: the way there, the way back, and a provider's word that somebody signed out. No database, no Flask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]

from backend.core.ids import new_token
from backend.openid import discovery
from backend.openid.exchange import exchange, read_userinfo
from backend.openid.levels import level_of, wanted_vectors
from backend.openid.providers import Provider
from backend.openid.refusals import ClockOff, LevelTooLow, ProofRefused, ProviderAway
from backend.openid.tokens import LEEWAY, check_id_token, check_logout_token, instant, read_signed

log = structlog.get_logger()


@dataclass(frozen=True)
class Start:
    """Where the browser goes, and what has to come back. `verifier` is empty where the provider takes none."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Proof:
    """Who somebody is, checked. `level` is "P9", "P5" or "P0" for people, the provider's own word (acr) for staff.

    `auth_at` is when she proved it to the provider, which may be long ago: where a fresh proof was asked of a staff provider,
    look at it. `claims` are those of the ID token and of userinfo, where both name one, the token's.
    """

    provider: Provider
    subject: str = field(repr=False)
    sid: str | None = field(repr=False)
    level: str | None
    auth_at: datetime | None
    claims: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class LogoutToken:
    """A provider's word that a session of hers is over (`sid`), or all of them. `jti` must be taken once only."""

    subject: str | None
    sid: str | None
    jti: str
    issued_at: datetime


def start(provider: Provider, *, redirect_uri: str, lower: bool, fresh: bool) -> Start:
    """The way to the provider. `lower`: a lower level will do, too. `fresh`: she has to prove it anew.

    Raises ProviderAway, ProofRefused.
    """
    with _logged(provider):
        about = discovery.about(provider)
        made = Start("", new_token(), new_token(), new_token() if about.takes_pkce else "")
        asked = _asked(provider, lower=lower, fresh=fresh)
        session = OAuth2Session(
            provider.client_id, scope=" ".join(provider.scopes), redirect_uri=redirect_uri, code_challenge_method="S256"
        )
        address, _ = session.create_authorization_url(
            about.authorization, made.state, made.verifier or None, nonce=made.nonce, response_mode="query", **asked
        )
        return replace(made, address=address)


def finish(
    provider: Provider, *, code: str, redirect_uri: str, nonce: str, verifier: str, lower: bool, now: datetime
) -> Proof:
    """Exchange the code and check everything that comes back. Raises ProviderAway, ProofRefused, LevelTooLow, ClockOff."""
    with _logged(provider):
        about = discovery.about(provider)
        try:
            got = exchange(provider, about, code=code, redirect_uri=redirect_uri, verifier=verifier, now=now)
        except ProviderAway:
            discovery.doubt(provider)  # It may have moved.
            raise
        if got.clock_off is not None and abs(got.clock_off) > LEEWAY:
            raise ClockOff
        signed = read_signed(provider, got.id_token, types=("jwt",))
        check_id_token(provider, signed, nonce=nonce, access_token=got.access_token, now=now)
        level = level_of(provider, signed.claims, lower=lower)
        told = read_userinfo(provider, about, got.access_token, signed.claims["sub"])
        return _proof(provider, level, told | signed.claims)


def read_logout(provider: Provider, token: str, now: datetime) -> LogoutToken:
    """Check a logout token. That its `jti` is new, the caller has to see. Raises ProofRefused, ProviderAway."""
    with _logged(provider):
        signed = read_signed(provider, token, types=("logout+jwt", "jwt"))
        check_logout_token(provider, signed, now=now)
        said, issued_at = signed.claims, instant(signed.claims, "iat")
        return LogoutToken(said.get("sub"), said.get("sid"), said["jti"], issued_at or now)


def _asked(provider: Provider, *, lower: bool, fresh: bool) -> dict[str, str]:
    """NHS login knows vectors, and no max_age; other providers know acr."""
    asked = {"prompt": "login"} if fresh else {}
    if provider.kind == "people":
        return asked | {"vtr": json.dumps(wanted_vectors(provider, lower=lower), separators=(",", ":"))}
    if fresh:
        asked["max_age"] = "0"
    return asked | ({"acr_values": " ".join(provider.acr)} if provider.acr else {})


def _proof(provider: Provider, level: str | None, claims: dict[str, Any]) -> Proof:
    return Proof(provider, claims["sub"], claims.get("sid"), level, instant(claims, "auth_time"), claims)


@contextmanager
def _logged(provider: Provider) -> Iterator[None]:
    """One line for each refusal: which provider, and our own word for what was wrong."""
    try:
        yield
    except (ProofRefused, LevelTooLow) as refusal:
        log.warning("openid.refused", provider=provider.key, reason=refusal.reason)
        raise
    except ProviderAway as refusal:
        log.warning("openid.away", provider=provider.key, reason=refusal.reason)
        raise
    except ClockOff:
        log.warning("openid.clock", provider=provider.key)
        raise
