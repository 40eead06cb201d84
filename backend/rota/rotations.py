"""Writing down who takes turns at a desk: for the leads of a team."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.core import clock, locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid
from backend.rota import access
from backend.rota.models import Rotation

HOUR = "%H:%M"


@dataclass(frozen=True)
class Content:
    """What a rotation says. Wall times are London's."""

    desk: str
    name: str
    begins_on: date
    ends_on: date | None
    turn_days: int
    hands_over_at: time
    weekdays: list[int]
    begins: time
    ends: time
    places: list[uuid.UUID]


def list_rotations(actor: Actor, team_id: uuid.UUID) -> dict[str, Any]:
    """The rotations of a team that are not over, as they were written. Raises NotFound."""
    role = access.check_member(actor, team_id)
    today = clock.in_london(clock.now()).date()
    wanted = select(Rotation).where(Rotation.team_id == team_id).order_by(Rotation.desk, Rotation.name, Rotation.id)
    rows = [row for row in db.session.scalars(wanted) if row.ends_on is None or row.ends_on >= today]
    return {"rotations": [describe(row) for row in rows], "may_change": role == access.LEAD}


def put_rotation(
    actor: Actor, team_id: uuid.UUID, rotation_id: uuid.UUID, content: Content, made_at: datetime | None
) -> tuple[dict[str, Any], bool]:
    """Write a rotation down (`made_at` None), or change one as it was read. Answers it, and whether it is new.

    Raises NotFound, Forbidden, Invalid, IdTaken, ChangedMeanwhile.
    """
    access.check_can_change(actor, team_id)
    locks.one_at_a_time(team_id)
    row = db.session.get(Rotation, rotation_id, populate_existing=True)
    if row is None:
        return describe(_begin(actor, team_id, rotation_id, content)), True
    if row.team_id != team_id:
        raise IdTaken
    if content != _content(row):
        _change(actor, row, content, made_at)
    return describe(row), False


def describe(row: Rotation) -> dict[str, Any]:
    """A rotation as it is answered."""
    walls = {name: f"{getattr(row, name):{HOUR}}" for name in ("hands_over_at", "begins", "ends")}
    return {"id": row.id, "made_at": row.made_at, **asdict(_content(row)), **walls}


def _begin(actor: Actor, team_id: uuid.UUID, rotation_id: uuid.UUID, content: Content) -> Rotation:
    _check(team_id, content)
    row = Rotation(id=rotation_id, team_id=team_id, **asdict(content), made_by=actor.account_id, made_at=clock.now())
    db.session.add(row)
    db.session.flush()
    _write_down(actor, row, content.places)
    return row


def _change(actor: Actor, row: Rotation, content: Content, made_at: datetime | None) -> None:
    if made_at is None:
        raise IdTaken
    if made_at != row.made_at:
        raise access.ChangedMeanwhile
    _check(row.team_id, content)
    concerned = {*row.places, *content.places}
    for name, value in asdict(content).items():
        setattr(row, name, value)
    row.made_by, row.made_at = actor.account_id, clock.now()
    db.session.flush()
    _write_down(actor, row, concerned)


def _write_down(actor: Actor, row: Rotation, concerned: set[uuid.UUID] | list[uuid.UUID]) -> None:
    audit.record_act(actor, "rota.rotation_set", team_id=row.team_id, subject_id=row.id)
    access.tell(actor, concerned, access.CHANGED, row.team_id)


def _check(team_id: uuid.UUID, content: Content) -> None:
    if not content.name:
        raise Invalid(fields={"name": ["Give it a name, such as Duty desk."]})
    if content.ends_on is not None and content.ends_on < content.begins_on:
        raise Invalid(fields={"ends_on": ["This ends before it begins. Choose a later day."]})
    if content.begins_on > clock.in_london(clock.now()).date() + access.FURTHEST:
        raise Invalid(fields={"begins_on": ["This is more than a year ahead. Choose an earlier day."]})
    access.check_members(team_id, content.places, "places")


def _content(row: Rotation) -> Content:
    return Content(**{name: getattr(row, name) for name in Content.__dataclass_fields__})
