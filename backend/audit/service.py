"""Writing and reading the audit. Writing is one INSERT without reading back; the database chains it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from backend.audit.models import AuditEntry
from backend.audit.visits import Visitor, visits
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.ids import new_id
from backend.core.reads import note_logged

# Somebody who keeps a page open re-reads it all the time. One visit is one row: the same session, record, section and way within
# this time. Shorter than a cup of tea, so that the person's log stays true and readable.
ONE_VISIT = timedelta(minutes=10)
# By what right somebody reads. The ways of a person's own reading and of break-glass need no name here.
TEAM, TRUSTED = "team", "trusted"
READ = "record.read"
# Set on a session that has written reads itself: what it finds may be its own, and not committed yet.
WROTE_READS = "wrote_reads"


@dataclass(frozen=True)
class Way:
    """By what right somebody else reads: `name` team, trusted or break_glass; `through` its team, trusted person or act."""

    name: str
    through: uuid.UUID


def record_act(
    actor: Actor | None,
    action: str,
    *,
    record_id: uuid.UUID | None = None,
    section: str | None = None,
    subject_id: uuid.UUID | None = None,
    account_id: uuid.UUID | None = None,
    team_id: uuid.UUID | None = None,
    way: Way | None = None,
    **detail: Any,
) -> None:
    """Write down one act in the present transaction. Without an actor it was the service itself, or `account_id` signing in.

    `way`: by what right somebody acts on a record who is neither its person nor a worker of her team.
    """
    if record_id is not None and section is not None:
        note_logged(record_id, section)
    db.session.execute(
        insert(AuditEntry)
        .values(
            id=new_id(),
            at=clock.now(),
            action=action,
            actor_id=actor.account_id if actor else account_id,
            actor_kind="account" if actor or account_id else "service",
            actor_role=TRUSTED if _is_trusted(way) else _role(actor, record_id, team_id),
            team_id=None if _is_trusted(way) else team_id or _team(actor, record_id),
            session_id=actor.session_id if actor else None,
            record_id=record_id,
            section=section,
            subject_id=subject_id,
            detail={**detail, **_way(way)},
        )
        .inline()
    )


def record_reads(actor: Actor, record_ids: Iterable[uuid.UUID], section: str, how: str, way: Way | None = None) -> None:
    """Write down that `actor` read that section of each record, once a visit. One's own record is not logged.

    Called by every service function that hands record content to another account; constant number of queries. Without a
    way, the actor is a worker of the records' team. The same reading by another right is another visit.
    """
    record_ids = set(record_ids)
    for record_id in record_ids:
        note_logged(record_id, section)
    since, visitor = clock.now() - ONE_VISIT, (actor.session_id, section, how, way.name if way else TEAM)
    others = record_ids - {actor.record_id} - visits.of(visitor, since)
    if not others:
        return
    known = _written_down(visitor, others, since)
    if WROTE_READS not in db.session.info:
        visits.note(visitor, known)
    # Sorted, so that two readers of the same records take the chains' locks in the same order.
    rows = [_read_row(actor, record_id, section, how, way) for record_id in sorted(others - known.keys())]
    if rows:
        db.session.info[WROTE_READS] = True
        db.session.execute(insert(AuditEntry).inline(), rows)


@dataclass(frozen=True)
class Wanted:
    """Which entries of a record: older than the entry `before`, of that section, by that account, one's own acts too."""

    before: uuid.UUID | None = None
    section: str | None = None
    who: uuid.UUID | None = None
    own: bool = False


def entries_of_record(
    record_id: uuid.UUID, person_id: uuid.UUID, wanted: Wanted, at_most: int | None
) -> list[AuditEntry]:
    """What was read of, or done with, that record, newest first. Row-level security lets only its person see them.

    `person_id` is whose record it is: her own acts, and where she signed in, only come when she asks for them.
    """
    rows = select(AuditEntry).where(_concerns(record_id, person_id, wanted))
    if wanted.section is not None:
        rows = rows.where(func.coalesce(AuditEntry.section, "care") == wanted.section)
    if wanted.who is not None:
        rows = rows.where(AuditEntry.actor_id == wanted.who)
    if wanted.before is not None:
        last = select(AuditEntry.at, AuditEntry.id).where(AuditEntry.id == wanted.before).subquery()
        rows = rows.where(tuple_(AuditEntry.at, AuditEntry.id) < select(last.c.at, last.c.id).scalar_subquery())
    return list(db.session.scalars(rows.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(at_most)))


