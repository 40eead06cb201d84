"""Monthly figures of a team: how many people have one score, how many two, and how those changed; counts alone.

Counting follows NHS England's dashboard of patient-reported outcomes in community mental health (nhsengland/MHSDS,
"CMH PROMs Dashboard", July 2025): the baseline is the first valid score since the referral began, the follow-up the latest
later one up to the month's end, for the same item; DIALOG's items 9 to 11 are left out; a change counts from 1 point an item
on. Its further conditions (two contacts, 180 days open, adults, types of team) need what the trust's own system knows, and
are left to it.

Nobody is named, and no count of fewer than five people is shown. Where exactly one of improved, same and worse would be
hidden, another is hidden with it: otherwise the one could be worked out from the others. Only what this lead may see is
counted: row-level security reads as for any page. What somebody keeps to herself is left out, and so is a lead's own record.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db, read_many
from backend.core.errors import Invalid
from backend.outcomes import access, catalogue
from backend.outcomes.change import DOWN, SAME, UP, Point, direction, pair_of
from backend.outcomes.definitions import Instrument, Item
from backend.outcomes.models import QuestionnaireAnswer, QuestionnaireResponse

LEAST = 5
MONTHS_SHOWN = 12
NOT_YET = "This month has not begun yet."

# By instrument and item, then by record: all valid scores.
Points = dict[tuple[str, str], dict[uuid.UUID, list[Point]]]
Since = dict[uuid.UUID, datetime]


def describe_figures(actor: Actor, team_id: uuid.UUID, month: str | None) -> dict[str, Any]:
    """The figures as they stood at a month's end, or stand now. Raises NotFound, Forbidden, Invalid."""
    access.check_leads(actor, team_id)
    months = _months(clock.now())
    chosen = month or months[0]
    if chosen > months[0]:
        raise Invalid(fields={"month": [NOT_YET]})
    team = care.find_team(team_id)
    record_ids = [record_id for record_id in care.records_of_team(team_id) if record_id != actor.record_id]
    read_many(record_ids)
    since, points = care.looked_after_since(record_ids), _points(record_ids, _end_of(chosen))
    return {
        "team": {"id": team.id, "name": team.name},
        "month": chosen,
        "months": months,
        "least": LEAST,
        "instruments": [_figures(one, points, since) for one in catalogue.list_to_ask()],
    }


def at_least_five(count: int) -> int | None:
    """The count, or None where it speaks of fewer than five people."""
    return count if count >= LEAST else None


def hide_small(counts: Counter[str]) -> dict[str, int | None]:
    """Improved, same and worse; never only one of them hidden, as it could be worked out from the others."""
    kinds = sorted((UP, SAME, DOWN), key=lambda kind: counts[kind])
    shown = {kind: at_least_five(counts[kind]) for kind in kinds}
    if sum(count is None for count in shown.values()) == 1:
        shown[kinds[1]] = None
    return shown


def _months(now: datetime) -> list[str]:
    """This month and those before, the newest first."""
    today = clock.in_london(now)
    count = today.year * 12 + today.month - 1
    return [f"{(count - back) // 12}-{(count - back) % 12 + 1:02}" for back in range(MONTHS_SHOWN)]


def _end_of(month: str) -> datetime:
    """The first instant after that month, in London."""
    year, number = int(month[:4]), int(month[5:])
    return datetime(year + number // 12, number % 12 + 1, 1, tzinfo=clock.LONDON)


def _points(record_ids: list[uuid.UUID], until: datetime) -> Points:
    answer, response = QuestionnaireAnswer, QuestionnaireResponse
    rows = db.session.execute(
        select(response.instrument, answer.item, answer.record_id, response.answered_at, answer.value)
        .join(response, response.id == answer.response_id)
        .where(
            among(answer.record_id, record_ids),
            answer.value.is_not(None),
            ~answer.is_private,
            ~response.is_private,
            response.answered_at < until,
        )
    )
    points: Points = defaultdict(lambda: defaultdict(list))
    for instrument, item, record_id, at, value in rows:
        points[instrument, item][record_id].append(Point(at, value))
    return points


def _figures(instrument: Instrument, points: Points, since: Since) -> dict[str, Any]:
    compared = [item for item in instrument.items if item.is_compared]
    scored = {
        record_id
        for item in compared
        for record_id, found in points[instrument.key, item.key].items()
        if any(point.at >= since[record_id] for point in found)
    }
    changes = {item.key: _changes(points[instrument.key, item.key], since) for item in compared}
    return {
        "key": instrument.key,
        "title": instrument.title,
        "one_score": at_least_five(len(scored)),
        "paired": at_least_five(len(set().union(*changes.values()))),
        "items": [_item(item, changes[item.key], instrument.change.item) for item in compared],
    }


def _changes(points: dict[uuid.UUID, list[Point]], since: Since) -> dict[uuid.UUID, float]:
    """By how much one item changed, by record, for those with a pair."""
    pairs = {record_id: pair_of(found, since[record_id]) for record_id, found in points.items()}
    return {record_id: _by(*pair) for record_id, pair in pairs.items() if pair}


def _by(before: Point, after: Point) -> float:
    return (after.value or 0) - (before.value or 0)


def _item(item: Item, changes: dict[uuid.UUID, float], threshold: float | None) -> dict[str, Any]:
    shown = hide_small(Counter(direction(by, threshold) for by in changes.values()))
    improved = shown[UP]
    return {
        "item": item.key,
        "words": item.words,
        "pairs": at_least_five(len(changes)),
        **shown,
        "share_improved": None if improved is None else round(improved / len(changes), 3),
    }
