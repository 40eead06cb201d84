"""Reading a questionnaire from a file, in our own format or FHIR's, with everything that is wrong in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backend.core.placed_json import Fault, Placed, Unreadable, read_placed
from backend.outcomes.checking import check_definition
from backend.outcomes.definitions import Instrument
from backend.outcomes.fhir import is_fhir, to_own_format


@dataclass(frozen=True)
class Read:
    """What a file holds: an instrument with its document in our own format, or faults; remarks in either case."""

    instrument: Instrument | None
    document: dict[str, Any]
    faults: list[Fault]
    remarks: list[Fault]


def read_instrument(text: str) -> Read:
    """The instrument in that file, or every fault with its line."""
    try:
        document, faults = read_placed(text)
    except Unreadable as problem:
        return Read(None, {}, [problem.fault], [])
    remarks: list[Fault] = []
    if is_fhir(document):
        document, unturned, remarks = to_own_format(document)
        faults = faults + unturned
    instrument, found = check_definition(document)
    faults = sorted({*faults, *found}, key=lambda fault: (fault.line, fault.words))
    return Read(None if faults else instrument, _plain(document), faults, remarks)


def _plain(placed: Placed) -> Any:
    """The document without its lines."""
    value = placed.value
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
