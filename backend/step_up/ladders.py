"""The ladders of a team: which one counts, changing it, and saying in words what it does."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from backend.audit import service as audit
from backend.care import service as care
from backend.care.models import Organisation, Team
from backend.core import clock, errors
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.rota import service as rota
from backend.step_up import ladder as rungs
from backend.step_up import ladder_checks, ladder_words
from backend.step_up.ladder import URGENCIES, Ladder
from backend.step_up.models import Ladder as Row

LEAD = "lead"
# A fortnight shows what is so on every Saturday.
LOOKED_AHEAD = timedelta(days=14)


class LadderChanged(errors.Conflict):
    code = "ladder.changed"
    words = (
        "Somebody changed this ladder meanwhile. Nothing of yours was saved. Look at the new one, then change it again."
    )


class OnlyLeads(errors.Forbidden):
    words = "Only a team lead can change whom we tell."


def ladder_of(team: Team, urgency: str) -> Ladder:
    """The ladder by which a team answers now: as its lead has written it, else by the team's waits."""
    row = _newest_row(team.id, urgency)
    return _from_row(row) if row else _default_of(team, urgency)


def show_ladders(actor: Actor, team_id: uuid.UUID) -> dict[str, Any]:
    """Both ladders of a team of the actor's, in data and in words, and the teams that could help out of hours."""
    team = _my_team(actor, team_id)
    others = _other_teams(team)
    return {
        **{urgency: _show(team, urgency, others) for urgency in URGENCIES},
        "other_teams": [{"id": other.id, "name": other.name} for other in others],
        "may_change": actor.role_in(team_id) == LEAD,
    }


def preview_ladder(actor: Actor, team_id: uuid.UUID, urgency: str, ladder: Ladder) -> dict[str, Any]:
    """What a ladder would do, before anybody writes it. Raises Invalid with what must be mended."""
    team = _my_team(actor, team_id)
    others = _other_teams(team)
    _check(ladder, others)
    return {"preview": _preview(ladder, others), "warnings": _warnings(team, urgency, ladder, others)}


def change_ladder(actor: Actor, team_id: uuid.UUID, urgency: str, ladder: Ladder) -> dict[str, Any]:
    """A new version, by a lead. `ladder.version` is the one that was read; requests under way keep what they began with.

    Raises LadderChanged when there is a newer one; an equal retry is harmless.
    """
    team = _my_team(actor, team_id)
    if actor.role_in(team_id) != LEAD:
        raise OnlyLeads
    others = _other_teams(team)
    _check(ladder, others)
    if not _is_retry(actor, team_id, urgency, ladder):
        _write(actor, team_id, urgency, ladder)
        audit.record_act(actor, "step_up.ladder_changed", team_id=team_id, urgency=urgency, version=ladder.version + 1)
    return _show(team, urgency, others)


def say_what_will_happen(actor: Actor) -> dict[str, list[str]]:
    """What happens when the person asks now, in sentences for each urgency. Raises NotFound without a team."""
    team = care.team_of_record(actor.record_id) if actor.record_id else None
    if actor.record_id is None or team is None:
        raise errors.NotFound("You have no team just now.")
    near = _near(care.key_worker_of(actor.record_id), team)
    return {urgency: ladder_words.will_happen(ladder_of(team, urgency), near) for urgency in URGENCIES}


def _near(key_worker: uuid.UUID | None, team: Team) -> ladder_words.Near:
    """Whom the first rungs mean just now. Somebody who is not there is not promised."""
    now = clock.now()
    if key_worker is None:
        return ladder_words.Near(None)
    is_away = bool(rota.is_away([key_worker], now))
    cover = rota.cover_of(key_worker, now) if is_away else None
    there = rota.on_duty(team.id, now)
    names = identity.names_of({key_worker, *([cover] if cover else [])})
    first = {account_id: name.split(maxsplit=1)[0] for account_id, name in names.items()}
    is_there = is_away or not care.is_open(team, now) or key_worker in (*there.desk, *there.on_shift)
    return ladder_words.Near(first[key_worker] if is_there else None, is_away, first[cover] if cover else None)


def _my_team(actor: Actor, team_id: uuid.UUID) -> Team:
    if actor.role_in(team_id) is None:
        raise errors.NotFound
    return care.find_team(team_id)


