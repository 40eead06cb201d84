"""The door of this slice for others: what a caseload says about many people at once. Opens no words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import func, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.dialog_plus.due import due_versions
from backend.dialog_plus.models import SECTION, ActionVersion, Conversation
from backend.sharing import access as sharing


def count_due_actions(actor: Actor, record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many actions are due and not done, by record; only what the actor may see, which is logged as read in a list."""
    due = due_versions(among(ActionVersion.record_id, record_ids), None, clock.in_london(clock.now()).date())
    rows = db.session.execute(select(due.c.record_id, func.count().label("number")).group_by(due.c.record_id))
    found = {row.record_id: row.number for row in rows}
    sharing.log_list(actor, found, SECTION)
    return found


def open_conversations(actor: Actor, record_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these records have an open conversation; only what the actor may see, which is logged as read in a list."""
    is_wanted = among(Conversation.record_id, record_ids)
    found = set(db.session.scalars(select(Conversation.record_id).where(is_wanted, Conversation.ended_at.is_(None))))
    sharing.log_list(actor, found, SECTION)
    return found
