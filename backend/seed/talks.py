"""The demo's talks."""

from __future__ import annotations


def fill() -> None:
    """Nothing yet."""
