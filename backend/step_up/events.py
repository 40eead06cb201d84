"""Adding to a step-up's history, and reading it. Each event raises the version, so that a page knows that something is new."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.core import errors
from backend.core.db import db
from backend.core.ids import new_id
from backend.step_up.models import StepUp, StepUpEvent


def add_event(
    step_up: StepUp,
    kind: str,
    at: datetime,
    *,
    account_id: uuid.UUID | None = None,
    words: str = "",
    event_id: uuid.UUID | None = None,
    **detail: Any,
) -> StepUpEvent:
    """Write down that something happened. Without an account the service did it."""
    event = StepUpEvent(
        id=event_id or new_id(),
        step_up_id=step_up.id,
        step_up=step_up,
        record_id=step_up.record_id,
        kind=kind,
        cycle=step_up.cycle,
        account_id=account_id,
        at=at,
        detail=detail,
    )
    if words:
        event.words = words
    db.session.add(event)
    step_up.version += 1
    return event


def events_of(step_up: StepUp) -> list[StepUpEvent]:
    """Everything that happened, oldest first."""
    return list(
        db.session.scalars(
            select(StepUpEvent).where(StepUpEvent.step_up_id == step_up.id).order_by(StepUpEvent.at, StepUpEvent.id)
        )
    )


def is_repeat(
    step_up: StepUp, event_id: uuid.UUID, kind: str, account_id: uuid.UUID, words: str, detail: dict[str, Any]
) -> bool:
    """Whether this very act is known already: a retry of the same is harmless. Raises IdTaken for other content."""
    known = db.session.get(StepUpEvent, event_id)
    if known is None:
        return False
    same = (known.step_up_id, known.kind, known.account_id) == (step_up.id, kind, account_id)
    if not same or (known.words or "") != words or known.detail != detail:
        raise errors.IdTaken
    return True
