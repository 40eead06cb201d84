"""Who of those that see the plan sees a section: all of them, her team alone, or nobody else."""

from __future__ import annotations

from sqlalchemy import select

from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import NotFound
from backend.safety_plan import access
from backend.safety_plan.headings import BY_KEY
from backend.safety_plan.models import PlanSection


def set_audience(actor: Actor, heading: str, *, audience: str) -> None:
    """Choose for a section of one's own, also before anything is written there. Counts at once. Raises NotFound."""
    if heading not in BY_KEY:
        raise NotFound
    right = access.own_right(actor)
    assert actor.record_id is not None
    access.hold_plan(actor.record_id)
    wanted = select(PlanSection).where(PlanSection.record_id == actor.record_id, PlanSection.heading == heading)
    head = db.session.scalar(wanted.execution_options(populate_existing=True))
    if head is None:
        head = PlanSection(record_id=actor.record_id, heading=heading, version=0, audience=audience)
        db.session.add(head)
    elif head.audience == audience:
        return
    head.audience = audience
    db.session.flush()
    access.write_down(actor, "safety_plan.audience_set", actor.record_id, actor.record_id, right)
