"""How the plan stood before: for the person alone. Others meet only what stands now."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import NotFound
from backend.safety_plan import access
from backend.safety_plan.headings import HEADINGS
from backend.safety_plan.models import PlanSection, SectionVersion
from backend.safety_plan.service import describe_sections, names_of, when_and_who

Json = dict[str, Any]

COLUMNS = (
    SectionVersion.plan_version,
    SectionVersion.heading,
    SectionVersion.at,
    SectionVersion.account_id,
    SectionVersion.with_account_id,
    SectionVersion.from_plan_version,
)
LARGEST = 2**31 - 1
ORDER = [heading.key for heading in HEADINGS]


def list_versions(actor: Actor) -> Json:
    """Each save, the newest first: when, by whom, who was there, what was changed. No words of it. Raises NotFound."""
    access.own_right(actor)
    wanted = select(*COLUMNS).where(SectionVersion.record_id == actor.record_id)
    rows = db.session.execute(wanted.order_by(SectionVersion.plan_version.desc())).all()
    names = names_of(rows)
    saves: dict[int, Json] = {}
    for row in rows:
        described = {"version": row.plan_version, **when_and_who(row, names), "headings": []}
        saves.setdefault(row.plan_version, {**described, "from_version": row.from_plan_version})
        saves[row.plan_version]["headings"].append(row.heading)
    for save in saves.values():
        save["headings"].sort(key=ORDER.index)
    return {"versions": list(saves.values())}


def describe_version(actor: Actor, version: int) -> Json:
    """The whole plan as it stood after that save. Raises NotFound."""
    access.own_right(actor)
    rows = _as_of(actor.record_id, min(version, LARGEST))
    saved = next((row for row in rows if row.plan_version == version), None)
    if saved is None:
        raise NotFound("We could not find that version.")
    names = names_of(rows)
    heads = {head.heading: head for head in db.session.scalars(_heads(actor.record_id))}
    written = {row.heading: row for row in rows}
    sections = describe_sections(heads, written, names, is_own=True)
    return {"version": version, **when_and_who(saved, names), "sections": sections}


def _as_of(record_id: uuid.UUID | None, version: int) -> list[SectionVersion]:
    until = (
        select(SectionVersion)
        .where(SectionVersion.record_id == record_id, SectionVersion.plan_version <= version)
        .ext(distinct_on(SectionVersion.heading))
        .order_by(SectionVersion.heading, SectionVersion.version.desc())
    )
    return list(db.session.scalars(until))


def _heads(record_id: uuid.UUID | None) -> Any:
    return select(PlanSection).where(PlanSection.record_id == record_id)
