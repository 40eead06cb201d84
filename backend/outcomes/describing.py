"""Responses, scores and instruments as pages get them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from backend.core.actor import Actor
from backend.outcomes.definitions import Instrument
from backend.outcomes.models import QuestionnaireResponse
from backend.outcomes.scoring import score_all

# By response and item: value, why it was skipped, whether more help is wanted.
Line = tuple[int | None, str | None, bool | None]
Lines = Mapping[str, Line]
NOTHING: Line = (None, "not_answered", None)


@cache
def describe_instrument(instrument: Instrument) -> dict[str, Any]:
    """An instrument; the same object each time, as it never changes."""
    return asdict(instrument)


def describe_response(
    actor: Actor, row: QuestionnaireResponse, instrument: Instrument, lines: Lines, names: Mapping[uuid.UUID, str]
) -> dict[str, Any]:
    """One filled-in questionnaire with its answers in the instrument's order."""
    return {
        "id": row.id,
        "instrument": row.instrument,
        "version": row.version,
        "answered_at": row.answered_at,
        "entered_by": names[row.account_id],
        "how": row.how,
        "is_mine": row.account_id == actor.account_id,
        "is_private": row.is_private,
        "words": row.words,
        "answers": [_answer(item.key, lines.get(item.key, NOTHING)) for item in instrument.items],
        "scores": describe_scores(instrument, lines),
    }


def describe_scores(instrument: Instrument, lines: Lines) -> list[dict[str, Any]]:
    """All scores of one response."""
    return [asdict(scored) for scored in score_all(instrument, {item: line[0] for item, line in lines.items()})]


def by_response(rows: Iterable[Any]) -> dict[uuid.UUID, dict[str, Line]]:
    """Rows of answers (response_id, item, value, skipped, wants_help) by response and item."""
    found: dict[uuid.UUID, dict[str, Line]] = {}
    for response_id, item, value, skipped, wants_help in rows:
        found.setdefault(response_id, {})[item] = (value, skipped, wants_help)
    return found


def _answer(item: str, line: Line) -> dict[str, Any]:
    value, skipped, wants_help = line
    return {"item": item, "value": value, "skipped": skipped, "wants_help": wants_help}
