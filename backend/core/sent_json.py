"""JSON as the body of a request: of 64 kB at most, but for the few routes whose own fields hold more and say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from backend.core import errors

READS = frozenset({"GET", "HEAD", "OPTIONS"})

# A letter in JSON takes twelve bytes at most: one outside of the first plane, as two escapes of six.
BYTES_A_LETTER = 12

View = Callable[..., Any]


@dataclass(frozen=True)
class JsonTaken:
    """What a route takes: the most that its fields can come to, and what is said of more."""

    most_bytes: int
    too_large: type[errors.Refusal] = errors.TooLarge


def takes_json(taken: JsonTaken) -> Callable[[View], View]:
    """Let this one route take a longer body. Stands directly below the guard. Its lists are `core.schemas.Few`."""

    def mark(view: View) -> View:
        view.takes_json = taken  # type: ignore[attr-defined]
        return view

    return mark


def check_json_of(view: View) -> Callable[[], None]:
    """The check of the body for a route that takes no file."""
    taken: JsonTaken | None = getattr(view, "takes_json", None)
    return partial(_check_long, taken) if taken else _check


def check_length(most_bytes: int, too_large: type[errors.Refusal]) -> None:
    """Refuse a body that is longer, before all of it is read."""
    # One byte more than may be: of a body that does not say its length, what is beyond would be cut off in silence.
    request.max_content_length = most_bytes + 1
    try:
        is_too_large = len(request.get_data(cache=True)) > most_bytes
    except RequestEntityTooLarge:
        is_too_large = True
    if is_too_large:
        raise too_large


def _check_long(taken: JsonTaken) -> None:
    check_length(taken.most_bytes, taken.too_large)
    _check()


def _check() -> None:
    """Refuse a body that is not JSON. Read as nothing, somebody's words would be lost while her device believes them safe."""
    if request.method in READS or not request.get_data(cache=True):
        return
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        request.get_json()
    except RecursionError:
        raise errors.Malformed from None
