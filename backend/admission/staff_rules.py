"""A trust's rules about its staff: compared with those in force, put in their place, and said in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from backend.admission.staff_models import StaffRule
from backend.admission.staff_rules_file import Wanted
from backend.admission.staff_stopping import let_go_of_teams, places_given_by
from backend.audit import service as audit
from backend.care import service as care
from backend.care.models import Membership
from backend.core.db import db
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.openid.providers import Provider

ROLE_WORDS = {"worker": "worker", "duty": "worker on the duty desk", "lead": "team lead", "peer": "peer worker"}


@dataclass(frozen=True)
class Plan:
    """What a file would change: rules that are new, end or stay, and the places for which no rule is left."""

    provider: Provider
    new: list[Wanted]
    ending: list[StaffRule]
    staying: list[StaffRule]
    losing: list[Membership]


def compare(provider: Provider, wanted: Sequence[Wanted]) -> Plan:
    """What would change if these were all rules of that provider."""
    now = {_key(rule): rule for rule in rules_in_force(provider.key)}
    teams = {rule.team_id for rule in wanted}
    return Plan(
        provider,
        [rule for rule in wanted if rule not in now],
        [rule for key, rule in now.items() if key not in wanted],
        [rule for key, rule in now.items() if key in wanted],
        [place for place in places_given_by(provider.key) if place.team_id not in teams],
    )


def put_in_force(plan: Plan, now: datetime) -> None:
    """Do it. Rules are never changed, only ended, so that it stays known by which one somebody came in."""
    for rule in plan.ending:
        rule.ended_at = now
        audit.record_act(None, "admission.rule_ended", subject_id=rule.id, team_id=rule.team_id)
    for wanted in plan.new:
        rule = StaffRule(id=new_id(), provider=plan.provider.key, claims=list(wanted.claims), made_at=now)
        rule.team_id, rule.role = wanted.team_id, wanted.role
        db.session.add(rule)
        audit.record_act(None, "admission.rule_made", subject_id=rule.id, team_id=rule.team_id, role=rule.role)
    db.session.flush()
    let_go_of_teams(plan.provider.key, plan.losing, now)


def rules_in_force(provider: str) -> list[StaffRule]:
    """The rules of one provider, by team."""
    wanted = select(StaffRule).where(StaffRule.provider == provider, StaffRule.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(StaffRule.team_id, StaffRule.made_at, StaffRule.id)))


def plan_words(plan: Plan) -> list[str]:
    """The same for a human being, before anything is done."""
    losing = identity.names_of(place.account_id for place in plan.losing)
    names = _team_names(place.team_id for place in plan.losing)
    lines = [f"Rules of {plan.provider.name} ({plan.provider.key})", ""]
    lines += _part("New", [_words(rule.team_id, rule.role, rule.claims) for rule in plan.new])
    lines += _part("Ends", [_words(rule.team_id, rule.role, rule.claims) for rule in plan.ending])
    lines += _part("Stays as it is", [_words(rule.team_id, rule.role, rule.claims) for rule in plan.staying])
    lines += _part(
        "No longer gets in, at once",
        [f"{losing[place.account_id]}: {names[place.team_id]}, {ROLE_WORDS[place.role]}" for place in plan.losing],
    )
    return [*lines, "Everybody else who came this way is looked at when they next sign in with it."]


def show_words(provider: Provider) -> list[str]:
    """The rules of a provider as they are now."""
    rules = rules_in_force(provider.key)
    lines = [f"{provider.name} ({provider.key}) lets in"]
    lines += [f"  {_words(rule.team_id, rule.role, rule.claims)}" for rule in rules] or [
        "  nobody: there is no rule yet."
    ]
    lines += [""] if not rules else ["", "All that a rule asks for has to be true of one and the same entry of a list."]
    places = places_given_by(provider.key)
    people, teams = {place.account_id for place in places}, {place.team_id for place in places}
    return [*lines, f"{len(people)} people have a place by it now, in {len(teams)} teams."]


def _key(rule: StaffRule) -> Wanted:
    return Wanted(tuple(rule.claims), rule.team_id, rule.role)


def _part(title: str, lines: list[str]) -> list[str]:
    return [f"{title}:", *(f"  {line}" for line in lines), ""] if lines else []


def _words(team_id: uuid.UUID, role: str, claims: Iterable[str]) -> str:
    asked = [f'{path} is "{value}"' for path, _, value in (claim.partition("=") for claim in claims)]
    return f"{_team_names([team_id])[team_id]}: {ROLE_WORDS[role]}, when {' and '.join(asked)}"


def _team_names(team_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {team.id: f"{care.organisation_of(team)}, {team.name}" for team in care.teams_of_ids(team_ids)}
