"""The service's long-lived secrets: master keys, the look-up key, the push key. One file, readable by its owner only.

A master key wraps data keys (see `encryption`). Rotation adds a master key, wraps every data key anew and keeps the old
master keys until `waymark keys retire`.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


class KeysMissing(RuntimeError):
    """The keys file is not there or cannot be read."""


@dataclass(frozen=True, repr=False)
class Keys:
    """`masters` newest first, by id; `index` for blind indexes; `push` the VAPID private key as PEM. Never shows itself."""

    masters: dict[str, bytes]
    index: bytes
    push: str

    @property
    def current(self) -> str:
        return next(iter(self.masters))


def make_keys() -> Keys:
    """Fresh keys from the operating system's random source."""
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Keys({_new_id(): secrets.token_bytes(32)}, secrets.token_bytes(32), pem.decode())


def add_master(keys: Keys) -> Keys:
    """The same keys with a fresh master key in front."""
    return Keys({_new_id(): secrets.token_bytes(32), **keys.masters}, keys.index, keys.push)


def without_old_masters(keys: Keys) -> Keys:
    """The same keys with only the current master: call it when nothing is wrapped by the others any more."""
    return Keys({keys.current: keys.masters[keys.current]}, keys.index, keys.push)


def read_keys(path: Path) -> Keys:
    """The keys in `path`. Raises KeysMissing with what to do."""
    try:
        held = json.loads(path.read_text())
        masters = {item["id"]: base64.b64decode(item["key"]) for item in held["masters"]}
        keys = Keys(masters, base64.b64decode(held["index"]), held["push"])
        next(iter(keys.masters))  # Without a master key nothing can be wrapped.
    except (OSError, ValueError, LookupError, TypeError, StopIteration) as problem:
        raise KeysMissing(f"No readable keys in {path}: make them once with `waymark keys make`.") from problem
    return keys


def write_keys(keys: Keys, path: Path) -> None:
    """Write atomically, for the owner only: a crash leaves the old file or the new one, never half of one."""
    held = {
        "masters": [{"id": name, "key": base64.b64encode(key).decode()} for name, key in keys.masters.items()],
        "index": base64.b64encode(keys.index).decode(),
        "push": keys.push,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)  # A draft left behind by a crash may be open to others.
        json.dump(held, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _new_id() -> str:
    return secrets.token_hex(4)
