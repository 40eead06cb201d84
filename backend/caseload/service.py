"""The list of people with what is due and what is new, in a constant number of queries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.dialog_plus import service as dialog_plus
from backend.outcomes import service as outcomes
from backend.sharing import access as sharing

PLAN = "dialog_plus_plan"

Json = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What is due and new, by record; of each record only what the worker may see anyway."""

    reviews: dict[uuid.UUID, Json]
    new_ratings: dict[uuid.UUID, int]
    actions_due: dict[uuid.UUID, int]
    talking: set[uuid.UUID]


def describe_caseload(actor: Actor) -> Json:
    """The people of the worker's teams, her own first, then by name. Each person sees that the list was read."""
    people = care.list_people(actor)
    known = _find_out(actor, [one["record_id"] for one in people])
    return {"people": [_person(actor, one, known) for one in people], "as_of": clock.now()}


def _find_out(actor: Actor, record_ids: list[uuid.UUID]) -> Known:
    """All of it at once. The ratings' own slice writes down that it was read; of actions and conversations we do."""
    known = Known(
        outcomes.find_reviews(actor, record_ids),
        outcomes.count_new_ratings(actor, record_ids),
        dialog_plus.count_due_actions(actor, record_ids),
        dialog_plus.open_conversations(actor, record_ids),
    )
    sharing.log_list(actor, known.actions_due.keys() | known.talking, PLAN)
    return known


def _person(actor: Actor, one: Json, known: Known) -> Json:
    record_id, key_worker = one["record_id"], one["key_worker"]
    return {
        "record_id": record_id,
        "preferred_name": one["preferred_name"],
        "key_worker": key_worker,
        "team_id": one["team_id"],
        "is_mine": key_worker is not None and key_worker["account_id"] == actor.account_id,
        "review": known.reviews.get(record_id),
        "new_ratings": known.new_ratings.get(record_id, 0),
        "actions_due": known.actions_due.get(record_id, 0),
        "open_conversation": record_id in known.talking,
    }
