"""The door of this slice for others: what a caseload says about many people at once. Opens no words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import func, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.dialog_plus.due import due_versions
from backend.dialog_plus.models import ActionVersion, Conversation


def count_due_actions(actor: Actor, record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:  # noqa: ARG001 row-level security knows who asks
    """How many actions are due and not done, by record, where the actor may see them; they write down that they looked."""
    due = due_versions(among(ActionVersion.record_id, record_ids), None, clock.in_london(clock.now()).date())
    rows = db.session.execute(select(due.c.record_id, func.count().label("number")).group_by(due.c.record_id))
    return {row.record_id: row.number for row in rows}


def open_conversations(actor: Actor, record_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:  # noqa: ARG001 row-level security knows who asks
    """Which records have an open conversation, where the actor may see it; they write down that they looked."""
    is_wanted = among(Conversation.record_id, record_ids)
    return set(db.session.scalars(select(Conversation.record_id).where(is_wanted, Conversation.ended_at.is_(None))))
