"""Looks at a provider as it is now, and says in words what fits our settings and what does not. For the operator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.openid import discovery
from backend.openid.providers import Provider
from backend.openid.public_keys import listed
from backend.openid.refusals import ProofRefused, ProviderAway
from backend.openid.tokens import LEEWAY

WHY = {
    "down": "nobody answers there. Is the address right, and may this machine reach it?",
    "slow": "it does not answer within five seconds.",
    "tls": "its certificate does not hold.",
    "status": "it answers with an error.",
    "redirect": "it sends us elsewhere. Put the address that it names into the file.",
    "nonsense": "what it answers makes no sense.",
    "no_keys": "it publishes no key that we can use (RSA of 2048 bits or more, or elliptic curve).",
    "size": "its answer is too large.",
    "issuer": "it calls itself by another issuer than the file. Take it over letter by letter, with or without the slash.",
    "endpoint": "one of its addresses is missing, or not https.",
}


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at."""

    is_right: bool
    words: str


def look_at(provider: Provider) -> list[Seen]:
    """Everything that can be seen without signing in."""
    try:
        said, clock_off = discovery.read_metadata(provider)
        keys = discovery.read_keys(provider, said["jwks_uri"])
    except (ProviderAway, ProofRefused) as refusal:
        return [Seen(False, f"{provider.issuer}: {WHY.get(refusal.reason, refusal.reason)}")]
    seen = [Seen(True, f"{provider.issuer} answers, and its addresses are as they should be.")]
    seen.append(Seen(True, f"It publishes {len(keys)} {'key' if len(keys) == 1 else 'keys'} that we can use."))
    return [*seen, *_clock(clock_off), *_fits(provider, said)]


def _clock(off: timedelta | None) -> Iterator[Seen]:
    if off is None:
        return
    seconds = round(abs(off).total_seconds())
    if abs(off) > LEEWAY:
        way = "ahead of" if off > timedelta(0) else "behind"
        yield Seen(False, f"Its clock is {seconds} seconds {way} ours: more than a minute, and nobody can sign in.")
    else:
        yield Seen(True, "Its clock and ours agree.")


def _fits(provider: Provider, said: dict[str, Any]) -> Iterator[Seen]:
    """Our settings against what it says that it can do. What it does not mention, it may still do."""
    method = (provider.auth_method,)
    yield from _among("scope", provider.scopes, listed(said, "scopes_supported"))
    yield from _among("way to prove who we are", method, listed(said, "token_endpoint_auth_methods_supported"))
    yield from _among("acr", provider.acr, listed(said, "acr_values_supported"))
    if provider.keys_file is not None:
        ours = (provider.signing_alg,)
        yield from _among("algorithm for us", ours, listed(said, "token_endpoint_auth_signing_alg_values_supported"))
    can = listed(said, "id_token_signing_alg_values_supported")
    if can and not set(can) & set(provider.id_token_algs):
        yield Seen(False, f"It signs by {', '.join(map(str, can))}, and id_token_alg has none of these.")


def _among(what: str, asked: tuple[str, ...], can: list[Any]) -> Iterator[Seen]:
    missing = [one for one in asked if can and one not in can]
    if missing:
        yield Seen(False, f"It does not know this {what}: {', '.join(missing)}.")
