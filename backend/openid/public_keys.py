"""A provider's public keys: which of those that it publishes may sign, and which one signed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

NONSENSE = (ValueError, TypeError, AttributeError, LookupError)
WEAKEST_RSA, BITS_OF_LETTER = 2048, 6
PUBLIC = frozenset({"kty", "kid", "alg", "use", "n", "e", "crv", "x", "y"})  # Nobody's private half, should it be sent.
KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC"}

PublicKey = RSAKey | ECKey


def listed(said: dict[str, Any], name: str) -> list[Any]:
    """A list in what it says, or an empty one."""
    found = said.get(name)
    return found if isinstance(found, list) else []


def usable_keys(said: dict[str, Any]) -> Iterator[PublicKey]:
    """The keys that may sign: RSA of a decent length, or elliptic curve. Others are not ours to judge and are left out."""
    for one in listed(said, "keys"):
        if not isinstance(one, dict) or not _may_sign(one):
            continue
        with suppress(JoseError, *NONSENSE):
            yield cast("PublicKey", JWKRegistry.import_key({name: one[name] for name in one if name in PUBLIC}))


def _may_sign(one: dict[str, Any]) -> bool:
    is_long = one.get("kty") != "RSA" or len(str(one.get("n"))) * BITS_OF_LETTER >= WEAKEST_RSA
    return one.get("kty") in KEY_TYPES.values() and one.get("use", "sig") == "sig" and is_long


def fitting_key(keys: tuple[PublicKey, ...], kid: object, alg: str) -> PublicKey | None:
    """The key of that name and kind; the only one there is, where the token names none."""
    kind = [key for key in keys if key.key_type == KEY_TYPES[alg[:2]] and key.get("alg") in (None, alg)]
    named = kind if kid is None else [key for key in kind if key.kid == kid]
    return named[0] if len(named) == 1 or (named and kid is not None) else None
