"""The door of this slice for others: what a caseload says about many people at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.dialog_plus.action_views import CLOSED, OPEN
from backend.dialog_plus.models import ActionVersion, Conversation, Progress


def count_due_actions(actor: Actor, record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:  # noqa: ARG001 row-level security knows who asks
    """How many actions are due and not done, by record; only those that the actor may see. One query, opens no words."""
    newest = (
        select(
            ActionVersion.action_id,
            ActionVersion.record_id,
            ActionVersion.due_on,
            ActionVersion.is_removed,
            ActionVersion.at,
        )
        .where(among(ActionVersion.record_id, record_ids))
        .ext(distinct_on(ActionVersion.action_id))
        .order_by(ActionVersion.action_id, ActionVersion.version.desc())
        .subquery()
    )
    said = (
        select(Progress.status)
        .where(Progress.action_id == newest.c.action_id, Progress.at >= newest.c.at)
        .order_by(Progress.at.desc(), Progress.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    today = clock.in_london(clock.now()).date()
    due = (
        select(newest.c.record_id, func.count().label("number"))
        .where(newest.c.due_on <= today, ~newest.c.is_removed, func.coalesce(said, OPEN).not_in(CLOSED))
        .group_by(newest.c.record_id)
    )
    return {row.record_id: row.number for row in db.session.execute(due)}


def open_conversations(actor: Actor, record_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:  # noqa: ARG001 row-level security knows who asks
    """Which of these records have an open conversation that the actor may see. One query."""
    wanted = select(Conversation.record_id).where(
        among(Conversation.record_id, record_ids), Conversation.ended_at.is_(None)
    )
    return set(db.session.scalars(wanted))
