"""Putting a filled-in questionnaire into the record, and keeping it private or not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, Boolean, Integer, Text, bindparam, select, text, update

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.identity import service as identity
from backend.outcomes import access, asks, catalogue
from backend.outcomes.answers import Answer, read_answers
from backend.outcomes.course import read_whole
from backend.outcomes.describing import describe_response
from backend.outcomes.models import QuestionnaireAnswer, QuestionnaireResponse
from backend.sharing import access as sharing

ALONE, TOGETHER, FOR_THEM = "alone", "together", "for_them"
# A phone's clock may be wrong. By up to a day we believe ours; beyond that somebody has to look.
CLOCK_MAY_BE_WRONG = timedelta(days=1)
EARLIEST = datetime(2000, 1, 1, tzinfo=clock.LONDON)
IN_THE_FUTURE = "This day has not come yet. Look at the clock of this device."
LONG_AGO = "This is too long ago. Look at the date."
NOT_ALONE = "Choose whether you filled this in together, or for them."
NEVER_PRIVATE = "Only the person can keep answers private."
CANNOT_BE_ASKED = "This cannot be filled in here."


# All lines in one statement, whatever their number.
ADD_ANSWERS = text("""
    INSERT INTO questionnaire_answers (response_id, item, record_id, code, value, skipped, wants_help, is_private)
    SELECT :response, item, :record, code, value, skipped, wants_help, :is_private
    FROM unnest(:items, :codes, :numbers, :reasons, :helps) AS line (item, code, value, skipped, wants_help)
