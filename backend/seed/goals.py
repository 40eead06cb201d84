"""The demo's goals."""

from __future__ import annotations


def fill() -> None:
    """Nothing yet."""
