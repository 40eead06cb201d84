"""The plan as rows: a section's versions are only ever added to, and its head says which counts and who sees it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed

SECTION = "safety_plan"


class SafetyPlan(Base):
    """That there is a plan. Locked while something is saved; `version` counts the saves."""

    __tablename__ = "safety_plans"

    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"), primary_key=True)
    version: Mapped[int]
    begun_at: Mapped[datetime]


class PlanSection(Base):
    """The head of a section. `audience`: shared (with whoever sees the plan), team (her team alone) or mine."""

    __tablename__ = "safety_plan_sections"
    __table_args__ = (CheckConstraint("audience IN ('shared', 'team', 'mine')", name="audience"),)

    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"), primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    audience: Mapped[str]


class SectionVersion(Base):
    """What stood in a section from one save on. The body is JSON: a list of items.

    `with_account_id`: who wrote it with her. `from_plan_version`: it was brought back from there.
    """

    __tablename__ = "safety_plan_versions"
    __section__ = SECTION
    __table_args__ = (
        UniqueConstraint("record_id", "heading", "version"),
        UniqueConstraint("save_id", "heading"),
        Index("ix_safety_plan_versions_plan_version", "record_id", "plan_version"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    heading: Mapped[str]
    version: Mapped[int]
    plan_version: Mapped[int]
    account_id: Mapped[uuid.UUID]
    save_id: Mapped[uuid.UUID]
    with_account_id: Mapped[uuid.UUID | None]
    at: Mapped[datetime]
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    from_plan_version: Mapped[int | None]

    body = Sealed("body_sealed")


class Suggestion(Base):
    """An item that somebody else proposes. It lies between the two of them until she takes or declines it."""

    __tablename__ = "safety_plan_suggestions"
    __section__ = SECTION
    __table_args__ = (
        CheckConstraint("answer IN ('taken', 'declined')", name="answer"),
        Index("ix_safety_plan_suggestions_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    heading: Mapped[str]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]

    body = Sealed("body_sealed")


class Agreement(Base):
    """One side's yes to a proposal: the plan as it stood at `plan_version`, to be looked at again on `review_on`.

    `team_saw`: a fingerprint of which versions her team then saw. What it does not see is not in it.
    """

    __tablename__ = "safety_plan_agreements"
    __section__ = SECTION
    __table_args__ = (
        UniqueConstraint("proposal_id", "side"),
        CheckConstraint("side IN ('person', 'worker')", name="side"),
        Index("ix_safety_plan_agreements_record_id", "record_id"),
        Index("ix_safety_plan_agreements_review_on", "review_on"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    proposal_id: Mapped[uuid.UUID]
    plan_version: Mapped[int]
    review_on: Mapped[date]
    side: Mapped[str]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    team_saw: Mapped[bytes] = mapped_column(LargeBinary)


class ReviewReminder(Base):
    """That both were reminded, once, of the day to look at it again."""

    __tablename__ = "safety_plan_reminders"

    proposal_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    at: Mapped[datetime]
