"""Taking a placed JSON object apart, name by name, and noting every fault on the way in words for people. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backend.core.placed_json import Fault, Placed

KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
NAME_OF = {str: "words in quotes", int: "a whole number", float: "a number", bool: "true or false", list: "a list"}


class Thing:
    """One object. `what` names it in faults: "item 3". Ask for each name once, then `refuse_others`."""

    def __init__(self, placed: Placed, what: str, faults: list[Fault]) -> None:
        self.line, self.what, self.faults = placed.line, what, faults
        self.asked: set[str] = set()
        self.values: dict[str, Placed] = placed.value if isinstance(placed.value, dict) else {}
        if not isinstance(placed.value, dict):
            self.fault(f"{what} must be an object in curly brackets.")

    def fault(self, words: str, at: str | None = None) -> None:
        """Note a fault at that name, or at the object's beginning."""
        self.faults.append(Fault(self.values[at].line if at in self.values else self.line, words))

    def words(self, name: str, *, needed: bool = True, why: str = "") -> str | None:
        """Words that are not empty."""
        found = self._take(name, str, needed=needed, why=why)
        if isinstance(found, str) and not found.strip():
            self.fault(f'"{name}" of {self.what} is empty.{why}', name)
            return None
        return found.strip() if isinstance(found, str) else None

    def key(self, name: str = "key") -> str | None:
        """A key: small letters, numbers, lines."""
        found = self.words(name)
        if found is not None and not KEY.fullmatch(found):
            self.fault(f'"{name}" of {self.what} must begin with a small letter, then letters, numbers, _ or -.', name)
            return None
        return found

    def whole(self, name: str, *, needed: bool = True) -> int | None:
        """A whole number."""
        found = self._take(name, int, needed=needed)
        return found if isinstance(found, int) else None

    def number(self, name: str) -> float | None:
        """A number, or nothing."""
        found = self._take(name, float, needed=False)
        return float(found) if found is not None else None

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        found = self._take(name, bool, needed=False)
        return default if found is None else bool(found)

    def things(self, name: str, what: str, *, needed: bool = True) -> Iterator[Thing]:
        """The objects of a list, one after the other."""
        for place, one in enumerate(self.list(name, needed=needed), 1):
            yield Thing(one, f"{what} {place}", self.faults)

    def thing(self, name: str) -> Thing | None:
        """An object, or nothing."""
        self.asked.add(name)
        found = self.values.get(name)
        return None if found is None or found.value is None else Thing(found, f'"{name}"', self.faults)

    def list(self, name: str, *, needed: bool = True) -> list[Placed]:
        """The values of a list."""
        found = self._take(name, list, needed=needed)
        if needed and found == []:
            self.fault(f'"{name}" of {self.what} is empty.', name)
        return found or []

    def refuse_others(self) -> None:
        """Everything that was not asked for is a fault: most likely a name with a wrong letter."""
        for name in self.values:
            if name not in self.asked:
                self.fault(f'"{name}" of {self.what} is not known here.', name)

    def _take(self, name: str, kind: type, *, needed: bool, why: str = "") -> Any:
        self.asked.add(name)
        found = self.values.get(name)
        if found is None or found.value is None:
            if needed:
                self.fault(f'"{name}" of {self.what} is missing.{why}', name)
            return None
        if not _is(found.value, kind):
            self.fault(f'"{name}" of {self.what} must be {NAME_OF[kind]}.', name)
            return None
        return found.value


def _is(value: object, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
