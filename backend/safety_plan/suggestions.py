"""What others propose for the plan. It lies between the two of them, and nobody is told what she declined."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from backend.care import service as care
from backend.core import clock, locks
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.notifications import service as notifications
from backend.safety_plan import access
from backend.safety_plan.items import check_suggested, read_text, seal_text
from backend.safety_plan.models import SECTION, Suggestion
from backend.safety_plan.service import describe_suggestion, names_of
from backend.sharing import access as sharing

Json = dict[str, Any]

TAKEN, DECLINED = "taken", "declined"
# What the person is told by.
TOLD = "safety_plan.suggested"


def suggest(actor: Actor, record_id: uuid.UUID, suggestion_id: uuid.UUID, *, heading: str, item: Json) -> bool:
    """Propose an item to somebody for her plan; she is told. Returns whether it is new.

    Raises NotFound for who does not see the plan, MayNotAdd, OwnPlan, Invalid, IdTaken.
    """
    right = sharing.check_can_add(record_id, SECTION)
    if right.way == sharing.OWN:
        raise access.OwnPlan
    kept = check_suggested(heading, {**item, "id": suggestion_id, "has_helped": False})
    locks.one_at_a_time(suggestion_id)
    known = db.session.get(Suggestion, suggestion_id)
    if known is not None:
        if (known.record_id, known.account_id, known.heading) != (record_id, actor.account_id, heading):
            raise IdTaken
        if read_text(known.body) != kept:
            raise IdTaken
        # Her words are shown in the answer, as they are when it is new.
        sharing.read_section(actor, record_id, SECTION)
        return False
    row = Suggestion(id=suggestion_id, record_id=record_id, heading=heading, account_id=actor.account_id)
    row.at, row.body, row.answer, row.answered_at = clock.now(), seal_text(kept), None, None
    db.session.add(row)
    db.session.flush()
    access.write_down(actor, TOLD, record_id, suggestion_id, right)
    notifications.tell(care.persons_of([record_id])[record_id], TOLD, suggestion_id, urgent=False)
    return True


def describe_one(actor: Actor, suggestion_id: uuid.UUID) -> Json:
    """A suggestion that lies between whoever acts and her. Raises NotFound."""
    row = db.session.get(Suggestion, suggestion_id)
    if row is None:
        raise NotFound("We could not find that suggestion.")
    return describe_suggestion(actor, row, names_of([row]))


def decline(actor: Actor, suggestion_id: uuid.UUID) -> None:
    """Say no to a suggestion, quietly. Raises NotFound, Answered for one that is in the plan."""
    right = access.own_right(actor)
    assert actor.record_id is not None
    access.hold_plan(actor.record_id)
    row = db.session.get(Suggestion, suggestion_id, populate_existing=True)
    if row is None or row.record_id != actor.record_id:
        raise NotFound("We could not find that suggestion.")
    if row.answer == TAKEN:
        raise access.Answered
    if row.answer is None:
        _answer(row, DECLINED)
        access.write_down(actor, "safety_plan.declined", actor.record_id, suggestion_id, right)


def take(record_id: uuid.UUID, suggestion_ids: list[uuid.UUID]) -> None:
    """Mark what is in the plan now. Raises Invalid for one that nobody made. Hold the plan first."""
    wanted = select(Suggestion).where(Suggestion.record_id == record_id, among(Suggestion.id, suggestion_ids))
    found = list(db.session.scalars(wanted.execution_options(populate_existing=True)))
    if len(found) != len(set(suggestion_ids)):
        raise Invalid(fields={"takes": ["We could not find that suggestion."]})
    for row in found:
        if row.answer != TAKEN:
            _answer(row, TAKEN)


def _answer(row: Suggestion, answer: str) -> None:
    row.answer, row.answered_at = answer, clock.now()
    db.session.flush()
    notifications.withdraw(row.id, [TOLD])
