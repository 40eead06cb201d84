"""Who an action is for: by account where we know it, always by name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from backend.care import service as care
from backend.core.actor import Actor
from backend.core.errors import Invalid
from backend.dialog_plus import access
from backend.identity import service as identity

NAME_THEM = "Write who will do this."


@dataclass(frozen=True)
class Owner:
    """`account_id` is the person's, or that of a worker of her team; nobody else's."""

    side: str
    account_id: uuid.UUID | None
    name: str


def find_owner(actor: Actor, record_id: uuid.UUID, right_side: str, owner: str, name: str) -> Owner:
    """The person; a worker of the team by name, or without a name who acts or the key worker; else somebody by name.

    Raises Invalid.
    """
    if owner == access.PERSON:
        person = care.persons_of([record_id])[record_id]
        return Owner(owner, person, care.preferred_names_of([record_id])[record_id])
    account_id = _worker(actor, record_id, right_side, name) if owner == access.WORKER else None
    if account_id is not None:
        return Owner(owner, account_id, identity.names_of([account_id])[account_id])
    if not name:
        raise Invalid(fields={"owner_name": [NAME_THEM]})
    return Owner(owner, None, name)


def _worker(actor: Actor, record_id: uuid.UUID, right_side: str, name: str) -> uuid.UUID | None:
    if not name:
        return actor.account_id if right_side == access.WORKER else care.key_worker_of(record_id)
    team = care.team_of_record(record_id)
    members = {member.account_id for member in care.team_members(team.id)} if team else set()
    names = {account_id: known.casefold() for account_id, known in identity.names_of(members).items()}
    wanted = name.casefold()
    found = [one for one, known in names.items() if known == wanted] or [
        one for one, known in names.items() if known.split(maxsplit=1)[0] == wanted
    ]
    return found[0] if len(found) == 1 else None
