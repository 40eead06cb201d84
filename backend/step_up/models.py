"""A step-up as it stands, and the events that brought it there. Events are only ever added."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from backend.core import clock
from backend.core.db import Base
from backend.core.encryption import Sealed


class StepUp(Base):
    """One request. `version` rises with each event; `ladder` is the snapshot taken when it was asked (see `ladder`).

    `next_due_at` is when the engine must look again: the next rung, the promise's end, or the next opening. It is empty only
    when a human has the matter in hand (spoken to, plan agreed) or has ended it. `helping_team_id`: another team that was
    asked too while the own one was closed. `repeats`: how often the top rung has been told in this climb. `looked_at`: when
    `next_due_at` was last set; later than now, it was set by a clock that was wrong, and counts no longer.
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
        Index("ix_step_ups_looked_at", "looked_at", postgresql_where=text("next_due_at IS NOT NULL")),
        Index(
            "ix_step_ups_helping_team_id",
            "helping_team_id",
            postgresql_where=text("helping_team_id IS NOT NULL"),
        ),
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
    ladder: Mapped[Any] = mapped_column(JSONB)
    rung: Mapped[int]
    cycle: Mapped[int]
    climbing_since: Mapped[datetime]
    next_due_at: Mapped[datetime | None]
    promised_by: Mapped[uuid.UUID | None]
    promise_ends_at: Mapped[datetime | None]
    helping_team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("teams.id"))
    repeats: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    looked_at: Mapped[datetime | None]

    words = Sealed("words_sealed")
    reach_on = Sealed("reach_on_sealed")

    @validates("next_due_at")
    def _note_when_it_was_set(self, _name: str, due: datetime | None) -> datetime | None:
        self.looked_at = clock.now()
        return due


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


class Ladder(Base):
    """How a team answers requests of one urgency, as its lead has set it; only ever added to, the newest version counts."""

    __tablename__ = "ladders"
    __table_args__ = (
        UniqueConstraint("team_id", "urgency", "version", name="uq_ladders_team_id_urgency_version"),
        CheckConstraint("urgency IN ('today', 'few_days')", name="urgency"),
        CheckConstraint("0 < repeat_minutes AND repeat_minutes <= repeat_longest_minutes", name="repeats"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    urgency: Mapped[str]
    version: Mapped[int]
    rungs: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    repeat_minutes: Mapped[int]
    repeat_longest_minutes: Mapped[int]
    made_by: Mapped[uuid.UUID]
    made_at: Mapped[datetime]
