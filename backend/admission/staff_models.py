"""Which facts about a member of staff give which place in which team: what a trust decides, kept as data."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base


class StaffRule(Base):
    """One rule of one provider, never changed, only ended. `claims`: facts ("path=value"), all of which have to hold at once."""

    __tablename__ = "staff_rules"
    __table_args__ = (
        CheckConstraint("role IN ('worker', 'duty', 'lead', 'peer')", name="role"),
        CheckConstraint("jsonb_typeof(claims) = 'array' AND claims <> '[]'", name="asks_for_something"),
        Index("ix_staff_rules_provider", "provider", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    provider: Mapped[str]
    claims: Mapped[list[Any]] = mapped_column(JSONB)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    role: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
