"""What other slices need to know of ratings: when one is due again, how many are new, and how the last one turned out."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.outcomes import access, catalogue
from backend.outcomes.describing import by_response
from backend.outcomes.models import OutcomeLook, QuestionnaireAnswer, QuestionnaireAsk, QuestionnaireResponse
from backend.sharing import access as sharing

ASKED, USUAL = "asked", "usual"


@dataclass(frozen=True)
class Rated:
    """One DIALOG response; without an id there is none, or the reader may not see it. A row for each area, in order."""

    response_id: uuid.UUID | None = None
    answered_at: datetime | None = None
    rows: tuple[dict[str, Any], ...] = ()


def usual_review(actor: Actor, record_id: uuid.UUID) -> dict[str, Any] | None:
    """When the person's own next DIALOG would usually be; None for others, and before her first."""
    dialog = catalogue.instrument(catalogue.DIALOG)
    last = _last_dialog([record_id]) if actor.record_id == record_id else {}
    if record_id not in last or dialog.every_days is None:
        return None
    return {
        "instrument": dialog.key,
        "title": dialog.title,
        "minutes": dialog.minutes,
        "due_on": _again_on(last[record_id], dialog.every_days),
    }


def find_reviews(actor: Actor, record_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """By record: the earliest open ask, else the last DIALOG and half a year; where the actor may see either.

    Two queries whatever the number. Logs the reading of ratings in a list. Call `read_many` first.
    """
    titles = {one.key: one.title for one in catalogue.newest_of_all()}
    reviews = {
        record_id: {"due_on": ask.due_on, "title": titles[ask.instrument], "why": ASKED}
        for record_id, ask in _earliest_asks(record_ids).items()
    }
    dialog, last = catalogue.instrument(catalogue.DIALOG), _last_dialog(record_ids)
    sharing.log_list(actor, last, access.SECTION)
    for record_id, at in last.items():
        if record_id not in reviews and dialog.every_days is not None:
            due_on = _again_on(at, dialog.every_days)
            reviews[record_id] = {"due_on": due_on, "title": dialog.title, "why": USUAL}
    return reviews


def count_new_ratings(actor: Actor, record_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """By record: responses of others that arrived since the actor last looked at that person's outcomes.

    One query. Logs the reading of ratings in a list. Call `read_many` first.
    """
    row, look = QuestionnaireResponse, OutcomeLook
    mine = and_(look.record_id == row.record_id, look.account_id == actor.account_id)
    wanted = (
        select(row.record_id, func.count().label("new"))
        .outerjoin(look, mine)
        .where(among(row.record_id, record_ids), row.account_id != actor.account_id, ~row.is_private)
        .where(or_(look.seen_at.is_(None), row.at > look.seen_at))
        .group_by(row.record_id)
    )
    found = {row.record_id: row.new for row in db.session.execute(wanted)}
    sharing.log_list(actor, found, access.SECTION)
    return found


def read_ratings(
    actor: Actor, record_id: uuid.UUID, response_id: uuid.UUID | None = None, how: str = "screen"
) -> Rated:
    """That DIALOG response, or the newest, with the one before beside it; nothing where the actor may not see it."""
    right = sharing.read_section(actor, record_id, access.SECTION, how)
    responses = _dialogs(sharing.where_to_look(record_id, right))
    place = next((place for place, row in enumerate(responses) if response_id in (None, row.id)), None)
    two = [] if place is None else responses[place : place + 2]
    lines = _answers([row.id for row in two])
    if not two:
        return Rated()
    now, before = lines.get(two[0].id, {}), lines.get(two[1].id, {}) if len(two) > 1 else {}
    return Rated(two[0].id, two[0].answered_at, tuple(_row(key, now, before) for key in area_titles()))


def newest_response_id(actor: Actor, record_id: uuid.UUID, *, shared_only: bool) -> uuid.UUID | None:  # noqa: ARG001
    """The newest DIALOG response that the actor may see; `shared_only`: without what the person keeps to herself."""
    return next((row.id for row in _dialogs(record_id) if not (shared_only and row.is_private)), None)


def area_titles() -> dict[str, str]:
    """The areas of life by key, in DIALOG's order."""
    return {item.key: item.words for item in catalogue.instrument(catalogue.DIALOG).items}


def _dialogs(record_id: uuid.UUID) -> list[Any]:
    """The DIALOG responses of a record, the newest first."""
    row = QuestionnaireResponse
    wanted = select(row.id, row.answered_at, row.is_private)
    wanted = wanted.where(row.record_id == record_id, row.instrument == catalogue.DIALOG)
    return list(db.session.execute(wanted.order_by(row.answered_at.desc(), row.id.desc())))


def _answers(ids: list[uuid.UUID]) -> dict[uuid.UUID, Any]:
    row = QuestionnaireAnswer
    wanted = select(row.response_id, row.item, row.value, row.skipped, row.wants_help)
    return dict(by_response(db.session.execute(wanted.where(among(row.response_id, ids)))))


def _row(key: str, now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    value, _, wants_help = now.get(key, (None, None, None))
    return {"item": key, "value": value, "previous": before.get(key, (None,))[0], "wants_help": wants_help}


def _last_dialog(record_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    row = QuestionnaireResponse
    wanted = select(row.record_id, func.max(row.answered_at).label("last")).group_by(row.record_id)
    wanted = wanted.where(among(row.record_id, record_ids), row.instrument == catalogue.DIALOG)
    return {found.record_id: found.last for found in db.session.execute(wanted)}


def _again_on(at: datetime, every_days: int) -> date:
    return clock.in_london(at).date() + timedelta(days=every_days)


def _earliest_asks(record_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Any]:
    row = QuestionnaireAsk
    wanted = select(row.record_id, row.instrument, row.due_on)
    wanted = wanted.where(among(row.record_id, record_ids), row.ended_at.is_(None)).order_by(row.due_on.desc())
    return {ask.record_id: ask for ask in db.session.execute(wanted)}