def entry_of_record(record_id: uuid.UUID, entry_id: uuid.UUID) -> AuditEntry | None:
    """One entry of that record, for its person."""
    entry = db.session.get(AuditEntry, entry_id)
    return entry if entry is not None and entry.record_id == record_id else None


def actors_of_record(record_id: uuid.UUID, person_id: uuid.UUID) -> dict[uuid.UUID, AuditEntry]:
    """Everybody else who ever read of, or did something with, that record, each with the newest entry."""
    rows = (
        select(AuditEntry)
        .where(_concerns(record_id, person_id, Wanted()), AuditEntry.actor_id.is_not(None))
        .ext(distinct_on(AuditEntry.actor_id))
        .order_by(AuditEntry.actor_id, AuditEntry.at.desc())
    )
    return {row.actor_id: row for row in db.session.scalars(rows) if row.actor_id is not None}


def _concerns(record_id: uuid.UUID, person_id: uuid.UUID, wanted: Wanted) -> ColumnElement[bool]:
    """What somebody did or saw; of what the service does by itself only reading, as an operator's command does it."""
    by_somebody = or_(AuditEntry.actor_kind == "account", AuditEntry.action == READ)
    about_it = and_(AuditEntry.record_id == record_id, by_somebody)
    if wanted.own:
        return or_(about_it, and_(AuditEntry.actor_id == person_id, AuditEntry.action == "identity.signed_in"))
    return and_(about_it, AuditEntry.actor_id.is_distinct_from(person_id))


def _written_down(visitor: Visitor, record_ids: set[uuid.UUID], since: datetime) -> dict[uuid.UUID, datetime]:
    """Which of these records that visitor is known to have read after `since`, and when."""
    session_id, section, how, way = visitor
    found = db.session.execute(
        select(AuditEntry.record_id, AuditEntry.at).where(
            among(AuditEntry.record_id, record_ids),
            AuditEntry.at > since,
            AuditEntry.session_id == session_id,
            AuditEntry.action == READ,
            AuditEntry.section == section,
            AuditEntry.how == how,
            func.coalesce(AuditEntry.detail["way"].astext, TEAM) == way,
        )
    )
    return {row.record_id: row.at for row in found if row.record_id is not None}


def _read_row(actor: Actor, record_id: uuid.UUID, section: str, how: str, way: Way | None) -> dict[str, Any]:
    team_id = way.through if way and way.name == TEAM else None
    return {
        "id": new_id(),
        "at": clock.now(),
        "action": READ,
        "actor_id": actor.account_id,
        "actor_kind": "account",
        "actor_role": TRUSTED if _is_trusted(way) else _role(actor, record_id, team_id),
        "team_id": None if _is_trusted(way) else team_id or _team(actor, record_id),
        "session_id": actor.session_id,
        "record_id": record_id,
        "section": section,
        "how": how,
        "detail": _way(way),
    }


def _is_trusted(way: Way | None) -> bool:
    return way is not None and way.name == TRUSTED


def _way(way: Way | None) -> dict[str, str]:
    return {"way": way.name, "through": str(way.through)} if way else {}


def _role(actor: Actor | None, record_id: uuid.UUID | None, team_id: uuid.UUID | None) -> str | None:
    if actor is None:
        return None
    if record_id is not None and actor.record_id == record_id:
        return "person"
    if team_id is not None:
        return actor.role_in(team_id)
    return actor.teams[0].role if actor.teams else None


def _team(actor: Actor | None, record_id: uuid.UUID | None) -> uuid.UUID | None:
    if actor is None or actor.record_id == record_id or not actor.teams:
        return None
    return actor.teams[0].team_id
