"""A step-up as it stands, and the events that brought it there. Events are only ever added."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base
from backend.core.encryption import Sealed


class StepUp(Base):
    """One request. `version` rises with each event; `ladder` is the snapshot taken when it was asked (see `ladder`).

    `next_due_at` is when the engine must look again: the next rung, the promise's end, or the next opening. It is empty only
    when a human has the matter in hand (spoken to, plan agreed) or has ended it.
    """

    __tablename__ = "step_ups"
    __section__ = "step_ups"
    __table_args__ = (
        Index("ix_step_ups_next_due_at", "next_due_at", postgresql_where=text("next_due_at IS NOT NULL")),
        Index("ix_step_ups_team_id_state", "team_id", "state"),
        Index(
            "uq_step_ups_record_id_open",
            "record_id",
            unique=True,
            postgresql_where=text("state NOT IN ('closed', 'withdrawn')"),
        ),
        Index("ix_step_ups_record_id_asked_at", "record_id", "asked_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    state: Mapped[str]
    version: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    wants_to_hear: Mapped[str]
    reach_by: Mapped[str]
    reach_on_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    best_time: Mapped[str]
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    ladder: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    rung: Mapped[int]
    cycle: Mapped[int]
    climbing_since: Mapped[datetime]
    next_due_at: Mapped[datetime | None]
    promised_by: Mapped[uuid.UUID | None]
    promise_ends_at: Mapped[datetime | None]

    words = Sealed("words_sealed")
    reach_on = Sealed("reach_on_sealed")


class StepUpEvent(Base):
    """One thing that happened: what, when, by whom (nobody: by the service), and words where somebody wrote some."""

    __tablename__ = "step_up_events"
    __section__ = "step_ups"
    __table_args__ = (Index("ix_step_up_events_step_up_id_at", "step_up_id", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step_up_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("step_ups.id"))
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    kind: Mapped[str]
    cycle: Mapped[int]
    account_id: Mapped[uuid.UUID | None]
    at: Mapped[datetime]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)

    # Only so that a new request goes in before its first event, in one go.
    step_up: Mapped[StepUp] = relationship(lazy="raise")

    words = Sealed("words_sealed")
