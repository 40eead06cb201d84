"""Emergencies as the person reads them: those that she may know of, with the reasons."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.identity import service as identity
from backend.sharing.access_log_people import LEFT
from backend.sharing.models import BreakGlass


def list_about_me(actor: Actor) -> list[dict[str, Any]]:
    """Newest first. The database hides those that are held back."""
    about_me = (BreakGlass.record_id == actor.record_id, BreakGlass.tell_at <= clock.now())
    rows = list(db.session.scalars(select(BreakGlass).where(*about_me).order_by(BreakGlass.began_at.desc())))
    names = identity.names_of(row.account_id for row in rows)
    teams = {team.id: team.name for team in care.teams_of_ids(row.team_id for row in rows)}
    roles = {(one.account_id, one.team_id): one.role for one in care.members_of_teams(teams)}
    return [
        {
            "id": row.id,
            "by": names.get(row.account_id, LEFT),
            "role": roles.get((row.account_id, row.team_id), "worker"),
            "team": teams[row.team_id],
            "reason": row.reason,
            "began_at": row.began_at,
            "ends_at": row.ended_at or row.ends_at,
            "told_later_because": row.held_reason,
            "was_told_later": row.tell_at > row.began_at,
            "outcome": row.outcome,
        }
        for row in rows
    ]
