"""Instruments that were loaded, what was answered, what was asked for, and when a worker last looked."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed


class LoadedInstrument(Base):
    """A questionnaire that the trust has loaded, in our own format, as it was checked."""

    __tablename__ = "instruments"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[str]
    version: Mapped[str]
    definition: Mapped[dict[str, Any]] = mapped_column(JSONB)
    added_at: Mapped[datetime]


class QuestionnaireResponse(Base):
    """One filled-in questionnaire. `at`: when it reached us, at or after `answered_at`. `how`: alone, together or for_them."""

    __tablename__ = "questionnaire_responses"
    __section__ = "dialog_results"
    __table_args__ = (Index("ix_questionnaire_responses_record_id", "record_id", "answered_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    instrument: Mapped[str]
    version: Mapped[str]
    answered_at: Mapped[datetime]
    at: Mapped[datetime]
    account_id: Mapped[uuid.UUID]
    how: Mapped[str]
    is_private: Mapped[bool]
    asked_id: Mapped[uuid.UUID | None]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    words = Sealed("words_sealed")


class QuestionnaireAnswer(Base):
    """One line of a response: a value by the item's code, or why there is none. Private as its response is."""

    __tablename__ = "questionnaire_answers"
    __section__ = "dialog_results"
    __table_args__ = (
        CheckConstraint("(value IS NULL) <> (skipped IS NULL)", name="answered_or_skipped"),
        Index("ix_questionnaire_answers_record_id", "record_id"),
    )

    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questionnaire_responses.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    code: Mapped[str | None]
    value: Mapped[int | None]
    skipped: Mapped[str | None]
    wants_help: Mapped[bool | None]
    is_private: Mapped[bool]


class QuestionnaireAsk(Base):
    """A worker asks for a questionnaire by a day. Ended by a response, or taken back."""

    __tablename__ = "questionnaire_asks"
    __section__ = "care"
    __table_args__ = (
        Index("ix_questionnaire_asks_record_id", "record_id"),
        Index("ix_questionnaire_asks_due_on", "due_on", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    instrument: Mapped[str]
    team_id: Mapped[uuid.UUID]
    asked_by: Mapped[uuid.UUID]
    at: Mapped[datetime]
    due_on: Mapped[date]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    response_id: Mapped[uuid.UUID | None]
    ended_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]

    words = Sealed("words_sealed")


class OutcomeLook(Base):
    """When a worker last looked at somebody's ratings: what came later is new to them."""

    __tablename__ = "outcome_looks"

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
