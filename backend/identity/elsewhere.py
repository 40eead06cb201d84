"""What this slice must know of providers that sign people in for us: what they are called, and who may come by nothing else.

The providers themselves are known above, in `openid`, which says them here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# What a session that a provider began says of how: this and the provider's key.
BY = "openid:"


@dataclass(frozen=True)
class Elsewhere:
    """A provider. `is_only_way`: whoever has it as a way in may come by nothing that is only ours."""

    key: str
    name: str
    is_only_way: bool


Offered = Callable[[], Iterable[Elsewhere]]

_sources: list[Offered] = []


def ask(source: Offered) -> None:
    """Connect who says what is offered."""
    _sources[:] = [source]


def offered() -> list[str]:
    """The keys of those by whom somebody may come."""
    return list(_by_key())


def only_ways() -> dict[str, str]:
    """Those whose people may come by nothing else, with their names."""
    return {one.key: one.name for one in _by_key().values() if one.is_only_way}


def describe(key: str) -> dict[str, str]:
    """A provider as a page names it; one that is offered no more, by its key."""
    found = _by_key().get(key)
    return {"key": key, "name": found.name if found else key}


def came_by(how: str) -> dict[str, str] | None:
    """By which provider a session began, if by any."""
    return describe(how.removeprefix(BY)) if how.startswith(BY) else None


def _by_key() -> dict[str, Elsewhere]:
    return {one.key: one for source in _sources for one in source()}
