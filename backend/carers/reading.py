"""What the team reads of carers' messages, who has read each, and what the person herself may see of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care import service as care
from backend.carers.models import CarerMessage, CarerMessageRead
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db, read_many
from backend.core.encryption import vault
from backend.core.errors import NotFound
from backend.identity import service as identity
from backend.sharing import access as sharing

LISTED = 200
SOMEBODY_ELSES = "Somebody who is no longer with your team"

Readers = dict[uuid.UUID, list[dict[str, Any]]]


def list_for_team(actor: Actor) -> list[dict[str, Any]]:
    """What carers told the actor's teams, newest first. Names of people are a reading of their records, and logged."""
    read_many()
    teams = [team.team_id for team in actor.teams]
    messages = _newest(CarerMessage.team_id.in_(teams))
    records = {message.record_id for message in messages if message.record_id}
    people = _names_of(actor, records)
    readers, senders = list_readers(messages), _senders(messages)
    return [
        {
            **_said(message, senders, readers),
            "is_public": message.account_id is None,
            "about": _about(message, people),
            "contact": message.sender_contact,
            "in_confidence": message.in_confidence,
            "is_read_by_me": any(reader["account_id"] == actor.account_id for reader in readers[message.id]),
        }
        for message in messages
    ]


def count_unread(actor: Actor) -> int:
    """How many messages to the actor's teams nobody has read yet. Opens nobody's words."""
    read = select(CarerMessageRead.message_id).where(CarerMessageRead.message_id == CarerMessage.id)
    mine = CarerMessage.team_id.in_([team.team_id for team in actor.teams])
    return db.session.scalar(select(func.count()).select_from(CarerMessage).where(mine, ~read.exists())) or 0


def list_about(actor: Actor) -> list[dict[str, Any]]:
    """What carers told the team about the actor, except in confidence: the database shows her nothing of that."""
    mine = CarerMessage.record_id == actor.record_id
    messages = _newest(mine & CarerMessage.in_confidence.is_(False))
    readers, senders = list_readers(messages), _senders(messages)
    return [_said(message, senders, readers) for message in messages]


def mark_read(actor: Actor, message_id: uuid.UUID) -> list[dict[str, Any]]:
    """A worker of the team has read it; the sender sees so. Doing it twice is harmless. Returns who has read it."""
    message = db.session.get(CarerMessage, message_id)
    if message is None or actor.role_in(message.team_id) is None:
        raise NotFound
    if db.session.get(CarerMessageRead, (message_id, actor.account_id)) is None:
        db.session.add(CarerMessageRead(message_id=message_id, account_id=actor.account_id, at=clock.now()))
        db.session.flush()
        # Without the record: the person may not learn from her log that something was told in confidence.
        audit.record_act(actor, "carers.message_read", team_id=message.team_id, subject_id=message_id)
    return list_readers([message])[message_id]


def list_readers(messages: Sequence[CarerMessage]) -> Readers:
    """Who has read each message, the first one first; in two queries whatever their number."""
    wanted = select(CarerMessageRead).where(among(CarerMessageRead.message_id, [message.id for message in messages]))
    found = list(db.session.scalars(wanted.order_by(CarerMessageRead.at)))
    names = identity.names_of(row.account_id for row in found)
    readers: Readers = {message.id: [] for message in messages}
    for row in found:
        readers[row.message_id].append({"account_id": row.account_id, "name": names[row.account_id], "at": row.at})
    return readers


def _newest(condition: Any) -> list[CarerMessage]:
    wanted = select(CarerMessage).where(condition).order_by(CarerMessage.at.desc(), CarerMessage.id).limit(LISTED)
    messages = list(db.session.scalars(wanted))
    vault.warm(message.id for message in messages)
    return messages


def _senders(messages: Sequence[CarerMessage]) -> dict[uuid.UUID, str]:
    return identity.names_of(message.account_id for message in messages if message.account_id)


def _names_of(actor: Actor, record_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What the people are called, as far as the team still looks after them."""
    names = care.preferred_names_of(record_ids)
    sharing.log_list(actor, names, "care")
    return names


def _about(message: CarerMessage, people: dict[uuid.UUID, str]) -> dict[str, Any]:
    if message.record_id is None:
        return {"record_id": None, "name": message.about}
    return {"record_id": message.record_id, "name": people.get(message.record_id, SOMEBODY_ELSES)}


def _said(message: CarerMessage, senders: dict[uuid.UUID, str], readers: Readers) -> dict[str, Any]:
    return {
        "id": message.id,
        "at": message.at,
        "from_": senders[message.account_id] if message.account_id else message.sender_name,
        "relation": message.relation,
        "words": message.words,
        "read_by": readers[message.id],
    }
