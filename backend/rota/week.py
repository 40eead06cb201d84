"""A team's calendar as its page shows it, worked out anew each time, in a constant number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import Any

from backend.care import service as care
from backend.care.hours import A_DAY
from backend.core import clock
from backend.core.actor import Actor
from backend.identity import service as identity
from backend.rota import access
from backend.rota.plans import plan_of
from backend.rota.readiness import AHEAD, Reach, reach_of, unready
from backend.rota.turns import Gap, Plan, Turn, lay_out

MIDNIGHT = time(0)
NAMELESS = {"desk": None, "account_id": None, "name": None}


@dataclass(frozen=True)
class Faces:
    """What is known of those who are shown: names, how they can be reached, and who is asking."""

    names: dict[uuid.UUID, str]
    reach: dict[uuid.UUID, Reach]
    me: uuid.UUID


def describe_week(actor: Actor, team_id: uuid.UUID, first: date, days: int) -> dict[str, Any]:
    """So many days of a team's calendar from that day on. Raises NotFound."""
    role, now = access.check_member(actor, team_id), clock.now()
    edges = [midnight(first + number * A_DAY) for number in range(days + 1)]
    plan = plan_of(team_id, min(edges[0], now), max(edges[-1], now + AHEAD))
    faces = faces_of(plan, actor.account_id, now)
    turns, gaps = lay_out(plan, edges[0], edges[-1])
    return {
        "team_id": team_id,
        "team_name": care.find_team(team_id).name,
        "from_on": first,
        "days": [_day(plan, begins, ends, turns, gaps, faces) for begins, ends in pairwise(edges)],
        "warnings": list(warnings_of(plan, now, faces)),
        "members": _members(plan, faces, now),
        "may_change": role == access.LEAD,
    }


def faces_of(plan: Plan, me: uuid.UUID, now: datetime) -> Faces:
    """Everybody whom a plan can show."""
    changed = {one for change in plan.changes for one in (change.account_id, change.instead_of) if one}
    placed = {one for pattern in plan.patterns for one in pattern.places}
    everybody = {*plan.members, *changed, *placed}
    return Faces(identity.names_of(everybody), reach_of(everybody, now), me)


def turn_view(turn: Turn, faces: Faces) -> dict[str, Any]:
    """A turn as it is answered."""
    other = turn.instead_of
    return {
        "desk": turn.desk,
        "begins": turn.begins,
        "ends": turn.ends,
        "account_id": turn.account_id,
        "name": faces.names[turn.account_id],
        "how": turn.how,
        "source_id": turn.source_id,
        "instead_of": {"account_id": other, "name": faces.names[other]} if other else None,
        "is_ready": faces.reach[turn.account_id].is_ready,
        "is_mine": turn.account_id == faces.me,
    }


def midnight(day: date) -> datetime:
    """When that day begins in London."""
    return datetime.combine(day, MIDNIGHT, clock.LONDON).astimezone(UTC)


def warnings_of(plan: Plan, now: datetime, faces: Faces) -> Iterator[dict[str, Any]]:
    """What is to be mended in the seven days from now: times with nobody there, who may not be reached, no lead."""
    turns, gaps = lay_out(plan, now, now + AHEAD)
    for gap in gaps:
        yield {"kind": "gap", **NAMELESS, "desk": gap.desk, "begins": gap.begins, "ends": gap.ends}
    # One word for each, about the next of their turns: it is the same phone that is to be mended for all of them.
    firsts: dict[uuid.UUID, Turn] = {}
    for turn in unready(turns, faces.reach):
        firsts.setdefault(turn.account_id, turn)
    for turn in firsts.values():
        who = {"account_id": turn.account_id, "name": faces.names[turn.account_id]}
        yield {"kind": "not_ready", "desk": turn.desk, "begins": turn.begins, "ends": turn.ends, **who}
    for begins, ends in _without_lead(plan, now, now + AHEAD):
        yield {"kind": "no_lead", **NAMELESS, "begins": begins, "ends": ends}


def _without_lead(plan: Plan, from_at: datetime, until_at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When no lead is there: the team has none, or all of them are away."""
    leads = {one for one, role in plan.members.items() if role == access.LEAD}
    theirs = [one for one in plan.absences if one.account_id in leads]
    edges = {at for one in theirs for at in (one.from_at, one.until_at) if from_at < at < until_at}
    begun: datetime | None = None
    for at in (*sorted({from_at, *edges}), until_at):
        away = {one.account_id for one in theirs if one.from_at <= at < one.until_at}
        is_without = at < until_at and leads <= away
        if is_without and begun is None:
            begun = at
        if not is_without and begun is not None:
            yield begun, at
            begun = None


def _day(
    plan: Plan, begins: datetime, ends: datetime, turns: list[Turn], gaps: list[Gap], faces: Faces
) -> dict[str, Any]:
    day = clock.in_london(begins).date()
    opening = plan.week.spans_on(day)
    return {
        "on": day,
        "closed_because": None if opening else _closed_because(plan, day),
        "opening": [{"begins": begun, "ends": ended} for begun, ended in opening],
        "turns": [turn_view(turn, faces) for turn in turns if turn.begins < ends and turn.ends > begins],
        "gaps": [vars(gap) for gap in gaps if gap.begins < ends and gap.ends > begins],
    }


def _closed_because(plan: Plan, day: date) -> str | None:
    """The reason, on a day on which the team would open otherwise, or that it chose to close."""
    other = plan.week.exceptions.get(day)
    if other is not None:
        return other.words
    is_ordinary = any(span.weekday == day.weekday() for span in plan.week.spans)
    return plan.week.closure(day) if is_ordinary or day in plan.week.closures else None


def _members(plan: Plan, faces: Faces, now: datetime) -> list[dict[str, Any]]:
    away = {one.account_id for one in plan.absences if one.from_at <= now < one.until_at}
    found = [
        {"account_id": one, "name": faces.names[one], "role": role, "is_away": one in away}
        for one, role in plan.members.items()
    ]
    return sorted(found, key=lambda member: str(member["name"]).casefold())
