"""Accounts and what lets them in. Names and contacts are sealed; secrets are kept as hashes only."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed


class Account(Base):
    """One human being who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    name = Sealed("name_sealed", owner="id")


class Contact(Base):
    """An e-mail address or mobile. `kind` is email or text; only a confirmed one lets anybody in or is written to."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("kind IN ('email', 'text')", name="kind"),
        Index("ix_contacts_account_id", "account_id"),
        Index("uq_contacts_confirmed", "fingerprint", unique=True, postgresql_where=text("confirmed_at IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str]
    value_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    value = Sealed("value_sealed", owner="account_id")


class Passkey(Base):
    """The public half of a key pair on somebody's device. `is_synced`: it may be copied to her other devices."""

    __tablename__ = "passkeys"
    __table_args__ = (UniqueConstraint("credential_id"), Index("ix_passkeys_account_id", "account_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    is_synced: Mapped[bool] = mapped_column(Boolean)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    name = Sealed("name_sealed", owner="account_id")


class Identity(Base):
    """Who somebody is at a provider that signs her in for us. Found by a fingerprint of issuer and subject together."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("subject_fingerprint"), UniqueConstraint("account_id", "issuer"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    provider: Mapped[str]
    issuer: Mapped[str]
    subject_fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    subject_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    level: Mapped[str | None]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    subject = Sealed("subject_sealed", owner="account_id")


class Challenge(Base):
    """What a device must sign, once, within five minutes. `account_id`: whose passkey; `subject_id`: for what."""

    __tablename__ = "challenges"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[uuid.UUID | None]
    subject_id: Mapped[uuid.UUID | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class OneTimeCode(Base):
    """A code and its twin link, hashed. `subject_id` is the account, contact or invitation that it is for.

    A row whose `subject_id` is empty was asked for a contact that nobody has: it answers like the others and opens
    nothing.
    """

    __tablename__ = "one_time_codes"
    __table_args__ = (UniqueConstraint("token_hash"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    contact_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    contact = Sealed("contact_sealed", owner="subject_id")


class Session(Base):
    """One signed-in browser. `how`: passkey, code, link, join, or `openid:` with the provider's key.

    The secret itself is only in the browser's cookie.
    """

    __tablename__ = "sessions"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_sessions_account_id", "account_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    how: Mapped[str]
    device: Mapped[str]
    signed_in_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
