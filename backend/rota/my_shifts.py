"""What a worker sees of her own: her turns of the next four weeks, when she is away, swaps, and whether messages reach her."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.identity import service as identity
from backend.rota import swaps
from backend.rota.absences import describe_absences
from backend.rota.models import ShiftSwap
from backend.rota.plans import plans_of
from backend.rota.readiness import named, reach_of
from backend.rota.turns import Plan, Turn, lay_out
from backend.rota.week import Faces, turn_view

FOUR_WEEKS = timedelta(days=28)


def describe_my_shifts(actor: Actor) -> dict[str, Any]:
    """The worker's own turns, absences and swaps, and with whom she can swap."""
    now, teams = clock.now(), [role.team_id for role in actor.teams]
    plans = plans_of(teams, now, now + FOUR_WEEKS)
    mine = [(team_id, turn) for team_id, plan in plans.items() for turn in _turns(plan, actor.account_id, now)]
    asked = swaps.swaps_of(actor, now)
    faces = _faces(actor, plans, [turn for _, turn in mine], asked, now)
    return {
        "turns": [_view(team_id, turn, faces) for team_id, turn in sorted(mine, key=lambda one: one[1].begins)],
        "away": describe_absences([actor.account_id]),
        "swaps": [swaps.describe(actor, row, faces.names) for row in asked],
        "readiness": faces.reach[actor.account_id].view(),
        "colleagues": sorted(_colleagues(plans, faces), key=lambda one: (str(one["name"]).casefold(), one["team_id"])),
    }


def _turns(plan: Plan, account_id: uuid.UUID, now: datetime) -> list[Turn]:
    turns, _ = lay_out(plan, now, now + FOUR_WEEKS)
    return named(turn for turn in turns if turn.account_id == account_id)


def _faces(
    actor: Actor, plans: dict[uuid.UUID, Plan], turns: list[Turn], asked: list[ShiftSwap], now: datetime
) -> Faces:
    everybody = {one for plan in plans.values() for one in plan.members} | {actor.account_id}
    others = {turn.instead_of for turn in turns if turn.instead_of}
    swapping = {one for row in asked for one in (row.from_account_id, row.to_account_id)}
    names = identity.names_of(everybody | others | swapping)
    return Faces(names, reach_of([actor.account_id], now), actor.account_id)


def _view(team_id: uuid.UUID, turn: Turn, faces: Faces) -> dict[str, Any]:
    return {**turn_view(turn, faces), "team_id": team_id, "team_name": care.find_team(team_id).name}


def _colleagues(plans: dict[uuid.UUID, Plan], faces: Faces) -> Iterator[dict[str, Any]]:
    for team_id, plan in plans.items():
        for one in plan.members:
            if one != faces.me:
                yield {"account_id": one, "name": faces.names[one], "team_id": team_id}
