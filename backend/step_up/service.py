"""Everything that people do with a request once it is there. Each verb: who may, is it allowed now, do it, write it down,
tell whom it concerns.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock, errors, locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.queue import jobs
from backend.notifications import service as notifications
from backend.sharing import access as sharing
from backend.step_up import access, trusted
from backend.step_up.events import add_event, events_of, is_repeat
from backend.step_up.ladder import CALLS_FOR_AN_ANSWER, from_json, to_json
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, ACTS, CLIMBING, PERSON, WITHDRAWN
from backend.step_up.telling import take_back_news, tell_person, tell_workers

LONGEST_PROMISE = timedelta(days=7)
SHORTEST_REASON = 3


def acknowledge_step_up(
    actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, by_at: datetime, how: str, words: str
) -> StepUp:
    """A worker answers with a promise. The ladder waits until the promise ends; kept or not is decided by a contact."""
    now = clock.now()
    step_up, is_new = _act(actor, step_up_id, "acknowledge", act_id, words, by_at=by_at.isoformat(), how=how)
    # Only of a new promise: what was kept already stays kept when its answer got lost and is asked for again later.
    if is_new and not now < by_at <= now + LONGEST_PROMISE:
        raise errors.Invalid(fields={"by_at": ["Choose a time in the next seven days that is still to come."]})
    if is_new:
        step_up.promised_by, step_up.promise_ends_at, step_up.next_due_at = actor.account_id, by_at, by_at
        _silence_ladder(step_up)
        tell_person(step_up, "step_up.answered")
    return step_up


def record_contact(
    actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, mechanism: str, spoke_at: datetime, words: str
) -> StepUp:
    """A worker has spoken with the person. `mechanism` is the MHSDS code ConsMechanismMH."""
    if spoke_at > clock.now() + timedelta(minutes=5):
        raise errors.Invalid(fields={"spoke_at": ["This time is still to come."]})
    detail = {"mechanism": mechanism, "spoke_at": spoke_at.isoformat()}
    step_up, is_new = _act(actor, step_up_id, "contact", act_id, words, **detail)
    if is_new:
        _take_in_hand(step_up)
    return step_up


def agree_plan(actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, words: str) -> StepUp:
    """What the person and the worker agreed to do next, in words."""
    step_up, is_new = _act(actor, step_up_id, "plan", act_id, words)
    if is_new:
        tell_person(step_up, "step_up.moved_on")
    return step_up


def close_step_up(actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, reason: str, words: str) -> StepUp:
    """End it. Refused while nobody has been in contact, unless the person said that it is no longer needed (and how)."""
    step_up = _find_to_act(actor, step_up_id)
    if not has_contact(step_up):
        if reason != "no_longer_needed":
            raise access.NoContactYet
        if len(words) < SHORTEST_REASON:
            raise errors.Invalid(fields={"words": ["Write how the person told you that it is no longer needed."]})
    step_up, is_new = _act(actor, step_up_id, "close", act_id, words, reason=reason)
    if is_new:
        _end(step_up)
        tell_person(step_up, "step_up.moved_on")
    return step_up


def transfer_step_up(
    actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, to_account_id: uuid.UUID, words: str
) -> StepUp:
    """Hand it to a colleague of a team that was asked. The ladder begins again with them: a hand-over is not an answer."""
    step_up, is_new = _act(actor, step_up_id, "transfer", act_id, words, to=str(to_account_id))
    colleagues = {one.account_id for one in care.members_of_teams(access.teams_asked(step_up))}
    if is_new and to_account_id not in colleagues:
        raise errors.Invalid(fields={"to_account_id": ["Choose somebody who works in this team."]})
    if is_new:
        notifications.withdraw(step_up.id, CALLS_FOR_AN_ANSWER)
        _climb_again(step_up, clock.now(), first=str(to_account_id))
        tell_person(step_up, "step_up.moved_on")
    return step_up


def withdraw_step_up(actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, words: str) -> StepUp:
    """The person no longer needs it. Those who were told hear of it; it can be opened again for three days."""
    step_up, is_new = _act(actor, step_up_id, "withdraw", act_id, words)
    if is_new:
        _end(step_up)
        tell_workers(step_up, "step_up.withdrawn", but=actor.account_id)
    return step_up


def reopen_step_up(actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, words: str) -> StepUp:
    """It was not over after all: within 72 hours it goes out again as if it were new."""
    step_up, is_new = _act(actor, step_up_id, "reopen", act_id, words)
    if is_new:
        step_up.closed_at = None
        _climb_again(step_up, clock.now())
    return step_up


def add_note(actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, words: str) -> StepUp:
    """A few words to the other side, without a change of state. Somebody trusted may add some, where the person lets them."""
    if not words:
        raise errors.Invalid(fields={"words": ["Write a few words first."]})
    shared = trusted.find_shared(actor, step_up_id)
    if shared is not None:
        return trusted.write_note(actor, shared, act_id, words)
    step_up, is_new = _act(actor, step_up_id, "note", act_id, words)
    if is_new and access.side_of(actor, step_up) == PERSON:
        tell_workers(step_up, "step_up.note", but=actor.account_id)
    elif is_new:
        tell_person(step_up, "step_up.note")
    return step_up


def say_afterwards(
    actor: Actor, step_up_id: uuid.UUID, act_id: uuid.UUID, *, got: str, would_again: str, words: str
) -> StepUp:
    """The person says how it was: did you get what you needed; would you use this again."""
    return _act(actor, step_up_id, "afterwards", act_id, words, got_what_i_needed=got, would_use_again=would_again)[0]


def find_step_up(actor: Actor, step_up_id: uuid.UUID) -> StepUp:
    """The step-up, locked until the request ends. Raises NotFound when this actor may not know of it."""
    step_up = db.session.scalar(select(StepUp).where(StepUp.id == step_up_id).with_for_update())
    return access.check_can_see(actor, step_up)


def step_ups_of(actor: Actor) -> list[StepUp]:
    """The person's own requests, newest first."""
    return list(
        db.session.scalars(
            select(StepUp).where(StepUp.record_id == actor.record_id).order_by(StepUp.asked_at.desc()).limit(100)
        )
    )


