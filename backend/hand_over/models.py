"""That somebody's work was handed over: by whom, and how much of what. To whom each thing went stands in the audit."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base


class HandOver(Base):
    """One hand-over of `account_id`'s work. `asked_hash` knows a retry again; `done` holds numbers alone."""

    __tablename__ = "hand_overs"
    __table_args__ = (Index("ix_hand_overs_team_id_made_at", "team_id", "made_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    account_id: Mapped[uuid.UUID]
    asked_hash: Mapped[bytes] = mapped_column(LargeBinary)
    done: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_by: Mapped[uuid.UUID]
    made_at: Mapped[datetime]
