"""Step-ups for operators: what is open, the whole history of one, and a nudge. Ids, states and times; nothing is opened."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import text

from backend.audit import service as audit
from backend.core import clock
from backend.core.db import db
from backend.core.ids import new_id
from backend.step_up import climbing

OPEN = text("""
    SELECT id, team_id, state, asked_at, rung, cycle, next_due_at, promise_ends_at FROM step_ups
    WHERE state NOT IN ('closed', 'withdrawn') ORDER BY next_due_at NULLS LAST, asked_at
""")
ONE = text("SELECT * FROM step_ups WHERE id = :id")
EVENTS = text("SELECT kind, at, account_id, detail FROM step_up_events WHERE step_up_id = :id")
NOTICES = text("""
    SELECT id, kind, account_id, created_at, expanded_at, withdrawn_at, seen_at FROM notices WHERE subject_id = :id
""")
DELIVERIES = text("""
    SELECT d.id, d.account_id, d.channel, d.state, d.attempts, d.failure, d.handed_over_at, d.shown_at
    FROM deliveries d JOIN notices n ON n.id = d.notice_id WHERE n.subject_id = :id
""")
LOCKED = text("SELECT state, cycle, next_due_at, promise_ends_at, record_id FROM step_ups WHERE id = :id FOR UPDATE")
DUE_NOW = text("""
    UPDATE step_ups SET next_due_at = least(next_due_at, :now), looked_at = :now, version = version + 1 WHERE id = :id
""")
# Found by the engine, it passes by once that the rung told has time left.
NUDGED = text("""
    INSERT INTO step_up_events (id, step_up_id, record_id, kind, cycle, at, detail)
    VALUES (:event_id, :id, :record_id, :kind, :cycle, :now, '{}')
""")

# What of an event's detail may be shown: ids, instants and words of ours.
SHOWN = ("whom", "accounts", "team", "why", "opens_at", "by_at", "promised_by", "to", "urgency")

BY_NOBODY_IN_IT = {climbing.NUDGED: " by an operator"}

Moment = tuple[datetime, str]


def list_open(now: datetime) -> list[str]:
    """A line for each open step-up, those due first."""
    return [_line(row, now) for row in db.session.execute(OPEN)]


def history_of(step_up_id: uuid.UUID) -> list[str]:
    """Everything that is known of one step-up, oldest first; empty when there is none."""
    row = db.session.execute(ONE, {"id": step_up_id}).one_or_none()
    if row is None:
        return []
    moments = [*_events(step_up_id), *_notices(step_up_id), *_deliveries(step_up_id)]
    head = [
        f"step-up {row.id}, record {row.record_id}, team {row.team_id}",
        f"now: {_state(row)}; rung {row.rung + 1} of {len(row.ladder)}, climb {row.cycle}",
        "times in London",
    ]
    return head + [f"{_at(at)}  {words}" for at, words in sorted(moments)]


def nudge(step_up_id: uuid.UUID, now: datetime) -> tuple[bool, str]:
    """Have the next rung told now; history and audit say so. Whether it will be, and words about it. It never moves a state."""
    row = db.session.execute(LOCKED, {"id": step_up_id}).one_or_none()
    if row is None:
        return False, "No step-up has this id."
    if row.next_due_at is None:
        return False, f"It is {row.state.replace('_', ' ')}: people have it in hand, so there is nothing to nudge."
    if row.promise_ends_at is not None and row.promise_ends_at > now:
        # Due before its time, the engine would tell the person that the promise was missed.
        return False, f"Contact is promised by {_at(row.promise_ends_at)}, so there is nothing to nudge before."
    event = {"event_id": new_id(), "record_id": row.record_id, "kind": climbing.NUDGED, "cycle": row.cycle}
    db.session.execute(NUDGED, {**event, "id": step_up_id, "now": now})
    db.session.execute(DUE_NOW, {"id": step_up_id, "now": now})
    audit.record_act(None, "step_up.nudged", record_id=row.record_id, section="step_ups", subject_id=step_up_id)
    return True, "The next rung is told within two seconds, if the worker runs; of a closed team when it opens."


def _line(row: Any, now: datetime) -> str:
    waits = int((now - row.asked_at).total_seconds() // 60)
    return f"{row.id}  asked {_at(row.asked_at)} ({waits} min ago), team {row.team_id}, {_state(row)}"


def _state(row: Any) -> str:
    words = str(row.state).replace("_", " ")
    if row.promise_ends_at is not None:
        return f"{words}, contact promised by {_at(row.promise_ends_at)}"
    return f"{words}, due {_at(row.next_due_at)}" if row.next_due_at else words


def _events(step_up_id: uuid.UUID) -> Iterator[Moment]:
    for row in db.session.execute(EVENTS, {"id": step_up_id}):
        by = f" by {row.account_id}" if row.account_id else BY_NOBODY_IN_IT.get(row.kind, "")
        detail = [f"{name} {_shown(row.detail[name])}" for name in SHOWN if row.detail.get(name)]
        yield row.at, "; ".join([f"{row.kind.replace('_', ' ')}{by}", *detail])


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _notices(step_up_id: uuid.UUID) -> Iterator[Moment]:
    for row in db.session.execute(NOTICES, {"id": step_up_id}):
        yield row.created_at, f"notice {row.id} ({row.kind}) for {row.account_id}"
        if row.withdrawn_at:
            yield row.withdrawn_at, f"notice {row.id} has lost its point"
        if row.seen_at:
            yield row.seen_at, f"notice {row.id} seen"


def _deliveries(step_up_id: uuid.UUID) -> Iterator[Moment]:
    for row in db.session.execute(DELIVERIES, {"id": step_up_id}):
        what = f"delivery {row.id} by {row.channel} to {row.account_id}"
        if row.handed_over_at:
            yield row.handed_over_at, f"{what}: handed over, attempt {row.attempts}"
        if row.shown_at:
            yield row.shown_at, f"{what}: shown"
        if not row.handed_over_at and not row.shown_at:
            at = datetime.fromtimestamp((row.id.int >> 80) / 1000, clock.LONDON)
            failure = f", {row.failure.replace('_', ' ')}" if row.failure else ""
            yield at, f"{what}: {row.state} after {row.attempts} attempts{failure}"


def _at(instant: datetime) -> str:
    return f"{clock.in_london(instant):%a %-d %b %Y %H:%M:%S}"
