"""Goals and what belongs to them. A goal's state is its row; its words, steps, scores and history are only ever added to."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed

SECTION = "goals"


class Goal(Base):
    """One goal as it stands now. `account_id` put it there: another than its person only suggested it."""

    __tablename__ = "goals"
    __section__ = SECTION
    __table_args__ = (
        CheckConstraint("tracked BETWEEN 1 AND 3", name="tracked"),
        Index("ix_goals_record_id", "record_id"),
        Index(
            "uq_goals_record_id_tracked",
            "record_id",
            "tracked",
            unique=True,
            postgresql_where=text("tracked IS NOT NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    status: Mapped[str]
    is_private: Mapped[bool]
    tracked: Mapped[int | None]


class GoalVersion(Base):
    """One wording. `baseline` counts up when another goal was made of it."""

    __tablename__ = "goal_versions"
    __section__ = SECTION
    __table_args__ = (
        UniqueConstraint("goal_id", "version"),
        Index("ix_goal_versions_goal_id", "goal_id"),
        Index("ix_goal_versions_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("goals.id"))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    version: Mapped[int]
    baseline: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    why_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    helper_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    area: Mapped[str | None]
    target_on: Mapped[date | None]

    words = Sealed("words_sealed")
    why = Sealed("why_sealed")
    helper = Sealed("helper_sealed")


class GoalEvent(Base):
    """What became of a goal, by whom, with their words if they had any."""

    __tablename__ = "goal_events"
    __section__ = SECTION
    __table_args__ = (Index("ix_goal_events_goal_id", "goal_id"), Index("ix_goal_events_record_id", "record_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("goals.id"))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    kind: Mapped[str]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    words = Sealed("words_sealed")


class GoalStep(Base):
    """One version of a step. `action_id`: the agreed action that it was made of."""

    __tablename__ = "goal_steps"
    __section__ = SECTION
    __table_args__ = (
        UniqueConstraint("step_id", "version"),
        Index("ix_goal_steps_goal_id", "goal_id"),
        Index("ix_goal_steps_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("goals.id"))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    step_id: Mapped[uuid.UUID]
    version: Mapped[int]
    position: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    is_done: Mapped[bool]
    is_removed: Mapped[bool]
    action_id: Mapped[uuid.UUID | None]

    words = Sealed("words_sealed")


class GoalScore(Base):
    """How near the goal was at one time, 0 to 10, with the code of the slot that it was tracked in."""

    __tablename__ = "goal_scores"
    __section__ = SECTION
    __table_args__ = (Index("ix_goal_scores_goal_id", "goal_id"), Index("ix_goal_scores_record_id", "record_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("goals.id"))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    baseline: Mapped[int]
    code: Mapped[str]
    value: Mapped[int]
    answered_at: Mapped[datetime]
    how: Mapped[str]
