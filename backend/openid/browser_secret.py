"""A secret that a browser keeps from its start until it is back: what is under way belongs to it, and is sealed by it.

Sealed by the secret and by our index key together: neither the database with the keys file, nor a stolen cookie with the
database, opens a start or a proof that belongs to nobody yet. There is no account yet whose key could seal them.
"""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import text

from backend.core.db import db
from backend.core.encryption import NONCE_BYTES, vault

LONGEST = 100


def hash_of(secret: str) -> bytes:
    """By what rows of that browser are found."""
    return vault.blind_index("openid.browser", secret)


def act_as_browser(secret: str) -> bytes:
    """Let row-level security show that browser's rows until this transaction ends. Returns the fingerprint."""
    fingerprint = hash_of(secret)
    db.session.execute(text("SELECT set_config('waymark.browser', :hash, true)"), {"hash": fingerprint.hex()})
    return fingerprint


def seal(secret: str, place: str, said: dict[str, Any]) -> bytes:
    """Seal what JSON can hold, for one place (`table:row`)."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(secret).encrypt(nonce, json.dumps(said).encode(), place.encode())


def unseal(secret: str, place: str, sealed: bytes) -> dict[str, Any]:
    """What was sealed for that place."""
    opened = _cipher(secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    said: dict[str, Any] = json.loads(opened)
    return said


def _cipher(secret: str) -> AESGCM:
    return AESGCM(vault.blind_index("openid.browser.key", secret))
