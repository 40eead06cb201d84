"""What a person has begun to write, sealed with her account's key."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed


class Draft(Base):
    """One form's words. `kept_at` is when they were written, `forget_at` when they go whatever happens."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_forget_at", "forget_at"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kept_at: Mapped[datetime]
    forget_at: Mapped[datetime]
    key_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    key = Sealed("key_sealed", owner="account_id")
    content = Sealed("content_sealed", owner="account_id")
