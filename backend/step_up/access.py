"""Who may do what with a step-up, and whether its state allows it. `check_…` raises with the reason, `can_…` asks."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from backend.core import errors
from backend.core.actor import Actor
from backend.step_up.models import StepUp
from backend.step_up.states import ACTS, CLOSED, ENDED, IN_CONTACT, PERSON, PLAN_AGREED, WITHDRAWN, WORKER

REOPEN_WITHIN = timedelta(hours=72)


class WrongState(errors.Conflict):
    code = "step_up.wrong_state"


class AlreadyOpen(errors.Conflict):
    code = "step_up.already_open"
    words = "You have asked already, and we are on it. You can add a note to that request."


class NoContactYet(errors.Conflict):
    code = "step_up.no_contact_yet"
    words = (
        "Nobody has spoken with this person yet. Record a contact first, or close it because it is no longer needed."
    )


def side_of(actor: Actor, step_up: StepUp) -> str | None:
    """Whether the actor stands here as the person who asked, as a worker of a team that was asked, or not at all."""
    if actor.record_id == step_up.record_id:
        return PERSON
    return WORKER if any(actor.role_in(team_id) for team_id in teams_asked(step_up)) else None


def teams_asked(step_up: StepUp) -> list[uuid.UUID]:
    """The person's team, and the one that helps while that is closed."""
    return [team_id for team_id in (step_up.team_id, step_up.helping_team_id) if team_id]


def is_helper(actor: Actor, step_up: StepUp) -> bool:
    """Whether the actor meets it only because their team helps the person's own."""
    return side_of(actor, step_up) == WORKER and not actor.role_in(step_up.team_id)


def check_can_see(actor: Actor, step_up: StepUp | None) -> StepUp:
    """The step-up, if this actor may know of it. Raises NotFound otherwise, whether it exists or not."""
    if step_up is None or side_of(actor, step_up) is None:
        raise errors.NotFound("We could not find that request.")
    return step_up


def check_can_ask(actor: Actor, open_one: StepUp | None) -> None:
    """One request at a time: a second would split the answer in two."""
    if not actor.is_person:
        raise errors.Forbidden("Only the person can ask for more support.")
    if open_one is not None:
        raise AlreadyOpen(fields={"step_up_id": [str(open_one.id)]})


def check_can_act(actor: Actor, step_up: StepUp, act: str, now: datetime) -> None:
    """Raises Forbidden or WrongState with the reason in words, or lets pass."""
    if side_of(actor, step_up) not in ACTS[act].by:
        raise errors.Forbidden(_wrong_side(act))
    check_state_allows(step_up, act, now)


def check_state_allows(step_up: StepUp, act: str, now: datetime) -> None:
    """Raises WrongState with the reason in words, or lets pass."""
    if step_up.state not in ACTS[act].moves:
        raise WrongState(_wrong_state(act, step_up.state))
    if act == "reopen" and step_up.closed_at is not None and now > step_up.closed_at + REOPEN_WITHIN:
        raise WrongState("This ended more than three days ago. Please ask again: it goes out at once.")


def can_act(actor: Actor, step_up: StepUp, act: str, now: datetime) -> tuple[bool, str | None]:
    """(True, None), or (False, the reason in words)."""
    try:
        check_can_act(actor, step_up, act, now)
    except errors.Refusal as refusal:
        return False, refusal.words
    return True, None


def _wrong_side(act: str) -> str:
    if ACTS[act].by == frozenset({PERSON}):
        return "Only the person who asked can do this."
    return "Only a worker of the team can do this."


def _wrong_state(act: str, state: str) -> str:
    if act in ("reopen", "afterwards"):
        return "This request is still open."
    if state == CLOSED:
        return "This request is closed. It can be opened again for three days."
    if state == WITHDRAWN:
        return "This request was taken back. It can be opened again for three days."
    if act == "plan":
        return "Record first that you have been in contact."
    if act == "acknowledge" and state in (IN_CONTACT, PLAN_AGREED):
        return "Somebody has already been in contact."
    return "This cannot be done just now."


def is_open(step_up: StepUp) -> bool:
    """Whether it has not ended."""
    return step_up.state not in ENDED
