"""One row for each act or visit. `chain_id`, `seq` and `hash` are set by the database."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, FetchedValue, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base


class AuditEntry(Base):
    """`action` is `slice.past_tense`; `how` the way of a read (screen, list, api); `detail` holds no words of people."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("chain_id", "seq"),
        Index("ix_audit_entries_record_id_at", "record_id", "at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    chain_id: Mapped[uuid.UUID] = mapped_column(FetchedValue())
    seq: Mapped[int] = mapped_column(BigInteger, FetchedValue())
    hash: Mapped[bytes] = mapped_column(LargeBinary, FetchedValue())
    at: Mapped[datetime]
    action: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    actor_kind: Mapped[str]
    actor_role: Mapped[str | None]
    team_id: Mapped[uuid.UUID | None]
    session_id: Mapped[uuid.UUID | None]
    record_id: Mapped[uuid.UUID | None]
    section: Mapped[str | None]
    subject_id: Mapped[uuid.UUID | None]
    how: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)


class AuditHead(Base):
    """The newest link of each chain."""

    __tablename__ = "audit_heads"

    chain_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
