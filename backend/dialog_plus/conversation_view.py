"""A conversation as both devices show it. A constant number of queries, whatever was written."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.core.errors import NotFound
from backend.dialog_plus import access
from backend.dialog_plus.action_views import Action, accounts_of, load_actions, views_of
from backend.dialog_plus.holding import find
from backend.dialog_plus.models import SECTION, Choice, Conversation, Note, PlanVersion, Presence
from backend.dialog_plus.ratings import Ratings, area_titles, read_ratings
from backend.identity import service as identity
from backend.sharing import access as sharing

HERE = timedelta(seconds=15)
Names = dict[uuid.UUID, str]


@dataclass(frozen=True)
class Written:
    """Everything that stands in a conversation."""

    choice: Choice | None
    notes: list[Note]
    presences: list[Presence]
    actions: list[Action]
    to_review: list[Action]

    @property
    def areas(self) -> list[str]:
        """What was chosen, in that order."""
        return [area for area in self.choice.areas if area in area_titles()] if self.choice else []


def read_conversation(actor: Actor, record_id: uuid.UUID, conversation_id: uuid.UUID) -> dict[str, Any]:
    """One conversation, for whoever may read it; who asks is shown there as being here. Raises NotFound."""
    right = sharing.read_section(actor, record_id, SECTION)
    if right is None:
        raise NotFound
    read_many([record_id])
    conversation = find(record_id, conversation_id)
    db.session.execute(select(func.note_presence(conversation_id, access.side_of(right), clock.now())))
    return _view(actor, conversation, right)


def load_written(conversation: Conversation) -> Written:
    """What stands in it, in seven queries."""
    of_it = conversation.id
    chosen = select(Choice).where(Choice.conversation_id == of_it).order_by(Choice.version.desc()).limit(1)
    notes = (
        select(Note)
        .where(Note.conversation_id == of_it)
        .ext(distinct_on(Note.area, Note.prompt))
        .order_by(Note.area, Note.prompt, Note.version.desc())
    )
    there = select(Presence).where(Presence.conversation_id == of_it).order_by(Presence.account_id)
    there = there.execution_options(populate_existing=True)
    actions = load_actions(conversation.record_id)
    return Written(
        db.session.scalar(chosen),
        list(db.session.scalars(notes)),
        list(db.session.scalars(there)),
        [one for one in actions if one.row.conversation_id == of_it],
        [one for one in actions if _is_to_review(one, conversation)],
    )


def _is_to_review(action: Action, conversation: Conversation) -> bool:
    """Agreed before and still open when this began, or looked at in it."""
    if action.row.conversation_id == conversation.id:
        return False
    if action.progress is not None and action.progress.conversation_id == conversation.id:
        return True
    return conversation.ended_at is None and not action.is_closed


def _view(actor: Actor, conversation: Conversation, right: sharing.Access) -> dict[str, Any]:
    written = load_written(conversation)
    rated = read_ratings(actor, conversation)
    accounts = {conversation.begun_by, *(note.account_id for note in written.notes)}
    accounts |= {row.account_id for row in written.presences}
    names = identity.names_of(accounts | accounts_of((*written.actions, *written.to_review)))
    return {
        **_frame(conversation, right, names),
        "choice_version": written.choice.version if written.choice else 0,
        "response_id": rated.response_id,
        "answered_at": rated.answered_at,
        "ratings": rated.rows,
        "areas": [_area(area, written.notes, rated, names) for area in written.areas],
        "actions": views_of(actor, written.actions, right, names),
        "to_review": views_of(actor, written.to_review, right, names),
        "people": _people(written.presences, names),
        "plan_id": _plan_of(conversation),
    }


def _frame(conversation: Conversation, right: sharing.Access, names: Names) -> dict[str, Any]:
    return {
        "id": conversation.id,
        "version": conversation.version,
        "record_id": conversation.record_id,
        "person_name": care.preferred_names_of([conversation.record_id])[conversation.record_id],
        "begun_by": names[conversation.begun_by],
        "begun_at": conversation.begun_at,
        "together": conversation.together,
        "is_mine_record": right.way == sharing.OWN,
        "my_side": access.side_of(right),
        "place": {"area": conversation.at_area, "step": conversation.at_step},
        "ended_at": conversation.ended_at,
        "ended_how": conversation.ended_how,
        "may_add": right.level >= sharing.ADD,
    }


def _area(area: str, notes: Iterable[Note], rated: Ratings, names: Names) -> dict[str, Any]:
    return {
        "key": area,
        "title": area_titles()[area],
        "value": rated.value(area),
        "notes": {note.prompt: _note(note, names) for note in notes if note.area == area},
    }


def _note(note: Note, names: Names) -> dict[str, Any]:
    return {
        "words": note.words,
        "version": note.version,
        "by": names[note.account_id],
        "typed_for": note.typed_for,
        "at": note.at,
    }


def _people(presences: Iterable[Presence], names: Names) -> list[dict[str, Any]]:
    since = clock.now() - HERE
    return [
        {
            "account_id": row.account_id,
            "name": names[row.account_id],
            "side": row.side,
            "is_here": row.seen_at > since,
        }
        for row in presences
    ]


def _plan_of(conversation: Conversation) -> uuid.UUID | None:
    return db.session.scalar(select(PlanVersion.id).where(PlanVersion.conversation_id == conversation.id))
