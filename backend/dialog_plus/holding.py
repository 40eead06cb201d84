"""Finding a conversation, and holding it while something is written, so that its versions have no gaps."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from backend.core.db import db
from backend.core.errors import NotFound
from backend.dialog_plus.access import Ended
from backend.dialog_plus.models import Conversation


def find(record_id: uuid.UUID, conversation_id: uuid.UUID) -> Conversation:
    """A conversation of that record as it is now. Raises NotFound, also for who may not see it."""
    wanted = select(Conversation).where(Conversation.id == conversation_id, Conversation.record_id == record_id)
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def open_of(record_id: uuid.UUID) -> Conversation | None:
    """The open conversation of a record, if there is one."""
    return db.session.scalar(
        select(Conversation).where(Conversation.record_id == record_id, Conversation.ended_at.is_(None))
    )


def hold(record_id: uuid.UUID, conversation_id: uuid.UUID) -> Conversation:
    """That conversation, with its row locked until the request is done. Raises NotFound."""
    db.session.execute(select(func.hold_conversation(conversation_id)))
    return find(record_id, conversation_id)


def check_open(conversation: Conversation) -> None:
    """Raises Ended."""
    if conversation.ended_at is not None:
        raise Ended


def count_change(conversation_id: uuid.UUID) -> None:
    """One more version of an open conversation; an ended one stays as it was."""
    db.session.flush()
    db.session.execute(select(func.count_change(conversation_id)))
