"""What somebody holds in a team: people, requests, places in the rota."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.hand_over import access
from backend.identity import elsewhere
from backend.identity import service as identity
from backend.rota import service as rota
from backend.rota.leaving import Place, places_of
from backend.step_up.handing_over import Held, held_by

Json = dict[str, Any]
Names = dict[uuid.UUID, str]


@dataclass(frozen=True)
class Holdings:
    """Everything that somebody holds in one team."""

    people: list[uuid.UUID]
    requests: list[Held]
    places: list[Place]
    looks_after_carers: bool


def find_holdings(team_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> Holdings:
    """What they hold there now, in a constant number of queries; the places are held until the request ends."""
    records = care.records_of_team(team_id)
    key_workers = care.key_workers_of(records)
    return Holdings(
        [record_id for record_id in records if key_workers.get(record_id) == account_id],
        held_by(account_id, [team_id]),
        places_of(team_id, account_id, now),
        care.find_team(team_id).carer_champion_id == account_id,
    )


def describe_holdings(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID) -> Json:
    """The same for a page, with the colleagues who could take it. Each person named here sees that she was."""
    theirs, now = access.check_can_look(actor, team_id, account_id), clock.now()
    held = find_holdings(team_id, account_id, now)
    people = _people(actor, held)
    members = care.team_members(team_id)
    away = rota.is_away((one.account_id for one in members), now)
    known = {account_id, *(one.account_id for one in members)} | {
        place.other_id for place in held.places if place.other_id
    }
    names = identity.names_of(known)
    return {
        "account_id": account_id,
        "name": names[account_id],
        "role": theirs.role,
        "let_go_at": theirs.until_at,
        "by_provider": elsewhere.describe(theirs.by_provider)["name"] if theirs.by_provider else None,
        "team_id": team_id,
        "team_name": care.find_team(team_id).name,
        "may_change": actor.role_in(team_id) == access.LEAD,
        "is_me": actor.account_id == account_id,
        "is_last_lead": access.is_only_lead(team_id, account_id),
        "people": [{"record_id": record_id, "preferred_name": people[record_id]} for record_id in held.people],
        "requests": [_request(request, people) for request in held.requests],
        "places": [_place(place, names) for place in held.places],
        "devices": db.session.scalar(select(func.devices_of_colleague(account_id))),
        "looks_after_carers": held.looks_after_carers,
        "colleagues": [
            {
                "account_id": one.account_id,
                "name": names[one.account_id],
                "role": one.role,
                "is_away": one.account_id in away,
            }
            for one in members
            if one.account_id != account_id
        ],
    }


def _people(actor: Actor, held: Holdings) -> Names:
    asking = {request.record_id for request in held.requests}
    everybody = {*held.people, *asking}
    audit.record_reads(actor, everybody, "care", "list")
    audit.record_reads(actor, asking, "step_ups", "list")
    return care.preferred_names_of(everybody)


def _request(request: Held, people: Names) -> Json:
    return {
        "step_up_id": request.step_up_id,
        "record_id": request.record_id,
        "person_name": people[request.record_id],
        "how": request.how,
        "promise_ends_at": request.promise_ends_at,
    }


def _place(place: Place, names: Names) -> Json:
    return {
        "id": place.id,
        "kind": place.kind,
        "desk": place.desk,
        "name": place.name,
        "begins": place.begins,
        "ends": place.ends,
        "other": {"account_id": place.other_id, "name": names[place.other_id]} if place.other_id else None,
        "may_end": place.may_end,
    }


def ids_of(held: Holdings) -> Iterable[uuid.UUID]:
    """Everything there is to be given to somebody."""
    return [*held.people, *(one.step_up_id for one in held.requests), *(one.id for one in held.places)]
