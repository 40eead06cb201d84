"""A form as the body of a request: only where another service calls us and sends nothing else. Our own pages send JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from backend.core import errors
from backend.core.sent_json import check_length

FORM = "application/x-www-form-urlencoded"

View = Callable[..., Any]


def takes_form(most_bytes: int) -> Callable[[View], View]:
    """Let this one route take a form of at most so many bytes. Stands directly below the guard."""

    def mark(view: View) -> View:
        view.takes_form = most_bytes  # type: ignore[attr-defined]
        return view

    return mark


def check_form_of(view: View) -> Callable[[], None] | None:
    """The check of the body for a route that takes a form; None for another."""
    most_bytes: int | None = getattr(view, "takes_form", None)
    return partial(_check, most_bytes) if most_bytes else None


def _check(most_bytes: int) -> None:
    if request.mimetype != FORM:
        raise UnsupportedMediaType
    check_length(most_bytes, errors.TooLarge)
