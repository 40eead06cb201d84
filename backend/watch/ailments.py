"""What a line of `waymark doctor` is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backend.config import Config

OK, LOOK, BROKEN = "ok", "look", "broken"
LEVELS = (OK, LOOK, BROKEN)


@dataclass(frozen=True)
class Line:
    """`about` what, how bad (`level`), and `words` that say what to do where it is not ok."""

    about: str
    level: str
    words: str


Lines = Iterator[Line]
Looks = Callable[[Config], Lines]


def ok(about: str, words: str) -> Line:
    return Line(about, OK, words)


def look(about: str, words: str) -> Line:
    return Line(about, LOOK, words)


def broken(about: str, words: str) -> Line:
    return Line(about, BROKEN, words)
