"""The requests' addresses. What a device makes is PUT to an id that the device made, so a retry is harmless."""

from __future__ import annotations

import uuid
from typing import Any

from flask_smorest import Blueprint

from backend.core import http
from backend.step_up import asking, inbox, ladder_schemas, ladders, schemas, service, trusted, views
from backend.step_up.ladder import URGENCIES

blp = Blueprint("step_up", __name__, url_prefix="/api", description="Asking for more support, and answering.")

Body = dict[str, Any]


@blp.route("/step-ups/<uuid:step_up_id>", methods=["PUT"])
@http.person
@blp.arguments(schemas.AskForSupport)
@blp.response(201, schemas.StepUpView)
def request_step_up(body: Body, step_up_id: uuid.UUID) -> Any:
    """Ask for more support. 201 when accepted, 200 for an equal retry, 409 for another request while one is open."""
    step_up, events = asking.request_step_up(http.actor(), step_up_id, asking.Ask(**body))
    return views.show_step_up(http.actor(), step_up, events), 201 if events else 200


@blp.route("/step-ups", methods=["GET"])
@http.person
@blp.response(200, schemas.StepUpList)
def list_step_ups() -> Any:
    """The person's own requests, newest first."""
    return {"step_ups": views.list_step_ups(*service.step_ups_with_said(http.actor()))}


@blp.route("/step-ups/<uuid:step_up_id>", methods=["GET"])
@http.signed_in
@blp.response(200, schemas.StepUpView)
def read_step_up(step_up_id: uuid.UUID) -> Any:
    """One request, for the person or a worker of the team. Send If-None-Match to be told 304 when nothing is new."""
    return views.read_step_up(http.actor(), step_up_id)


@blp.route("/records/<uuid:record_id>/step-ups", methods=["GET"])
@http.signed_in
@blp.response(200, schemas.SharedStepUps)
def list_shared(record_id: uuid.UUID) -> Any:
    """A person's requests, for those whom she trusts with them or who have emergency access. Hidden looks like none."""
    return {"step_ups": trusted.list_shared(http.actor(), record_id)}


@blp.route("/requests", methods=["GET"])
@http.worker
@blp.response(200, schemas.Requests)
def list_requests() -> Any:
    """The requests of the worker's teams."""
    return inbox.list_requests(http.actor())


@blp.route("/step-ups/<uuid:step_up_id>/acknowledgements/<uuid:act_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.Acknowledge)
@blp.response(200, schemas.StepUpView)
def acknowledge_step_up(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """Answer with a promise: by when, and how."""
    return _shown(service.acknowledge_step_up(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/contacts/<uuid:act_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.RecordContact)
@blp.response(200, schemas.StepUpView)
def record_contact(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """Record that a worker has spoken with the person, and how (MHSDS code)."""
    return _shown(service.record_contact(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/plans/<uuid:act_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.Note)
@blp.response(200, schemas.StepUpView)
def agree_plan(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """Record what was agreed to do next."""
    return _shown(service.agree_plan(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/closings/<uuid:act_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.Close)
@blp.response(200, schemas.StepUpView)
def close_step_up(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """End it, once somebody has been in contact or the person said that it is no longer needed."""
    return _shown(service.close_step_up(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/transfers/<uuid:act_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.Transfer)
@blp.response(200, schemas.StepUpView)
def transfer_step_up(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """Hand it to a colleague of the team; the ladder begins with them."""
    return _shown(service.transfer_step_up(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/withdrawals/<uuid:act_id>", methods=["PUT"])
@http.person
@blp.arguments(schemas.Note)
@blp.response(200, schemas.StepUpView)
def withdraw_step_up(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """The person no longer needs it."""
    return _shown(service.withdraw_step_up(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/reopenings/<uuid:act_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.Note)
@blp.response(200, schemas.StepUpView)
def reopen_step_up(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """Open it again, by the person or a worker, within 72 hours."""
    return _shown(service.reopen_step_up(http.actor(), step_up_id, act_id, **body))


@blp.route("/step-ups/<uuid:step_up_id>/notes/<uuid:act_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.Note)
@blp.response(200, schemas.StepUpView)
def add_note(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """A few words by the person, a worker, or somebody whom the person lets add to her requests."""
    step_up = service.add_note(http.actor(), step_up_id, act_id, **body)
    return views.show_after_note(http.actor(), step_up)


@blp.route("/step-ups/<uuid:step_up_id>/afterwards/<uuid:act_id>", methods=["PUT"])
@http.person
@blp.arguments(schemas.Afterwards)
@blp.response(200, schemas.StepUpView)
def say_afterwards(body: Body, step_up_id: uuid.UUID, act_id: uuid.UUID) -> Any:
    """Did you get what you needed; would you use this again."""
    got, again = body["got_what_i_needed"], body["would_use_again"]
    step_up = service.say_afterwards(http.actor(), step_up_id, act_id, got=got, would_again=again, words=body["words"])
    return _shown(step_up)


@blp.route("/my-ladder", methods=["GET"])
@http.person
@blp.response(200, ladder_schemas.MyLadder)
def read_my_ladder() -> Any:
    """What will happen when the person asks now, in sentences."""
    return ladders.say_what_will_happen(http.actor())


@blp.route("/teams/<uuid:team_id>/ladders", methods=["GET"])
@http.worker
@blp.response(200, ladder_schemas.Ladders)
def read_ladders(team_id: uuid.UUID) -> Any:
    """Whom the team tells and how long it waits, for both urgencies, in data and in words."""
    return ladders.show_ladders(http.actor(), team_id)


@blp.route(f"/teams/<uuid:team_id>/ladders/<any({', '.join(URGENCIES)}):urgency>", methods=["PUT"])
@http.worker
@blp.arguments(ladder_schemas.LadderInput)
@blp.response(200, ladder_schemas.LadderView)
def change_ladder(body: Body, team_id: uuid.UUID, urgency: str) -> Any:
    """A new version, by a lead. 409 when there is a newer one than was read."""
    return ladders.change_ladder(http.actor(), team_id, urgency, body["ladder"])


@blp.route("/teams/<uuid:team_id>/ladders/preview", methods=["POST"])
@http.worker
@blp.arguments(ladder_schemas.LadderToPreview)
@blp.response(200, ladder_schemas.LadderInWords)
def preview_ladder(body: Body, team_id: uuid.UUID) -> Any:
    """What a ladder would do, in sentences; nothing is kept."""
    return ladders.preview_ladder(http.actor(), team_id, **body)


def _shown(step_up: Any) -> Any:
    return views.show_step_up(http.actor(), step_up)
