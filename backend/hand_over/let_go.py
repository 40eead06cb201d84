"""Who no longer gets in, and how much of a team's work is still theirs, for a lead who hands it over."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.hand_over import access
from backend.identity import service as identity
from backend.rota.leaving import count_places
from backend.step_up.handing_over import held_by_each

# Whoever left nothing behind stands there for so long, so that a lead who was told finds who it was.
SHOWN_FOR = timedelta(days=7)


def list_let_go(actor: Actor, team_id: uuid.UUID) -> list[dict[str, Any]]:
    """Former colleagues who hold something still, or were let go lately; the latest first. Numbers alone, nobody's name.

    A constant number of queries. For a lead of the team: raises NotFound or Forbidden.
    """
    access.check_can_hand_over(actor, team_id)
    now, former = clock.now(), access.former_members(team_id)
    people = Counter(care.key_workers_of(care.records_of_team(team_id)).values())
    requests, places = held_by_each(former, [team_id]), count_places(team_id, former, now)
    names = identity.names_of(former)
    rows: list[dict[str, Any]] = [
        {
            "account_id": account_id,
            "name": names[account_id],
            "since": theirs.until_at,
            "holds": {
                "people": people[account_id],
                "requests": len(requests[account_id]),
                "places": places[account_id],
            },
            "is_news": theirs.ended_because is not None and theirs.until_at + SHOWN_FOR > now,
        }
        for account_id, theirs in former.items()
        if theirs.until_at is not None
    ]
    shown = [row for row in rows if row.pop("is_news") or any(row["holds"].values())]
    return sorted(shown, key=lambda row: row["since"], reverse=True)
