"""The outcomes page: what goes well, last time beside this time, and the course over all times."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db, read_many
from backend.identity import service as identity
from backend.outcomes import access, catalogue
from backend.outcomes.change import change, change_since_first
from backend.outcomes.course import Course, read_course, read_whole
from backend.outcomes.definitions import Item, Score
from backend.outcomes.describing import describe_instrument, describe_response
from backend.outcomes.models import OutcomeLook, QuestionnaireResponse
from backend.outcomes.scoring import score_one
from backend.sharing import access as sharing


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
        "count": len(course.times),
        "times": [{"response_id": time.response_id, "at": time.at} for time in course.times],
        **_three(actor, course),
        "items": [_item(course, item) for item in instrument.items],
        "scores": [_score(course, score) for score in instrument.scores],
        "going_well": _going_well(course),
        "others": _others(place, key),
        "may_add": right is not None and right.level >= sharing.ADD,
    }


def _three(actor: Actor, course: Course) -> dict[str, Any]:
    """The latest response, the one before, and the first of the referral, each whole."""
    three = course.the_three()
    rows, lines = read_whole([response_id for response_id in three.values() if response_id])
    names = identity.names_of({row.account_id for row in rows.values()})
    whole = {
        row.id: describe_response(
            actor, row, catalogue.instrument(row.instrument, row.version), lines.get(row.id, {}), names
        )
        for row in rows.values()
    }
    return {name: whole.get(response_id) if response_id else None for name, response_id in three.items()}


def _item(course: Course, item: Item) -> dict[str, Any]:
    points, least = course.points(item.key), course.instrument.change.item
    before = change(points[-2], points[-1], least) if item.is_compared and len(points) > 1 else None
    first = change_since_first(points, course.since, least) if item.is_compared else None
    return {
        "item": item.key,
        "words": item.words,
        "group": item.group,
        "is_compared": item.is_compared,
        "values": [point.value for point in points],
        "since_previous": asdict(before) if before else None,
        "since_first": asdict(first) if first else None,
    }


def _score(course: Course, score: Score) -> dict[str, Any]:
    scored = [score_one(score, time.values) for time in course.times]
    return {
        "key": score.key,
        "title": score.title,
        "low": score.low,
        "high": score.high,
        "values": [one.value for one in scored],
        "counts": [one.n for one in scored],
        "latest": asdict(scored[-1]) if scored else None,
    }


def _going_well(course: Course) -> list[dict[str, str]]:
    """What she said goes well, and what went up by so much that it counts; in the instrument's order."""
    least = course.instrument.going_well_from
    if least is None or not course.times:
        return []
    found = [(item, _goes_well(course, item, least)) for item in course.instrument.items]
    return [{"item": item.key, "words": f"{item.words}: {words}"} for item, words in found if words]


def _goes_well(course: Course, item: Item, least: int) -> str | None:
    """In which words, if it does."""
    points = course.points(item.key)[-2:]
    value = points[-1].value
    if value is not None and value >= least:
        return item.label_of(int(value))
    up = change(points[0], points[-1], course.instrument.change.item) if item.is_compared else None
    return up.words if up is not None and up.is_reliable and up.by > 0 else None


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
