"""Where a request stands, in one word and its facts, as the person is told it: what is true now, since when, and what comes next.

Never more than is known: *told* is not *reached*, *reached* is not *seen*, and seen is not answered.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.care import service as care
from backend.care.models import Team
from backend.rota import service as rota
from backend.step_up import ladder as rungs
from backend.step_up.climbing import OWN_EVENTS, due_after
from backend.step_up.ladder import from_json
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, CLOSED, IN_CONTACT, PLAN_AGREED, SENT, WITHDRAWN

BY_STATE = {IN_CONTACT: "talking", PLAN_AGREED: "planned", CLOSED: "closed", WITHDRAWN: "withdrawn"}
LEFT_BY = {"talking": "in_contact", "planned": "plan_agreed", "closed": "closed", "withdrawn": "withdrawn"}
# The word of an older event for everybody on shift.
NEWER = {rungs.TEAM: rungs.ON_SHIFT}


@dataclass(frozen=True)
class Story:
    """What is known about one request when somebody looks at it."""

    step_up: StepUp
    events: list[StepUpEvent]
    names: dict[uuid.UUID, str]
    team_names: dict[uuid.UUID, str]
    promise: dict[str, Any] | None

    def newest(self, *kinds: str, this_climb: bool = True) -> StepUpEvent | None:
        """The newest event of these kinds."""
        cycle = self.step_up.cycle
        found = (one for one in reversed(self.events) if one.kind in kinds and (not this_climb or one.cycle == cycle))
        return next(found, None)

    def names_in(self, told: StepUpEvent | None) -> list[str]:
        """Whom a telling told, by name."""
        accounts = told.detail.get("accounts", []) if told else []
        return [self.names[uuid.UUID(account)] for account in accounts]


def describe(story: Story, team: Team, now: datetime) -> dict[str, Any]:
    """The standing: `state`, since when, with whom (a word of the ladder), their names, the team that helps, what is next."""
    step_up, told = story.step_up, story.newest("told")
    is_open = care.is_open(team, now)
    state, since = _state(story, told, now, is_open=is_open)
    helping = story.team_names.get(step_up.helping_team_id) if step_up.helping_team_id else None
    return {
        "state": state,
        "since": since,
        "whom": NEWER.get(told.detail["whom"], told.detail["whom"]) if told else None,
        "names": _names(story, state, told),
        "team": helping if state == "helped_by" else None,
        "next": _next(story, team, told, now, is_open=is_open) if step_up.state == SENT else None,
    }


def _state(story: Story, told: StepUpEvent | None, now: datetime, *, is_open: bool) -> tuple[str, datetime]:
    step_up, promise = story.step_up, story.promise
    if step_up.state in BY_STATE:
        state = BY_STATE[step_up.state]
        left = story.newest(LEFT_BY[state], this_climb=False)
        return state, left.at if left else step_up.asked_at
    if promise is not None and not promise["is_missed"]:
        return "promised", promise["made_at"]
    if step_up.state == ACKNOWLEDGED:
        return "missed", step_up.promise_ends_at or now
    return _while_asking(story, told) if is_open and promise is None else _while_waiting(story, is_open=is_open)


def _while_waiting(story: Story, *, is_open: bool) -> tuple[str, datetime]:
    """The team is closed, or a promise was missed: what matters more to the person comes first."""
    step_up = story.step_up
    if not is_open and step_up.helping_team_id not in (None, step_up.team_id):
        helping = story.newest("helping", this_climb=False)
        return "helped_by", helping.at if helping else step_up.climbing_since
    if story.promise is not None:
        return "missed", story.promise["by_at"]
    away = story.newest("nobody_on_duty")
    return "closed_now", away.at if away else step_up.climbing_since


def _while_asking(story: Story, told: StepUpEvent | None) -> tuple[str, datetime]:
    last = story.newest(*OWN_EVENTS)
    if last is not None and last.kind == "nobody_reachable":
        return "unreached", last.at
    if told is None:
        return "sent", story.step_up.climbing_since
    seen = _since(story, "seen", told)
    if seen is not None:
        return "seen", seen.at
    if _has_asked_further(story, told):
        return "asking", told.at
    reached = _since(story, "reached", told)
    return ("reached", reached.at) if reached else ("told", told.at)


def _since(story: Story, kind: str, told: StepUpEvent) -> StepUpEvent | None:
    """The first event of that kind since this telling; what was before it belongs to an earlier rung."""
    return next((one for one in story.events if one.kind == kind and one.at >= told.at), None)


def _has_asked_further(story: Story, told: StepUpEvent) -> bool:
    """Whether this is not the first telling of this climb."""
    return any(one.kind == "told" and one.cycle == told.cycle and one is not told for one in story.events)


def _names(story: Story, state: str, told: StepUpEvent | None) -> list[str]:
    if state in ("promised", "missed") and story.promise is not None:
        return [story.promise["by"]]
    if state in ("seen", "reached") and told is not None:
        event = _since(story, state, told)
        return [story.names[event.account_id]] if event is not None and event.account_id else []
    if state in LEFT_BY:
        event = story.newest(LEFT_BY[state], this_climb=False)
        return [story.names[event.account_id]] if event is not None and event.account_id else []
    return story.names_in(told)


def _next(story: Story, team: Team, told: StepUpEvent | None, now: datetime, *, is_open: bool) -> dict[str, Any] | None:
    """Whom we tell next, and when; for a closed team, its opening, or that the team which helps is asked again."""
    step_up = story.step_up
    if step_up.next_due_at is None:
        return None
    if not is_open:
        opens = care.next_opening(team, now)
        if step_up.helping_team_id in (None, step_up.team_id) or step_up.next_due_at == opens:
            return {"whom": "opening", "at": opens or step_up.next_due_at, "is_again": False}
        return {"whom": rungs.OTHER_TEAM, "at": step_up.next_due_at, "is_again": True}
    due = due_after(team, told) if told is not None and told.detail["whom"] != rungs.OTHER_TEAM else None
    word = _next_word(step_up, now)
    is_again = told is not None and NEWER.get(told.detail["whom"], told.detail["whom"]) == word
    return {"whom": word, "at": max(due, step_up.next_due_at) if due else step_up.next_due_at, "is_again": is_again}


def _next_word(step_up: StepUp, now: datetime) -> str:
    """The next rung of the own team that has somebody, as far as can be said beforehand."""
    ladder = from_json(step_up.ladder)
    for rung in ladder.rungs[step_up.rung :]:
        if rung.whom == rungs.OTHER_TEAM:
            continue
        if rung.whom == rungs.COVER:
            key_worker = care.key_worker_of(step_up.record_id)
            if key_worker is None or rota.cover_of(key_worker, now) is None:
                continue
        if rung.whom == rungs.DUTY and not rota.on_duty(step_up.team_id, now).desk:
            continue
        return rung.word
    return rungs.ON_SHIFT
