"""What carers told a team, and who has read it. Rows are only ever added."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed


class CarerMessage(Base):
    """Words to a team, sealed under a key of their own. From an account and about a record, or from the public page.

    `relation`: what the sender was to the person when it was sent. `about` and the sender's name and contact are what
    somebody without an account wrote.
    """

    __tablename__ = "carer_messages"
    __table_args__ = (
        CheckConstraint(
            "(account_id IS NULL) = (record_id IS NULL) AND (account_id IS NULL) = (trusted_person_id IS NULL)"
            " AND (account_id IS NULL) = (sender_name_sealed IS NOT NULL)",
            name="from_somebody",
        ),
        Index("ix_carer_messages_team_id_at", "team_id", "at"),
        Index("ix_carer_messages_record_id", "record_id"),
        Index("ix_carer_messages_account_id", "account_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    account_id: Mapped[uuid.UUID | None]
    record_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("records.id"))
    trusted_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("trusted_people.id"))
    relation: Mapped[str | None]
    in_confidence: Mapped[bool]
    at: Mapped[datetime]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    about_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sender_name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sender_contact_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    words = Sealed("words_sealed", owner="id")
    about = Sealed("about_sealed", owner="id")
    sender_name = Sealed("sender_name_sealed", owner="id")
    sender_contact = Sealed("sender_contact_sealed", owner="id")


class CarerMessageRead(Base):
    """That a worker has read a message, and when."""

    __tablename__ = "carer_message_reads"

    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("carer_messages.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
