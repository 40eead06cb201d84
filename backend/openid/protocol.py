"""The protocol itself: the way there, the way back, and a provider's word that somebody signed out. No database, no Flask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.openid.providers import Provider


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
    subject: str
    sid: str | None
    level: str | None
    auth_at: datetime | None
    claims: dict[str, Any]


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
    raise NotImplementedError


def finish(
    provider: Provider, *, code: str, redirect_uri: str, nonce: str, verifier: str, lower: bool, now: datetime
) -> Proof:
    """Exchange the code and check everything that comes back. Raises ProviderAway, ProofRefused, LevelTooLow, ClockOff."""
    raise NotImplementedError


def read_logout(provider: Provider, token: str, now: datetime) -> LogoutToken:
    """Check a logout token. That its `jti` is new, the caller has to see. Raises ProofRefused, ProviderAway, ClockOff."""
    raise NotImplementedError
