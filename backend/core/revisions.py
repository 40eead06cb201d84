"""Which schema this program was written for. Apart from `schema`, whose tools no long-lived process needs to load."""

from __future__ import annotations

from functools import cache

from backend.config import ROOT


@cache
def newest() -> str:
    """The number of the newest migration that lies beside this program."""
    return max(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))
