"""Who truly took part in a conversation: whoever wrote, said yes, or was there on a device of their own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, select, union

from backend.care import service as care
from backend.core.db import db
from backend.dialog_plus import access
from backend.dialog_plus.actions import OWN_DEVICE
from backend.dialog_plus.models import ActionVersion, Agreement, Choice, Conversation, Note, Presence, Progress

TOGETHER, ALONE = "together", "alone"


@dataclass(frozen=True)
class TookPart:
    """The accounts that did something or were there, and the sides that were part of it."""

    accounts: set[uuid.UUID]
    sides: set[str]

    @property
    def written(self) -> str:
        """Together only if both sides were part of it."""
        return TOGETHER if {access.PERSON, access.WORKER} <= self.sides else ALONE


def find_participants(conversation: Conversation) -> TookPart:
    """Who took part. Opening somebody's conversation with oneself is not taking part: there one has to do something.

    A yes that was typed on the other's device counts for its side, as its owner was in the room.
    """
    person = care.persons_of([conversation.record_id])[conversation.record_id]
    yeses = list(db.session.scalars(_yeses_since(conversation)))
    accounts = set(db.session.scalars(_writers(conversation)))
    accounts |= {yes.account_id for yes in yeses if yes.how == OWN_DEVICE}
    if conversation.together:
        there = select(Presence.account_id).where(Presence.conversation_id == conversation.id)
        accounts |= set(db.session.scalars(there))
    workers = _workers(conversation.record_id)
    sides = {_side(account_id, person, workers) for account_id in accounts}
    sides |= {yes.side for yes in yeses}
    if access.PERSON in sides:
        accounts.add(person)
    return TookPart(accounts, sides)


def _yeses_since(conversation: Conversation) -> Select[Agreement]:
    return select(Agreement).where(Agreement.record_id == conversation.record_id, Agreement.at >= conversation.begun_at)


def _writers(conversation: Conversation) -> CompoundSelect[uuid.UUID]:
    wrote = (Choice, Note, ActionVersion, Progress)
    return union(*(select(one.account_id).where(one.conversation_id == conversation.id) for one in wrote))


def _workers(record_id: uuid.UUID) -> set[uuid.UUID]:
    team = care.team_of_record(record_id)
    return {member.account_id for member in care.team_members(team.id)} if team else set()


def _side(account_id: uuid.UUID, person: uuid.UUID, workers: set[uuid.UUID]) -> str:
    if account_id == person:
        return access.PERSON
    return access.WORKER if account_id in workers else access.OTHER
