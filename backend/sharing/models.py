"""Decisions about sharing, and invitations."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed

LIVE = text("until_at IS NULL")


class Grant(Base):
    """One decision about one section and one team or account. A change ends the live row and adds another."""

    __tablename__ = "grants"
    __table_args__ = (
        CheckConstraint("num_nonnulls(team_id, account_id) = 1", name="one_grantee"),
        CheckConstraint("decision IN ('shared', 'not_shared')", name="decision"),
        Index("uq_grants_live_team", "record_id", "team_id", "section", unique=True, postgresql_where=LIVE),
        Index("uq_grants_live_account", "account_id", "section", "record_id", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    section: Mapped[str]
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("teams.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    decision: Mapped[str]
    wording: Mapped[str]
    decided_by: Mapped[uuid.UUID]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]


class Invitation(Base):
    """A worker's letter to somebody whom she knows. Opening uses nothing; joining uses it up."""

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("identity_check IN ('known_to_me', 'saw_document')", name="identity_check"),
        Index("ix_invitations_team_id_created_at", "team_id", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    key_worker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    invited_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    identity_check: Mapped[str]
    preferred_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    preferred_name = Sealed("preferred_name_sealed", owner="id")
