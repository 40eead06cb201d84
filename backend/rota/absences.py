"""Being away, and who covers: for oneself, or by a lead for somebody of the team. Why is not asked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.identity import service as identity
from backend.rota import access
from backend.rota.models import Absence


@dataclass(frozen=True)
class Time:
    """From when until when somebody is away, and who answers for them meanwhile."""

    from_at: datetime
    until_at: datetime
    cover_account_id: uuid.UUID | None


def put_my_away(actor: Actor, absence_id: uuid.UUID, away: Time) -> bool:
    """Say that one is away, in all one's teams. Returns whether it is new. Raises Invalid, IdTaken."""
    return _put(actor, actor.account_id, absence_id, away)


def take_back_my_away(actor: Actor, absence_id: uuid.UUID) -> None:
    """One is not away after all, or back already. Raises NotFound."""
    _end(actor, _find(absence_id, {actor.account_id}))


def put_away(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID, absence_id: uuid.UUID, away: Time) -> bool:
    """A lead says that somebody of the team is away. Raises NotFound, Forbidden, Invalid, IdTaken."""
    access.check_can_change(actor, team_id)
    access.check_members(team_id, [account_id], "account_id")
    return _put(actor, account_id, absence_id, away)


def take_back_away(actor: Actor, team_id: uuid.UUID, absence_id: uuid.UUID) -> None:
    """A lead says that somebody of the team is not away, or is back. Raises NotFound, Forbidden."""
    access.check_can_change(actor, team_id)
    _end(actor, _find(absence_id, {member.account_id for member in care.team_members(team_id)}))


def list_away(actor: Actor, team_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who of the team is away now or later, first ones first. Raises NotFound."""
    access.check_member(actor, team_id)
    return describe_absences(member.account_id for member in care.team_members(team_id))


def describe_absences(account_ids: Any) -> list[dict[str, Any]]:
    """When these accounts are away from now on, as it is answered."""
    rows = db.session.scalars(_live(account_ids, clock.now()).order_by(Absence.from_at, Absence.id)).all()
    names = identity.names_of({one for row in rows for one in (row.account_id, row.cover_account_id) if one})
    return [_view(row, names) for row in rows]


def _put(actor: Actor, account_id: uuid.UUID, absence_id: uuid.UUID, away: Time) -> bool:
    row = db.session.get(Absence, absence_id)
    if row is not None:
        if row.account_id != account_id or Time(row.from_at, row.until_at, row.cover_account_id) != away:
            raise IdTaken
        return False
    _check(account_id, away)
    made = {"made_by": actor.account_id, "made_at": clock.now()}
    row = Absence(id=absence_id, account_id=account_id, **vars(away), **made)
    db.session.add(row)
    db.session.flush()
    audit.record_act(actor, "rota.away_set", subject_id=absence_id, of=str(account_id))
    _tell(actor, row)
    return True


def _end(actor: Actor, row: Absence) -> None:
    if row.ended_at is None:
        row.ended_at = clock.now()
        db.session.flush()
        audit.record_act(actor, "rota.away_taken_back", subject_id=row.id, of=str(row.account_id))
        _tell(actor, row)


def _find(absence_id: uuid.UUID, of: set[uuid.UUID]) -> Absence:
    row = db.session.get(Absence, absence_id, populate_existing=True)
    if row is None or row.account_id not in of:
        raise NotFound("We could not find that time away.")
    return row


def _check(account_id: uuid.UUID, away: Time) -> None:
    access.check_span(away.from_at, away.until_at)
    if _overlaps([account_id], away):
        raise Invalid(fields={"from_at": ["There is a time away then already. Take that back first."]})
    cover = away.cover_account_id
    if cover is None:
        return
    if cover == account_id:
        raise Invalid(fields={"cover_account_id": ["Choose a colleague."]})
    if cover not in {member.account_id for member in _colleagues(account_id)}:
        raise Invalid(fields={"cover_account_id": [access.NOT_OF_THE_TEAM]})
    if _overlaps([cover], away):
        name = identity.names_of([cover])[cover]
        raise Invalid(fields={"cover_account_id": [f"{name} is away in that time. Choose somebody else."]})


def _overlaps(account_ids: list[uuid.UUID], away: Time) -> bool:
    wanted = _live(account_ids, away.from_at).where(Absence.from_at < away.until_at)
    return db.session.scalars(wanted.limit(1)).first() is not None


def _live(account_ids: Any, after: datetime) -> Any:
    return select(Absence).where(
        among(Absence.account_id, account_ids), Absence.until_at > after, Absence.ended_at.is_(None)
    )


def _colleagues(account_id: uuid.UUID) -> list[Any]:
    return list(care.members_of_teams(role.team_id for role in care.roles_of(account_id)))


def _tell(actor: Actor, row: Absence) -> None:
    """Whoever is away, whoever covers, and the leads of their teams, who see to what is left open."""
    leads = {member.account_id for member in _colleagues(row.account_id) if member.role == access.LEAD}
    concerned = {row.account_id, *leads, *([row.cover_account_id] if row.cover_account_id else [])}
    access.tell(actor, concerned, access.CHANGED, row.id)


def _view(row: Absence, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    cover = row.cover_account_id
    return {
        "id": row.id,
        "account_id": row.account_id,
        "name": names[row.account_id],
        "from_at": row.from_at,
        "until_at": row.until_at,
        "cover": {"account_id": cover, "name": names[cover]} if cover else None,
    }
