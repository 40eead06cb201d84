"""What the acting account may see, add to or change of a record now, and by what right.

The database answers, from the same statement as its own policies (`WAYS` in migration 0008). `read_section` is the door
through which record content goes to anybody: it asks, and writes the row of "who has looked".
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from backend.audit import service as audit
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Forbidden, NotFound

OWN, TEAM, TRUSTED, BREAK_GLASS = "own", audit.TEAM, audit.TRUSTED, "break_glass"
SEE, ADD, CHANGE = 1, 2, 3
NOBODYS = uuid.UUID(int=0)

ACCESS = text("SELECT way, level, through FROM access_to(:record_id, :section)")


@dataclass(frozen=True)
class Access:
    """By what right (`way`), how far (`level`: 1 see, 2 see and add, 3 change too), through which team, person or act."""

    way: str
    level: int
    through: uuid.UUID | None


class MayNotAdd(Forbidden):
    """This account sees that section and may not write in it."""

    code = "sharing.may_not_add"
    words = "You can read this, and cannot add to it."


def access_to(record_id: uuid.UUID, section: str) -> Access | None:
    """The furthest right of the acting account to that section now, or None."""
    row = db.session.execute(ACCESS, {"record_id": record_id, "section": section}).one_or_none()
    return Access(row.way, row.level, row.through) if row else None


def read_section(actor: Actor, record_id: uuid.UUID, section: str, how: str = "screen") -> Access | None:
    """The door: the actor is about to be shown that section. Logs it unless it is their own; None when they may not.

    Hidden and empty look the same to the reader: where the record itself may be known, answer None like nothing written.
    `how`: screen, list, api, export, print or command.
    """
    access = access_to(record_id, section)
    if access is not None and access.way != OWN and access.through is not None:
        audit.record_reads(actor, [record_id], section, how, audit.Way(access.way, access.through))
    return access


def where_to_look(record_id: uuid.UUID, access: Access | None) -> uuid.UUID:
    """The record, or for who sees nothing of that section one that is nobody's.

    Looking there takes as long as looking where nothing is written, so that not even the time tells which it is.
    """
    return record_id if access is not None else NOBODYS


def check_knows(record_id: uuid.UUID) -> Access:
    """How the acting account knows of that record. Raises NotFound for a stranger, who may not learn that it exists."""
    access = access_to(record_id, "care")
    if access is None:
        raise NotFound
    return access


def is_of_her_team(knows: Access) -> bool:
    """Of a right to `care`: whether it comes from the team that looks after her, and not from one that helps with a request.

    That one meets her name beside the request, and nothing else.
    """
    return knows.way == TEAM and knows.level == CHANGE


def check_can_add(record_id: uuid.UUID, section: str) -> Access:
    """The right to add to that section. Raises NotFound for who does not see it, MayNotAdd for who only sees."""
    access = access_to(record_id, section)
    if access is None:
        raise NotFound
    if access.level < ADD:
        raise MayNotAdd
    return access


def log_list(actor: Actor, record_ids: Iterable[uuid.UUID], section: str) -> None:
    """The same door for a list that a worker reads about the people of her teams."""
    audit.record_reads(actor, record_ids, section, "list")


def record_act(
    actor: Actor,
    action: str,
    right: Access,
    record_id: uuid.UUID,
    section: str,
    subject_id: uuid.UUID,
    **detail: Any,
) -> None:
    """The audit's row of an act in somebody's record, with the right that it was done by; none is named for one's own."""
    is_own = right.way == OWN or right.through is None
    audit.record_act(
        actor,
        action,
        record_id=record_id,
        section=section,
        subject_id=subject_id,
        team_id=right.through if right.way == TEAM else None,
        way=None if is_own or right.through is None else audit.Way(right.way, right.through),
        **detail,
    )
