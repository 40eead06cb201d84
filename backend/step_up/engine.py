"""The engine: `advance` is the only thing that moves a ladder. Idempotent; called by the deferred job *and* by the sweep.

A lost job costs two seconds; a crash anywhere costs nothing but a repeat, because what is due stands in the row. Only a person's
act stops a ladder. A promise that has passed without a contact begins it again, and so does one whose maker was let go.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import structlog
from sqlalchemy import or_, select

from backend.care import service as care
from backend.care.models import Team
from backend.core import clock
from backend.core.db import db
from backend.core.queue import queue
from backend.core.work import one_transaction
from backend.notifications import service as notifications
from backend.notifications.service import Notice
from backend.step_up import climbing
from backend.step_up.events import add_event
from backend.step_up.ladder import CALLS_FOR_AN_ANSWER, to_json
from backend.step_up.ladders import ladder_of
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, ACTS, CLIMBING
from backend.step_up.telling import IF_NOT_SEEN_AFTER, tell_trusted
from backend.step_up.whom import Crews

log = structlog.get_logger()

AT_MOST_A_SWEEP = 500


@queue.task(name="advance_step_up")
def advance_step_up(step_up_id: str) -> None:
    """The job that makes the first rung quick: it sends the first message by itself, as another job would cost time."""
    with one_transaction():
        taken = notifications.take(advance(uuid.UUID(step_up_id), clock.now()), clock.now())
    notifications.send_taken(taken)


def sweep(now: datetime) -> int:
    """Advance everything that is due, each in its own transaction, so that one bad row cannot hold up the rest."""
    with one_transaction():
        is_due = or_(StepUp.next_due_at <= now, StepUp.looked_at > now + climbing.WRONG_BY)
        wanted = select(StepUp.id).where(StepUp.next_due_at.is_not(None), is_due).order_by(StepUp.next_due_at)
        due = list(db.session.scalars(wanted.limit(AT_MOST_A_SWEEP)))
    crews = Crews(now)
    for step_up_id in due:
        _advance_alone(step_up_id, crews, now)
    return len(due)


def advance(step_up_id: uuid.UUID, now: datetime, crews: Crews | None = None) -> list[Notice]:
    """Move one ladder if it is due, holding its row's lock: tell the next rung and set the next look.

    Returns the notices that it wrote, for the caller to have them sent. A row that somebody holds is left to the next sweep,
    so that all ladders behind it need not wait. `crews`: what a sweep knows of the teams already.
    """
    wanted = select(StepUp).where(StepUp.id == step_up_id).with_for_update(skip_locked=True)
    step_up = db.session.scalar(wanted)
    if step_up is None or not _is_due(step_up, now) or step_up.state not in CLIMBING:
        return []
    crews = crews or Crews(now)
    if step_up.state == ACKNOWLEDGED and step_up.promise_ends_at and step_up.promise_ends_at > now:
        if not _has_left(step_up, crews):
            step_up.next_due_at = step_up.promise_ends_at
            return []
        notices = [_take_up_again(step_up, now)]
    else:
        notices = [_miss_promise(step_up, now)] if step_up.state == ACKNOWLEDGED else []
    last = climbing.last_event(step_up)
    if last is not None and last.kind in ("sent", "reopened"):
        tell_trusted(step_up, now)
    team = _team_now(step_up, now)
    notices += climbing.take_step(step_up, team or care.find_team(step_up.team_id), crews, now)
    if team is None and step_up.helping_team_id is None:
        # No team looks after them any more: the one that was asked still answers, and must go on seeing the request.
        step_up.helping_team_id = step_up.team_id
    return notices


def _is_due(step_up: StepUp, now: datetime) -> bool:
    """Whether its time has come, or was set by a clock that was ahead: then it is better to look at once."""
    due, looked = step_up.next_due_at, step_up.looked_at
    return due is not None and (due <= now or (looked is not None and looked > now + climbing.WRONG_BY))


def _team_now(step_up: StepUp, now: datetime) -> Team | None:
    """The team that looks after the person now: a request moves with them, up its new team's ladder from the start."""
    team = care.team_of_record(step_up.record_id)
    if team is not None and team.id != step_up.team_id:
        step_up.team_id, step_up.helping_team_id = team.id, None
        step_up.cycle += 1
        step_up.rung = step_up.repeats = 0
        step_up.ladder = to_json(ladder_of(team, step_up.wants_to_hear))
        add_event(step_up, "moved_team", now, team=str(team.id))
    return team


def note_reached(kind: str, subject_id: uuid.UUID | None, account_id: uuid.UUID, at: datetime) -> None:
    """A call for an answer was shown on a worker's device: the person may see that it got there. It stops nothing."""
    if kind not in CALLS_FOR_AN_ANSWER or subject_id is None:
        return
    step_up = db.session.scalar(select(StepUp).where(StepUp.id == subject_id).with_for_update())
    if step_up is not None and not _reached_already(step_up, account_id):
        add_event(step_up, "reached", at, account_id=account_id)


def _advance_alone(step_up_id: uuid.UUID, crews: Crews, now: datetime) -> None:
    try:
        with one_transaction():
            notifications.send_soon(advance(step_up_id, now, crews))
    except Exception as problem:  # noqa: BLE001 one bad row must not hold up the others; the auditor sees what stays due
        log.error("advance_failed", step_up=str(step_up_id), kind=type(problem).__name__)


def _has_left(step_up: StepUp, crews: Crews) -> bool:
    """Whether whoever promised works in no team any more that was asked: then nobody else will keep it."""
    asked = {step_up.team_id, step_up.helping_team_id} - {None}
    return not any(step_up.promised_by in crews.of(team_id).members for team_id in asked if team_id)


def _take_up_again(step_up: StepUp, now: datetime) -> Notice:
    """Whoever promised was let go before the time came. It was not missed: the person is told, and we ask again at once."""
    add_event(step_up, "promise_passed_on", now, promised_by=str(step_up.promised_by))
    return _begin_again(step_up, now)


def _miss_promise(step_up: StepUp, now: datetime) -> Notice:
    """Nobody has been in contact by the promised time: say so to the person and ask everybody again."""
    add_event(step_up, "promise_missed", now, promised_by=str(step_up.promised_by))
    return _begin_again(step_up, now)


def _begin_again(step_up: StepUp, now: datetime) -> Notice:
    step_up.state = ACTS["miss_promise"].moves[step_up.state]
    step_up.cycle += 1
    step_up.rung, step_up.repeats, step_up.climbing_since = 0, 0, now
    step_up.promised_by = step_up.promise_ends_at = None
    person = care.persons_of([step_up.record_id])[step_up.record_id]
    return notifications.write_notice(
        person, "step_up.moved_on", step_up.id, urgent=True, next_channel_after=IF_NOT_SEEN_AFTER
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
