"""One step of a ladder: tell the next rung that has somebody, and say when to look again.

While the own team is open its rungs are climbed. While it is closed, another team that the ladder names is asked, if it is
open; otherwise nobody is disturbed, the person was told when somebody will see it, and we look again then.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select

from backend.care import service as care
from backend.care.models import Team
from backend.core.db import db
from backend.notifications import service as notifications
from backend.notifications.service import Notice
from backend.step_up import ladder as rungs
from backend.step_up import whom
from backend.step_up.events import add_event
from backend.step_up.ladder import Ladder, Rung, from_json
from backend.step_up.models import StepUp, StepUpEvent

log = structlog.get_logger()

LOOK_AGAIN_WHEN_CLOSED = timedelta(hours=1)
LOOK_AGAIN_WHEN_NOBODY = timedelta(minutes=1)
# A clock that is this far ahead of another one is wrong; less is how clocks are.
WRONG_BY = timedelta(minutes=1)

# What the engine itself writes, and what begins a climb; notes and readings come in between at any time.
BEGINS = ("sent", "reopened", "transferred", "promise_missed", "promise_passed_on", "moved_team")
OWN_EVENTS = (*BEGINS, "told", "skipped", "nobody_on_duty", "nobody_reachable", "helping", "helping_ended")
# An operator asked for the next rung now: the rung that was told has no time left.
NUDGED = "nudged"


def last_event(step_up: StepUp) -> StepUpEvent | None:
    """The newest event by which the engine knows where it stands."""
    return _newest(step_up, OWN_EVENTS)


def _telling_that_counts(step_up: StepUp, now: datetime) -> StepUpEvent | None:
    """The newest telling of this climb; none after a nudge, or where a clock that was ahead wrote it.

    Newest as they were written, which their ids say: a sweep's `now` may lie before a nudge that it finds.
    """
    wanted = select(StepUpEvent).where(
        StepUpEvent.step_up_id == step_up.id,
        StepUpEvent.cycle == step_up.cycle,
        StepUpEvent.kind.in_(("told", NUDGED)),
    )
    newest = db.session.scalar(wanted.order_by(StepUpEvent.id.desc()).limit(1))
    counts = newest is not None and newest.kind != NUDGED and newest.at <= now + WRONG_BY
    return newest if counts else None


def take_step(step_up: StepUp, team: Team, crews: whom.Crews, now: datetime) -> list[Notice]:
    """Tell whoever is next if it is time, and set the next look. The caller holds the row's lock; its request is unanswered."""
    ladder, told = from_json(step_up.ladder), _telling_that_counts(step_up, now)
    if care.is_open(team, now):
        return _climb(step_up, team, crews.of(team.id), ladder, told, now)
    for rung in ladder.other_teams():
        other = _open_team(rung, now)
        if other is not None:
            return _ask_other_team(step_up, team, other, crews.of(other.id), rung, told, now)
    _stop_helping(step_up, now)
    _wait_for_opening(step_up, team, now)
    return []


def due_after(team: Team, told: StepUpEvent) -> datetime | None:
    """When the next rung is due after this telling, in staffed time of that team. None for tellings that do not say."""
    minutes = told.detail.get("wait")
    return team.week.staffed_after(told.at, minutes) if minutes else None


def _climb(
    step_up: StepUp, team: Team, crew: whom.Crew, ladder: Ladder, told: StepUpEvent | None, now: datetime
) -> list[Notice]:
    _stop_helping(step_up, now)
    waits = told is not None and told.detail["whom"] != rungs.OTHER_TEAM and _is_anybody_left(told, crew)
    if told is not None and waits and _not_yet(step_up, team, told, now):
        return []
    for place in range(min(step_up.rung, ladder.top), ladder.top):
        rung = ladder.rungs[place]
        if rung.whom == rungs.OTHER_TEAM:
            continue
        found = whom.find(rung, ladder, step_up, crew)
        if found.accounts:
            step_up.rung, step_up.repeats = place + 1, 0
            return _tell(step_up, team, rung, found, now)
        add_event(step_up, "skipped", now, whom=rung.word, why=found.why)
    return _tell_top(step_up, team, ladder, crew, now)


def _is_anybody_left(told: StepUpEvent, crew: whom.Crew) -> bool:
    """Whether somebody of those who were told works there still: nobody waits for the answer of who was let go."""
    return any(uuid.UUID(account) in crew.members for account in told.detail.get("accounts", []))


def _not_yet(step_up: StepUp, team: Team, told: StepUpEvent, now: datetime) -> bool:
    """Whether the rung that was told has time left: it stood still while the team was closed, or hours have changed."""
    due = due_after(team, told)
    if due is None or due <= now:
        return False
    step_up.next_due_at = _look_at(team, due, now)
    return True


def _tell_top(step_up: StepUp, team: Team, ladder: Ladder, crew: whom.Crew, now: datetime) -> list[Notice]:
    """Everybody on shift again, and again, for ever; each time after a longer wait, up to its bound."""
    step_up.rung = ladder.top
    found = whom.find_at_top(crew)
    if not found.accounts:
        return _nobody(step_up, now)
    rung = Rung(found.whom, rungs.repeat_wait(ladder, step_up.repeats))
    step_up.repeats += 1
    return _tell(step_up, team, rung, found, now)


