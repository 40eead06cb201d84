"""Asking for more support: accepted once, all or nothing, and harmless to repeat."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.queue import jobs
from backend.step_up import access
from backend.step_up.events import add_event
from backend.step_up.ladder import to_json
from backend.step_up.ladders import ladder_of
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ENDED, SENT


@dataclass(frozen=True)
class Ask:
    """What the person says. Nothing of it is compulsory: an empty request is answered too."""

    words: str
    wants_to_hear: str
    reach_by: str
    reach_on: str | None
    best_time: str


def request_step_up(actor: Actor, step_up_id: uuid.UUID, ask: Ask) -> tuple[StepUp, list[StepUpEvent] | None]:
    """Accept a request: the request, its first event, the ladder, the next look, the audit row and the job, all or nothing.

    Returns the step-up, and all its events where it is new; None where it came before. Raises IdTaken for a known id with other
    content, AlreadyOpen when another is open.
    """
    known, open_one = _known_and_open(actor, step_up_id)
    if known is not None:
        return _same_or_taken(actor, known, ask), None
    access.check_can_ask(actor, open_one)
    assert actor.record_id is not None
    vault.warm([actor.record_id, actor.account_id])
    team = care.team_of_record(actor.record_id)
    if team is None:
        raise errors.Conflict("No team is looking after your requests just now. Please ring 111 and choose option 2.")
    now = clock.now()
    ladder = ladder_of(team, ask.wants_to_hear)
    step_up = StepUp(
        id=step_up_id,
        record_id=actor.record_id,
        team_id=team.id,
        state=SENT,
        version=0,
        wants_to_hear=ask.wants_to_hear,
        reach_by=ask.reach_by,
        best_time=ask.best_time,
        asked_at=now,
        ladder=to_json(ladder),
        rung=0,
        cycle=1,
        climbing_since=now,
        next_due_at=now,
    )
    step_up.words = ask.words
    step_up.reach_on = ask.reach_on
    sent = add_event(step_up, "sent", now, account_id=actor.account_id)
    audit.record_act(actor, "step_up.asked", record_id=step_up.record_id, section="step_ups", subject_id=step_up.id)
    jobs.defer("advance_step_up", step_up_id=str(step_up.id))
    return step_up, [sent]


def _known_and_open(actor: Actor, step_up_id: uuid.UUID) -> tuple[StepUp | None, StepUp | None]:
    """The request of that id, if it came before, and the person's own open one, if there is one."""
    own_and_open = and_(StepUp.record_id == actor.record_id, StepUp.state.not_in(ENDED))
    found = db.session.scalars(select(StepUp).where(or_(StepUp.id == step_up_id, own_and_open))).all()
    known = next((step_up for step_up in found if step_up.id == step_up_id), None)
    return known, next((step_up for step_up in found if access.is_open(step_up)), None)


def _same_or_taken(actor: Actor, known: StepUp, ask: Ask) -> StepUp:
    held = Ask(known.words, known.wants_to_hear, known.reach_by, known.reach_on, known.best_time)
    if known.record_id != actor.record_id or held != ask:
        raise errors.IdTaken
    return known
