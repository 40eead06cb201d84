"""Free text and identifiers at rest: AES-256-GCM under a data key per owner, itself wrapped by a master key.

A sealed value is: one byte format · 12 bytes nonce · ciphertext with tag. Its associated data name table, column and row, so
a value moved elsewhere does not open. Deleting an owner's data key erases everything sealed with it.
An owner is a record or an account; its id is the data key's id.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, among, db
from backend.core.keys import Keys
from backend.core.reads import note_opened

FORMAT = b"\x01"
NONCE_BYTES, TAG_BYTES = 12, 16


class DataKey(Base):
    """A data key, wrapped: master key id, colon, nonce, ciphertext. Useless without the keys file."""

    __tablename__ = "data_keys"

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Erased(LookupError):
    """The owner's data key is gone, and with it everything sealed under it."""


class Vault:
    """Seals and opens. Keeps a few unwrapped data keys for a minute, so that an erased one is forgotten soon."""

    KEPT = 2048
    KEPT_SECONDS = 60

    def __init__(self) -> None:
        self._open_keys: OrderedDict[uuid.UUID, tuple[float, AESGCM]] = OrderedDict()
        self.keys: Keys
        self._reread: Callable[[], Keys] | None = None

    def use(self, keys: Keys, reread: Callable[[], Keys] | None = None) -> None:
        """Work with these keys; `reread` fetches them again when a data key names a master that is not known yet."""
        self.keys, self._reread = keys, reread
        self._open_keys.clear()

    def make_data_key(self, owner_id: uuid.UUID) -> None:
        """Give a new record or account its data key, in the request's transaction.

        The keys are read anew: wrapped by a master that was rotated away meanwhile, it would be lost with its retirement.
        """
        if self._reread is not None:
            self.keys = self._reread()
        key = AESGCM.generate_key(bit_length=256)
        db.session.add(DataKey(owner_id=owner_id, wrapped=self._wrap(owner_id, key)))
        db.session.flush()
        self._keep(owner_id, key)

    def warm(self, owner_ids: Iterable[uuid.UUID]) -> None:
        """Fetch many data keys in one query, so that a list costs the same whatever its length."""
        wanted = [owner for owner in set(owner_ids) if self._kept(owner) is None]
        if wanted:
            for row in db.session.scalars(select(DataKey).where(among(DataKey.owner_id, wanted))):
                self._keep(row.owner_id, self._unwrap(row.owner_id, row.wrapped))

    def seal(self, owner_id: uuid.UUID, place: str, words: str) -> bytes:
        """Seal `words` for one place (`table.column:row`)."""
        return self.seal_bytes(owner_id, place, words.encode())

    def open(self, owner_id: uuid.UUID, place: str, sealed: bytes) -> str:
        """The words sealed for that place. Raises InvalidTag when moved or altered, Erased when the key is gone."""
        return self.open_bytes(owner_id, place, sealed).decode()

    def seal_bytes(self, owner_id: uuid.UUID, place: str, given: bytes) -> bytes:
        """Seal what is no text, such as a photo, for one place."""
        nonce = os.urandom(NONCE_BYTES)
        return FORMAT + nonce + self._cipher(owner_id).encrypt(nonce, given, place.encode())

    def open_bytes(self, owner_id: uuid.UUID, place: str, sealed: bytes) -> bytes:
        """What was sealed for that place. Raises as `open` does."""
        if sealed[:1] != FORMAT or len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
            raise InvalidTag
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        return self._cipher(owner_id).decrypt(nonce, body, place.encode())

    def blind_index(self, kind: str, value: str) -> bytes:
        """A keyed fingerprint, to find a row by an identifier that is stored sealed."""
        return hmac.new(self.keys.index, f"{kind}:{value}".encode(), hashlib.sha256).digest()

    def rewrap(self, row: DataKey) -> None:
        """Wrap one data key by the current master key."""
        row.wrapped = self._wrap(row.owner_id, self._unwrap(row.owner_id, row.wrapped))

    def _cipher(self, owner_id: uuid.UUID) -> AESGCM:
        cipher = self._kept(owner_id)
        if cipher is None:
            self.warm([owner_id])
            cipher = self._kept(owner_id)
        if cipher is None:
            raise Erased(str(owner_id))
        return cipher

    def _kept(self, owner_id: uuid.UUID) -> AESGCM | None:
        found = self._open_keys.get(owner_id)
        if found is None or found[0] < time.monotonic():
            return None
        return found[1]

    def _keep(self, owner_id: uuid.UUID, key: bytes) -> None:
        self._open_keys.pop(owner_id, None)  # So that it stands last, also when another thread throws old ones out.
        self._open_keys[owner_id] = (time.monotonic() + self.KEPT_SECONDS, AESGCM(key))
        while len(self._open_keys) > self.KEPT:
            self._open_keys.popitem(last=False)

    def _wrap(self, owner_id: uuid.UUID, key: bytes) -> bytes:
        nonce, name = os.urandom(NONCE_BYTES), self.keys.current
        return name.encode() + b":" + nonce + AESGCM(self.keys.masters[name]).encrypt(nonce, key, owner_id.bytes)

    def _unwrap(self, owner_id: uuid.UUID, wrapped: bytes) -> bytes:
        name, _, rest = wrapped.partition(b":")
        if name.decode() not in self.keys.masters and self._reread is not None:
            self.keys = self._reread()  # Rotated while this process runs.
        master = AESGCM(self.keys.masters[name.decode()])
        return master.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], owner_id.bytes)


vault = Vault()


class SealedBytes:
    """A model's attribute that is stored sealed in another column, as bytes.

    `image = SealedBytes("image_sealed")` reads and writes `image_sealed`, a bytes column. Set `id` and the owner before it;
    `owner` names the attribute that holds the data key's id (`record_id`, or `account_id` for identity's rows). A model with
    record content names its `__section__`: opening any of it for another account takes a row in the audit.
    """

    def __init__(self, column: str, owner: str = "record_id") -> None:
        self.column, self.owner = column, owner

    def __get__(self, row: Any, _: type | None = None) -> Any:
        if row is None:
            return self
        sealed = getattr(row, self.column)
        return None if sealed is None else self.open(type(row), row.id, getattr(row, self.owner), sealed)

    def open(self, model: Any, row_id: uuid.UUID, owner_id: uuid.UUID, sealed: bytes) -> Any:
        """Open what a query fetched as a bare column, for a list that needs no whole rows."""
        section = getattr(model, "__section__", None)
        if section is not None:
            note_opened(owner_id, section)
        return vault.open_bytes(owner_id, f"{model.__tablename__}.{self.column}:{row_id}", sealed)

    def __set__(self, row: Any, given: Any) -> None:
        owner_id = getattr(row, self.owner)
        if row.id is None or owner_id is None:
            raise ValueError(f"Set id and {self.owner} before what is to be sealed.")
        setattr(row, self.column, None if given is None else vault.seal_bytes(owner_id, self._place(row), given))

    def _place(self, row: Any) -> str:
        return f"{row.__tablename__}.{self.column}:{row.id}"


class Sealed(SealedBytes):
    """The same for words: `words = Sealed("words_sealed")`."""

    def open(self, model: Any, row_id: uuid.UUID, owner_id: uuid.UUID, sealed: bytes) -> str:
        """The words that a query fetched as a bare column."""
        opened: bytes = super().open(model, row_id, owner_id, sealed)
        return opened.decode()

    def __set__(self, row: Any, words: str | None) -> None:
        super().__set__(row, None if words is None else words.encode())
