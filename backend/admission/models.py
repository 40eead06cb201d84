"""Who waits to be let in, and what a team is to find out. Neither holds a number, a name or a word of anybody."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base

UNDECIDED = text("decision IS NULL")
NOT_DONE = text("done_at IS NULL")


class Arrival(Base):
    """Somebody who came with an invitation and proved less than a record needs: a worker of the team says who it is.

    `subject_index` is the fingerprint of who she is at the provider: once she is confirmed, that sign-in opens her record.
    `identity_check`: how the worker knows her (known_to_me, saw_document).
    """

    __tablename__ = "arrivals"
    __table_args__ = (
        UniqueConstraint("invitation_id"),
        CheckConstraint("decision IN ('confirmed', 'refused')", name="decision"),
        CheckConstraint("num_nonnulls(decision, decided_at, decided_by) IN (0, 3)", name="decided"),
        CheckConstraint("(identity_check IS NOT NULL) = (decision IS NOT DISTINCT FROM 'confirmed')", name="checked"),
        CheckConstraint("identity_check IN ('known_to_me', 'saw_document')", name="identity_check"),
        Index("ix_arrivals_account_id", "account_id"),
        Index("uq_arrivals_waiting", "team_id", "account_id", unique=True, postgresql_where=UNDECIDED),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitations.id"))
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    provider: Mapped[str]
    subject_index: Mapped[bytes] = mapped_column(LargeBinary)
    level: Mapped[str]
    at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    decision: Mapped[str | None]
    identity_check: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[uuid.UUID | None]


class IdentityQuestion(Base):
    """A sign-in that did not fit an invitation or a record, for its team to find out why. `kind`: see `questions.WORDS`."""

    __tablename__ = "identity_questions"
    __table_args__ = (
        CheckConstraint("kind IN ('number_differs', 'number_taken', 'number_wrong', 'other_login')", name="kind"),
        CheckConstraint("num_nonnulls(invitation_id, record_id) = 1", name="about_one"),
        CheckConstraint("num_nonnulls(done_at, done_by) IN (0, 2)", name="done"),
        Index("ix_identity_questions_team_id", "team_id"),
        Index(
            "uq_identity_questions_open_invitation_id", "invitation_id", "kind", unique=True, postgresql_where=NOT_DONE
        ),
        Index("uq_identity_questions_open_record_id", "record_id", "kind", unique=True, postgresql_where=NOT_DONE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    kind: Mapped[str]
    provider: Mapped[str]
    invitation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("invitations.id"))
    record_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("records.id"))
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[uuid.UUID | None]
