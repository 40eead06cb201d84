"""Stopping all sharing in one act. The flag counts at once; for ten minutes it can be undone, then every grant ends."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, IdTaken, NotFound
from backend.sharing.models import SharingStop
from backend.sharing.trusted_grants import note_withdrawal

UNDO_WITHIN = timedelta(minutes=10)
FINISH_MINE = text("SELECT id FROM finish_my_stop(:at)")
FINISH = text("SELECT id, record_id FROM finish_stops(:before, :at)")
HUSH_ALL = text("""
    SELECT hush_trusted(t.id, :at) FROM trusted_people t
    WHERE t.record_id = :record_id AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL
""")
IN_FORCE = (SharingStop.undone_at.is_(None), SharingStop.finished_at.is_(None))


class TooLate(Conflict):
    """The ten minutes are over."""

    code = "sharing.too_late"
    words = "It is too late to undo this. You can share again, one by one."


def stop_all(actor: Actor, stop_id: uuid.UUID) -> tuple[dict[str, Any], bool]:
    """Stop all sharing now. Returns the stop that is in force, and whether it is new. A second one changes nothing."""
    assert actor.record_id is not None
    now = clock.now()
    row = {"id": stop_id, "record_id": actor.record_id, "at": now}
    made = db.session.scalar(insert(SharingStop).values(**row).on_conflict_do_nothing().returning(SharingStop.id))
    held = stop_in_force(actor)
    if held is None:
        raise IdTaken
    if made is not None:
        db.session.execute(HUSH_ALL, {"record_id": actor.record_id, "at": now})
        note_withdrawal(actor.record_id, "stop", held.id, now)
        audit.record_act(actor, "sharing.stopped_all", record_id=actor.record_id, subject_id=held.id)
    return describe_stop(held), made is not None


def undo_stop(actor: Actor, stop_id: uuid.UUID) -> None:
    """Share again as before. Undoing twice is harmless. Raises NotFound, TooLate."""
    held = db.session.scalar(
        select(SharingStop)
        .where(SharingStop.id == stop_id, SharingStop.record_id == actor.record_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if held is None:
        raise NotFound
    if held.undone_at is not None:
        return
    now = clock.now()
    if held.finished_at is not None or now >= held.at + UNDO_WITHIN:
        raise TooLate
    held.undone_at = now
    note_withdrawal(held.record_id, "stop_undone", held.id, now)
    audit.record_act(actor, "sharing.stop_undone", record_id=held.record_id, subject_id=held.id)


def finish_own(actor: Actor) -> None:
    """Before anything new is decided: end what was stopped, so that deciding brings nothing else back."""
    ended = db.session.scalar(FINISH_MINE, {"at": clock.now()})
    if ended is not None:
        db.session.expire_all()
        audit.record_act(actor, "sharing.stop_finished", record_id=actor.record_id, subject_id=ended)


def finish_due(now: datetime) -> None:
    """End every grant of those who stopped all sharing ten minutes ago or earlier. For the worker's sweep."""
    for row in db.session.execute(FINISH, {"before": now - UNDO_WITHIN, "at": now}).all():
        audit.record_act(None, "sharing.stop_finished", record_id=row.record_id, subject_id=row.id)


def stop_in_force(actor: Actor) -> SharingStop | None:
    """The person's own stop, while it holds and is not finished."""
    return db.session.scalar(
        select(SharingStop)
        .where(SharingStop.record_id == actor.record_id, *IN_FORCE)
        .execution_options(populate_existing=True)
    )


def describe_stop(stop: SharingStop) -> dict[str, Any]:
    """As a page shows it."""
    return {"id": stop.id, "at": stop.at, "undo_until": stop.at + UNDO_WITHIN}
