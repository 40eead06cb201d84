"""The demo's ratings."""

from __future__ import annotations


def fill() -> None:
    """Nothing yet."""
