"""All answers to one instrument over time, as row-level security shows them; constant in queries."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from backend.care import service as care
from backend.core.db import among, db
from backend.outcomes.change import Point
from backend.outcomes.definitions import Instrument
from backend.outcomes.describing import Lines, by_response
from backend.outcomes.models import QuestionnaireAnswer, QuestionnaireResponse


class Time(NamedTuple):
    """One response: which, when, and its values by item; a skipped item is None."""

    response_id: uuid.UUID
    at: datetime
    values: dict[str, int | None]


@dataclass(frozen=True)
class Course:
    """The responses to one instrument, the oldest first; `since`: when the referral began."""

    instrument: Instrument
    times: list[Time]
    since: datetime | None

    def points(self, item: str) -> list[Point]:
        """That item at all times."""
        return [Point(time.at, time.values.get(item)) for time in self.times]

    def the_three(self) -> dict[str, uuid.UUID | None]:
        """The latest response, the one before, and the first of the referral."""
        ids = [time.response_id for time in self.times]
        first = (time.response_id for time in self.times if self.since is None or time.at >= self.since)
        return {
            "latest": ids[-1] if ids else None,
            "previous": ids[-2] if len(ids) > 1 else None,
            "first": next(first, None),
        }


def read_course(record_id: uuid.UUID, instrument: Instrument) -> Course:
    """The responses, and beside them all values of the record: two scans by record, which no join can make square."""
    answer, response = QuestionnaireAnswer, QuestionnaireResponse
    wanted = select(response.id, response.answered_at)
    wanted = wanted.where(response.record_id == record_id, response.instrument == instrument.key)
    rows = db.session.execute(wanted.order_by(response.answered_at, response.id)).all()
    by_item = func.jsonb_object_agg(answer.item, answer.value)
    answered = select(answer.response_id, by_item).where(answer.record_id == record_id).group_by(answer.response_id)
    values = dict(tuple(row) for row in db.session.execute(answered))
    since = care.looked_after_since([record_id]).get(record_id)
    return Course(instrument, [Time(row.id, row.answered_at, values.get(row.id, {})) for row in rows], since)


def read_whole(ids: Collection[uuid.UUID]) -> tuple[dict[uuid.UUID, QuestionnaireResponse], dict[uuid.UUID, Lines]]:
    """Those responses with everything that was answered, by id."""
    wanted = select(QuestionnaireResponse).where(among(QuestionnaireResponse.id, ids))
    rows = {row.id: row for row in db.session.scalars(wanted)}
    return rows, dict(read_lines(ids))


def read_lines(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """What was answered in those responses."""
    row = QuestionnaireAnswer
    wanted = select(row.response_id, row.item, row.value, row.skipped, row.wants_help)
    return by_response(db.session.execute(wanted.where(among(row.response_id, ids))))
