"""Questionnaires: what can be asked, what was answered, how it changed, who asks for it, and a team's figures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.core.sent_json import JsonTaken, takes_json
from backend.outcomes import asks, figures, overview, responses, schemas, service

blp = Blueprint(
    "outcomes",
    __name__,
    url_prefix="/api",
    description="Instruments as data, what a person answered, scores, and change in words.",
)

Json = dict[str, Any]


@blp.route("/instruments")
@http.signed_in
@blp.response(200, schemas.Instruments)
def list_instruments() -> Json:
    """The questionnaires that can be asked for, each in its newest version. They hold nothing of anybody."""
    return {"instruments": service.list_instruments()}


@blp.route("/records/<uuid:record_id>/responses/<uuid:response_id>", methods=["PUT"])
@http.signed_in
@takes_json(JsonTaken(schemas.LONGEST_RESPONSE))
@blp.arguments(schemas.PutResponse)
@blp.response(200, schemas.ResponseView)
def put_response(given: Json, record_id: UUID, response_id: UUID) -> Any:
    """Send a filled-in questionnaire, whole. 201 when new; 409 when its questions have changed; 422 names each item."""
    kept, is_new = responses.put_response(http.actor(), record_id, response_id, responses.Filled(**given))
    return kept, 201 if is_new else 200


@blp.route("/records/<uuid:record_id>/responses/<uuid:response_id>/privacy", methods=["PUT"])
@http.person
@blp.arguments(schemas.SetPrivacy)
@blp.response(200, schemas.ResponseView)
def set_privacy(given: Json, record_id: UUID, response_id: UUID) -> Json:
    """Keep one filled-in questionnaire to oneself, or share it as the rest of this part of the record."""
    return responses.set_privacy(http.actor(), record_id, response_id, **given)


@blp.route("/records/<uuid:record_id>/outcomes")
@http.signed_in
@blp.arguments(schemas.WhichOutcomes, location="query")
@blp.response(200, schemas.Outcomes)
def read_outcomes(given: Json, record_id: UUID) -> Json:
    """One questionnaire's answers over all times. Hidden looks like nothing answered."""
    return overview.describe_outcomes(http.actor(), record_id, given["instrument"])


@blp.route("/records/<uuid:record_id>/questionnaires")
@http.signed_in
@blp.response(200, schemas.Asks)
def list_asks(record_id: UUID) -> Json:
    """What the person was asked to fill in, for her and her team; for herself also when it is usually time again."""
    listed = asks.list_asks(http.actor(), record_id)
    return {"asks": listed, "usual": service.usual_review(http.actor(), record_id)}


@blp.route("/records/<uuid:record_id>/questionnaires/<uuid:ask_id>", methods=["PUT"])
@http.worker
@blp.arguments(schemas.PutAsk)
@blp.response(200, schemas.AskView)
def put_ask(given: Json, record_id: UUID, ask_id: UUID) -> Any:
    """Ask somebody to fill in a questionnaire by a day; she is told. 201 when new."""
    is_new = asks.put_ask(http.actor(), record_id, ask_id, **given)
    return asks.describe_ask(ask_id), 201 if is_new else 200


@blp.route("/records/<uuid:record_id>/questionnaires/<uuid:ask_id>", methods=["DELETE"])
@http.worker
@blp.response(204)
def withdraw_ask(record_id: UUID, ask_id: UUID) -> None:
    """Take back what was asked for."""
    asks.withdraw_ask(http.actor(), record_id, ask_id)


@blp.route("/teams/<uuid:team_id>/outcomes")
@http.worker
@blp.arguments(schemas.WhichMonth, location="query")
@blp.response(200, schemas.TeamFigures)
def read_figures(given: Json, team_id: UUID) -> Json:
    """A team's figures at a month's end, for its leads: counts of at least five people, nobody named."""
    return figures.describe_figures(http.actor(), team_id, given["month"])
