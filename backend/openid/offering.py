"""What is offered, as pages and the slice below want to know it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.identity import elsewhere
from backend.identity.elsewhere import Elsewhere
from backend.openid import client_keys, discovery, providers

_keys_file: list[Path] = []


def set_up(keys_file: Path | None) -> None:
    """Tell `identity` what is offered, whenever it asks; and publish the keys of that file."""
    _keys_file[:] = [keys_file] if keys_file else []
    elsewhere.ask(_offered)


def list_providers() -> list[dict[str, Any]]:
    """In the order of the trust's file."""
    return [
        {"key": one.key, "name": one.name, "kind": one.kind, "is_away": discovery.is_away(one.key)}
        for one in providers.all_providers()
    ]


def public_keys() -> dict[str, Any]:
    """As a JWKS; without a keys file there are none."""
    return client_keys.client_keys(_keys_file[0]).public() if _keys_file else {"keys": []}


def _offered() -> Iterator[Elsewhere]:
    for one in providers.all_providers():
        yield Elsewhere(one.key, one.name, is_only_way=one.kind == "staff" and not one.passkeys_too)
