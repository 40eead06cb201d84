"""The engine: `advance` is the only thing that moves a ladder. Idempotent; called by the deferred job *and* by the sweep.

A lost job costs two seconds; a crash anywhere costs nothing but a repeat, because what is due stands in the row. Only a person's
act stops a ladder. A promise that has passed without a contact begins it again.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from backend.care import service as care
from backend.care.models import Team
from backend.core import clock
from backend.core.db import db
from backend.core.queue import queue
from backend.core.work import one_transaction
from backend.notifications import service as notifications
from backend.notifications.service import Notice
from backend.step_up.events import add_event
from backend.step_up.ladder import CALLS_FOR_AN_ANSWER, KEY_WORKER, TEAM, Rung, from_json
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, ACTS, CLIMBING
from backend.step_up.telling import tell_trusted

log = structlog.get_logger()

AT_MOST_A_SWEEP = 500
LOOK_AGAIN_WHEN_NO_HOURS = timedelta(hours=1)
LOOK_AGAIN_WHEN_NOBODY = timedelta(minutes=1)


@queue.task(name="advance_step_up")
def advance_step_up(step_up_id: str) -> None:
    """The job that makes the first rung quick: it sends the first message by itself, as another job would cost time."""
    with one_transaction():
        taken = notifications.take(advance(uuid.UUID(step_up_id), clock.now()), clock.now())
    notifications.send_taken(taken)


def sweep(now: datetime) -> int:
    """Advance everything that is due, each in its own transaction, so that one bad row cannot hold up the rest."""
    with one_transaction():
        wanted = select(StepUp.id).where(StepUp.next_due_at <= now).order_by(StepUp.next_due_at).limit(AT_MOST_A_SWEEP)
        due = list(db.session.scalars(wanted))
    for step_up_id in due:
        _advance_alone(step_up_id, now)
    return len(due)


def advance(step_up_id: uuid.UUID, now: datetime) -> list[Notice]:
    """Move one ladder if it is due, holding its row's lock: tell the next rung and set the next look.

    Returns the notices that it wrote, for the caller to have them sent.
    """
    step_up = db.session.scalar(select(StepUp).where(StepUp.id == step_up_id).with_for_update())
    if step_up is None or step_up.next_due_at is None or step_up.next_due_at > now or step_up.state not in CLIMBING:
        return []
    notices = [_miss_promise(step_up, now)] if step_up.state == ACKNOWLEDGED else []
    if step_up.next_due_at == step_up.climbing_since and _last_kind(step_up) in ("sent", "reopened"):
        tell_trusted(step_up, now)
    team = care.find_team(step_up.team_id)
    if not care.is_open(team, now):
        _wait_for_opening(step_up, team, now)
        return notices
    return notices + _climb(step_up, now)


def note_reached(kind: str, subject_id: uuid.UUID | None, account_id: uuid.UUID, at: datetime) -> None:
    """A call for an answer was shown on a worker's device: the person may see that it got there. It stops nothing."""
    if kind not in CALLS_FOR_AN_ANSWER or subject_id is None:
        return
    step_up = db.session.scalar(select(StepUp).where(StepUp.id == subject_id).with_for_update())
    if step_up is not None and not _reached_already(step_up, account_id):
        add_event(step_up, "reached", at, account_id=account_id)


def _advance_alone(step_up_id: uuid.UUID, now: datetime) -> None:
    try:
        with one_transaction():
            notifications.send_soon(advance(step_up_id, now))
    except Exception as problem:  # noqa: BLE001 one bad row must not hold up the others; the auditor sees what stays due
        log.error("advance_failed", step_up=str(step_up_id), kind=type(problem).__name__)


def _miss_promise(step_up: StepUp, now: datetime) -> Notice:
    """Nobody has been in contact by the promised time: say so to the person and ask everybody again."""
    promised_by = step_up.promised_by
    step_up.state = ACTS["miss_promise"].moves[step_up.state]
    add_event(step_up, "promise_missed", now, promised_by=str(promised_by))
    step_up.cycle += 1
    step_up.rung, step_up.climbing_since = 0, now
    step_up.promised_by = step_up.promise_ends_at = None
    person = care.persons_of([step_up.record_id])[step_up.record_id]
    return notifications.write_notice(person, "step_up.moved_on", step_up.id, urgent=True)


def _wait_for_opening(step_up: StepUp, team: Team, now: datetime) -> None:
    """The team is closed: nobody is disturbed, the person was told when somebody will see it, and we look again then."""
    opens = care.next_opening(team, now)
    if _last_kind(step_up) != "nobody_on_duty":
        add_event(step_up, "nobody_on_duty", now, opens_at=opens.isoformat() if opens else None)
    step_up.next_due_at = opens or now + LOOK_AGAIN_WHEN_NO_HOURS


def _climb(step_up: StepUp, now: datetime) -> list[Notice]:
    """Tell this rung. A rung with nobody to tell costs no time: the next one is tried at once; the last one repeats."""
    ladder, on_shift = from_json(step_up.ladder), care.on_shift(step_up.team_id, now)
    for place in range(step_up.rung, len(ladder)):
        told = _reachable(_whom(ladder[place], step_up, on_shift))
        if told:
            step_up.rung = min(place + 1, len(ladder) - 1)
            step_up.next_due_at = now + timedelta(minutes=ladder[place].wait_minutes)
            return _tell(step_up, ladder[place], told, now)
    if _last_kind(step_up) != "nobody_reachable":
        add_event(step_up, "nobody_reachable", now)
    log.error("nobody_reachable", step_up=str(step_up.id))
    step_up.rung, step_up.next_due_at = len(ladder) - 1, now + LOOK_AGAIN_WHEN_NOBODY
    return []


def _reachable(accounts: list[uuid.UUID]) -> list[uuid.UUID]:
    found = notifications.reachable(accounts) if accounts else set()
    return [account for account in accounts if account in found]


def _whom(rung: Rung, step_up: StepUp, on_shift: list[uuid.UUID]) -> list[uuid.UUID]:
    if rung.whom == TEAM:
        return on_shift
    named = care.key_worker_of(step_up.record_id) if rung.whom == KEY_WORKER else uuid.UUID(rung.whom)
    return [account for account in on_shift if account == named]


def _tell(step_up: StepUp, rung: Rung, accounts: list[uuid.UUID], now: datetime) -> list[Notice]:
    whom = rung.whom if rung.whom in (KEY_WORKER, TEAM) else "colleague"
    kind = "step_up.transferred" if whom == "colleague" else "step_up.asked"
    add_event(step_up, "told", now, whom=whom, accounts=[str(account_id) for account_id in accounts])
    return [notifications.write_notice(account_id, kind, step_up.id, urgent=True) for account_id in accounts]


def _last_kind(step_up: StepUp) -> str | None:
    return db.session.scalar(
        select(StepUpEvent.kind)
        .where(StepUpEvent.step_up_id == step_up.id)
        .order_by(StepUpEvent.at.desc(), StepUpEvent.id.desc())
        .limit(1)
    )


def _reached_already(step_up: StepUp, account_id: uuid.UUID) -> bool:
    found = db.session.scalar(
        select(StepUpEvent.id)
        .where(
            StepUpEvent.step_up_id == step_up.id,
            StepUpEvent.kind == "reached",
            StepUpEvent.cycle == step_up.cycle,
            StepUpEvent.account_id == account_id,
        )
        .limit(1)
    )
    return found is not None
