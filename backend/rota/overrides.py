"""Somebody at a desk for once: for the leads of a team."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from backend.audit import service as audit
from backend.core import clock, locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.identity import service as identity
from backend.rota import access
from backend.rota.models import DutyOverride
from backend.rota.plans import plan_of
from backend.rota.turns import Plan, lay_out


@dataclass(frozen=True)
class OnceThere:
    """Who is at which desk from when until when, beside the others or in place of one of them."""

    desk: str
    account_id: uuid.UUID
    instead_of: uuid.UUID | None
    from_at: datetime
    until_at: datetime


def put_override(actor: Actor, team_id: uuid.UUID, override_id: uuid.UUID, once: OnceThere) -> bool:
    """Have somebody there for once. Returns whether it is new. Raises NotFound, Forbidden, Invalid, IdTaken."""
    access.check_can_change(actor, team_id)
    locks.one_at_a_time(team_id)
    row = db.session.get(DutyOverride, override_id)
    if row is not None:
        if row.team_id != team_id or _said(row) != once:
            raise IdTaken
        return False
    _check(team_id, once)
    db.session.add(_row(actor, team_id, override_id, once))
    db.session.flush()
    audit.record_act(actor, "rota.override_set", team_id=team_id, subject_id=override_id)
    _tell(actor, team_id, once)
    return True


def take_back_override(actor: Actor, team_id: uuid.UUID, override_id: uuid.UUID) -> None:
    """What stands in the rotations counts again, from now on. Raises NotFound, Forbidden."""
    access.check_can_change(actor, team_id)
    row = db.session.get(DutyOverride, override_id, with_for_update=True, populate_existing=True)
    if row is None or row.team_id != team_id:
        raise NotFound("We could not find that change.")
    if row.ended_at is None:
        row.ended_at = clock.now()
        db.session.flush()
        audit.record_act(actor, "rota.override_taken_back", team_id=team_id, subject_id=override_id)
        _tell(actor, team_id, _said(row))


def _check(team_id: uuid.UUID, once: OnceThere) -> None:
    access.check_span(once.from_at, once.until_at)
    access.check_members(team_id, [once.account_id], "account_id")
    if once.instead_of == once.account_id:
        raise Invalid(fields={"instead_of": ["Choose two different people."]})
    plan = plan_of(team_id, once.from_at, once.until_at)
    if not plan.week.openings(once.from_at, once.until_at):
        raise Invalid(fields={"from_at": ["The team is closed in that time. Choose another time."]})
    check_present(plan, once.account_id, once.from_at, once.until_at, "account_id")
    turns, _ = lay_out(plan, once.from_at, once.until_at)
    if once.instead_of and (once.desk, once.instead_of) not in {(turn.desk, turn.account_id) for turn in turns}:
        raise Invalid(fields={"instead_of": [f"{_name(once.instead_of)} is not there at that time."]})


def check_present(plan: Plan, account_id: uuid.UUID, from_at: datetime, until_at: datetime, field: str) -> None:
    """Raises Invalid where somebody is away at any moment of that time."""
    absences = (one for one in plan.absences if one.account_id == account_id)
    if any(one.from_at < until_at and one.until_at > from_at for one in absences):
        raise Invalid(fields={field: [f"{_name(account_id)} is away in that time. Choose somebody else."]})


def _tell(actor: Actor, team_id: uuid.UUID, once: OnceThere) -> None:
    concerned = [once.account_id, *([once.instead_of] if once.instead_of else [])]
    access.tell(actor, concerned, access.CHANGED, team_id)


def _row(actor: Actor, team_id: uuid.UUID, override_id: uuid.UUID, once: OnceThere) -> DutyOverride:
    made = {"made_by": actor.account_id, "made_at": clock.now()}
    return DutyOverride(id=override_id, team_id=team_id, **asdict(once), **made)


def _said(row: DutyOverride) -> OnceThere:
    return OnceThere(row.desk, row.account_id, row.instead_of, row.from_at, row.until_at)


def _name(account_id: uuid.UUID) -> str:
    return identity.names_of([account_id]).get(account_id, "This person")
