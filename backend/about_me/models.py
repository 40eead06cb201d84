"""Entries and contacts: rows are only ever added, and the newest version counts."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed


class Entry(Base):
    """One version of what one account wrote under one heading. Empty words: it was taken away."""

    __tablename__ = "about_me_entries"
    __section__ = "about_me"
    __table_args__ = (UniqueConstraint("record_id", "heading", "account_id", "version"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    heading: Mapped[str]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    version: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    words = Sealed("words_sealed")


class ContactVersion(Base):
    """One version of somebody who matters to the person. `is_ended`: they were taken off the list, by `account_id`."""

    __tablename__ = "about_me_contacts"
    __section__ = "about_me"
    __table_args__ = (
        UniqueConstraint("contact_id", "version"),
        Index("ix_about_me_contacts_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[uuid.UUID]
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    version: Mapped[int]
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    is_ended: Mapped[bool]
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    relation_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    name = Sealed("name_sealed")
    relation = Sealed("relation_sealed")
    phone = Sealed("phone_sealed")
    note = Sealed("note_sealed")
