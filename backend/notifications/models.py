"""Devices, notices, deliveries, and the two boxes in which written-out messages lie until they are sent."""

from __future__ import annotations

import uuid
from datetime import datetime, time

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base
from backend.core.encryption import Sealed

CHANNELS = ("push", "text", "email")
LIVE = text("removed_at IS NULL")


class Device(Base):
    """A browser that takes pushes. Whoever knows the endpoint may push to it, so it is sealed and never logged."""

    __tablename__ = "devices"
    __table_args__ = (
        Index("uq_devices_endpoint_index_live", "endpoint_index", unique=True, postgresql_where=LIVE),
        Index("ix_devices_account_id", "account_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    label_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    endpoint_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    p256dh_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    auth_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    endpoint_index: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    last_confirmed_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_because: Mapped[str | None]

    label = Sealed("label_sealed", owner="account_id")
    endpoint = Sealed("endpoint_sealed", owner="account_id")
    p256dh = Sealed("p256dh_sealed", owner="account_id")
    auth = Sealed("auth_sealed", owner="account_id")


class Notice(Base):
    """That an account is to be told: `kind` is the caller's word, `subject_id` what it is about.

    `channels`: the ways in which it may go out, in their order. With `next_channel_seconds` the next one starts so long after
    the one before, when nothing was seen: at `next_channel_at`. `seen_at`: shown on a device, or opened in the app.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index(
            "ix_notices_unexpanded",
            "created_at",
            postgresql_where=text("expanded_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_notices_subject_id", "subject_id"),
        Index("ix_notices_account_id", "account_id"),
        Index(
            "ix_notices_next_channel_at",
            "next_channel_at",
            postgresql_where=text("next_channel_at IS NOT NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    urgent: Mapped[bool]
    created_at: Mapped[datetime]
    expanded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    channels: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default=text("ARRAY['push', 'text', 'email']"), default=lambda: [*CHANNELS]
    )
    next_channel_seconds: Mapped[int | None]
    next_channel_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class Delivery(Base):
    """One way in which a notice goes out. `failure` is a word of ours (see `outcomes`), never what others answered.

    `merged_into`: it goes or went out as one with that other delivery (see `bursts`). `received_at`: when its carrier said that
    it arrived.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("channel IN ('push', 'text', 'email')", name="channel"),
        CheckConstraint(
            "state IN ('waiting', 'claimed', 'handed_over', 'shown', 'failed', 'withdrawn', 'merged')",
            name="state",
        ),
        CheckConstraint("state <> 'claimed' OR lease_until IS NOT NULL", name="lease"),
        Index("ix_deliveries_notice_id", "notice_id"),
        Index("ix_deliveries_account_id", "account_id", "next_attempt_at"),
        Index("ix_deliveries_merged_into", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
        Index("ix_deliveries_merged", "merged_into", postgresql_where=text("state = 'merged'")),
        Index("ix_deliveries_due", "next_attempt_at", postgresql_where=text("state IN ('waiting', 'claimed')")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notices.id"))
    account_id: Mapped[uuid.UUID]
    device_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("devices.id"))
    channel: Mapped[str]
    topic: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int]
    lease_until: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    failure: Mapped[str | None]
    merged_into: Mapped[uuid.UUID | None]
    received_at: Mapped[datetime | None]

    # So that a new notice goes in before its deliveries, in one go; both are known only where they were just read.
    notice: Mapped[Notice] = relationship(lazy="raise")
    device: Mapped[Device | None] = relationship(lazy="raise")


class QuietHours(Base):
    """When an account's own device stays quiet, in London's time; duty knows none."""

    __tablename__ = "quiet_hours"

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    begins: Mapped[time]
    ends: Mapped[time]


class CodeMessage(Base):
    """A one-time code or link on its way out; gone as soon as it is sent. `body` is sealed by `letters`."""

    __tablename__ = "code_messages"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    channel: Mapped[str]
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime] = mapped_column(index=True)


class DemoMessage(Base):
    """What would have gone out by e-mail or text, kept for the demo's page. Empty everywhere else."""

    __tablename__ = "demo_messages"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    channel: Mapped[str]
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
