"""When a team opens: its week and its days with other hours, read by its workers, written by its leads."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, func, select

from backend.audit import service as audit
from backend.care.hours import A_DAY, Span, bank_holiday
from backend.care.models import Team, TeamClosure, TeamException, TeamHours
from backend.care.teams import LEAD, find_team
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import db

DAYS_AHEAD = 366
A_WEEK = timedelta(days=7)
OVERLAP = "These times overlap. Please check them."


def describe_hours(actor: Actor, team_id: uuid.UUID) -> dict[str, Any]:
    """When a team of the actor opens, with what is other in the year to come. Raises NotFound."""
    role, team = _role(actor, team_id), find_team(team_id)
    today = _today()
    year = (today + number * A_DAY for number in range(DAYS_AHEAD + 1))
    return {
        "spans": [{"weekday": row.weekday, **_times(row.opens, row.closes)} for row in team.hours],
        "keeps_bank_holidays": team.keeps_bank_holidays,
        "days": [day for day in _days(team) if day["on"] >= today],
        "bank_holidays": [{"on": day, "name": name} for day in year if (name := bank_holiday(day))],
        "may_change": role == LEAD,
    }


def set_hours(actor: Actor, team_id: uuid.UUID, spans: Sequence[Span], *, keeps_bank_holidays: bool) -> None:
    """Write a team's week anew: for its leads. Raises NotFound, Forbidden, Invalid."""
    _check_lead(actor, team_id)
    _check_week(spans)
    db.session.execute(delete(TeamHours).where(TeamHours.team_id == team_id))
    db.session.add_all(TeamHours(team_id=team_id, **vars(span)) for span in spans)
    db.session.execute(select(func.set_bank_holidays(team_id, keeps_bank_holidays)))
    _write_down(actor, team_id, "care.hours_set")


def set_day(actor: Actor, team_id: uuid.UUID, on: date, spans: Sequence[Span], words: str) -> None:
    """Other hours on one day, or none: for a lead. `words` say why, to people. Raises NotFound, Forbidden, Invalid."""
    _check_lead(actor, team_id)
    _check_day(on, spans, words)
    _forget(team_id, on)
    if spans:
        db.session.add_all(
            TeamException(team_id=team_id, on_date=on, opens=span.opens, closes=span.closes, words=words)
            for span in spans
        )
    else:
        db.session.add(TeamClosure(team_id=team_id, on_date=on, words=words))
    _write_down(actor, team_id, "care.day_set", on)


def forget_day(actor: Actor, team_id: uuid.UUID, on: date) -> None:
    """That day is like any other of the week again: for a lead. Raises NotFound, Forbidden."""
    _check_lead(actor, team_id)
    _forget(team_id, on)
    _write_down(actor, team_id, "care.day_forgotten", on)


def day_of(written: str) -> date:
    """The day of an address, such as 2026-12-24. Raises NotFound for what is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise errors.NotFound("We could not find that day.") from None


def describe_day(actor: Actor, team_id: uuid.UUID, on: date) -> dict[str, Any]:
    """One day with other hours. Raises NotFound."""
    _role(actor, team_id)
    return next(day for day in _days(find_team(team_id)) if day["on"] == on)


def _days(team: Team) -> list[dict[str, Any]]:
    week = team.week
    closed = [{"on": on, "spans": [], "words": words} for on, words in week.closures.items()]
    other = [
        {"on": on, "spans": [_times(span.opens, span.closes) for span in day.spans], "words": day.words}
        for on, day in week.exceptions.items()
        if on not in week.closures
    ]
    return sorted([*closed, *other], key=lambda day: str(day["on"]))


def _times(opens: time, closes: time) -> dict[str, str]:
    return {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}


def _check_week(spans: Sequence[Span]) -> None:
    if not spans:
        raise errors.Invalid(fields={"spans": ["Write at least one time at which the team is open."]})
    monday = timedelta(0)
    found = sorted((monday + span.weekday * A_DAY + _since_midnight(span.opens), _length(span)) for span in spans)
    begun, _ = found[0]
    if any(one + length > other for (one, length), (other, _) in pairwise([*found, (begun + A_WEEK, monday)])):
        raise errors.Invalid(fields={"spans": [OVERLAP]})


def _check_day(on: date, spans: Sequence[Span], words: str) -> None:
    if not _today() <= on <= _today() + DAYS_AHEAD * A_DAY:
        raise errors.Invalid(fields={"on": ["Choose a day from today on, up to a year ahead."]})
    if not words:
        raise errors.Invalid(fields={"words": ["Say why in a few words. People will read them."]})
    found = sorted((_since_midnight(span.opens), _length(span)) for span in spans)
    if any(one + length > other for (one, length), (other, _) in pairwise(found)):
        raise errors.Invalid(fields={"spans": [OVERLAP]})


def _length(span: Span) -> timedelta:
    length = _since_midnight(span.closes) - _since_midnight(span.opens)
    return length if length > timedelta(0) else length + A_DAY


def _since_midnight(wall: time) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute)


def _forget(team_id: uuid.UUID, on: date) -> None:
    for table in (TeamClosure, TeamException):
        db.session.execute(delete(table).where(table.team_id == team_id, table.on_date == on))


def _write_down(actor: Actor, team_id: uuid.UUID, action: str, on: date | None = None) -> None:
    db.session.flush()
    db.session.expire(find_team(team_id))
    audit.record_act(actor, action, team_id=team_id, on=on and on.isoformat())


def _check_lead(actor: Actor, team_id: uuid.UUID) -> None:
    if _role(actor, team_id) != LEAD:
        raise errors.Forbidden("Only a team lead can change when the team is open. Ask your lead.")


def _role(actor: Actor, team_id: uuid.UUID) -> str:
    role = actor.role_in(team_id)
    if role is None:
        raise errors.NotFound("We could not find that team.")
    return role


def _today() -> date:
    return clock.in_london(clock.now()).date()