""").bindparams(
    *(bindparam(name, type_=ARRAY(Text)) for name in ("items", "codes", "reasons")),
    bindparam("numbers", type_=ARRAY(Integer)),
    bindparam("helps", type_=ARRAY(Boolean)),
)


@dataclass(frozen=True)
class Filled:
    """A questionnaire as a device sends it."""

    instrument: str
    version: str
    answered_at: datetime
    is_private: bool
    how: str
    asked_id: uuid.UUID | None
    words: str
    answers: list[dict[str, Any]]


def put_response(
    actor: Actor, record_id: uuid.UUID, response_id: uuid.UUID, filled: Filled
) -> tuple[dict[str, Any], bool]:
    """Keep a filled-in questionnaire whole, or not at all. Returns it as it is kept, and whether it is new.

    Raises NotFound, MayNotAdd, OtherVersion, Invalid with the faults of every item, IdTaken for other content.
    """
    right = access.check_can_answer(record_id)
    definition = catalogue.instrument(filled.instrument)
    if not definition.may_be_asked:
        raise Invalid(fields={"instrument": [CANNOT_BE_ASKED]})
    if _is_known(actor, record_id, response_id, filled):
        sharing.read_section(actor, record_id, access.SECTION)  # It is shown again, and nothing is done.
        return describe_kept(actor, response_id), False
    if filled.version != definition.version:
        raise access.OtherVersion
    answers = read_answers(definition, filled.answers)
    _check_manner(right, filled)
    asks.check_is_about(record_id, filled.asked_id, filled.instrument)
    row = _row(actor, record_id, response_id, filled)
    db.session.add(row)
    db.session.flush()
    _add_answers(row, answers, {item.key: item.code for item in definition.items})
    asks.end_answered(row, right)
    access.write_down(actor, "outcomes.answered", record_id, response_id, right, how=filled.how)
    lines = {answer.item: (answer.value, answer.skipped, answer.wants_help) for answer in answers}
    return describe_response(actor, row, definition, lines, identity.names_of([actor.account_id])), True


def set_privacy(actor: Actor, record_id: uuid.UUID, response_id: uuid.UUID, *, is_private: bool) -> dict[str, Any]:
    """The person keeps a response to herself, or shares it as the rest of this section. Raises NotFound."""
    access.check_own(actor, record_id)
    row = db.session.get(QuestionnaireResponse, response_id)
    if row is None or row.record_id != record_id:
        raise NotFound
    if row.is_private != is_private:
        _switch(actor, row, is_private=is_private)
    return describe_kept(actor, response_id)


def describe_kept(actor: Actor, response_id: uuid.UUID) -> dict[str, Any]:
    """A response that is there, for who may see it."""
    rows, lines = read_whole([response_id])
    row = rows[response_id]
    definition = catalogue.instrument(row.instrument, row.version)
    return describe_response(actor, row, definition, lines[response_id], identity.names_of([row.account_id]))


def _switch(actor: Actor, row: QuestionnaireResponse, *, is_private: bool) -> None:
    row.is_private = is_private
    own = update(QuestionnaireAnswer).where(QuestionnaireAnswer.response_id == row.id)
    db.session.execute(own.values(is_private=is_private))
    db.session.flush()
    right = sharing.Access(sharing.OWN, sharing.CHANGE, None)
    asks.end_answered(row, right)
    access.write_down(actor, "outcomes.privacy_set", row.record_id, row.id, right, is_private=is_private)


def _check_manner(right: sharing.Access, filled: Filled) -> None:
    """What fits who fills it in, and when. Raises Invalid."""
    faults: dict[str, list[str]] = {}
    if right.way != sharing.OWN:
        if filled.how == ALONE:
            faults["how"] = [NOT_ALONE]
        if filled.is_private:
            faults["is_private"] = [NEVER_PRIVATE]
    elif filled.how == FOR_THEM:
        faults["how"] = ["You answer for yourself here."]
    if filled.answered_at > clock.now() + CLOCK_MAY_BE_WRONG:
        faults["answered_at"] = [IN_THE_FUTURE]
    elif filled.answered_at < EARLIEST:
        faults["answered_at"] = [LONG_AGO]
    if faults:
        raise Invalid(fields=faults)


def _row(actor: Actor, record_id: uuid.UUID, response_id: uuid.UUID, filled: Filled) -> QuestionnaireResponse:
    now = clock.now()
    row = QuestionnaireResponse(id=response_id, record_id=record_id, account_id=actor.account_id, at=now)
    row.instrument, row.version, row.how = filled.instrument, filled.version, filled.how
    row.answered_at, row.is_private, row.asked_id = min(filled.answered_at, now), filled.is_private, filled.asked_id
    row.words = filled.words
    return row


def _add_answers(row: QuestionnaireResponse, answers: list[Answer], codes: dict[str, str | None]) -> None:
    columns = {
        "items": [answer.item for answer in answers],
        "codes": [codes[answer.item] for answer in answers],
        "numbers": [answer.value for answer in answers],
        "reasons": [answer.skipped for answer in answers],
        "helps": [answer.wants_help for answer in answers],
    }
    shared = {"response": row.id, "record": row.record_id, "is_private": row.is_private}
    db.session.execute(ADD_ANSWERS, columns | shared)


def _is_known(actor: Actor, record_id: uuid.UUID, response_id: uuid.UUID, filled: Filled) -> bool:
    """Whether this was sent before. Raises IdTaken when it was sent with other content."""
    known = db.session.get(QuestionnaireResponse, response_id)
    if known is None:
        return False
    if (known.record_id, known.account_id) != (record_id, actor.account_id):
        raise IdTaken
    was = (known.instrument, known.version, known.answered_at, known.is_private, known.how, known.asked_id, known.words)
    sent = (filled.instrument, filled.version, min(filled.answered_at, known.at), filled.is_private)
    if was != (*sent, filled.how, filled.asked_id, filled.words) or _kept(response_id) != _sent(filled):
        raise IdTaken
    return True


def _kept(response_id: uuid.UUID) -> list[Answer]:
    row = QuestionnaireAnswer
    wanted = select(row.item, row.value, row.skipped, row.wants_help).where(row.response_id == response_id)
    return sorted((Answer(*found) for found in db.session.execute(wanted)), key=lambda answer: answer.item)


def _sent(filled: Filled) -> list[Answer]:
    definition = catalogue.instrument(filled.instrument, filled.version)
    return sorted(read_answers(definition, filled.answers), key=lambda answer: answer.item)
