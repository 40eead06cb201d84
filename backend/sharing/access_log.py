"""Who has looked: what others read of a person's record or did with it, in plain words. Her own acts are not in it."""

from __future__ import annotations

import uuid
from typing import Any

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.care import service as care
from backend.core.actor import Actor
from backend.identity import service as identity
from backend.sharing.sections import NOUNS, STEP_UPS

MOST = 200

# Her own acts are entries of her record too, so more are fetched than shown.
FETCHED = 1000

ROLES = {"worker": "worker", "duty": "duty worker", "lead": "team lead", "peer": "peer worker"}
LEFT = "somebody who has left"

ACTS = {
    "step_up.acknowledged": "answered your request",
    "step_up.in_contact": "wrote down that you spoke",
    "step_up.plan_agreed": "wrote down what you agreed",
    "step_up.closed": "closed your request",
    "step_up.transferred": "passed your request to a colleague",
    "step_up.reopened": "opened your request again",
    "step_up.note": "wrote a note about your request",
    "care.key_worker_set": "changed who your key worker is",
}


def describe_log(actor: Actor) -> list[dict[str, Any]]:
    """The newest entries about the actor's own record, at most two hundred."""
    assert actor.record_id is not None
    found = audit.entries_of_record(actor.record_id, at_most=FETCHED)
    entries = [entry for entry in found if entry.actor_id != actor.account_id][:MOST]
    names = identity.names_of(entry.actor_id for entry in entries if entry.actor_id)
    teams = {team.id: team.name for team in care.teams_of_ids(entry.team_id for entry in entries if entry.team_id)}
    return [_describe(entry, names, teams) for entry in entries]


def _describe(entry: AuditEntry, names: dict[uuid.UUID, str], teams: dict[uuid.UUID, str]) -> dict[str, Any]:
    by = names.get(entry.actor_id, LEFT) if entry.actor_id else LEFT
    role = ROLES.get(entry.actor_role or "", "worker")
    team = teams.get(entry.team_id) if entry.team_id else None
    who = f"{by} ({role}, {team})" if team else f"{by} ({role})"
    section = entry.section or "care"
    return {
        "at": entry.at,
        "by": by,
        "role": entry.actor_role or "worker",
        "team": team,
        "section": section,
        "how": entry.how or "act",
        "words": f"{who} {_did(entry.action, section)}.",
    }


def _did(action: str, section: str) -> str:
    noun = NOUNS.get(section, "your record")
    if action == "record.read":
        return f"read {noun}"
    if action in ACTS:
        return ACTS[action]
    return f"did something with {NOUNS[STEP_UPS] if action.startswith('step_up.') else noun}"
