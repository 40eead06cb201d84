"""Reading a trust's file of rules about its staff. Every fault in it is named, in words for who wrote it."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.care import service as care
from backend.care.models import ROLES, Organisation, Team
from backend.core.db import db
from backend.openid.providers import Provider, all_providers

MOST_CLAIMS, LONGEST_CLAIM = 20, 600


class WrongRules(ValueError):
    """Everything that is wrong with a file of rules, a line each."""


@dataclass(frozen=True)
class Wanted:
    """One rule, as the file has it."""

    claims: tuple[str, ...]
    team_id: uuid.UUID
    role: str


def read_rules(path: Path) -> tuple[Provider, list[Wanted]]:
    """The rules of a file, and whose they are. Raises WrongRules, naming every fault."""
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError) as problem:
        raise WrongRules(f"{path} cannot be read as JSON ({type(problem).__name__}).") from None
    if not isinstance(said, dict) or not isinstance(said.get("rules"), list):
        raise WrongRules('The file needs a "provider" and a list of "rules".')
    staff = {one.key: one for one in all_providers() if one.kind == "staff"}
    provider = staff.get(str(said.get("provider")))
    if provider is None:
        offered = ", ".join(staff) or "none"
        raise WrongRules(f'"provider" is no staff sign-in of the providers file. There: {offered}.')
    read = [_read_rule(provider, number, rule) for number, rule in enumerate(said["rules"], 1)]
    faults = [fault for _, found in read for fault in found]
    if faults:
        raise WrongRules("\n".join(faults))
    return provider, list(dict.fromkeys(rule for rule, _ in read if rule is not None))


def _read_rule(provider: Provider, number: int, rule: Any) -> tuple[Wanted | None, list[str]]:
    if not isinstance(rule, dict) or set(rule) != {"team", "role", "claims"}:
        return None, [f'Rule {number} needs "team", "role" and "claims", and nothing else.']
    team_id, faults = _team(provider, number, rule["team"])
    if rule["role"] not in ROLES:
        faults.append(f'Rule {number}: "role" is one of {", ".join(ROLES)}.')
    faults += _claim_faults(provider, number, rule["claims"])
    if faults or team_id is None:
        return None, faults
    return Wanted(tuple(sorted(set(rule["claims"]))), team_id, rule["role"]), []


def _claim_faults(provider: Provider, number: int, claims: Any) -> list[str]:
    if not isinstance(claims, list) or not 0 < len(claims) <= MOST_CLAIMS:
        return [f'Rule {number}: "claims" is a list of one to {MOST_CLAIMS}; without any it would let everybody in.']
    faults = []
    for claim in claims:
        path, is_sign, value = claim.partition("=") if isinstance(claim, str) else ("", "", "")
        named = any(path == name or path.startswith(f"{name}.") for name in provider.rules_claims)
        if not (is_sign and value) or len(claim) > LONGEST_CLAIM:
            faults.append(f'Rule {number}: each of "claims" is written like "groups=waymark".')
        elif not named:
            known = ", ".join(provider.rules_claims) or "none"
            faults.append(f'Rule {number}: "{path}" is not among "rules_claims" of the providers file ({known}).')
    return faults


def _team(provider: Provider, number: int, said: Any) -> tuple[uuid.UUID | None, list[str]]:
    """A team by its id, or as "Organisation / Team"; within the provider's organisation, where it has one."""
    found = [team for team, names in _teams() if str(said) in (str(team.id), names)]
    if len(found) != 1:
        how_many = "no team" if not found else "more than one team"
        return None, [f'Rule {number}: "{said}" is {how_many}. Write its id, or "Organisation / Team".']
    if provider.organisation_id and provider.organisation_id not in _above(found[0].organisation_id):
        return None, [f'Rule {number}: "{said}" is not a team of the organisation that {provider.name} speaks for.']
    return found[0].id, []


def _teams() -> list[tuple[Team, str]]:
    teams = care.teams_of_ids(care.list_team_ids())
    return [(team, f"{care.organisation_of(team)} / {team.name}") for team in teams]


def _above(organisation_id: uuid.UUID | None) -> set[uuid.UUID]:
    """The organisation, and those that it belongs to."""
    found: set[uuid.UUID] = set()
    while organisation_id is not None and organisation_id not in found:
        found.add(organisation_id)
        organisation_id = db.session.get_one(Organisation, organisation_id).parent_id
    return found
