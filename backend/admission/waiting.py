"""What somebody reads who came with an invitation and waits for a worker to say that it is her."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.admission.models import Arrival
from backend.care import service as care
from backend.core.actor import Actor
from backend.core.db import db

NOT_WAITING = {"state": "none", "team": None, "since": None}


def describe_waiting(actor: Actor) -> dict[str, Any]:
    """Whether the actor waits, at which team, and since when. Who was let in, or never came so, does not wait."""
    newest = (
        select(Arrival).where(Arrival.account_id == actor.account_id).order_by(Arrival.at.desc(), Arrival.id.desc())
    )
    arrival = db.session.scalar(newest.limit(1))
    if arrival is None or arrival.decision == "confirmed":
        return NOT_WAITING
    team = care.find_team(arrival.team_id)
    state = "refused" if arrival.decision else "waiting"
    return {"state": state, "team": {"name": team.name, "phone": team.phone}, "since": arrival.at}
