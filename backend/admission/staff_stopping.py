"""Letting somebody go by hand, and whom a change of rules lets go: for the operator, as the owner of the database.

All that hangs on it is as when a provider no longer lets them in. What they hold stays where it is, for a lead to hand over.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text

from backend.admission.staff_telling import tell_leads
from backend.audit import service as audit
from backend.care.models import Membership
from backend.core import locks
from backend.core.db import db

RULES, OPERATOR = "rules", "operator"

END_PLACES = text("SELECT end_places(:who, :teams, :why, :now)")
SHUT_OUT = text("SELECT end_sessions_and_devices(:who, :now)")
IDENTITIES = text("SELECT provider FROM identities WHERE account_id = :who ORDER BY provider")


@dataclass(frozen=True)
class Stopped:
    """What was ended: in which teams, how many leads were told, and by which providers they may still come."""

    team_ids: list[uuid.UUID]
    leads_told: int
    providers: list[str]


def stop_staff(account_id: uuid.UUID, now: datetime) -> Stopped:
    """End every place that somebody has in any team, whoever gave it, and sign them out everywhere. Harmless to repeat."""
    team_ids = [place.team_id for place in _live_places(Membership.account_id == account_id)]
    told = _let_go(account_id, team_ids, OPERATOR, now)
    db.session.execute(SHUT_OUT, {"who": account_id, "now": now})
    return Stopped(team_ids, told, list(db.session.scalars(IDENTITIES, {"who": account_id})))


def let_go_of_teams(provider: str, places: Iterable[Membership], now: datetime) -> None:
    """End these places, for which no rule of the provider is left; who has none any more by it is signed out."""
    teams: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for place in places:
        teams[place.account_id].append(place.team_id)
    for account_id, team_ids in teams.items():
        _let_go(account_id, team_ids, RULES, now)
        if not _live_places(Membership.account_id == account_id, Membership.by_provider == provider):
            db.session.execute(SHUT_OUT, {"who": account_id, "now": now})


def places_given_by(provider: str) -> list[Membership]:
    """Every live place that this provider gave."""
    return _live_places(Membership.by_provider == provider)


def _live_places(*which: object) -> list[Membership]:
    wanted = select(Membership).where(Membership.until_at.is_(None), *which)  # type: ignore[arg-type]
    return list(db.session.scalars(wanted.order_by(Membership.team_id, Membership.from_at)))


def _let_go(account_id: uuid.UUID, team_ids: list[uuid.UUID], why: str, now: datetime) -> int:
    locks.one_at_a_time(account_id)
    db.session.execute(END_PLACES, {"who": account_id, "teams": team_ids, "why": why, "now": now})
    for team_id in team_ids:
        audit.record_act(None, "admission.let_go", team_id=team_id, subject_id=account_id, why=why)
    return tell_leads(team_ids, but=account_id)
