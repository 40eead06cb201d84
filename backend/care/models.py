"""Organisations, teams with their hours, memberships, records, and the threads between them.

Account ids carry no foreign key: accounts belong to the identity slice.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.care.hours import OtherHours, Span, Week
from backend.core.db import Base
from backend.core.encryption import Sealed

ROLES = ("worker", "duty", "lead", "peer")
LIVE = text("until_at IS NULL")


class Organisation(Base):
    """A node of the tree: a trust, a directorate, a borough."""

    __tablename__ = "organisations"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]


class Team(Base):
    """A team, what it says out of hours, and how long its ladder waits between rungs (minutes).

    `carer_champion_id`: the member who looks after carers, where the team has named one.
    """

    __tablename__ = "teams"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    phone: Mapped[str | None]
    out_of_hours_words: Mapped[str]
    out_of_hours_call: Mapped[str | None]
    keeps_bank_holidays: Mapped[bool]
    first_wait_minutes: Mapped[int]
    next_wait_minutes: Mapped[int]
    repeat_minutes: Mapped[int]
    carer_champion_id: Mapped[uuid.UUID | None]

    hours: Mapped[list[TeamHours]] = relationship(lazy="joined", order_by="TeamHours.weekday, TeamHours.opens")
    closures: Mapped[list[TeamClosure]] = relationship(lazy="selectin")
    exceptions: Mapped[list[TeamException]] = relationship(lazy="selectin", order_by="TeamException.opens")

    @property
    def week(self) -> Week:
        """The opening hours as pure data, to ask about instants."""
        spans = tuple(Span(row.weekday, row.opens, row.closes) for row in self.hours)
        closures = {row.on_date: row.words for row in self.closures}
        return Week(spans, self.keeps_bank_holidays, closures, _other_hours(self.exceptions))


class TeamHours(Base):
    """One opening span of a weekday (Monday is 0), London time. It ends the next day when `closes` is not later."""

    __tablename__ = "team_hours"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),)

    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens: Mapped[time] = mapped_column(primary_key=True)
    closes: Mapped[time]


class TeamClosure(Base):
    """A day on which the team does not open, and why, in words for people."""

    __tablename__ = "team_closures"

    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True)
    words: Mapped[str]


class TeamException(Base):
    """An opening span of one day, in place of those of its weekday, and why, in words for people."""

    __tablename__ = "team_exceptions"

    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True)
    opens: Mapped[time] = mapped_column(primary_key=True)
    closes: Mapped[time]
    words: Mapped[str]


def _other_hours(rows: list[TeamException]) -> dict[date, OtherHours]:
    days: dict[date, OtherHours] = {}
    for row in rows:
        before = days[row.on_date].spans if row.on_date in days else ()
        span = Span(row.on_date.weekday(), row.opens, row.closes)
        days[row.on_date] = OtherHours((*before, span), row.words)
    return days


class Membership(Base):
    """An account's role in a team, from an instant until another.

    `by_provider`: the provider of sign-in that gave it by the trust's rules; empty when a human did. `ended_because`: "rules"
    when that provider no longer lets them in, "operator" when they were stopped by hand, "closed" with their account; empty when
    they left.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("role IN ('worker', 'duty', 'lead', 'peer')", name="role"),
        Index("uq_memberships_account_id_team_id_live", "account_id", "team_id", unique=True, postgresql_where=LIVE),
        Index("ix_memberships_team_id", "team_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    role: Mapped[str]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    by_provider: Mapped[str | None]
    ended_because: Mapped[str | None]


class Record(Base):
    """A person's record. Its id is also the id of the data key under which everything in it is sealed.

    `name_index`: the keyed fingerprint of the preferred name, to find somebody in an emergency. `nhs_number_index`: that of
    her NHS number, of which no two records have the same. `nhs_number_from`: who said so (provider, worker, invitation).
    """

    __tablename__ = "records"
    __section__ = "care"
    __table_args__ = (
        Index("uq_records_account_id", "account_id", unique=True),
        Index("ix_records_name_index", "name_index"),
        Index("uq_records_nhs_number_index", "nhs_number_index", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID]
    created_at: Mapped[datetime]
    preferred_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    nhs_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nhs_number_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    nhs_number_from: Mapped[str | None]

    preferred_name = Sealed("preferred_name_sealed", owner="id")
    nhs_number = Sealed("nhs_number_sealed", owner="id")


class RecordTeam(Base):
    """Which team looks after a record, from when until when; one at a time."""

    __tablename__ = "record_teams"
    __table_args__ = (
        Index("uq_record_teams_record_id_live", "record_id", unique=True, postgresql_where=LIVE),
        Index("ix_record_teams_team_id", "team_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]


class KeyWorker(Base):
    """Who is the key worker of a record, from when until when; exactly one at a time while a team has it."""

    __tablename__ = "key_workers"
    __table_args__ = (
        Index("uq_key_workers_record_id_live", "record_id", unique=True, postgresql_where=LIVE),
        Index("ix_key_workers_account_id", "account_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("records.id"))
    account_id: Mapped[uuid.UUID]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
