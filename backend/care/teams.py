"""Organisations, teams and their members; whether a team is open and who is on shift.

Making organisations, teams and memberships needs the owner's role (commands, never requests).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care.hours import Span
from backend.care.models import Membership, Organisation, Team, TeamHours
from backend.core import clock, errors
from backend.core.actor import Actor, TeamRole
from backend.core.db import db
from backend.core.ids import new_id

OUT_OF_HOURS = "For urgent mental health help at any time, call 111 and choose option 2."
NHS_111 = "111"
LEAD = "lead"


def create_organisation(name: str, parent_id: uuid.UUID | None = None) -> Organisation:
    """A new node of the tree."""
    organisation = Organisation(id=new_id(), parent_id=parent_id, name=name)
    db.session.add(organisation)
    db.session.flush()
    audit.record_act(None, "care.organisation_created", subject_id=organisation.id)
    return organisation


def create_team(
    name: str,
    organisation_id: uuid.UUID,
    *,
    phone: str | None = None,
    out_of_hours_words: str = OUT_OF_HOURS,
    out_of_hours_call: str | None = NHS_111,
    hours: Sequence[Span] = (),
    keeps_bank_holidays: bool = True,
) -> Team:
    """A new team with its opening hours. Its ladder waits 15, 15 and then every 10 minutes until it says otherwise."""
    team = Team(
        id=new_id(),
        organisation_id=organisation_id,
        name=name,
        phone=phone,
        out_of_hours_words=out_of_hours_words,
        out_of_hours_call=out_of_hours_call,
        keeps_bank_holidays=keeps_bank_holidays,
        first_wait_minutes=15,
        next_wait_minutes=15,
        repeat_minutes=10,
    )
    team.hours = [TeamHours(weekday=span.weekday, opens=span.opens, closes=span.closes) for span in hours]
    db.session.add(team)
    db.session.flush()
    audit.record_act(None, "care.team_created", team_id=team.id)
    return team


def add_member(team_id: uuid.UUID, account_id: uuid.UUID, role: str) -> Membership:
    """Give an account a role (see `models.ROLES`) in a team from now on."""
    member = Membership(
        id=new_id(), account_id=account_id, team_id=team_id, role=role, from_at=clock.now(), until_at=None
    )
    db.session.add(member)
    db.session.flush()
    audit.record_act(None, "care.member_added", team_id=team_id, subject_id=account_id, role=role)
    return member


def find_team(team_id: uuid.UUID) -> Team:
    """One team that is known to exist. Within one request or job it is read once."""
    return keep_team(db.session.get_one(Team, team_id))


def keep_team(team: Team) -> Team:
    """Hold on to a team as long as its session lives: the session alone forgets what nobody holds, and reads it again."""
    db.session.info.setdefault("teams", {})[team.id] = team
    return team


def teams_of_ids(team_ids: Iterable[uuid.UUID]) -> list[Team]:
    """These teams, by name."""
    wanted = select(Team).where(Team.id.in_(set(team_ids))).order_by(Team.name)
    return list(db.session.scalars(wanted).unique())


def list_team_ids() -> list[uuid.UUID]:
    """Every team there is, the oldest first."""
    return list(db.session.scalars(select(Team.id).order_by(Team.id)))


def is_open(team: Team, now: datetime) -> bool:
    """Whether the team is staffed at that instant."""
    return team.week.is_open(now)


def next_opening(team: Team, now: datetime) -> datetime | None:
    """When the team opens next. None for a team without opening hours."""
    return team.week.next_opening(now)


def on_shift(team_id: uuid.UUID, now: datetime) -> list[uuid.UUID]:
    """Everybody of the team while it is open; nobody when it is closed."""
    team = db.session.get(Team, team_id)
    if team is None or not is_open(team, now):
        return []
    return [member.account_id for member in team_members(team_id)]


def team_members(team_id: uuid.UUID) -> list[Membership]:
    """The live memberships of a team, longest first."""
    return members_of_teams([team_id])


def members_of_teams(team_ids: Iterable[uuid.UUID]) -> list[Membership]:
    """The live memberships of several teams, in one query."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.team_id.in_(set(team_ids)), Membership.until_at.is_(None))
            .order_by(Membership.from_at, Membership.id)
        )
    )


def roles_of(account_id: uuid.UUID) -> tuple[TeamRole, ...]:
    """The live memberships of an account."""
    wanted = select(Membership).where(Membership.account_id == account_id, Membership.until_at.is_(None))
    return tuple(TeamRole(row.team_id, row.role) for row in db.session.scalars(wanted.order_by(Membership.from_at)))


def organisation_of(team: Team) -> str:
    """The name of the organisation that a team belongs to."""
    return db.session.get_one(Organisation, team.organisation_id).name


def set_carer_champion(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID | None) -> None:
    """Name who looks after carers in this team, or nobody. For its leads; the database checks it once more."""
    role = actor.role_in(team_id)
    if role is None:
        raise errors.NotFound
    if role != LEAD:
        raise errors.Forbidden("Only a team lead can change who looks after carers.")
    if account_id is not None and account_id not in {member.account_id for member in team_members(team_id)}:
        raise errors.Invalid(fields={"account_id": ["Choose somebody who works in this team."]})
    db.session.execute(select(func.set_carer_champion(team_id, account_id)))
    audit.record_act(actor, "care.carer_champion_set", team_id=team_id, subject_id=account_id)
