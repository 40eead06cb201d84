"""Where a copy of the plan is kept, by the person's choice. Nothing of the plan itself."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base


class KeptPlan(Base):
    """One browser that may keep the plan. Its secret is in a cookie there, its hash here; an end is never undone."""

    __tablename__ = "kept_plans"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_kept_plans_account_id", "account_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    session_id: Mapped[uuid.UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[str]
    kept_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
