"""The plan that a finished conversation makes: one sealed piece that never changes, read as a page and as a file."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.dialog_plus import access, telling
from backend.dialog_plus.action_views import Action, accounts_of, agreed_view
from backend.dialog_plus.conversation_view import Names, Written, load_written
from backend.dialog_plus.holding import find
from backend.dialog_plus.models import SECTION, Conversation, Note, PlanVersion
from backend.dialog_plus.participants import TookPart, find_participants
from backend.dialog_plus.prompts import PROMPTS
from backend.dialog_plus.ratings import area_titles, find_response, read_ratings
from backend.identity import service as identity
from backend.sharing import access as sharing

ELSEWHERE = "Other things"


def make_plan(actor: Actor, conversation: Conversation) -> None:
    """Keep what stands in the conversation now as the next version of the plan, and tell whose yes is missing.

    Ratings are not copied: they are another section, and are looked up for each reader. Which they are is fixed here.
    """
    if conversation.response_id is None:
        conversation.response_id = find_response(actor, conversation.record_id, together=conversation.together)
    written, took_part = load_written(conversation), find_participants(conversation)
    accounts = took_part.accounts | {actor.account_id} | {note.account_id for note in written.notes}
    names = identity.names_of(accounts | accounts_of(written.actions))
    plan = PlanVersion(id=new_id(), record_id=conversation.record_id, conversation_id=conversation.id)
    newest = select(func.max(PlanVersion.version)).where(PlanVersion.record_id == conversation.record_id)
    plan.version, plan.written = (db.session.scalar(newest) or 0) + 1, took_part.written
    plan.account_id, plan.at = actor.account_id, clock.now()
    plan.body = json.dumps(_body(actor, conversation, written, took_part, names), default=_plain)
    db.session.add(plan)
    db.session.flush()
    _ask_for_yeses(actor, conversation, written)


def read_plan(actor: Actor, record_id: uuid.UUID, plan_id: uuid.UUID, how: str = "screen") -> dict[str, Any]:
    """A plan as it was made, with the ratings that this reader may see. Raises NotFound."""
    if sharing.read_section(actor, record_id, SECTION, how) is None:
        raise NotFound
    plan = db.session.scalar(select(PlanVersion).where(PlanVersion.id == plan_id, PlanVersion.record_id == record_id))
    if plan is None:
        raise NotFound
    body = json.loads(plan.body)
    rated = read_ratings(actor, find(record_id, plan.conversation_id), how)
    for area in body["areas"]:
        area["value"] = rated.value(area["key"])
    return {"id": plan.id, "version": plan.version, "at": plan.at, "written": plan.written, **_read(body)}


def _read(body: dict[str, Any]) -> dict[str, Any]:
    """Dates are dates again."""
    for action in (action for area in body["areas"] for action in area["actions"]):
        action["due_on"] = date.fromisoformat(action["due_on"]) if action["due_on"] else None
        for yes in filter(None, action["agreed"].values()):
            yes["at"] = datetime.fromisoformat(yes["at"])
    return body


def _body(
    actor: Actor, conversation: Conversation, written: Written, took_part: TookPart, names: Names
) -> dict[str, Any]:
    others = sorted(names[account_id] for account_id in took_part.accounts - {actor.account_id})
    areas = list(dict.fromkeys([*written.areas, *(one.row.area for one in written.actions)]))
    return {
        "by": names[actor.account_id],
        "with_": others,
        "person_name": care.preferred_names_of([conversation.record_id])[conversation.record_id],
        "areas": [_area(area, written, names) for area in sorted(areas, key=lambda area: area is None)],
        "reviewed": [_reviewed(one) for one in written.to_review],
    }


def _area(area: str | None, written: Written, names: Names) -> dict[str, Any]:
    notes = {note.prompt: note for note in written.notes if note.area == area and note.words}
    return {
        "key": area,
        "title": area_titles()[area] if area else ELSEWHERE,
        "notes": [_note(prompt.title, notes[prompt.key], names) for prompt in PROMPTS if prompt.key in notes],
        "actions": [_action(one, names) for one in written.actions if one.row.area == area],
    }


def _note(title: str, note: Note, names: Names) -> dict[str, Any]:
    return {"title": title, "words": note.words, "by": names[note.account_id], "typed_for": note.typed_for}


def _action(action: Action, names: Names) -> dict[str, Any]:
    return {
        "words": action.row.words,
        "owner_name": action.row.owner_name,
        "due_on": action.row.due_on,
        "is_agreed": action.is_agreed,
        "agreed": agreed_view(action, names),
    }


def _reviewed(action: Action) -> dict[str, Any]:
    return {"words": action.row.words, "status": action.status, "went": action.went}


def _ask_for_yeses(actor: Actor, conversation: Conversation, written: Written) -> None:
    """Tell each side, once, that there is something to say yes to; whoever ends it knows already."""
    missing = {side for side in (access.PERSON, access.WORKER) for one in written.actions if side not in one.agreed}
    side = access.PERSON if conversation.record_id == actor.record_id else access.WORKER
    if missing - {side}:
        telling.tell_other_side(conversation.record_id, side, "dialog_plus.proposed", conversation.id)


def _plain(value: object) -> str:
    """Dates and instants in JSON."""
    assert isinstance(value, date | datetime)
    return value.isoformat()
