"""Starts that are under way, proofs that belong to nobody yet, sessions that a provider began, and its notices of their end."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base


class Attempt(Base):
    """A start under way. What it is for is sealed by the browser's own secret: the database alone opens nothing of it."""

    __tablename__ = "openid_attempts"
    __table_args__ = (UniqueConstraint("state_hash"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    state_hash: Mapped[bytes] = mapped_column(LargeBinary)
    provider: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class PendingIdentity(Base):
    """A proof that belongs to nobody yet, for a quarter of an hour and for the browser that brought it. Sealed as a start is."""

    __tablename__ = "pending_identities"
    __table_args__ = (UniqueConstraint("browser_hash"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    provider: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class IdentitySession(Base):
    """A session that began by an identity. The fingerprint is of the provider's own name for its session (`sid`)."""

    __tablename__ = "identity_sessions"

    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    identity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identities.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    sid_fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)


class LogoutNotice(Base):
    """A provider's notice that was taken, so that it is not taken twice. It names a session there, or everything of a subject.

    Requests reach it only through functions of migration 0020.
    """

    __tablename__ = "logout_jtis"

    jti_fingerprint: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    subject_fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    sid_fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    taken_at: Mapped[datetime]
    expires_at: Mapped[datetime]
