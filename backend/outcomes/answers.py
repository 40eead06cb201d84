"""Looking at answers before they are kept: every fault by its item, in words; nothing is guessed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.core.errors import Invalid
from backend.outcomes.definitions import Instrument, Item

ANSWERS = "answers"
EMPTY = "Answer at least one question first."
TWICE = "There are two answers to this question. Please choose one."
BOTH = "This is both answered and skipped. Please choose one."
UNKNOWN = "This question is not one of ours. Your other answers are still here."
NO_REASON = "Choose why you skip this."
NO_HELP = "Nobody asks about more help here."
NOT_ANSWERED = "not_answered"


@dataclass(frozen=True)
class Answer:
    """One line: a value, or why there is none."""

    item: str
    value: int | None = None
    skipped: str | None = None
    wants_help: bool | None = None


def read_answers(instrument: Instrument, given: Iterable[Mapping[str, Any]]) -> list[Answer]:
    """An answer to each item in the instrument's order; what was not sent was not answered. Raises Invalid."""
    sent = [Answer(one["item"], one["value"], one["skipped"], one["wants_help"]) for one in given]
    faults: dict[str, list[str]] = defaultdict(list)
    met: dict[str, Answer] = {}
    for answer in sent:
        if answer.item in met:
            faults[answer.item].append(TWICE)
        met[answer.item] = answer
        fault = _fault(instrument, answer)
        if fault:
            faults[answer.item].append(fault)
    if not faults and all(answer.value is None for answer in sent):
        faults[ANSWERS].append(EMPTY)
    if faults:
        raise Invalid(fields=dict(faults))
    return [_completed(met.get(item.key, Answer(item.key))) for item in instrument.items]


def check_value(item: Item, value: int) -> str | None:
    """What is wrong with that value, in words; None when it is one of the answers."""
    return None if item.allows(value) else f"Choose a number from {item.low} to {item.high}."


def _fault(instrument: Instrument, answer: Answer) -> str | None:
    item = instrument.by_key.get(answer.item)
    if item is None:
        return UNKNOWN
    if answer.value is not None and answer.skipped is not None:
        return BOTH
    if answer.skipped is not None and answer.skipped not in instrument.skip_reasons:
        return NO_REASON
    if answer.wants_help is not None and item.help_question is None:
        return NO_HELP
    return check_value(item, answer.value) if answer.value is not None else None


def _completed(answer: Answer) -> Answer:
    if answer.value is None and answer.skipped is None:
        return Answer(answer.item, None, NOT_ANSWERED, answer.wants_help)
    return answer
