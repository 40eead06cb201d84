"""People whom an account supports, and who is who around each of them."""

from __future__ import annotations

import uuid
from typing import Any

from backend.about_me import service as about_me
from backend.care import service as care
from backend.care.models import Team
from backend.carers.messages import find_open_team
from backend.core import clock
from backend.core.actor import Actor
from backend.core.encryption import vault
from backend.identity import service as identity
from backend.sharing import access as sharing
from backend.sharing import supporting
from backend.step_up.trusted import has_open_request


def list_people(actor: Actor) -> list[dict[str, Any]]:
    """Who has invited the actor, and what each of them asks of them. Looks the same whatever is shared, but for a request."""
    rows = supporting.list_inviters(actor)
    vault.warm(row.record_id for row in rows)
    for row in rows:
        sharing.read_section(actor, row.record_id, "care", "list")
    names = care.preferred_names_of(row.record_id for row in rows)
    return [
        {
            "trusted_person_id": row.id,
            "record_id": row.record_id,
            "preferred_name": names[row.record_id],
            "please_do": row.please_do or "",
            "please_dont": row.please_dont or "",
            "has_open_request": has_open_request(actor, row.record_id),
        }
        for row in rows
    ]


def describe_around(actor: Actor, record_id: uuid.UUID) -> dict[str, Any]:
    """Who is who around a person, for whoever knows of her record. Who matters to her is for her team, where she says so."""
    knows = sharing.check_knows(record_id)
    sharing.read_section(actor, record_id, "care")
    team = care.team_of_record(record_id)
    person = care.who_is_who([record_id])[record_id]
    is_of_team = sharing.is_of_her_team(knows)
    return {
        "preferred_name": person.preferred_name,
        "team": _team(team) if team else None,
        "key_worker": _named(person.key_worker_id),
        "carer_champion": _named(team.carer_champion_id if team else None),
        "people": about_me.list_people_around(actor, record_id) if is_of_team else [],
    }


def describe_public_team(team_id: uuid.UUID) -> dict[str, Any]:
    """A team as anybody may know it: what stands on its door."""
    team = find_open_team(team_id)
    return {
        **_team(team),
        "organisation": care.organisation_of(team),
        "carer_champion": _named(team.carer_champion_id),
    }


def _team(team: Team) -> dict[str, Any]:
    view = care.team_view(team, clock.now())
    return {key: view[key] for key in ("id", "name", "phone", "is_open", "opens_at", "out_of_hours")}


def _named(account_id: uuid.UUID | None) -> dict[str, Any] | None:
    return {"name": identity.names_of([account_id])[account_id]} if account_id else None
