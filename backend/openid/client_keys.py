"""Our own key pairs, by which providers know that it is we who ask (private_key_jwt). One file, for its owner only.

Several keys may be published at once: one signs, older ones stay until no provider can hold on to them any more, and a new
one may be announced before it signs, for providers that are told of it by hand.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

BITS = 2048


class ClientKeysMissing(RuntimeError):
    """The file is not there, cannot be read, or others can read it."""


@dataclass(frozen=True, repr=False)
class ClientKeys:
    """The key pairs, newest first, and the name of the one that signs. Never shows itself."""

    keys: tuple[RSAKey, ...]
    signs: str

    @property
    def current(self) -> RSAKey:
        """The key that signs."""
        return next(key for key in self.keys if key.kid == self.signs)

    @property
    def announced(self) -> bool:
        """Whether a newer key is published that does not sign yet."""
        return self.keys[0].kid != self.signs

    def public(self) -> dict[str, Any]:
        """What providers may see, as a JWKS."""
        return {"keys": [{**key.as_dict(private=False), "use": "sig"} for key in self.keys]}


def make_client_keys() -> ClientKeys:
    """One fresh key pair."""
    key = _fresh()
    return ClientKeys((key,), str(key.kid))


def announced(keys: ClientKeys) -> ClientKeys:
    """The same with a fresh key that is published, but does not sign yet."""
    return replace(keys, keys=(_fresh(), *keys.keys))


def rotated(keys: ClientKeys) -> ClientKeys:
    """The newest key signs: the one that was announced, or a fresh one. The others stay published."""
    wider = keys if keys.announced else announced(keys)
    return replace(wider, signs=str(wider.keys[0].kid))


def without_old_keys(keys: ClientKeys) -> ClientKeys:
    """The same without the keys that are older than the one that signs."""
    return replace(keys, keys=keys.keys[: keys.keys.index(keys.current) + 1])


def read_client_keys(path: Path) -> ClientKeys:
    """The keys in `path`. Raises ClientKeysMissing with what to do."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        held = json.loads(path.read_text())
        keys = ClientKeys(tuple(RSAKey.import_key(one) for one in held["keys"]), held["signs"])
        usable = keys.current.is_private
    except (OSError, ValueError, LookupError, TypeError, StopIteration, JoseError) as problem:
        raise ClientKeysMissing(f"No readable keys in {path}: make them with `waymark openid-keys make`.") from problem
    if not usable:
        raise ClientKeysMissing(f"{path} holds public keys only: make a pair with `waymark openid-keys make`.")
    if mode & 0o077:
        raise ClientKeysMissing(f"Others can read {path}: `chmod 600 {path}`, then `waymark openid-keys rotate`.")
    return keys


def write_client_keys(keys: ClientKeys, path: Path) -> None:
    """Write atomically, for the owner only: a crash leaves the old file or the new one, never half of one."""
    held = {"signs": keys.signs, "keys": [key.as_dict(private=True) for key in keys.keys]}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)  # A draft left behind by a crash may be open to others.
        json.dump(held, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


class _Held:
    """What this process read last. A rotation is met when the file changes; a file that is gone leaves us with what we had."""

    keys: dict[Path, tuple[tuple[int, int], ClientKeys]] = {}


def client_keys(path: Path) -> ClientKeys:
    """The keys in `path`, read again when the file has changed. Raises ClientKeysMissing."""
    met = _Held.keys.get(path)
    try:
        found = path.stat()
        mark = (found.st_mtime_ns, found.st_ino)
        if met is None or met[0] != mark:
            met = _Held.keys[path] = (mark, read_client_keys(path))
    except (OSError, ClientKeysMissing):
        if met is None:
            return read_client_keys(path)  # It says what is wrong.
    return met[1]


def _fresh() -> RSAKey:
    return RSAKey.generate_key(BITS, auto_kid=True)