def _nobody(step_up: StepUp, now: datetime) -> list[Notice]:
    last = last_event(step_up)
    if last is None or last.kind != "nobody_reachable":
        add_event(step_up, "nobody_reachable", now)
    log.error("nobody_reachable", step_up=str(step_up.id))
    step_up.next_due_at = now + LOOK_AGAIN_WHEN_NOBODY
    return []


def _tell(
    step_up: StepUp, team: Team, rung: Rung, found: whom.Found, now: datetime, helping: uuid.UUID | None = None
) -> list[Notice]:
    detail: dict[str, Any] = {"team": str(helping)} if helping else {}
    accounts = [str(account_id) for account_id in found.accounts]
    told = add_event(
        step_up,
        "told",
        now,
        whom=found.whom,
        accounts=accounts,
        wait=rung.wait_minutes,
        channels=list(rung.channels),
        **detail,
    )
    due = due_after(team, told)
    assert due is not None
    step_up.next_due_at = _look_at(team, due, now)
    kind = "step_up.transferred" if found.whom == rungs.COLLEAGUE else "step_up.asked"
    after = timedelta(minutes=rung.next_channel_minutes)
    return [
        notifications.write_notice(
            account_id, kind, step_up.id, urgent=True, channels=rung.channels, next_channel_after=after
        )
        for account_id in found.accounts
    ]


def _look_at(team: Team, due: datetime, now: datetime) -> datetime:
    """When to look again: when the next rung is due, or when the team closes before."""
    closes = team.week.closes_at(now)
    return min(due, closes) if closes else due


def _open_team(rung: Rung, now: datetime) -> Team | None:
    """The other team of a rung, if it is there still and open now."""
    found = care.teams_of_ids([uuid.UUID(rung.team_id)]) if rung.team_id else []
    return next((team for team in found if care.is_open(team, now)), None)


def _ask_other_team(
    step_up: StepUp, own: Team, other: Team, crew: whom.Crew, rung: Rung, told: StepUpEvent | None, now: datetime
) -> list[Notice]:
    """The own team is closed and another one helps: its duty desk first, then everybody on shift there, again and again."""
    _begin_helping(step_up, other, now)
    opens = care.next_opening(own, now) or now + LOOK_AGAIN_WHEN_CLOSED
    is_told = told is not None and told.detail.get("team") == str(other.id)
    if is_told and told is not None and _is_anybody_left(told, crew) and _not_yet(step_up, other, told, now):
        step_up.next_due_at = _earlier(step_up.next_due_at, opens)
        return []
    ladder = from_json(step_up.ladder)
    found = whom.find_in_helping_team(ladder, step_up, crew)
    if not found.accounts:
        return _nobody(step_up, now)
    wait = rungs.repeat_wait(ladder, step_up.repeats - 1) if step_up.repeats else rung.wait_minutes
    step_up.repeats += 1
    asked = Rung(rungs.OTHER_TEAM, wait, channels=rung.channels, next_channel_minutes=rung.next_channel_minutes)
    notices = _tell(step_up, other, asked, whom.Found(rungs.OTHER_TEAM, found.accounts), now, helping=other.id)
    step_up.next_due_at = _earlier(step_up.next_due_at, opens)
    return notices


def _earlier(one: datetime | None, other: datetime) -> datetime:
    return min(one, other) if one else other


def _begin_helping(step_up: StepUp, other: Team, now: datetime) -> None:
    if step_up.helping_team_id != other.id:
        step_up.helping_team_id, step_up.repeats = other.id, 0
        add_event(step_up, "helping", now, team=str(other.id))


def _stop_helping(step_up: StepUp, now: datetime) -> None:
    """The own team is back, or the other one has closed: it no longer sees the request, and the ladder goes on here."""
    if step_up.helping_team_id not in (None, step_up.team_id):
        add_event(step_up, "helping_ended", now, team=str(step_up.helping_team_id))
        step_up.helping_team_id, step_up.repeats = None, 0


def _wait_for_opening(step_up: StepUp, team: Team, now: datetime) -> None:
    """The team is closed: nobody is disturbed. Hours may be changed meanwhile, so we look again before it opens, too."""
    opens = care.next_opening(team, now)
    detail: dict[str, Any] = {"opens_at": opens.isoformat() if opens else None}
    last = last_event(step_up)
    if last is None or last.kind != "nobody_on_duty" or last.detail != detail:
        add_event(step_up, "nobody_on_duty", now, **detail)
    step_up.next_due_at = min(opens or now + LOOK_AGAIN_WHEN_CLOSED, now + LOOK_AGAIN_WHEN_CLOSED)


def _newest(step_up: StepUp, kinds: Iterable[str]) -> StepUpEvent | None:
    wanted = select(StepUpEvent).where(StepUpEvent.step_up_id == step_up.id, StepUpEvent.kind.in_(kinds))
    return db.session.scalar(wanted.order_by(StepUpEvent.at.desc(), StepUpEvent.id.desc()).limit(1))
