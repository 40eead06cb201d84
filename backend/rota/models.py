"""Rotations, one-off overrides, swaps, absences, and which warnings went out. Instants are UTC; wall times are London's."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base

DUTY, SHIFT = "duty", "shift"
DESKS = (DUTY, SHIFT)
DESK_CHECK = "desk IN ('duty', 'shift')"
SPAN_CHECK = "until_at > from_at"


class Rotation(Base):
    """Who takes turns at a desk: the next of `places` every `turn_days`, at `hands_over_at`; there on `weekdays` (Monday is 0)
    from `begins` to `ends`, past midnight when that is not later. One account in `places` is a fixed weekly shift.
    """

    __tablename__ = "rotations"
    __table_args__ = (
        CheckConstraint(DESK_CHECK, name="desk"),
        CheckConstraint("turn_days BETWEEN 1 AND 56", name="turn_days"),
        Index("ix_rotations_team_id", "team_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    desk: Mapped[str]
    name: Mapped[str]
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    turn_days: Mapped[int]
    hands_over_at: Mapped[time]
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    begins: Mapped[time]
    ends: Mapped[time]
    places: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid))
    made_by: Mapped[uuid.UUID]
    made_at: Mapped[datetime]


class DutyOverride(Base):
    """Somebody is at a desk for once: beside those of the rota, or `instead_of` one of them. `ended_at`: taken back."""

    __tablename__ = "duty_overrides"
    __table_args__ = (
        CheckConstraint(DESK_CHECK, name="desk"),
        CheckConstraint(SPAN_CHECK, name="span"),
        Index("ix_duty_overrides_team_id_until_at", "team_id", "until_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    desk: Mapped[str]
    account_id: Mapped[uuid.UUID]
    instead_of: Mapped[uuid.UUID | None]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    made_by: Mapped[uuid.UUID]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ShiftSwap(Base):
    """One asks a colleague to take a turn; with the answer yes it is theirs."""

    __tablename__ = "shift_swaps"
    __table_args__ = (
        CheckConstraint(DESK_CHECK, name="desk"),
        CheckConstraint(SPAN_CHECK, name="span"),
        CheckConstraint("answer IN ('yes', 'no', 'taken_back')", name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        Index("ix_shift_swaps_team_id_until_at", "team_id", "until_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    desk: Mapped[str]
    from_account_id: Mapped[uuid.UUID]
    to_account_id: Mapped[uuid.UUID]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class Absence(Base):
    """Somebody is away, in all their teams; `cover_account_id` answers for them meanwhile. `ended_at`: back, or taken back."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint(SPAN_CHECK, name="span"),
        CheckConstraint("cover_account_id <> account_id", name="somebody_else_covers"),
        Index("ix_absences_account_id_until_at", "account_id", "until_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    cover_account_id: Mapped[uuid.UUID | None]
    made_by: Mapped[uuid.UUID]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RotaWarning(Base):
    """That somebody was warned of something: a gap, a turn whose worker cannot be reached. Each goes out once."""

    __tablename__ = "rota_warnings"

    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
