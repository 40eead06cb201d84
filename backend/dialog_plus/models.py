"""Conversations and what is written in them. But for a conversation's place and end, rows are only ever added."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed

SECTION = "dialog_plus_plan"
OPEN = text("ended_at IS NULL")


class Conversation(Base):
    """One conversation; a record has at most one open. `version` counts its changes, `at_*` is the step that both see."""

    __tablename__ = "conversations"
    __section__ = SECTION
    __table_args__ = (
        Index("uq_conversations_record_id_open", "record_id", unique=True, postgresql_where=OPEN),
        Index("ix_conversations_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    begun_by: Mapped[uuid.UUID]
    begun_at: Mapped[datetime]
    together: Mapped[bool]
    response_id: Mapped[uuid.UUID | None]
    version: Mapped[int]
    at_area: Mapped[str | None]
    at_step: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None]
    ended_how: Mapped[str | None]


class Choice(Base):
    """Which areas a conversation is about, in their order."""

    __tablename__ = "conversation_choices"
    __section__ = SECTION
    __table_args__ = (UniqueConstraint("conversation_id", "version"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    conversation_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    version: Mapped[int]
    areas: Mapped[list[str]] = mapped_column(JSONB)


class Note(Base):
    """One version of what stands under a prompt of an area. `typed_for`: self, or the side whose words were typed."""

    __tablename__ = "conversation_notes"
    __section__ = SECTION
    __table_args__ = (UniqueConstraint("conversation_id", "area", "prompt", "version"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    conversation_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    area: Mapped[str]
    prompt: Mapped[str]
    version: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    typed_for: Mapped[str]

    words = Sealed("words_sealed")


class Presence(Base):
    """When an account last had a conversation open on a device of its own. Written by `note_presence` alone."""

    __tablename__ = "conversation_presences"
    __section__ = SECTION

    conversation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    side: Mapped[str]
    seen_at: Mapped[datetime]


class ActionVersion(Base):
    """One version of who does what by when, written in a conversation. Both sides say yes to a version."""

    __tablename__ = "action_versions"
    __section__ = SECTION
    __table_args__ = (
        UniqueConstraint("action_id", "version"),
        Index("ix_action_versions_record_id", "record_id"),
        Index("ix_action_versions_due_on", "due_on"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    action_id: Mapped[uuid.UUID]
    version: Mapped[int]
    conversation_id: Mapped[uuid.UUID]
    area: Mapped[str | None]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    owner: Mapped[str]
    owner_account_id: Mapped[uuid.UUID | None]
    owner_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    due_on: Mapped[date | None]
    is_removed: Mapped[bool]
    typed_for: Mapped[str]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]

    words = Sealed("words_sealed")
    owner_name = Sealed("owner_name_sealed")


class Agreement(Base):
    """One side's yes to one version. `how`: on that side's own device, or typed by `account_id` on the device of the other."""

    __tablename__ = "action_agreements"
    __section__ = SECTION
    __table_args__ = (
        UniqueConstraint("action_id", "version", "side", "how"),
        Index("ix_action_agreements_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    action_id: Mapped[uuid.UUID]
    version: Mapped[int]
    side: Mapped[str]
    how: Mapped[str]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]


class Progress(Base):
    """How an action went; the newest counts. It is no change of what was agreed."""

    __tablename__ = "action_progress"
    __section__ = SECTION
    __table_args__ = (Index("ix_action_progress_record_id", "record_id", "action_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    action_id: Mapped[uuid.UUID]
    status: Mapped[str]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    conversation_id: Mapped[uuid.UUID | None]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]

    words = Sealed("words_sealed")


class Reminder(Base):
    """That its owner was reminded of what is due that day."""

    __tablename__ = "action_reminders"
    __section__ = SECTION

    action_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    at: Mapped[datetime]


class PlanVersion(Base):
    """What a finished conversation made, sealed as one piece of JSON. It never changes."""

    __tablename__ = "plan_versions"
    __section__ = SECTION
    __table_args__ = (UniqueConstraint("record_id", "version"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    conversation_id: Mapped[uuid.UUID]
    version: Mapped[int]
    written: Mapped[str]
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]

    body = Sealed("body_sealed")
