"""Who waits to be let in, what a team is to find out, and the NHS number of a record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.admission import arrivals, deciding, questions, schemas, waiting
from backend.care import nhs_numbers
from backend.core import http
from backend.identity.schemas import Nothing

blp = Blueprint("admission", __name__, url_prefix="/api", description="Who gets in as what.")

Json = dict[str, Any]


@blp.route("/waiting")
@http.signed_in
@blp.response(200, schemas.Waiting)
def read_waiting() -> Json:
    """Whether I wait for a worker to say that it is me, at which team, and since when."""
    return waiting.describe_waiting(http.actor())


@blp.route("/arrivals")
@http.worker
@blp.response(200, schemas.ArrivalRows)
def list_arrivals() -> Json:
    """Who came with an invitation of the worker's teams and waits for one of them."""
    return {"arrivals": arrivals.list_arrivals(http.actor())}


@blp.route("/arrivals/<uuid:arrival_id>/decision", methods=["PUT"])
@http.worker
@blp.arguments(schemas.DecideArrival)
@blp.response(200, schemas.ArrivalRow)
def decide_arrival(given: Json, arrival_id: UUID) -> Json:
    """Say that it is the invited person, which opens her record, or that it is not."""
    return deciding.decide_arrival(http.actor(), arrival_id, **given)


@blp.route("/identity-questions")
@http.worker
@blp.response(200, schemas.QuestionRows)
def list_questions() -> Json:
    """Sign-ins that did not fit, for the worker's teams to find out. Each person named here sees that she was."""
    return {"questions": questions.list_questions(http.actor())}


@blp.route("/identity-questions/<uuid:question_id>/done", methods=["PUT"])
@http.worker
@blp.arguments(Nothing)
@blp.response(204)
def settle_question(_: Json, question_id: UUID) -> None:
    """Somebody of the team has found out."""
    questions.settle_question(http.actor(), question_id)


@blp.route("/records/<uuid:record_id>/nhs-number")
@http.signed_in
@blp.response(200, schemas.NhsNumberView)
def read_nhs_number(record_id: UUID) -> Json:
    """The end of a record's NHS number, for its person and her team. She sees who looked."""
    return nhs_numbers.describe_number(http.actor(), record_id)


@blp.route("/records/<uuid:record_id>/nhs-number", methods=["PUT"])
@http.worker
@blp.arguments(schemas.NhsNumber)
@blp.response(200, schemas.NhsNumberView)
def set_nhs_number(given: Json, record_id: UUID) -> Json:
    """Write the NHS number of a record, where there is none or a wrong one. She sees who did."""
    return nhs_numbers.set_number(http.actor(), record_id, given["nhs_number"])
