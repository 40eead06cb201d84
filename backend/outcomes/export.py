"""Coded scores of a team's people in a file for the trust's return to the Mental Health Services Data Set (MHSDS).

A row for each answered item with a code. What was skipped is not a score: the data set's value 8 is never written, as NHS
England's own analysis sets it to nothing. The file holds what that lead may see and no more: rows come through row-level
security, and what a person keeps to herself is left out always. A lead's own record, should the team have it, is not theirs to
send in. Each record in it gets its row in "who has looked".
"""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta
from typing import Any, TextIO

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import act_as, among, db, read_many
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.outcomes import access, catalogue
from backend.outcomes.models import QuestionnaireAnswer, QuestionnaireResponse

EXPORT = "export"
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ScoreRow:
    """One coded score. `how` it was given: alone, together or for_them."""

    record_id: uuid.UUID
    snomed_code: str
    term: str
    score: int
    answered_at: datetime
    instrument: str
    version: str
    how: str


@dataclass(frozen=True)
class Span:
    """From an instant until before another."""

    since: datetime
    until: datetime


def days(first: datetime, last: datetime | None) -> Span:
    """From the first day to the end of the last, in London; without a last one until now."""
    since = first.replace(tzinfo=clock.LONDON)
    return Span(since, (last + A_DAY).replace(tzinfo=clock.LONDON) if last else clock.now())


# Gives the scores of these records in that time, as far as the acting account may see them, for its own section.
Source = Callable[[Collection[uuid.UUID], Span], Iterable[ScoreRow]]


def export_scores(
    actor: Actor, team_id: uuid.UUID, span: Span, sources: Sequence[tuple[str, Source]], out: TextIO
) -> int:
    """Write all scores of the team's people; `sources` are sections with what reads them. Returns how many rows.

    Raises NotFound and Forbidden for who does not lead that team.
    """
    access.check_leads(actor, team_id)
    record_ids = [record_id for record_id in care.records_of_team(team_id) if record_id != actor.record_id]
    read_many(record_ids)
    found: list[ScoreRow] = []
    for section, source in sources:
        rows = list(source(record_ids, span))
        audit.record_reads(actor, {row.record_id for row in rows}, section, EXPORT, audit.Way(audit.TEAM, team_id))
        found += rows
    writer = csv.writer(out)
    writer.writerow(field.name for field in fields(ScoreRow))
    for row in sorted(found, key=lambda row: (row.record_id, row.answered_at, row.snomed_code)):
        writer.writerow(_cells(row))
    return len(found)


def act_for(email: str) -> Actor | None:
    """Whoever has that address, to act for from here on as their own requests would; None without such an account."""
    account = identity.find_account_by_contact(email)
    if account is None:
        return None
    act_as(account.id)
    now = clock.now()
    own = db.session.scalar(select(func.own_record()))
    return Actor(account.id, new_id(), now, now, now, record_id=own, teams=care.roles_of(account.id))


def scores_of_ratings(record_ids: Collection[uuid.UUID], span: Span) -> list[ScoreRow]:
    """The coded answers of all questionnaires that were filled in."""
    answer, response = QuestionnaireAnswer, QuestionnaireResponse
    wanted = select(
        answer.record_id,
        answer.code,
        answer.item,
        answer.value,
        response.answered_at,
        response.instrument,
        response.version,
        response.how,
    ).join(response, response.id == answer.response_id)
    rows = db.session.execute(
        wanted.where(
            among(answer.record_id, record_ids),
            answer.code.is_not(None),
            answer.value.is_not(None),
            ~answer.is_private,
            ~response.is_private,
            response.answered_at >= span.since,
            response.answered_at < span.until,
        )
    )
    return [_score(row) for row in rows]


def _score(row: Any) -> ScoreRow:
    term = catalogue.instrument(row.instrument, row.version).by_key[row.item].term or row.item
    return ScoreRow(row.record_id, row.code, term, row.value, row.answered_at, row.instrument, row.version, row.how)


def _cells(row: ScoreRow) -> list[Any]:
    return [cell.isoformat() if isinstance(cell, datetime) else cell for cell in astuple(row)]
