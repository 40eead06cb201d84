"""Who may do what in a conversation, on which side they are, and how it is written down."""

from __future__ import annotations

import uuid
from typing import Any

from backend.core.actor import Actor
from backend.core.errors import Conflict, Forbidden
from backend.dialog_plus.models import SECTION
from backend.sharing import access as sharing

PERSON, WORKER, OTHER = "person", "worker", "other"
SELF = "self"


class ChangedMeanwhile(Conflict):
    """Somebody wrote a newer version, perhaps the same person on another device."""

    code = "dialog_plus.changed"
    words = "This was changed in the meantime. Your words are still here. Look at the newest ones, then choose."


class Ended(Conflict):
    code = "dialog_plus.ended"
    words = "This conversation has ended. What was written in it is kept. Begin a new one to change more."


class AlreadyOpen(Conflict):
    """There is one conversation at a time, so that nobody writes past the other."""

    code = "dialog_plus.already_open"
    words = "There is an open conversation already. Carry on with that one, or end it first."

    def __init__(self, conversation_id: uuid.UUID) -> None:
        super().__init__(fields={"conversation_id": [str(conversation_id)]})


class NotTogether(Conflict):
    """One device for two needs two people in one open conversation."""

    code = "dialog_plus.not_together"
    words = "You can only type for somebody else while you are talking together. They can do it on their own device."


class MayNotLead(Forbidden):
    code = "dialog_plus.may_not_lead"
    words = "Only the person and their workers can do this. You can write notes and suggest what to do."


class NotYourSide(Forbidden):
    """A yes is worth something because only whose it is can say it."""

    code = "dialog_plus.not_your_side"
    words = "You cannot say yes for somebody else. They can do it on their own device."


class NotYours(Forbidden):
    """Whom she trusts adds words of their own and does not change hers."""

    code = "dialog_plus.not_yours"
    words = "Somebody else wrote this, so you cannot change it. You can add something of your own."


def side_of(right: sharing.Access | None) -> str:
    """Whose side somebody is on by that right."""
    if right is None:
        return OTHER
    return {sharing.OWN: PERSON, sharing.TEAM: WORKER}.get(right.way, OTHER)


def may_lead(right: sharing.Access | None) -> bool:
    """Whether somebody may begin, choose, move on and end: the person, and workers whom she lets add."""
    return right is not None and right.level >= sharing.ADD and side_of(right) != OTHER


def check_can_write(record_id: uuid.UUID) -> sharing.Access:
    """The right to add here. Raises NotFound for who does not see it, MayNotAdd for who only sees it."""
    return sharing.check_can_add(record_id, SECTION)


def check_can_lead(record_id: uuid.UUID) -> sharing.Access:
    """The right to lead a conversation. Raises NotFound, MayNotAdd, MayNotLead."""
    right = check_can_write(record_id)
    if not may_lead(right):
        raise MayNotLead
    return right


def check_can_change(actor: Actor, right: sharing.Access, written_by: uuid.UUID | None) -> None:
    """Whom she trusts changes only what they wrote themselves. Raises NotYours."""
    if written_by is not None and right.level < sharing.CHANGE and written_by != actor.account_id:
        raise NotYours


def check_typed_for(right: sharing.Access, typed_for: str, *, together: bool) -> str:
    """For whom somebody types: for themselves, or, with both in the room, for the other side.

    Raises NotYourSide for whoever is on neither, NotTogether for who is alone.
    """
    if typed_for in (SELF, side_of(right)):
        return SELF
    if side_of(right) == OTHER:
        raise NotYourSide
    if not together:
        raise NotTogether
    return typed_for


def write_down(
    actor: Actor, action: str, record_id: uuid.UUID, subject_id: uuid.UUID, right: sharing.Access, **detail: Any
) -> None:
    """The audit's row of an act, with the right that it was done by."""
    sharing.record_act(actor, action, right, record_id, SECTION, subject_id, **detail)
