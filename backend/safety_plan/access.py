"""Who may do what with the plan, how it is held while something is written, and how that is written down."""

from __future__ import annotations

import uuid

from sqlalchemy.dialects.postgresql import insert

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden, NotFound
from backend.safety_plan.models import SECTION, SafetyPlan
from backend.sharing import access as sharing


class ChangedMeanwhile(Conflict):
    """Another device saved the same section. `fields` has the newest version of each; nothing was saved."""

    code = "safety_plan.changed"
    words = "This was changed on another device in the meantime. Your words are still here. Look at both, then choose."


class Answered(Conflict):
    code = "safety_plan.answered"
    words = "This suggestion is in your plan already. You can take it away there."


class OwnPlan(Forbidden):
    """A suggestion is what others make; she writes."""

    code = "safety_plan.own_plan"
    words = "This is your own plan. You can write in it yourself."


def open_plan(actor: Actor, record_id: uuid.UUID, how: str = "screen") -> sharing.Access | None:
    """The door to anything of the plan. Logs it; None, like an empty plan, for who knows her and may not see it.

    Her name stands on either, so that somebody who finds nothing is logged as having read that. Raises NotFound.
    """
    knows = sharing.check_knows(record_id)
    right = sharing.read_section(actor, record_id, SECTION, how)
    if right is None and knows.through is not None:
        audit.record_reads(actor, [record_id], "care", how, audit.Way(knows.way, knows.through))
    return right


def own_right(actor: Actor) -> sharing.Access:
    """The person's right to her own plan. Raises NotFound for who has no record."""
    if actor.record_id is None:
        raise NotFound
    return sharing.check_can_add(actor.record_id, SECTION)


def hold_plan(record_id: uuid.UUID) -> SafetyPlan:
    """Her plan, with its row locked until the request is done, so that two devices save one after the other."""
    row = insert(SafetyPlan).values(record_id=record_id, version=0, begun_at=clock.now())
    db.session.execute(row.on_conflict_do_nothing())
    plan = db.session.get(SafetyPlan, record_id, with_for_update=True, populate_existing=True)
    if plan is None:
        raise NotFound
    return plan


def write_down(actor: Actor, action: str, record_id: uuid.UUID, subject_id: uuid.UUID, right: sharing.Access) -> None:
    """The audit's row of an act, with the right that it was done by."""
    sharing.record_act(actor, action, right, record_id, SECTION, subject_id)
