"""The addresses of conversations, actions and plans. What a device makes is PUT to an id that the device made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend.core import http
from backend.dialog_plus import (
    action_views,
    actions,
    conversation_view,
    conversations,
    plan_file,
    plans,
    schemas,
    working_on,
)

blp = Blueprint(
    "dialog_plus",
    __name__,
    url_prefix="/api",
    description="DIALOG+: conversations about up to three areas of life, agreed actions, and the plan they make.",
)

Json = dict[str, Any]

CONVERSATION = "/records/<uuid:record_id>/conversations/<uuid:conversation_id>"
ACTION = "/records/<uuid:record_id>/actions/<uuid:action_id>"
PLAN = "/records/<uuid:record_id>/plans/<uuid:plan_id>"


@blp.route("/records/<uuid:record_id>/working-on")
@http.signed_in
@blp.response(200, schemas.WorkingOn)
def read_working_on(record_id: UUID) -> Json:
    """The open conversation, actions as they are now, and plans. Hidden looks like nothing there."""
    return working_on.describe(http.actor(), record_id)


@blp.route("/my-actions")
@http.person
@blp.response(200, schemas.MyActions)
def list_my_actions() -> Json:
    """The person's own open actions, the first due first."""
    return working_on.list_my_actions(http.actor())


@blp.route(CONVERSATION, methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.BeginConversation)
@blp.response(200, schemas.ConversationView)
def begin_conversation(given: Json, record_id: UUID, conversation_id: UUID) -> Any:
    """Begin a conversation, for the person and workers whom she lets add. 409 with its id while another is open."""
    return _shown(
        record_id, conversation_id, conversations.begin_conversation(http.actor(), record_id, conversation_id, **given)
    )


@blp.route(CONVERSATION)
@http.signed_in
@blp.response(200, schemas.ConversationView)
def read_conversation(record_id: UUID, conversation_id: UUID) -> Json:
    """What stands in it. Who asks is shown there as being here. Send If-None-Match to be told 304 when nothing is new."""
    return conversation_view.read_conversation(http.actor(), record_id, conversation_id)


@blp.route(f"{CONVERSATION}/place", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.MoveConversation)
@blp.response(200, schemas.ConversationView)
def move_conversation(given: Json, record_id: UUID, conversation_id: UUID) -> Any:
    """Show another step, on both devices."""
    conversations.move_to(http.actor(), record_id, conversation_id, **given)
    return _shown(record_id, conversation_id)


@blp.route(f"{CONVERSATION}/choices/<uuid:choice_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.ChooseAreas)
@blp.response(200, schemas.ConversationView)
def choose_areas(given: Json, record_id: UUID, conversation_id: UUID, choice_id: UUID) -> Any:
    """Choose up to three areas. 409 when somebody chose others meanwhile."""
    is_new = conversations.choose_areas(http.actor(), record_id, conversation_id, choice_id, **given)
    return _shown(record_id, conversation_id, is_new)


@blp.route(f"{CONVERSATION}/notes/<uuid:note_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.WriteConversationNote)
@blp.response(200, schemas.ConversationView)
def write_note(given: Json, record_id: UUID, conversation_id: UUID, note_id: UUID) -> Any:
    """Write under a prompt of an area. 409 when there is a newer version than read."""
    is_new = conversations.write_note(http.actor(), record_id, conversation_id, note_id, **given)
    return _shown(record_id, conversation_id, is_new)


@blp.route(f"{CONVERSATION}/end", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.EndConversation)
@blp.response(200, schemas.ConversationView)
def end_conversation(given: Json, record_id: UUID, conversation_id: UUID) -> Any:
    """End it: finished, which makes a plan, or left."""
    conversations.end_conversation(http.actor(), record_id, conversation_id, **given)
    return _shown(record_id, conversation_id)


@blp.route(ACTION, methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.PutAction)
@blp.response(200, schemas.ActionView)
def put_action(given: Json, record_id: UUID, action_id: UUID) -> Any:
    """Propose an action, change it or take it away. 409 when there is a newer version than read."""
    version = given.pop("version")
    is_new = actions.put_action(http.actor(), record_id, action_id, actions.Wish(**given), version)
    return action_views.show_action(http.actor(), record_id, action_id), 201 if is_new else 200


@blp.route(f"{ACTION}/agreements/<uuid:agreement_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.AgreeToAction)
@blp.response(200, schemas.ActionView)
def agree_to_action(given: Json, record_id: UUID, action_id: UUID, agreement_id: UUID) -> Any:
    """Say yes to the newest version, for one's own side, or typed for the other side while both are in the room."""
    is_new = actions.agree_to_action(http.actor(), record_id, action_id, agreement_id, **given)
    return action_views.show_action(http.actor(), record_id, action_id), 201 if is_new else 200


@blp.route(f"{ACTION}/progress/<uuid:progress_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.NoteActionProgress)
@blp.response(200, schemas.ActionView)
def note_progress(given: Json, record_id: UUID, action_id: UUID, progress_id: UUID) -> Any:
    """Say how it went. What was agreed stays agreed."""
    is_new = actions.note_progress(http.actor(), record_id, action_id, progress_id, **given)
    return action_views.show_action(http.actor(), record_id, action_id), 201 if is_new else 200


@blp.route(PLAN)
@http.signed_in
@blp.response(200, schemas.PlanView)
def read_plan(record_id: UUID, plan_id: UUID) -> Json:
    """A plan as it was made."""
    return plans.read_plan(http.actor(), record_id, plan_id)


@blp.route(f"{PLAN}/pdf")
@http.signed_in
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
def read_plan_file(record_id: UUID, plan_id: UUID) -> Response:
    """The same as a tagged PDF, to keep or to print."""
    made = plan_file.make_file(http.actor(), record_id, plan_id)
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": 'inline; filename="plan.pdf"'})


def _shown(record_id: UUID, conversation_id: UUID, is_new: bool = False) -> Any:
    return conversation_view.read_conversation(http.actor(), record_id, conversation_id), 201 if is_new else 200
