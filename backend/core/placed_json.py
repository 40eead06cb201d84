"""JSON read so that every value knows its line, for words about faults that name the place. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from json.decoder import JSONArray, JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any


@dataclass(frozen=True)
class Placed:
    """A value and the line on which it begins. Inside objects and arrays, values are placed too."""

    value: Any
    line: int


@dataclass(frozen=True)
class Fault:
    """Something to mend, and where."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


class Unreadable(Exception):
    """The text is no JSON at all."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def read_placed(text: str) -> tuple[Placed, list[Fault]]:
    """The document, and the names that stand twice in one object. Raises Unreadable."""
    reader = _Reader(text)
    try:
        return reader.read(), reader.faults
    except json.JSONDecodeError as problem:
        raise Unreadable(Fault(problem.lineno, f"This is not JSON: {problem.msg}.")) from None
    except RecursionError:
        raise Unreadable(Fault(1, "This is nested too deeply to read.")) from None


def plain(placed: Any) -> Any:
    """The value without its places."""
    value = placed.value if isinstance(placed, Placed) else placed
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def faults_in(messages: Any, placed: Placed, name: str = "") -> Iterator[Fault]:
    """What a schema says of the plain value, each with the line of what it is about."""
    if isinstance(messages, list):
        words = " ".join(map(str, messages)).rstrip(".")
        yield Fault(placed.line, f'"{name}": {words}' if name else words)
        return
    for key, inner in messages.items():
        held = placed.value
        is_there = key in held if isinstance(held, dict) else isinstance(held, list) and isinstance(key, int)
        inside = held[key] if is_there else placed
        yield from faults_in(inner, inside, key if isinstance(key, str) and key != "_schema" else name)


def line_of(placed: Placed, field: str) -> int:
    """Where that field of an object stands; where it is missing, the object."""
    line: int = placed.value[field].line if field in placed.value else placed.line
    return line


class _Reader(json.JSONDecoder):
    """The library's own decoder, with its values noted as they are met."""

    def __init__(self, text: str) -> None:
        super().__init__(object_pairs_hook=self._object)
        self.text, self.faults = text, list[Fault]()
        self.parse_object, self.parse_array = self._parse_object, self._parse_array
        self.scan_once = py_make_scanner(self)

    def read(self) -> Placed:
        start = len(self.text) - len(self.text.lstrip())
        value, end = self.raw_decode(self.text, start)
        if self.text[end:].strip():
            raise json.JSONDecodeError("There is more after its end", self.text, end)
        return Placed(value, self._line(start))

    def _parse_object(self, place: tuple[str, int], strict: bool, scan: Callable[..., Any], *hooks: Any) -> Any:
        return JSONObject(place, strict, self._noting(scan), *hooks)

    def _parse_array(self, place: tuple[str, int], scan: Callable[..., Any]) -> Any:
        return JSONArray(place, self._noting(scan))

    def _noting(self, scan: Callable[..., Any]) -> Callable[[str, int], tuple[Placed, int]]:
        def note(text: str, at: int) -> tuple[Placed, int]:
            value, end = scan(text, at)
            return Placed(value, self._line(at)), end

        return note

    def _object(self, pairs: list[tuple[str, Placed]]) -> dict[str, Placed]:
        met = dict[str, Placed]()
        for name, value in pairs:
            if name in met:
                self.faults.append(Fault(value.line, f'"{name}" stands twice here.'))
            met[name] = value
        return met

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1
