"""What somebody is working on: the open conversation, all actions as they are now, the plans made so far."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.dialog_plus import access
from backend.dialog_plus.action_views import Names, accounts_of, load_actions, views_of
from backend.dialog_plus.holding import open_of
from backend.dialog_plus.models import SECTION, Conversation, PlanVersion
from backend.dialog_plus.ratings import area_titles
from backend.identity import service as identity
from backend.sharing import access as sharing


def describe(actor: Actor, record_id: uuid.UUID) -> dict[str, Any]:
    """All of it, for the person and whoever she shares it with. Hidden looks like nothing there. Raises NotFound."""
    sharing.check_knows(record_id)
    right = sharing.read_section(actor, record_id, SECTION)
    place = sharing.where_to_look(record_id, right)
    read_many([place])
    conversation, actions, plans = open_of(place), load_actions(place), _plans(place)
    accounts = accounts_of(actions) | {plan.account_id for plan in plans}
    names = identity.names_of(accounts | ({conversation.begun_by} if conversation else set()))
    return {
        "conversation": _conversation(conversation, names),
        "actions": views_of(actor, actions, right, names),
        "plans": [_plan(plan, names) for plan in plans],
        "may_add": right is not None and right.level >= sharing.ADD,
        "may_lead": access.may_lead(right),
        "areas": [{"key": key, "title": title} for key, title in area_titles().items()],
    }


def list_my_actions(actor: Actor) -> dict[str, Any]:
    """The person's own open actions, the first due first, and whether a conversation is open."""
    assert actor.record_id is not None
    right = sharing.access_to(actor.record_id, SECTION)
    read_many([actor.record_id])
    conversation = open_of(actor.record_id)
    actions = [one for one in load_actions(actor.record_id) if not one.is_closed]
    names = identity.names_of(accounts_of(actions) | ({conversation.begun_by} if conversation else set()))
    return {
        "actions": views_of(actor, actions, right, names),
        "conversation": _conversation(conversation, names),
    }


def _conversation(conversation: Conversation | None, names: Names) -> dict[str, Any] | None:
    if conversation is None:
        return None
    return {
        "id": conversation.id,
        "begun_by": names[conversation.begun_by],
        "begun_at": conversation.begun_at,
        "together": conversation.together,
    }


def _plans(record_id: uuid.UUID) -> list[PlanVersion]:
    made = select(PlanVersion).where(PlanVersion.record_id == record_id)
    return list(db.session.scalars(made.order_by(PlanVersion.version.desc())))


def _plan(plan: PlanVersion, names: Names) -> dict[str, Any]:
    return {
        "id": plan.id,
        "version": plan.version,
        "at": plan.at,
        "written": plan.written,
        "by": names[plan.account_id],
    }
