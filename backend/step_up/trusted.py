"""A person's requests as those see them whom she trusts with them, or who have emergency access; and the notes they add."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, text

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.identity import service as identity
from backend.sharing import access as sharing
from backend.step_up import access
from backend.step_up.events import is_repeat
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ENDED, SENT
from backend.step_up.telling import BY_TRUSTED, tell_person, tell_workers
from backend.step_up.views import promise_of

SECTION = "step_ups"
SHOWN_AFTER_CLOSING = timedelta(days=7)

# Locks the request and raises its version, for somebody who may add to it and not change it.
HOLD = text("SELECT hold_step_up(:step_up_id)")


def list_shared(actor: Actor, record_id: uuid.UUID) -> list[dict[str, Any]]:
    """The open requests of a record and those closed in the last week. Nothing shared looks like nothing asked."""
    sharing.check_knows(record_id)
    right = sharing.read_section(actor, record_id, SECTION)
    now = clock.now()
    step_ups = _recent(sharing.where_to_look(record_id, right), now)
    events = _events_of(step_ups)
    names = identity.names_of({event.account_id for event in events if event.account_id})
    may_add = right is not None and right.way == sharing.TRUSTED and right.level >= sharing.ADD
    return [
        _show(actor, step_up, [event for event in events if event.step_up_id == step_up.id], names, may_add=may_add)
        for step_up in step_ups
    ]


def has_open_request(actor: Actor, record_id: uuid.UUID) -> bool:
    """Whether the person waits for support just now, as far as the actor may know: False also where they may not."""
    place = sharing.where_to_look(record_id, sharing.read_section(actor, record_id, SECTION, "list"))
    wanted = select(StepUp.id).where(StepUp.record_id == place, StepUp.state.not_in(ENDED)).limit(1)
    return db.session.scalar(wanted) is not None


def find_shared(actor: Actor, step_up_id: uuid.UUID) -> StepUp | None:
    """That request, where the actor meets it as somebody whom the person trusts, and in no other way."""
    if not actor.is_trusted:
        return None
    step_up = db.session.get(StepUp, step_up_id)
    if step_up is None or access.side_of(actor, step_up) is not None:
        return None
    right = sharing.access_to(step_up.record_id, SECTION)
    return step_up if right is not None and right.way == sharing.TRUSTED else None


def write_note(actor: Actor, step_up: StepUp, act_id: uuid.UUID, words: str) -> StepUp:
    """A note by somebody trusted, marked as theirs. The person and the workers concerned are told."""
    right = sharing.check_can_add(step_up.record_id, SECTION)
    sharing.read_section(actor, step_up.record_id, SECTION)
    if is_repeat(step_up, act_id, "note", actor.account_id, words, BY_TRUSTED):
        return step_up
    db.session.execute(HOLD, {"step_up_id": step_up.id})
    db.session.refresh(step_up)
    access.check_state_allows(step_up, "note", clock.now())
    _add(actor, step_up, act_id, words)
    assert right.through is not None
    audit.record_act(
        actor,
        "step_up.note",
        record_id=step_up.record_id,
        section=SECTION,
        subject_id=step_up.id,
        way=audit.Way(right.way, right.through),
    )
    tell_person(step_up, "step_up.note")
    tell_workers(step_up, "step_up.note", but=actor.account_id)
    return step_up


def _add(actor: Actor, step_up: StepUp, act_id: uuid.UUID, words: str) -> None:
    note = StepUpEvent(
        id=act_id,
        step_up_id=step_up.id,
        record_id=step_up.record_id,
        kind="note",
        cycle=step_up.cycle,
        account_id=actor.account_id,
        at=clock.now(),
        detail=BY_TRUSTED,
    )
    note.words = words
    db.session.add(note)
    db.session.flush()


def _recent(record_id: uuid.UUID, now: datetime) -> list[StepUp]:
    wanted = select(StepUp).where(
        StepUp.record_id == record_id,
        or_(StepUp.state.not_in(ENDED), StepUp.closed_at > now - SHOWN_AFTER_CLOSING),
    )
    return list(db.session.scalars(wanted.order_by(StepUp.asked_at.desc())))


def _events_of(step_ups: Sequence[StepUp]) -> list[StepUpEvent]:
    wanted = select(StepUpEvent).where(among(StepUpEvent.step_up_id, [step_up.id for step_up in step_ups]))
    return list(db.session.scalars(wanted.order_by(StepUpEvent.at, StepUpEvent.id)))


def _show(
    actor: Actor, step_up: StepUp, events: list[StepUpEvent], names: dict[uuid.UUID, str], *, may_add: bool
) -> dict[str, Any]:
    promise = promise_of(step_up, events, names, clock.now())
    return {
        "id": step_up.id,
        "state": step_up.state,
        "asked_at": step_up.asked_at,
        "words": step_up.words,
        "wants_to_hear": step_up.wants_to_hear,
        "promise": promise,
        "nobody_has_answered": step_up.state == SENT and promise is None,
        "closed_at": step_up.closed_at,
        "plan": next((_said(actor, event, names) for event in reversed(events) if event.kind == "plan_agreed"), None),
        "notes": [_said(actor, event, names) for event in events if event.kind == "note"],
        "may_add": may_add and access.is_open(step_up),
    }


def _said(actor: Actor, event: StepUpEvent, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    """Words of a note or a plan, as the person's own page shows them."""
    by = names.get(event.account_id, "") if event.account_id else ""
    return {"by": by, "at": event.at, "words": event.words or "", "is_mine": event.account_id == actor.account_id}
