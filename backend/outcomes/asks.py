"""A worker asks for a questionnaire by a day; the person is told, reminded once, and answers or not."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound
from backend.identity import service as identity
from backend.notifications import service as notifications
from backend.outcomes import access, catalogue
from backend.outcomes.definitions import Instrument
from backend.outcomes.models import QuestionnaireAsk, QuestionnaireResponse
from backend.sharing import access as sharing

ASKED, DUE = "outcomes.asked", "outcomes.ask_due"
A_YEAR = timedelta(days=366)
NOT_TO_ASK = "Choose one of the questionnaires."
DAY_OVER = "Choose a day that is not over yet."
TOO_FAR = "Choose a day within a year."
OTHER_ASK = "This is not what you were asked for."


def put_ask(
    actor: Actor, record_id: uuid.UUID, ask_id: uuid.UUID, *, instrument: str, due_on: date, words: str
) -> bool:
    """Ask the person for a questionnaire, and tell her. Returns whether it is new.

    Raises NotFound, NotYourTeam, Invalid, IdTaken.
    """
    team_id = access.check_can_ask(record_id)
    known = db.session.get(QuestionnaireAsk, ask_id)
    if known is not None:
        sent = (record_id, actor.account_id, instrument, due_on, words)
        if (known.record_id, known.asked_by, known.instrument, known.due_on, known.words) != sent:
            raise IdTaken
        sharing.read_section(actor, record_id, access.CARE)  # It is shown again, and nothing is done.
        return False
    _check_sense(instrument, due_on)
    ask = QuestionnaireAsk(id=ask_id, record_id=record_id, instrument=instrument, team_id=team_id, due_on=due_on)
    ask.asked_by, ask.at, ask.words = actor.account_id, clock.now(), words
    db.session.add(ask)
    db.session.flush()
    _write_down(actor, "outcomes.asked", ask)
    notifications.tell(care.persons_of([record_id])[record_id], ASKED, ask_id, urgent=False)
    return True


def withdraw_ask(actor: Actor, record_id: uuid.UUID, ask_id: uuid.UUID) -> None:
    """Take it back, whoever of the team asked; doing it twice is harmless. Raises NotFound, NotYourTeam."""
    access.check_can_ask(record_id)
    ask = db.session.get(QuestionnaireAsk, ask_id)
    if ask is None or ask.record_id != record_id:
        raise NotFound
    if ask.ended_at is not None:
        return
    ask.ended_at = clock.now()
    db.session.flush()
    notifications.withdraw(ask_id, (ASKED, DUE))
    _write_down(actor, "outcomes.ask_withdrawn", ask)


def list_asks(actor: Actor, record_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the person was asked for: the open ones first, the soonest first, then the others. Raises NotFound."""
    access.check_knows_asks(record_id)
    sharing.read_section(actor, record_id, access.CARE)
    wanted = select(QuestionnaireAsk).where(QuestionnaireAsk.record_id == record_id)
    kept = (QuestionnaireAsk.ended_at.is_(None)) | (QuestionnaireAsk.response_id.is_not(None))
    asks = sorted(db.session.scalars(wanted.where(kept)), key=_order)
    names = identity.names_of({ask.asked_by for ask in asks})
    known = {one.key: one for one in catalogue.newest_of_all()}
    return [_describe(ask, names[ask.asked_by], known[ask.instrument]) for ask in asks]


def describe_ask(ask_id: uuid.UUID) -> dict[str, Any]:
    """One of them, for who has just asked."""
    ask = db.session.get_one(QuestionnaireAsk, ask_id)
    name = identity.names_of([ask.asked_by])[ask.asked_by]
    return _describe(ask, name, catalogue.instrument(ask.instrument))


def check_is_about(record_id: uuid.UUID, ask_id: uuid.UUID | None, instrument: str) -> None:
    """That a response answers an ask of that record for that questionnaire, open or not. Raises Invalid."""
    if ask_id is None:
        return
    ask = db.session.get(QuestionnaireAsk, ask_id)
    if ask is None or (ask.record_id, ask.instrument) != (record_id, instrument):
        raise Invalid(fields={"asked_id": [OTHER_ASK]})


def end_answered(response: QuestionnaireResponse, right: sharing.Access) -> None:
    """A response that the team may know of ends what was asked for. A private one leaves it open.

    Otherwise the team would learn from the ask what she keeps to herself. Whom she trusts does not meet asks at all.
    """
    if response.is_private or right.way not in (sharing.OWN, sharing.TEAM):
        return
    db.session.execute(
        update(QuestionnaireAsk)
        .where(
            QuestionnaireAsk.record_id == response.record_id,
            QuestionnaireAsk.instrument == response.instrument,
            QuestionnaireAsk.ended_at.is_(None),
            QuestionnaireAsk.at <= response.at,
        )
        .values(ended_at=clock.now(), response_id=response.id)
    )


def _check_sense(instrument: str, due_on: date) -> None:
    faults: dict[str, list[str]] = {}
    today = clock.in_london(clock.now()).date()
    if instrument not in {one.key for one in catalogue.list_to_ask()}:
        faults["instrument"] = [NOT_TO_ASK]
    if due_on < today:
        faults["due_on"] = [DAY_OVER]
    elif due_on > today + A_YEAR:
        faults["due_on"] = [TOO_FAR]
    if faults:
        raise Invalid(fields=faults)


def _order(ask: QuestionnaireAsk) -> tuple[bool, float]:
    is_over = ask.ended_at is not None
    return is_over, -ask.at.timestamp() if is_over else float(ask.due_on.toordinal())


def _describe(ask: QuestionnaireAsk, asked_by: str, instrument: Instrument) -> dict[str, Any]:
    today = clock.in_london(clock.now()).date()
    return {
        "id": ask.id,
        "instrument": ask.instrument,
        "title": instrument.title,
        "minutes": instrument.minutes,
        "asked_by": asked_by,
        "at": ask.at,
        "due_on": ask.due_on,
        "words": ask.words,
        "is_due": ask.ended_at is None and ask.due_on <= today,
        "response_id": ask.response_id,
    }


def _write_down(actor: Actor, action: str, ask: QuestionnaireAsk) -> None:
    right = sharing.Access(sharing.TEAM, sharing.CHANGE, ask.team_id)
    access.write_down(actor, action, ask.record_id, ask.id, right, access.CARE)
