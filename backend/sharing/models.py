"""Whom a person trusts, her decisions about sharing, stopping it all, emergency access, and workers' invitations."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base
from backend.core.encryption import Sealed

LIVE = text("until_at IS NULL")


RELATIONS = ("carer", "partner", "family", "friend", "advocate", "worker", "someone")


class TrustedPerson(Base):
    """Somebody whom a person invited: not yet accepted, accepted, or ended. What they may see is in their grants.

    `contact_index`: the blind index of the contact that the link was meant for, where she gave one. `ended_how` is a kind
    of `TrustedPersonEvent`. While the row lives, they meet her name, and nothing else without a grant.
    """

    __tablename__ = "trusted_people"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_trusted_people_record_id", "record_id"),
        Index(
            "uq_trusted_people_live", "account_id", "record_id", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    relation: Mapped[str]
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    please_do_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    please_dont_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    wrong_codes: Mapped[int]
    contact_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None]
    review_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]

    name = Sealed("name_sealed")
    please_do = Sealed("please_do_sealed")
    please_dont = Sealed("please_dont_sealed")


class TrustedPersonEvent(Base):
    """What happened between a person and somebody whom she trusts: who did it and when, in which wording. Never changed."""

    __tablename__ = "trusted_person_events"
    __table_args__ = (Index("ix_trusted_person_events_trusted_person_id_at", "trusted_person_id", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    trusted_person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trusted_people.id"))
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    kind: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[uuid.UUID | None]
    wording: Mapped[str]


class Grant(Base):
    """One decision about one section and one team or trusted person. A change ends the live row and adds another.

    `may_add`: see and add, else see. `starts_at` and `ends_at` are the time she chose; `from_at` and `until_at` say from
    when until when this decision stood. `only_while_open`: counts only while a request of hers is open.
    """

    __tablename__ = "grants"
    __table_args__ = (
        CheckConstraint("num_nonnulls(team_id, trusted_person_id) = 1", name="one_grantee"),
        CheckConstraint("decision IN ('shared', 'not_shared')", name="decision"),
        Index("uq_grants_live_team", "record_id", "team_id", "section", unique=True, postgresql_where=LIVE),
        Index("uq_grants_live_trusted_person", "trusted_person_id", "section", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    section: Mapped[str]
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("teams.id"))
    decision: Mapped[str]
    wording: Mapped[str]
    decided_by: Mapped[uuid.UUID]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    trusted_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("trusted_people.id"))
    may_add: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    only_while_open: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]


class SharingStop(Base):
    """All sharing stopped in one act. In force until undone; after ten minutes finished, with every grant ended."""

    __tablename__ = "sharing_stops"
    __table_args__ = (
        Index(
            "uq_sharing_stops_in_force",
            "record_id",
            unique=True,
            postgresql_where=text("undone_at IS NULL AND finished_at IS NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class BreakGlass(Base):
    """A worker's access without a grant, in an emergency: one session, four hours. The person may know from `tell_at` on.

    `reason` is the worker's, `held_reason` a lead's for telling the person later; both are shown to her then. `name` is what
    she was called, for leads who do not know her record; `nagged_at` when they were last told that its review is late.
    """

    __tablename__ = "break_glass"
    __section__ = "care"
    __table_args__ = (
        Index("ix_break_glass_account_id_session_id", "account_id", "session_id"),
        Index("ix_break_glass_record_id", "record_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    account_id: Mapped[uuid.UUID]
    session_id: Mapped[uuid.UUID]
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    began_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    tell_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    held_by: Mapped[uuid.UUID | None]
    held_reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    review_due_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[uuid.UUID | None]
    outcome: Mapped[str | None]
    review_words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nagged_at: Mapped[datetime | None]

    name = Sealed("name_sealed")
    reason = Sealed("reason_sealed")
    held_reason = Sealed("held_reason_sealed")
    review_words = Sealed("review_words_sealed")


class AccessReport(Base):
    """Something that a person found odd in who has looked, for the leads of the trust; `about_account_id` is never among them."""

    __tablename__ = "access_reports"
    __section__ = "care"
    __table_args__ = (
        CheckConstraint("num_nonnulls(answered_at, answered_by, answer_sealed) IN (0, 3)", name="answered"),
        Index("ix_access_reports_record_id_at", "record_id", "at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    entry_id: Mapped[uuid.UUID | None]
    about_account_id: Mapped[uuid.UUID | None]
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None]
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    name = Sealed("name_sealed")
    words = Sealed("words_sealed")
    answer = Sealed("answer_sealed")


class Withdrawal(Base):
    """A line for the ledger outside the database, which a restored back-up is held against. `kept_at`: it is in there."""

    __tablename__ = "withdrawals"
    __table_args__ = (Index("ix_withdrawals_not_kept", "at", postgresql_where=text("kept_at IS NULL")),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    kind: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    kept_at: Mapped[datetime | None]


class Invitation(Base):
    """A worker's letter to somebody whom she knows. Opening uses nothing; joining uses it up.

    `nhs_number_index`: the blind index of the NHS number, where the worker knew it; who joins with another one does not.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("identity_check IN ('known_to_me', 'saw_document')", name="identity_check"),
        Index("ix_invitations_team_id_created_at", "team_id", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    key_worker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    invited_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    identity_check: Mapped[str]
    preferred_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    nhs_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nhs_number_index: Mapped[bytes | None] = mapped_column(LargeBinary)

    preferred_name = Sealed("preferred_name_sealed", owner="id")
    nhs_number = Sealed("nhs_number_sealed", owner="id")
