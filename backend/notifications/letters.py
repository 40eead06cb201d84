"""Written-out messages at rest (codes on their way, the demo's page), sealed under a key of the service's own.

They belong to no record and often to no account yet, so no data key fits; they are deleted once sent.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import uuid
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.core.keys import Keys

NONCE_BYTES = 12


@dataclass(frozen=True)
class Letter:
    """To whom, what, and the link or code that goes with it."""

    to: str
    words: str
    link: str | None = None
    code: str | None = None

    @property
    def body(self) -> str:
        """Everything to be read, in one text."""
        return self.words if self.link is None or self.link in self.words else f"{self.words} {self.link}"


class LetterBox:
    """Seals and opens letters; the row's id is bound in, so that none can be put in another's place."""

    def __init__(self, keys: Keys) -> None:
        self._cipher = AESGCM(hmac.new(keys.index, b"notifications.letters", hashlib.sha256).digest())

    def seal(self, row_id: uuid.UUID, letter: Letter) -> bytes:
        """The letter as bytes for that row."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, json.dumps(asdict(letter)).encode(), row_id.bytes)

    def open(self, row_id: uuid.UUID, sealed: bytes) -> Letter:
        """The letter of that row."""
        plain = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row_id.bytes)
        return Letter(**json.loads(plain))
