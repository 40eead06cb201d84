"""Findings: opened once, closed by themselves."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base


class Finding(Base):
    """Something that should not be: `kind` is a check's name, `subject` an opaque id or a name of ours, nobody's words."""

    __tablename__ = "findings"
    __table_args__ = (
        Index("uq_findings_open", "kind", "subject", unique=True, postgresql_where=text("closed_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class FindingTelling(Base):
    """That operators were told by `channel` (mail, webhook) that a finding has opened or closed; the last time counts."""

    __tablename__ = "finding_tellings"
    __table_args__ = (CheckConstraint("what IN ('opened', 'closed')", name="what"),)

    finding_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("findings.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
