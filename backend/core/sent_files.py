"""A file as the body of a request: for the few routes that say so, of the types and the size that they name.

Everything else takes JSON (`sent_json`). Who may call, and that no other site sent it, is checked before any of it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import request

from backend.core.errors import Refusal
from backend.core.sent_json import check_length

View = Callable[..., Any]


@dataclass(frozen=True)
class FileTaken:
    """What a route takes: types, size, and what is said of another type and of a larger one."""

    types: frozenset[str]
    most_bytes: int
    wrong: type[Refusal]
    too_large: type[Refusal]


def takes_file(taken: FileTaken) -> Callable[[View], View]:
    """Let this one route take a file instead of JSON. Stands directly below the guard; the route reads `sent_file()`."""

    def mark(view: View) -> View:
        view.takes_file = taken  # type: ignore[attr-defined]
        return view

    return mark


def sent_file() -> bytes:
    """The file that was sent. Only in a route that takes one: the guard has seen its type and its size."""
    return request.get_data(cache=True)


def check_file_of(view: View) -> Callable[[], None] | None:
    """The check of the body for a route that takes a file; None for all others."""
    taken: FileTaken | None = getattr(view, "takes_file", None)
    return partial(_check, taken) if taken else None


def _check(taken: FileTaken) -> None:
    """Refuse another type before a byte of it is read, and a larger one before all of it is."""
    if request.mimetype not in taken.types:
        raise taken.wrong
    check_length(taken.most_bytes, taken.too_large)
