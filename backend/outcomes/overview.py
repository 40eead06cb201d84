"""The outcomes page: what goes well, last time beside this time, and the course over all times; constant in queries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.identity import service as identity
from backend.outcomes import access, catalogue
from backend.outcomes.change import Point, change, change_since_first
from backend.outcomes.definitions import Instrument, Item
from backend.outcomes.describing import Lines, by_response, describe_instrument, describe_response, describe_scores
from backend.outcomes.models import OutcomeLook, QuestionnaireAnswer, QuestionnaireResponse
from backend.sharing import access as sharing

Answers = dict[uuid.UUID, dict[str, Any]]


@dataclass(frozen=True)
class Course:
    """All responses to one instrument, the oldest first, with their answers; `since`: when the referral began."""

    instrument: Instrument
    rows: Sequence[QuestionnaireResponse]
    answers: Answers
    since: datetime | None

    def lines(self, row: QuestionnaireResponse) -> Lines:
        """The answers of one response."""
        return self.answers.get(row.id, {})

    def values(self, item: Item) -> list[Point]:
        """That item at all times."""
        return [Point(row.answered_at, self.lines(row).get(item.key, (None,))[0]) for row in self.rows]


def describe_outcomes(actor: Actor, record_id: uuid.UUID, key: str) -> dict[str, Any]:
    """Everything of the page. Hidden looks like nothing answered. Raises NotFound for a stranger and an unknown key."""
    instrument = catalogue.instrument(key)
    sharing.check_knows(record_id)
    right = sharing.read_section(actor, record_id, access.SECTION)
    place = sharing.where_to_look(record_id, right)
    read_many([place])
    course = read_course(place, instrument)
    if right is None or right.way != sharing.OWN:
        _note_look(actor, place)
    return {
        "instrument": describe_instrument(instrument),
        "count": len(course.rows),
        **_three(actor, course),
        "items": [_item(course, item) for item in instrument.items],
        "scores": _scores(course),
        "going_well": _going_well(course),
        "others": _others(place, key),
        "may_add": right is not None and right.level >= sharing.ADD,
    }


def describe_one(actor: Actor, response_id: uuid.UUID) -> dict[str, Any]:
    """One response that the actor has just put or changed."""
    row = db.session.get_one(QuestionnaireResponse, response_id)
    instrument = catalogue.instrument(row.instrument, row.version)
    lines = _answers(row.record_id, row.instrument, response_id)
    return describe_response(actor, row, instrument, lines.get(row.id, {}), identity.names_of([row.account_id]))


def read_course(record_id: uuid.UUID, instrument: Instrument) -> Course:
    """The responses and answers that row-level security shows, in three queries."""
    of_it = (QuestionnaireResponse.record_id == record_id, QuestionnaireResponse.instrument == instrument.key)
    wanted = select(QuestionnaireResponse).where(*of_it)
    rows = list(db.session.scalars(wanted.order_by(QuestionnaireResponse.answered_at, QuestionnaireResponse.id)))
    since = care.looked_after_since([record_id]).get(record_id)
    return Course(instrument, rows, _answers(record_id, instrument.key), since)


def _answers(record_id: uuid.UUID, key: str, response_id: uuid.UUID | None = None) -> Answers:
    row, response = QuestionnaireAnswer, QuestionnaireResponse
    wanted = select(row.response_id, row.item, row.value, row.skipped, row.wants_help)
    if response_id is not None:
        wanted = wanted.where(row.response_id == response_id)
    else:
        wanted = wanted.join(response, response.id == row.response_id).where(
            row.record_id == record_id, response.record_id == record_id, response.instrument == key
        )
    return by_response(db.session.execute(wanted))


def _three(actor: Actor, course: Course) -> dict[str, Any]:
    """The latest response, the one before, and the first of the referral."""
    rows = course.rows
    first = next((row for row in rows if course.since is None or row.answered_at >= course.since), None)
    three = {
        "latest": rows[-1] if rows else None,
        "previous": rows[-2] if len(rows) > 1 else None,
        "first": first,
    }
    names = identity.names_of({row.account_id for row in three.values() if row})
    return {name: _response(actor, course, row, names) if row else None for name, row in three.items()}


def _response(actor: Actor, course: Course, row: QuestionnaireResponse, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    definition = catalogue.instrument(row.instrument, row.version)
    return describe_response(actor, row, definition, course.lines(row), names)


def _item(course: Course, item: Item) -> dict[str, Any]:
    points, least = course.values(item), course.instrument.change.item
    before = change(points[-2], points[-1], least) if item.is_compared and len(points) > 1 else None
    first = change_since_first(points, course.since, least) if item.is_compared else None
    return {
        "item": item.key,
        "words": item.words,
        "group": item.group,
        "is_compared": item.is_compared,
        "points": [
            {"response_id": row.id, "at": row.answered_at, "value": point.value}
            for row, point in zip(course.rows, points, strict=True)
        ],
        "since_previous": asdict(before) if before else None,
        "since_first": asdict(first) if first else None,
    }


def _scores(course: Course) -> list[dict[str, Any]]:
    found = [describe_scores(course.instrument, course.lines(row)) for row in course.rows]
    return [
        {
            "key": score.key,
            "title": score.title,
            "low": score.low,
            "high": score.high,
            "points": [
                {"at": row.answered_at, "value": scored[place]["value"], "n": scored[place]["n"]}
                for row, scored in zip(course.rows, found, strict=True)
            ],
            "latest": found[-1][place] if found else None,
        }
        for place, score in enumerate(course.instrument.scores)
    ]


def _going_well(course: Course) -> list[dict[str, str]]:
    """What she said goes well, and what went up by so much that it counts; in the instrument's order."""
    least, found = course.instrument.going_well_from, []
    for item in course.instrument.items if course.rows and least is not None else ():
        points = course.values(item)[-2:]
        value = points[-1].value
        up = change(points[0], points[-1], course.instrument.change.item) if item.is_compared else None
        if value is not None and least is not None and value >= least:
            found.append({"item": item.key, "words": f"{item.words}: {item.label_of(int(value))}"})
        elif up is not None and up.is_reliable and up.by > 0:
            found.append({"item": item.key, "words": f"{item.words}: {up.words}"})
    return found


def _others(record_id: uuid.UUID, key: str) -> list[dict[str, Any]]:
    """Other instruments that were answered there."""
    row = QuestionnaireResponse
    wanted = select(row.instrument, func.count().label("count"), func.max(row.answered_at).label("latest_at"))
    wanted = wanted.where(row.record_id == record_id, row.instrument != key).group_by(row.instrument)
    titles = {one.key: one.title for one in catalogue.newest_of_all()}
    found = [(titles[one.instrument], one) for one in db.session.execute(wanted)]
    return [
        {"key": one.instrument, "title": title, "count": one.count, "latest_at": one.latest_at}
        for title, one in sorted(found, key=lambda pair: pair[0])
    ]


def _note_look(actor: Actor, place: uuid.UUID) -> None:
    """That this account has now seen what is there. Where nothing may be seen it is nobody's record, at the same cost."""
    now = clock.now()
    row = insert(OutcomeLook).values(account_id=actor.account_id, record_id=place, seen_at=now)
    keys = [OutcomeLook.account_id, OutcomeLook.record_id]
    db.session.execute(row.on_conflict_do_update(index_elements=keys, set_={"seen_at": now}).inline())
