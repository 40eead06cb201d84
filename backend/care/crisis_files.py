"""Reads a file of crisis lines, and says on which of its lines what is wrong.

`{"lines": [...], "checked": {"samaritans": "2027-01-10"}, "without": ["calm"]}`: lines are added, or take the place of those
with the same key; `checked` says when somebody last compared a number that stays as it is; `without` leaves lines out.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from backend.care.crisis_checks import ALWAYS, STAYS, faults_of
from backend.care.hours import Span
from backend.core import clock
from backend.core.placed_json import Fault, Placed, Unreadable, faults_in, line_of, plain, read_placed
from backend.core.schemas import Input


class WrongLines(SystemExit):
    """The file cannot be used. The words name each fault with its line, so that nothing starts with half a list."""

    def __init__(self, file: Path, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{file.name}, {fault}" for fault in faults))


@dataclass(frozen=True)
class CrisisLine:
    """Somewhere to ring or text. Without hours, and not always open: no source says when it is."""

    key: str
    name: str
    call: str | None
    text: str | None
    text_word: str | None
    explains: str
    for_whom: str | None
    hours: tuple[Span, ...]
    always_open: bool
    language: str | None
    source: str
    checked_on: date
    is_local: bool = False

    def view(self) -> dict[str, Any]:
        """The line as pages show it."""
        hours = [
            {"weekday": span.weekday, "opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}
            for span in self.hours
        ]
        return {**asdict(self), "hours": hours}


@dataclass(frozen=True)
class Contents:
    """What one file says. `named` are the keys that it only refers to, each with its place in the file."""

    lines: tuple[CrisisLine, ...]
    checked: dict[str, date]
    without: frozenset[str]
    named: dict[str, int]


def _some(longest: int) -> validate.Length:
    return validate.Length(1, longest, error=f"1 to {longest} letters")


class _Hours(Input):
    weekday = fields.Integer(required=True, strict=True, validate=validate.Range(0, 6, error="0 (Monday) to 6"))
    opens = fields.Time("%H:%M", required=True)
    closes = fields.Time("%H:%M", required=True)


class _Line(Input):
    key = fields.String(required=True, validate=validate.Regexp(r"[a-z][a-z0-9_]*$", error="small letters and _"))
    name = fields.String(required=True, validate=_some(60))
    call = fields.String(load_default=None, validate=_some(20))
    text = fields.String(load_default=None, validate=_some(20))
    text_word = fields.String(load_default=None, validate=_some(20))
    explains = fields.String(required=True, validate=_some(200))
    for_whom = fields.String(load_default=None, validate=_some(80))
    hours = fields.List(fields.Nested(_Hours), load_default=list)
    always_open = fields.Boolean(load_default=False)
    language = fields.String(load_default=None, validate=validate.Regexp(r"[a-z]{2,3}$", error="such as cy"))
    source = fields.Url(required=True, schemes={"https"})
    checked_on = fields.Date(required=True)


class _File(Input):
    lines = fields.List(fields.Nested(_Line), load_default=list)
    checked = fields.Dict(fields.String(), fields.Date(), load_default=dict)
    without = fields.List(fields.String(), load_default=list)


def read_file(file: Path, *, is_own: bool = True, is_demo: bool = False) -> Contents:
    """What the file says; `is_own` when it is not one of ours. Raises WrongLines with everything that is wrong."""
    try:
        placed, faults = read_placed(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongLines(file, [Fault(1, f"this cannot be read ({type(problem).__name__})")]) from None
    except Unreadable as problem:
        raise WrongLines(file, [problem.fault]) from None
    try:
        said = _File().load(plain(placed))
    except ValidationError as problem:
        raise WrongLines(file, [*faults, *faults_in(problem.messages, placed)]) from None
    faults += _further(said, placed, is_own=is_own, is_demo=is_demo)
    if faults:
        raise WrongLines(file, sorted(faults, key=lambda fault: fault.line))
    return Contents(tuple(map(_line, said["lines"])), said["checked"], frozenset(said["without"]), _named(placed))


def _line(said: dict[str, Any]) -> CrisisLine:
    return CrisisLine(**{**said, "hours": tuple(Span(**hours) for hours in said["hours"])})


def _further(said: dict[str, Any], placed: Placed, *, is_own: bool, is_demo: bool) -> list[Fault]:
    """What no single field can know."""
    faults, met, latest = list[Fault](), set[str](), _latest(is_own=is_own)
    for number, line in enumerate(said["lines"]):
        where = placed.value["lines"].value[number]
        faults += [Fault(line_of(where, field), words) for field, words in faults_of(line, latest, is_demo=is_demo)]
        if line["key"] in met:
            faults.append(Fault(line_of(where, "key"), f'"{line["key"]}" stands twice here'))
        if is_own and line["key"] in ALWAYS:
            faults.append(Fault(line_of(where, "key"), STAYS))
        met.add(line["key"])
    for name, where in _named(placed, "without").items():
        if name in ALWAYS:
            faults.append(Fault(where, STAYS))
    faults += [
        Fault(_named(placed)[key], "this day is still to come") for key, on in said["checked"].items() if on > latest
    ]
    return faults


def _latest(*, is_own: bool) -> date:
    """The last day on which somebody can have checked a number. Ours came with the code, whatever the clock here says."""
    return clock.in_london(clock.now()).date() if is_own else date.max


def _named(placed: Placed, *parts: str) -> dict[str, int]:
    """The keys under `checked` and `without`, each with the line on which it stands."""
    found = dict[str, int]()
    for part in parts or ("checked", "without"):
        inside = placed.value[part].value if part in placed.value else {}
        named = inside.items() if isinstance(inside, dict) else ((one.value, one) for one in inside)
        found |= {name: one.line for name, one in named}
    return found
