"""Telling the leads of a team that a colleague no longer gets in: neutral, as all messages; the team's page says who it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from backend.notifications import service as notifications
from backend.rota import service as rota

LET_GO = "care.let_go"


def tell_leads(team_ids: Iterable[uuid.UUID], *, but: uuid.UUID) -> int:
    """Each lead of each of these teams, about the team. Returns how many; a team without a lead is the auditor's finding."""
    told = [(lead, team_id) for team_id in team_ids for lead in rota.leads_of(team_id) if lead != but]
    for lead, team_id in told:
        notifications.tell(lead, LET_GO, team_id, urgent=False)
    return len(told)
