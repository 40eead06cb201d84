"""Records: whose each is, which team looks after it, and who its key worker is.

Questions about many records take one query whatever their number.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care.models import KeyWorker, Record, RecordTeam, Team
from backend.care.teams import keep_team, team_members
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.encryption import vault
from backend.core.ids import new_id
from backend.identity import service as identity

# Referrals that ended and began again within five days are one, as national statistics count them.
ONE_REFERRAL = timedelta(days=5)
OTHER_TEAM = "Choose somebody who works in this person's team."


@dataclass(frozen=True)
class WhoIsWho:
    """The two people whom a request is between."""

    preferred_name: str
    key_worker_id: uuid.UUID | None


def create_record(
    account_id: uuid.UUID, team_id: uuid.UUID, key_worker_id: uuid.UUID, preferred_name: str | None = None
) -> Record:
    """A record for an account, with its data key, its team and its key worker. The name is the account's unless given.

    The row comes back detached: whoever makes a record need not be somebody who may read it.
    """
    record = Record(id=new_id(), account_id=account_id, created_at=clock.now())
    vault.make_data_key(record.id)
    name = preferred_name or identity.names_of([account_id])[account_id]
    record.preferred_name = name
    db.session.execute(
        select(
            func.open_record(
                record.id,
                account_id,
                record.preferred_name_sealed,
                new_id(),
                team_id,
                new_id(),
                key_worker_id,
                record.created_at,
            )
        )
    )
    db.session.execute(select(func.index_name(record.id, name_index(name))))
    audit.record_act(None, "care.record_created", record_id=record.id, account_id=account_id)
    return record


def name_index(name: str) -> bytes:
    """The fingerprint by which a record is found by exactly that name; capitals and spaces do not count."""
    return vault.blind_index("record.name", " ".join(unicodedata.normalize("NFKC", name).casefold().split()))


def index_names() -> int:
    """Give every record without one its name's fingerprint. Returns how many; needs the owner's role, shows nothing."""
    rows = list(db.session.scalars(select(Record).where(Record.name_index.is_(None))))
    vault.warm(row.id for row in rows)
    for row in rows:
        row.name_index = name_index(row.preferred_name)
    return len(rows)


def team_of_record(record_id: uuid.UUID) -> Team | None:
    """The team that looks after this record now."""
    wanted = (
        select(Team)
        .join(RecordTeam, RecordTeam.team_id == Team.id)
        .where(RecordTeam.record_id == record_id, RecordTeam.until_at.is_(None))
    )
    team = db.session.scalars(wanted).unique().one_or_none()
    return keep_team(team) if team else None


def looked_after_since(record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """Since when each record has been with the organisation that has it now, whichever of its teams: its referral."""
    rows = db.session.execute(
        select(RecordTeam.record_id, RecordTeam.from_at, RecordTeam.until_at, Team.organisation_id)
        .join(Team, Team.id == RecordTeam.team_id)
        .where(among(RecordTeam.record_id, record_ids))
        .order_by(RecordTeam.record_id, RecordTeam.from_at)
    )
    since: dict[uuid.UUID, datetime] = {}
    before: dict[uuid.UUID, tuple[uuid.UUID, datetime | None]] = {}
    for row in rows:
        organisation_id, until = before.get(row.record_id, (None, None))
        goes_on = organisation_id == row.organisation_id and (until is None or row.from_at - until <= ONE_REFERRAL)
        since[row.record_id] = since[row.record_id] if goes_on else row.from_at
        before[row.record_id] = (row.organisation_id, row.until_at)
    return since


def records_of_team(team_id: uuid.UUID) -> list[uuid.UUID]:
    """The records that a team looks after now, as far as the actor may know of them."""
    wanted = select(RecordTeam.record_id).where(RecordTeam.team_id == team_id, RecordTeam.until_at.is_(None))
    return list(db.session.scalars(wanted.order_by(RecordTeam.record_id)))


def persons_of(record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Whose each record is: account ids by record id."""
    found = db.session.execute(select(Record.id, Record.account_id).where(Record.id.in_(set(record_ids))))
    return {row.id: row.account_id for row in found}


def key_workers_of(record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The present key worker of each record: account ids by record id."""
    found = db.session.execute(
        select(KeyWorker.record_id, KeyWorker.account_id).where(
            KeyWorker.record_id.in_(set(record_ids)), KeyWorker.until_at.is_(None)
        )
    )
    return {row.record_id: row.account_id for row in found}


def key_worker_of(record_id: uuid.UUID) -> uuid.UUID | None:
    """The present key worker of one record."""
    return key_workers_of([record_id]).get(record_id)


def preferred_names_of(record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What each person wishes to be called, by record id."""
    records = list(db.session.scalars(select(Record).where(Record.id.in_(set(record_ids)))))
    vault.warm(record.id for record in records)
    return {record.id: record.preferred_name for record in records}


def open_name(record_id: uuid.UUID, preferred_name_sealed: bytes) -> str:
    """A name that came from a function, for somebody who does not meet the record: it goes out only with its row."""
    return str(Record(id=record_id, preferred_name_sealed=preferred_name_sealed).preferred_name)


def who_is_who(record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, WhoIsWho]:
    """What each person wishes to be called, and who her key worker is, by record id; in one query."""
    # Looked up record by record: a join may be planned over all key workers, and row security then asks about each of them.
    key_worker = (
        select(KeyWorker.account_id)
        .where(KeyWorker.record_id == Record.id, KeyWorker.until_at.is_(None))
        .scalar_subquery()
        .label("key_worker_id")
    )
    rows = db.session.execute(
        select(Record.id, Record.preferred_name_sealed, key_worker).where(among(Record.id, record_ids))
    ).all()
    vault.warm(row.id for row in rows)
    name = Record.preferred_name
    return {
        row.id: WhoIsWho(name.open(Record, row.id, row.id, row.preferred_name_sealed), row.key_worker_id)
        for row in rows
    }


def set_key_worker(actor: Actor, record_id: uuid.UUID, account_id: uuid.UUID) -> dict[str, Any]:
    """Name the key worker of a record: a lead of its team may, or the present one. The new one is of the team."""
    team = team_of_record(record_id)
    role = actor.role_in(team.id) if team else None
    if team is None or role is None:
        raise errors.NotFound
    present = key_worker_of(record_id)
    if role != "lead" and actor.account_id != present:
        raise errors.Forbidden("Only the key worker or a team lead can change the key worker.")
    if account_id not in {member.account_id for member in team_members(team.id)}:
        raise errors.Invalid(fields={"account_id": [OTHER_TEAM]})
    if account_id != present:
        _hand_over(record_id, account_id, clock.now())
        audit.record_act(
            actor,
            "care.key_worker_set",
            record_id=record_id,
            section="care",
            subject_id=account_id,
            team_id=team.id,
        )
    return {"account_id": account_id, "name": identity.names_of([account_id])[account_id]}


def _hand_over(record_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> None:
    present = db.session.scalar(
        select(KeyWorker).where(KeyWorker.record_id == record_id, KeyWorker.until_at.is_(None)).with_for_update()
    )
    if present is not None:
        present.until_at = now
        db.session.flush()
    db.session.add(KeyWorker(id=new_id(), record_id=record_id, account_id=account_id, from_at=now, until_at=None))
    db.session.flush()
