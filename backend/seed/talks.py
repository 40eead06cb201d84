"""The demo's talks: Alex and Asha finished one five weeks ago, about two areas, with three things to do."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, text

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.ids import new_id
from backend.dialog_plus import actions, conversations
from backend.dialog_plus.models import PlanVersion
from backend.notifications import service as notifications
from backend.outcomes.export import act_for
from backend.seed.people import sign_in

ALEX, ASHA = "alex@example.org", "asha@example.org"
# The day after Alex's last rating. One thing was done two weeks ago.
TALKED, DONE = timedelta(days=34), timedelta(days=14)
SOON, LATER = timedelta(days=2), timedelta(days=9)

NOTES = (
    (ASHA, "accommodation", "why", "The damp is back in the bedroom, and nobody rings back."),
    (ALEX, "accommodation", "works", "It is quiet, and the river is close."),
    (ALEX, "accommodation", "best", "A dry room where I would have somebody round for tea."),
    (ASHA, "accommodation", "smallest", "That the landlord comes and looks."),
    (ALEX, "job", "why", "I miss having somewhere to be in the mornings."),
    (ALEX, "job", "smallest", "One morning a week with other people."),
    (ASHA, "job", "others_can", "The gardening group meets on Wednesdays."),
)
MOVED = (
    "UPDATE conversations SET begun_at = begun_at - :ago, ended_at = ended_at - :ago WHERE record_id = :record",
    "UPDATE conversation_choices SET at = at - :ago WHERE record_id = :record",
    "UPDATE conversation_notes SET at = at - :ago WHERE record_id = :record",
    "UPDATE action_versions SET at = at - :ago WHERE record_id = :record",
    "UPDATE action_agreements SET at = at - :ago WHERE record_id = :record",
    "UPDATE plan_versions SET at = at - :ago WHERE record_id = :record",
)
DONE_EARLIER = "UPDATE action_progress SET at = at - :ago WHERE record_id = :record"


def fill() -> None:
    """They talk now, both on their own devices; then all of it is set back, as if it had been then."""
    record_id = sign_in(ALEX).record_id
    assert record_id is not None
    conversation_id, today = new_id(), clock.in_london(clock.now()).date()
    conversations.begin_conversation(_as(ASHA), record_id, conversation_id, together=True, response_id=None)
    conversations.choose_areas(
        _as(ASHA), record_id, conversation_id, new_id(), areas=["accommodation", "job"], version=0
    )
    for email, area, prompt, words in NOTES:
        said: dict[str, Any] = {"area": area, "prompt": prompt, "words": words, "version": 0, "typed_for": "self"}
        conversations.write_note(_as(email), record_id, conversation_id, new_id(), **said)
    swim = _agree(record_id, conversation_id, "leisure", "Go swimming on Sunday with Jo.", "person", None)
    _agree(record_id, conversation_id, "job", "Go and see the gardening group.", "person", today + SOON)
    _agree(record_id, conversation_id, "accommodation", "Ring the landlord about the damp.", "worker", today + LATER)
    conversations.end_conversation(_as(ASHA), record_id, conversation_id, how="finished")
    said = {"status": "done", "words": "We stayed for two hours.", "conversation_id": None}
    actions.note_progress(_as(ALEX), record_id, swim, new_id(), **said)
    notifications.withdraw(conversation_id, ["dialog_plus.started"])
    _set_back(record_id)


def _as(email: str) -> Actor:
    """That person acts from here on."""
    found = act_for(email) if email == ASHA else sign_in(email)
    assert found is not None
    return found


def _agree(
    record_id: uuid.UUID, conversation_id: uuid.UUID, area: str, words: str, owner: str, due_on: date | None
) -> uuid.UUID:
    """Something to do, to which both say yes."""
    action_id = new_id()
    wish = actions.Wish(conversation_id, area, words, owner, "", due_on, is_removed=False, typed_for="self")
    actions.put_action(_as(ASHA), record_id, action_id, wish, 0)
    for email, side in ((ALEX, "person"), (ASHA, "worker")):
        actions.agree_to_action(_as(email), record_id, action_id, new_id(), version=1, side=side, how="own_device")
    return action_id


def _set_back(record_id: uuid.UUID) -> None:
    db.session.flush()
    plan = db.session.scalars(select(PlanVersion).where(PlanVersion.record_id == record_id)).one()
    body = json.loads(plan.body)
    for action in (action for area in body["areas"] for action in area["actions"]):
        for yes in action["agreed"].values():
            yes["at"] = (datetime.fromisoformat(yes["at"]) - TALKED).isoformat()
    plan.body = json.dumps(body)
    db.session.flush()
    for change in MOVED:
        db.session.execute(text(change), {"ago": TALKED, "record": record_id})
    db.session.execute(text(DONE_EARLIER), {"ago": DONE, "record": record_id})
