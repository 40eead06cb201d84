"""What people see of teams and of each other, put together for the pages in a constant number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.care.models import Membership, Record, RecordTeam, Team
from backend.care.records import key_worker_of, key_workers_of, team_of_record
from backend.care.teams import members_of_teams, teams_of_ids
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.core.encryption import vault
from backend.identity import service as identity

# Whether an account is there for its team at an instant, until when, and the name of who answers for it while away.
PresenceCheck = Callable[[uuid.UUID, uuid.UUID, datetime], dict[str, Any]]
NOT_THERE: dict[str, Any] = {"is_there": False, "until": None, "cover_name": None}
DeviceCheck = Callable[[Collection[uuid.UUID]], set[uuid.UUID]]


class _Devices:
    """Who has a confirmed device is known by a higher slice, which lends its question here."""

    check: DeviceCheck = staticmethod(lambda _: set())


def use_device_check(check: DeviceCheck) -> None:
    """Ask `check` which of these accounts have a device that has shown a push."""
    _Devices.check = staticmethod(check)


class _Presence:
    """Who is there is known by a higher slice too."""

    check: PresenceCheck = staticmethod(lambda *_: NOT_THERE)


def use_presence_check(check: PresenceCheck) -> None:
    """Ask `check` whether a key worker is there for a team at an instant."""
    _Presence.check = staticmethod(check)


def team_view(team: Team, now: datetime) -> dict[str, Any]:
    """A team and its hours as they stand at `now`."""
    week = team.week
    is_open = week.is_open(now)
    return {
        "id": team.id,
        "name": team.name,
        "phone": team.phone,
        "is_open": is_open,
        "opens_at": None if is_open else week.next_opening(now),
        "closes_at": week.closes_at(now),
        "closed_because": week.closed_because(now),
        "out_of_hours": {"words": team.out_of_hours_words, "call": team.out_of_hours_call},
        "hours": [
            {"weekday": span.weekday, "opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}
            for span in week.spans
        ],
    }


def my_team(actor: Actor) -> dict[str, Any]:
    """The person's own team and key worker, and how long the first rung waits. Raises NotFound without a team."""
    team = team_of_record(actor.record_id) if actor.record_id else None
    if actor.record_id is None or team is None:
        raise errors.NotFound("You have no team just now.")
    now, key_worker = clock.now(), key_worker_of(actor.record_id)
    return {
        "team": team_view(team, now),
        "key_worker": _name_and_id(key_worker),
        "key_worker_there": _Presence.check(key_worker, team.id, now) if key_worker else NOT_THERE,
        "first_wait_minutes": team.first_wait_minutes,
    }


def list_teams(actor: Actor) -> list[dict[str, Any]]:
    """The worker's teams with their members, and who of them has a device that works."""
    now = clock.now()
    members = members_of_teams(role.team_id for role in actor.teams)
    ids = {member.account_id for member in members}
    names, confirmed = identity.names_of(ids), _Devices.check(ids)
    return [
        {
            **team_view(team, now),
            "role": actor.role_in(team.id),
            "members": [_member_view(row, names, confirmed) for row in members if row.team_id == team.id],
            "carer_champion_id": team.carer_champion_id,
        }
        for team in teams_of_ids(role.team_id for role in actor.teams)
    ]


def list_people(actor: Actor) -> list[dict[str, Any]]:
    """The people of the worker's teams: her own caseload first, then by name. The reading is logged."""
    read_many()
    rows = db.session.execute(
        select(Record, RecordTeam.team_id, RecordTeam.from_at)
        .join(RecordTeam, RecordTeam.record_id == Record.id)
        .where(RecordTeam.until_at.is_(None), RecordTeam.team_id.in_([role.team_id for role in actor.teams]))
    ).all()
    ids = [row.Record.id for row in rows]
    vault.warm(ids)
    key_workers = key_workers_of(ids)
    names = identity.names_of(set(key_workers.values()))
    audit.record_reads(actor, ids, section="care", how="list")
    people = [
        {
            "record_id": row.Record.id,
            "preferred_name": row.Record.preferred_name,
            "key_worker": _with_name(key_workers.get(row.Record.id), names),
            "joined_at": row.from_at,
            "team_id": row.team_id,
        }
        for row in rows
    ]
    return sorted(people, key=lambda one: (not _is_mine(one, actor), one["preferred_name"].casefold()))


def _is_mine(person: dict[str, Any], actor: Actor) -> bool:
    return bool(person["key_worker"]) and person["key_worker"]["account_id"] == actor.account_id


def _member_view(row: Membership, names: dict[uuid.UUID, str], confirmed: set[uuid.UUID]) -> dict[str, Any]:
    return {
        "account_id": row.account_id,
        "name": names[row.account_id],
        "role": row.role,
        "has_confirmed_device": row.account_id in confirmed,
    }


def _name_and_id(account_id: uuid.UUID | None) -> dict[str, Any] | None:
    return _with_name(account_id, identity.names_of([account_id])) if account_id else None


def _with_name(account_id: uuid.UUID | None, names: dict[uuid.UUID, str]) -> dict[str, Any] | None:
    return {"account_id": account_id, "name": names[account_id]} if account_id else None