def step_ups_with_said(actor: Actor) -> tuple[list[StepUp], set[uuid.UUID]]:
    """The person's own requests, and which of them she has told us about afterwards."""
    step_ups = step_ups_of(actor)
    said = db.session.scalars(
        select(StepUpEvent.step_up_id).where(StepUpEvent.record_id == actor.record_id, StepUpEvent.kind == "afterwards")
    )
    return step_ups, set(said)


def has_contact(step_up: StepUp) -> bool:
    """Whether a worker ever spoke with the person about this request."""
    return any(event.kind == "in_contact" for event in events_of(step_up))


def _find_to_act(actor: Actor, step_up_id: uuid.UUID) -> StepUp:
    """The step-up, for whoever may still answer for it when this commits: nobody can be leaving the team at the same instant.

    Who has left meanwhile does not find it any more. The wait comes before the row's lock, as a hand-over takes both, too.
    """
    locks.side_by_side(actor.account_id)
    return find_step_up(actor, step_up_id)


def _act(
    actor: Actor, step_up_id: uuid.UUID, name: str, act_id: uuid.UUID, words: str, **detail: Any
) -> tuple[StepUp, bool]:
    """Do one act of the table: returns the step-up and whether the act is new (a retry changes nothing)."""
    act, now = ACTS[name], clock.now()
    step_up = _find_to_act(actor, step_up_id)
    if is_repeat(step_up, act_id, act.event, actor.account_id, words, detail):
        sharing.read_section(actor, step_up.record_id, "step_ups")
        return step_up, False
    access.check_can_act(actor, step_up, name, now)
    step_up.state = act.moves[step_up.state]
    # A request that nobody has in hand always has a next look; the verb may set a later one.
    step_up.next_due_at = (step_up.next_due_at or now) if step_up.state in CLIMBING else None
    if step_up.state == ACKNOWLEDGED:
        step_up.promised_by, step_up.promise_ends_at = actor.account_id, step_up.promise_ends_at or now
    add_event(step_up, act.event, now, account_id=actor.account_id, words=words, event_id=act_id, **detail)
    audit.record_act(
        actor, f"step_up.{act.event}", record_id=step_up.record_id, section="step_ups", subject_id=step_up.id
    )
    return step_up, True


def _climb_again(step_up: StepUp, now: datetime, first: str | None = None) -> None:
    """Begin the ladder anew, with `first` on its lowest rung instead of the key worker."""
    step_up.cycle += 1
    step_up.rung, step_up.repeats = 0, 0
    step_up.climbing_since, step_up.next_due_at = now, now
    step_up.promised_by = step_up.promise_ends_at = None
    step_up.ladder = to_json(replace(from_json(step_up.ladder), first=first))
    jobs.defer("advance_step_up", step_up_id=str(step_up.id))


def _take_in_hand(step_up: StepUp) -> None:
    step_up.promised_by = step_up.promise_ends_at = None
    _silence_ladder(step_up)
    tell_person(step_up, "step_up.moved_on")


def _end(step_up: StepUp) -> None:
    step_up.closed_at = clock.now()
    step_up.promised_by = step_up.promise_ends_at = None
    _silence_ladder(step_up)
    take_back_news(step_up)
    if step_up.state == WITHDRAWN:
        notifications.withdraw(step_up.id, ("step_up.note",))


def _silence_ladder(step_up: StepUp) -> None:
    notifications.withdraw(step_up.id, CALLS_FOR_AN_ANSWER)
