"""Telling the team: works with every section off, and shows nothing back but who has read it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.audit import service as audit
from backend.care import service as care
from backend.care.models import Team
from backend.carers.models import CarerMessage
from backend.carers.reading import list_readers
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, IdTaken, NotFound
from backend.notifications import service as notifications
from backend.sharing import supporting

TOLD = "carers.message"
LEAD = "lead"
LISTED = 50
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_A_DAY, MOST_OF_ORIGIN, MOST_TO_TEAM = 30, 5, 60
NO_TEAM = "No team looks after this person just now. In an emergency ring 999, or 111 and choose option 2."


@dataclass(frozen=True)
class Stranger:
    """What somebody without an account says: about whom, and who they are."""

    about: str
    sender_name: str
    sender_contact: str | None
    words: str


def tell_team(
    actor: Actor, message_id: uuid.UUID, trusted_person_id: uuid.UUID, *, words: str, in_confidence: bool
) -> tuple[dict[str, Any], bool]:
    """Tell the team of a person who invited the actor. An equal retry is harmless. Returns its view and whether it is new."""
    known = db.session.get(CarerMessage, message_id)
    if known is not None:
        return _same_or_taken(actor, known, trusted_person_id, words, in_confidence=in_confidence), False
    limits.count_attempt("carers.message", str(actor.account_id), at_most=MOST_A_DAY, within=A_DAY)
    invited = supporting.find_inviter(actor, trusted_person_id)
    team = care.team_of_record(invited.record_id)
    if team is None:
        raise Conflict(NO_TEAM, code="carers.no_team")
    message = CarerMessage(id=message_id, team_id=team.id, at=clock.now(), in_confidence=in_confidence)
    message.account_id, message.record_id = actor.account_id, invited.record_id
    message.trusted_person_id, message.relation = invited.id, invited.relation
    _write(message, words)
    # Without the record: what was told in confidence leaves no trace in what its person may read.
    audit.record_act(actor, "carers.message_sent", team_id=team.id, subject_id=message.id)
    _tell(message, team)
    return _own_view(message, []), True


def tell_team_as_stranger(team_id: uuid.UUID, message_id: uuid.UUID, said: Stranger, origin: str) -> None:
    """Somebody without an account tells a team something. Raises TooMany; sending the same again is harmless."""
    limits.count_attempt(
        "carers.origin", vault.blind_index("origin", origin).hex(), at_most=MOST_OF_ORIGIN, within=AN_HOUR
    )
    limits.count_attempt("carers.team", str(team_id), at_most=MOST_TO_TEAM, within=AN_HOUR)
    team = find_open_team(team_id)
    message = CarerMessage(id=message_id, team_id=team.id, at=clock.now(), in_confidence=True)
    try:
        with db.session.begin_nested():
            vault.make_data_key(message.id)
            message.about, message.sender_name = said.about, said.sender_name
            message.sender_contact, message.words = said.sender_contact, said.words
            db.session.add(message)
    except IntegrityError:
        return
    audit.record_act(None, "carers.message_sent", team_id=team.id, subject_id=message.id)
    _tell(message, team)


def list_own(actor: Actor) -> list[dict[str, Any]]:
    """What the actor told teams, newest first, with who has read it."""
    wanted = select(CarerMessage).where(CarerMessage.account_id == actor.account_id)
    messages = list(db.session.scalars(wanted.order_by(CarerMessage.at.desc()).limit(LISTED)))
    vault.warm(message.id for message in messages)
    readers = list_readers(messages)
    return [_own_view(message, readers[message.id]) for message in messages]


def find_open_team(team_id: uuid.UUID) -> Team:
    """A team that anybody may know of. Raises NotFound."""
    found = care.teams_of_ids([team_id])
    if not found:
        raise NotFound("We could not find that team.")
    return found[0]


def _write(message: CarerMessage, words: str) -> None:
    vault.make_data_key(message.id)
    message.words = words
    db.session.add(message)
    db.session.flush()


def _same_or_taken(
    actor: Actor, known: CarerMessage, trusted_person_id: uuid.UUID, words: str, *, in_confidence: bool
) -> dict[str, Any]:
    sent = (known.account_id, known.trusted_person_id, known.in_confidence)
    if sent != (actor.account_id, trusted_person_id, in_confidence) or known.words != words:
        raise IdTaken
    return _own_view(known, list_readers([known])[known.id])


def _tell(message: CarerMessage, team: Team) -> None:
    """The key worker and whoever looks after carers; where there is neither, the leads, or else everybody of the team."""
    members = {member.account_id: member.role for member in care.team_members(team.id)}
    key_worker = care.key_worker_of(message.record_id) if message.record_id else None
    named: Sequence[uuid.UUID] = [one for one in {key_worker, team.carer_champion_id} if one in members]
    leads = [account_id for account_id, role in members.items() if role == LEAD]
    themselves = care.persons_of([message.record_id]).get(message.record_id) if message.record_id else None
    for account_id in {*(named or leads or members)} - {themselves, message.account_id}:
        notifications.tell(account_id, TOLD, message.id, urgent=False)


def _own_view(message: CarerMessage, readers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": message.id,
        "at": message.at,
        "trusted_person_id": message.trusted_person_id,
        "record_id": message.record_id,
        "words": message.words,
        "in_confidence": message.in_confidence,
        "state": "read" if readers else "received",
        "read_by": readers,
    }
