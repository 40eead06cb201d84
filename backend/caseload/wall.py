"""What the team's screen on the wall says: how many wait and since when, what was promised, who is on duty."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from backend.care import service as care
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.core.heartbeats import LADDERS, MESSAGES, Heartbeat
from backend.identity import service as identity
from backend.rota import service as rota
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, SENT

Json = dict[str, Any]
ENGINE = (LADDERS, MESSAGES)


def describe_wall(actor: Actor, team_id: uuid.UUID) -> Json:
    """The numbers of one of the actor's teams. Raises NotFound for any other.

    Anybody who walks past reads a wall, so it holds counts and times alone: no request is opened, nobody is named who asked
    for support, and therefore no reading is logged. A constant number of queries.
    """
    if actor.role_in(team_id) is None:
        raise errors.NotFound
    now = clock.now()
    team = care.find_team(team_id)
    is_open = care.is_open(team, now)
    return {
        "team_name": team.name,
        "is_open": is_open,
        "opens_at": None if is_open else care.next_opening(team, now),
        **_counts(team_id, now),
        **_who_is_there(team_id, now),
        "engine_at": _engine_at(),
        "as_of": now,
    }


def _counts(team_id: uuid.UUID, now: datetime) -> Json:
    """Everything open of the team, and of another team that it helps while that one is closed."""
    read_many()
    waits, promised = StepUp.state == SENT, StepUp.state == ACKNOWLEDGED
    late = and_(promised, StepUp.promise_ends_at <= now)
    kept = and_(promised, StepUp.promise_ends_at > now)
    found = db.session.execute(
        select(
            func.count().filter(waits).label("waiting"),
            func.min(StepUp.climbing_since).filter(waits).label("longest_wait_since"),
            func.count().filter(kept).label("promised"),
            func.min(StepUp.promise_ends_at).filter(kept).label("next_promise_at"),
            func.count().filter(or_(late, and_(waits, _begun_by_a_missed_promise()))).label("missed"),
        ).where(
            StepUp.state.in_((SENT, ACKNOWLEDGED)),
            or_(StepUp.team_id == team_id, StepUp.helping_team_id == team_id),
        )
    ).one()
    return dict(found._mapping)  # noqa: SLF001 the row's own name for its fields


def _begun_by_a_missed_promise() -> ColumnElement[bool]:
    """The climb of now began because a promise had passed, and nobody has answered since."""
    return exists().where(
        StepUpEvent.step_up_id == StepUp.id,
        StepUpEvent.kind == "promise_missed",
        StepUpEvent.at == StepUp.climbing_since,
    )


def _who_is_there(team_id: uuid.UUID, now: datetime) -> Json:
    there = rota.on_duty(team_id, now)
    names = identity.names_of({*there.desk, *there.on_shift})
    return {
        "desk": [short_name(names[account_id]) for account_id in there.desk],
        "on_duty": [short_name(names[account_id]) for account_id in there.on_shift],
    }


def short_name(name: str) -> str:
    """Asha Begum becomes "A. Begum": it fits a wall, and is enough for colleagues."""
    first, *others = name.split()
    return f"{first[0]}. {others[-1]}" if others else first


def _engine_at() -> datetime | None:
    """When both sweeps had last finished: with one of them standing still, a message would go nowhere."""
    beats = db.session.scalars(select(Heartbeat.at).where(Heartbeat.name.in_(ENGINE))).all()
    return min(beats) if len(beats) == len(ENGINE) else None