def _default_of(team: Team, urgency: str) -> Ladder:
    return rungs.default_ladder(urgency, team.first_wait_minutes, team.next_wait_minutes, team.repeat_minutes)


def _newest_row(team_id: uuid.UUID, urgency: str) -> Row | None:
    wanted = select(Row).where(Row.team_id == team_id, Row.urgency == urgency).order_by(Row.version.desc()).limit(1)
    return db.session.scalar(wanted)


def _from_row(row: Row) -> Ladder:
    written = tuple(map(rungs.rung_from_json, row.rungs))
    return Ladder(written, row.repeat_minutes, row.repeat_longest_minutes, row.version)


def _check(ladder: Ladder, others: list[Team]) -> None:
    faults = ladder_checks.faults(ladder, {str(other.id) for other in others})
    if faults:
        raise errors.Invalid(fields=faults)


def _is_retry(actor: Actor, team_id: uuid.UUID, urgency: str, ladder: Ladder) -> bool:
    """Whether just this was written by the same lead. Raises LadderChanged for any other newer version."""
    row = _newest_row(team_id, urgency)
    present = row.version if row else 0
    if present == ladder.version:
        return False
    written = replace(ladder, version=ladder.version + 1)
    if row is None or row.made_by != actor.account_id or _from_row(row) != written:
        raise LadderChanged
    return True


def _write(actor: Actor, team_id: uuid.UUID, urgency: str, ladder: Ladder) -> None:
    row = insert(Row).values(
        id=new_id(),
        team_id=team_id,
        urgency=urgency,
        version=ladder.version + 1,
        rungs=rungs.rungs_to_json(ladder.written),
        repeat_minutes=ladder.repeat_minutes,
        repeat_longest_minutes=ladder.repeat_longest_minutes,
        made_by=actor.account_id,
        made_at=clock.now(),
    )
    fresh = row.on_conflict_do_nothing(constraint="uq_ladders_team_id_urgency_version").returning(Row.id)
    if db.session.scalar(fresh) is None:
        raise LadderChanged


def _other_teams(team: Team) -> list[Team]:
    """The other teams of the same trust, by name."""
    parents = {row.id: row.parent_id for row in db.session.execute(select(Organisation.id, Organisation.parent_id))}
    root = _root(team.organisation_id, parents)
    same = [organisation_id for organisation_id in parents if _root(organisation_id, parents) == root]
    wanted = select(Team).where(Team.organisation_id.in_(same), Team.id != team.id).order_by(Team.name, Team.id)
    return list(db.session.scalars(wanted).unique())


def _root(organisation_id: uuid.UUID, parents: dict[uuid.UUID, uuid.UUID | None]) -> uuid.UUID:
    parent = parents[organisation_id]
    return _root(parent, parents) if parent else organisation_id


def _show(team: Team, urgency: str, others: list[Team]) -> dict[str, Any]:
    row = _newest_row(team.id, urgency)
    ladder = _from_row(row) if row else _default_of(team, urgency)
    return {
        "urgency": urgency,
        "version": ladder.version,
        "rungs": rungs.rungs_to_json(ladder.written),
        "repeat_minutes": ladder.repeat_minutes,
        "repeat_longest_minutes": ladder.repeat_longest_minutes,
        "preview": _preview(ladder, others),
        "warnings": _warnings(team, urgency, ladder, others),
        "made_by": identity.names_of([row.made_by])[row.made_by] if row else None,
        "made_at": row.made_at if row else None,
    }


def _preview(ladder: Ladder, others: list[Team]) -> list[str]:
    return ladder_words.preview(ladder, {str(other.id): other.name for other in others})


def _warnings(team: Team, urgency: str, ladder: Ladder, others: list[Team]) -> list[str]:
    now = clock.now()
    empty: dict[str, list[date]] = {}
    for gap in rota.gaps(team.id, now, now + LOOKED_AHEAD):
        empty.setdefault(gap.desk, []).append(clock.in_london(gap.begins).date())
    today = clock.in_london(now).date()
    days = [today + timedelta(days=number) for number in range(LOOKED_AHEAD.days)]
    named = {rung.team_id for rung in ladder.other_teams()}
    never = [
        other.name
        for other in others
        if str(other.id) in named and not ladder_checks.is_ever_needed(team.week, other.week, days)
    ]
    return ladder_checks.warnings(
        ladder, urgency, has_lead=bool(rota.leads_of(team.id)), empty_days=empty, never_open=never
    )
