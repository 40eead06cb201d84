"""The team's list of requests. Ordered by what was promised and how long people have waited; never by anything inferred."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, Row, Uuid, any_, bindparam, or_, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.identity import service as identity
from backend.step_up.models import StepUp
from backend.step_up.states import ACKNOWLEDGED, ENDED, SENT

# What a line shows; the words and the ladder stay where they are.
LISTED = (
    StepUp.id,
    StepUp.record_id,
    StepUp.state,
    StepUp.asked_at,
    StepUp.climbing_since,
    StepUp.wants_to_hear,
    StepUp.reach_by,
    StepUp.promised_by,
    StepUp.promise_ends_at,
    StepUp.team_id,
)
RECENTLY = timedelta(hours=72)
AT_MOST = 500

ASKED = bindparam("teams", type_=ARRAY(Uuid()))

# Put together once: doing so for each request costs a third of a millisecond.
OF_TEAMS = (
    select(*LISTED)
    .where(
        or_(StepUp.team_id == any_(ASKED), StepUp.helping_team_id == any_(ASKED)),
        or_(StepUp.state.not_in(ENDED), StepUp.closed_at > bindparam("since")),
    )
    .order_by(StepUp.asked_at)
    .limit(AT_MOST)
)

Line = Row[*tuple[Any, ...]]


def list_requests(actor: Actor) -> dict[str, Any]:
    """The requests of the worker's teams in plain groups. A constant number of queries, whatever their number.

    unanswered: longest wait first; promised: next promise first; talking: longest first; recently_closed: newest first.
    """
    now = clock.now()
    step_ups = _of_teams(actor, now)
    read_many(step_up.record_id for step_up in step_ups)
    audit.record_reads(actor, {step_up.record_id for step_up in step_ups}, "step_ups", "list")
    rows = _rows(actor, step_ups, now)
    return {
        "unanswered": sorted(rows[SENT], key=lambda row: row["waiting_since"]),
        "promised": sorted(rows[ACKNOWLEDGED], key=lambda row: row["promise"]["by_at"]),
        "talking": sorted(rows["talking"], key=lambda row: row["asked_at"]),
        "recently_closed": sorted(rows["ended"], key=lambda row: row["asked_at"], reverse=True),
        "as_of": now,
    }


def _of_teams(actor: Actor, now: datetime) -> Sequence[Line]:
    teams = [team.team_id for team in actor.teams]
    return db.session.execute(OF_TEAMS, {"teams": teams, "since": now - RECENTLY}).all()


def _rows(actor: Actor, step_ups: Sequence[Line], now: datetime) -> dict[str, list[dict[str, Any]]]:
    people = care.who_is_who(step_up.record_id for step_up in step_ups)
    key_workers = {person.key_worker_id for person in people.values() if person.key_worker_id}
    promisers = {step_up.promised_by for step_up in step_ups if step_up.promised_by}
    names = identity.names_of(key_workers | promisers)
    helped = _names_of_helped(actor, step_ups)
    rows: dict[str, list[dict[str, Any]]] = {SENT: [], ACKNOWLEDGED: [], "talking": [], "ended": []}
    for step_up in step_ups:
        group = "ended" if step_up.state in ENDED else step_up.state if step_up.state in rows else "talking"
        person = people[step_up.record_id]
        key_worker_id = person.key_worker_id
        rows[group].append(
            {
                "id": step_up.id,
                "record_id": step_up.record_id,
                "person_name": person.preferred_name,
                "state": step_up.state,
                "asked_at": step_up.asked_at,
                "waiting_since": step_up.climbing_since,
                "wants_to_hear": step_up.wants_to_hear,
                "reach_by": step_up.reach_by,
                "key_worker": {"account_id": key_worker_id, "name": names[key_worker_id]} if key_worker_id else None,
                "promise": _promise(step_up, names, now),
                "helps_team": helped.get(step_up.team_id),
                "is_mine": actor.account_id in (key_worker_id, step_up.promised_by),
            }
        )
    return rows


def _names_of_helped(actor: Actor, step_ups: Sequence[Line]) -> dict[uuid.UUID, str]:
    """The teams whose requests the actor meets only because their own team helps, by id."""
    others = {step_up.team_id for step_up in step_ups if not actor.role_in(step_up.team_id)}
    return {team.id: team.name for team in care.teams_of_ids(others)} if others else {}


def _promise(step_up: Line, names: dict[uuid.UUID, str], now: datetime) -> dict[str, Any] | None:
    if step_up.promised_by is None or step_up.promise_ends_at is None:
        return None
    return {
        "by": names[step_up.promised_by],
        "by_at": step_up.promise_ends_at,
        "is_missed": step_up.promise_ends_at < now,
    }
