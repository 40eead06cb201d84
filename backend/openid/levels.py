"""How well a provider knows somebody: what we ask for, and whether what came back is among it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.openid.providers import Provider
from backend.openid.refusals import LevelTooLow


def wanted_vectors(provider: Provider, *, lower: bool) -> tuple[str, ...]:
    """The vectors (vtr) to ask people's providers for. Where a lower level will do, a higher one is as welcome."""
    return provider.vtr + provider.vtr_lower if lower else provider.vtr


def level_of(provider: Provider, claims: Mapping[str, Any], *, lower: bool) -> str | None:
    """P9, P5 or P0 for people; for staff the provider's own word. Raises LevelTooLow when it is not among what was asked."""
    if provider.kind == "people":
        return _level_of_vector(claims.get("vot"), wanted_vectors(provider, lower=lower))
    acr = claims.get("acr")
    if provider.acr and acr not in provider.acr:
        raise LevelTooLow("acr")
    return acr if isinstance(acr, str) else None


def _level_of_vector(vot: object, wanted: tuple[str, ...]) -> str:
    """The first part of the vector. The order of its parts says nothing."""
    if not isinstance(vot, str) or _parts(vot) not in map(_parts, wanted):
        raise LevelTooLow("vot")
    return next(part for part in vot.split(".") if part.startswith("P"))


def _parts(vector: str) -> list[str]:
    return sorted(vector.split("."))
