"""What was agreed and what waits for a yes, as one reader meets it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from backend.core import clock
from backend.core.db import db
from backend.identity import service as identity
from backend.safety_plan.items import read_text
from backend.safety_plan.models import Agreement, PlanSection, SectionVersion
from backend.sharing import access as sharing

PERSON, WORKER = "person", "worker"
SIDES = {sharing.OWN: PERSON, sharing.TEAM: WORKER}
MINE = "mine"


@dataclass(frozen=True)
class Stand:
    """A section as it stands now for whoever reads it."""

    heading: str
    version: int
    plan_version: int
    audience: str
    is_empty: bool


@dataclass(frozen=True)
class Proposal:
    """A proposal with the yeses to it, by side. The first is the proposal itself."""

    first: Agreement
    yeses: dict[str, Agreement]

    @property
    def is_agreed(self) -> bool:
        return len(self.yeses) == len(SIDES)


def side_of(right: sharing.Access | None) -> str | None:
    """Whose side somebody is on by that right; None for who is on neither."""
    return SIDES.get(right.way) if right else None


def may_agree(right: sharing.Access | None) -> bool:
    """Whether somebody may propose and say yes: the person, and workers of her team whom she lets add."""
    return right is not None and side_of(right) is not None and right.level >= sharing.ADD


def describe_agreements(place: uuid.UUID, right: sharing.Access | None) -> dict[str, Any]:
    """The newest that both said yes to, one that waits for a yes, and whether this reader may say it."""
    proposals, stands = list_proposals(place), list_stands(place)
    newest = proposals[-1] if proposals else None
    agreed = next((one for one in reversed(proposals) if one.is_agreed), None)
    waiting = newest if newest and not newest.is_agreed else None
    shown = [one for one in (agreed, waiting) if one]
    names = identity.names_of({yes.account_id for one in shown for yes in one.yeses.values()})
    return {
        "agreement": _view(agreed, right, stands, names) if agreed else None,
        "proposal": _view(waiting, right, stands, names) if waiting else None,
        "may_agree": may_agree(right) and any(not stand.is_empty for stand in stands),
    }


def list_proposals(place: uuid.UUID) -> list[Proposal]:
    """All that were ever made, the oldest first."""
    rows = db.session.scalars(
        select(Agreement).where(Agreement.record_id == place).order_by(Agreement.at, Agreement.id)
    )
    found: dict[uuid.UUID, Proposal] = {}
    for row in rows:
        found.setdefault(row.proposal_id, Proposal(row, {})).yeses[row.side] = row
    return list(found.values())


def list_stands(place: uuid.UUID) -> list[Stand]:
    """The sections that whoever acts meets there, as they stand. Log it first, as words are opened."""
    counts = (
        (PlanSection.record_id == SectionVersion.record_id)
        & (PlanSection.heading == SectionVersion.heading)
        & (PlanSection.version == SectionVersion.version)
    )
    rows = db.session.execute(
        select(SectionVersion, PlanSection.audience).join(PlanSection, counts).where(PlanSection.record_id == place)
    )
    return [
        Stand(row.heading, row.version, row.plan_version, audience, not read_text(row.body)) for row, audience in rows
    ]


def what_the_team_sees(stands: Iterable[Stand]) -> bytes:
    """A fingerprint of it, the same whether the person or a worker works it out.

    What was emptied and what was hidden are both not in it, so that the one cannot be told from the other.
    """
    seen = sorted((one.heading, one.version) for one in stands if one.audience != MINE and not one.is_empty)
    return hashlib.sha256(json.dumps(seen).encode()).digest()


def has_changed(proposal: Proposal, right: sharing.Access | None, stands: Iterable[Stand]) -> bool:
    """Whether what this reader sees of the plan has changed since. What they do not see says nothing here either."""
    way, since = right.way if right else None, proposal.first.plan_version
    if way == sharing.OWN:
        return any(stand.plan_version > since for stand in stands)
    if way in (sharing.TEAM, sharing.BREAK_GLASS):
        return what_the_team_sees(stands) != proposal.first.team_saw
    return any(stand.plan_version > since and not stand.is_empty for stand in stands)


def today() -> date:
    """The day that it is in London."""
    return clock.in_london(clock.now()).date()


def _view(
    proposal: Proposal, right: sharing.Access | None, stands: list[Stand], names: dict[uuid.UUID, str]
) -> dict[str, Any]:
    changed, side = has_changed(proposal, right, stands), side_of(right)
    return {
        "proposal_id": proposal.first.proposal_id,
        "review_on": proposal.first.review_on,
        **{one: _yes(proposal.yeses.get(one), names) for one in (PERSON, WORKER)},
        "is_agreed": proposal.is_agreed,
        "changed_since": changed,
        "is_due": proposal.is_agreed and proposal.first.review_on <= today(),
        "may_say_yes": may_agree(right) and side not in proposal.yeses and not changed,
    }


def _yes(row: Agreement | None, names: dict[uuid.UUID, str]) -> dict[str, Any] | None:
    return {"at": row.at, "by": names[row.account_id]} if row else None
