"""Who may write here, and how it is written down."""

from __future__ import annotations

import uuid

from backend.core.actor import Actor
from backend.core.errors import Conflict, Forbidden
from backend.sharing import access as sharing

SECTION = "about_me"


class ChangedMeanwhile(Conflict):
    """Somebody wrote a newer version, perhaps the same person on another device."""

    code = "about_me.changed"
    words = "This was changed in the meantime. Your words are still here. Look at the newest ones, then try again."


class NotYours(Forbidden):
    """What others wrote stays as they wrote it."""

    code = "about_me.not_yours"
    words = "Only who wrote this, or the person herself, can change it."


def check_can_write(record_id: uuid.UUID) -> sharing.Access:
    """The right to add here. Raises NotFound for who does not see it, MayNotAdd for who only sees it."""
    return sharing.check_can_add(record_id, SECTION)


def write_down(actor: Actor, action: str, record_id: uuid.UUID, subject_id: uuid.UUID, right: sharing.Access) -> None:
    """The audit's row of an act, with the right that it was done by."""
    sharing.record_act(actor, action, right, record_id, SECTION, subject_id)
