"""Saving sections: one save makes one version of the plan, and nothing of it is ever changed or lost afterwards."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, TooLarge
from backend.core.ids import new_id
from backend.safety_plan import access, companions, suggestions
from backend.safety_plan.items import check_sections, read_text, seal_text
from backend.safety_plan.models import PlanSection, SafetyPlan, SectionVersion
from backend.safety_plan.service import SHARED

Json = dict[str, Any]
Kept = dict[str, list[Json]]

NOT_BESIDE = "Choose somebody who can see your plan, or write it alone."
NO_SUCH_VERSION = "We could not find that version."


class TooMuchAtOnce(TooLarge):
    """More than a section filled to its limits."""

    code = "safety_plan.too_much_at_once"
    words = "That is too long to save at once. Save fewer sections, or make it shorter. Your words are still on this device."


@dataclass(frozen=True)
class Save:
    """What is saved at once. Each section names the version of it that was read.

    `with_account_id`: who is beside her. `from_version`: the version of the plan that is brought back. `takes`: the
    suggestions that are in it now.
    """

    sections: list[Json]
    with_account_id: uuid.UUID | None = None
    from_version: int | None = None
    takes: list[uuid.UUID] = field(default_factory=list)


def save_sections(actor: Actor, save_id: uuid.UUID, save: Save) -> bool:
    """Save one's own sections. Returns whether it is new. Raises NotFound, Invalid, IdTaken, ChangedMeanwhile."""
    kept = check_sections(save.sections)
    right = access.own_right(actor)
    assert actor.record_id is not None
    plan = access.hold_plan(actor.record_id)
    if _is_known(actor, save_id, save, kept):
        return False
    heads = _heads(actor.record_id)
    _check_newest(save, heads)
    _check_around(actor, save, plan)
    _write(actor, save_id, save, kept, heads, plan)
    suggestions.take(actor.record_id, save.takes)
    action = "safety_plan.brought_back" if save.from_version else "safety_plan.saved"
    access.write_down(actor, action, actor.record_id, save_id, right)
    return True


def _heads(record_id: uuid.UUID) -> dict[str, PlanSection]:
    wanted = select(PlanSection).where(PlanSection.record_id == record_id)
    found = db.session.scalars(wanted.execution_options(populate_existing=True))
    return {head.heading: head for head in found}


def _is_known(actor: Actor, save_id: uuid.UUID, save: Save, kept: Kept) -> bool:
    """Whether this was saved before: sent twice by the same device, which did not hear the first answer."""
    rows = list(db.session.scalars(select(SectionVersion).where(SectionVersion.save_id == save_id)))
    if not rows:
        return False
    around = (actor.record_id, save.with_account_id, save.from_version)
    if any((row.record_id, row.with_account_id, row.from_plan_version) != around for row in rows):
        raise IdTaken
    if {row.heading: read_text(row.body) for row in rows} != kept:
        raise IdTaken
    return True


def _check_newest(save: Save, heads: dict[str, PlanSection]) -> None:
    newest = {one["heading"]: _version(heads.get(one["heading"])) for one in save.sections}
    changed = {one["heading"] for one in save.sections if one["version"] != newest[one["heading"]]}
    if changed:
        raise access.ChangedMeanwhile(fields={heading: [str(newest[heading])] for heading in sorted(changed)})


def _version(head: PlanSection | None) -> int:
    return head.version if head else 0


def _check_around(actor: Actor, save: Save, plan: SafetyPlan) -> None:
    faults: dict[str, list[str]] = {}
    if save.with_account_id is not None and not companions.is_companion(actor, save.with_account_id):
        faults["with_account_id"] = [NOT_BESIDE]
    if save.from_version is not None and save.from_version > plan.version:
        faults["from_version"] = [NO_SUCH_VERSION]
    if faults:
        raise Invalid(fields=faults)


def _write(
    actor: Actor, save_id: uuid.UUID, save: Save, kept: Kept, heads: dict[str, PlanSection], plan: SafetyPlan
) -> None:
    now = clock.now()
    plan.version, plan.begun_at = plan.version + 1, plan.begun_at if plan.version else now
    for heading, items in kept.items():
        head = heads.get(heading) or PlanSection(record_id=plan.record_id, heading=heading, version=0, audience=SHARED)
        head.version += 1
        row = SectionVersion(id=new_id(), record_id=plan.record_id, heading=heading, version=head.version, at=now)
        row.plan_version, row.account_id, row.save_id = plan.version, actor.account_id, save_id
        row.with_account_id, row.from_plan_version = save.with_account_id, save.from_version
        row.body = seal_text(items)
        db.session.add_all((head, row))
    db.session.flush()
