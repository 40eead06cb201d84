"""What only people start, by `make bench`, `make faults` and `make screens`, can still be loaded: no other test asks for all of it."""

from __future__ import annotations

import importlib

import pytest

from backend.config import ROOT

STARTED_BY_HAND = ("bench", "faults", "journeys")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for part in STARTED_BY_HAND
    for path in (ROOT / "tests" / part).rglob("*.py")
    if path.stem != "conftest" and not path.stem.startswith("test_")
)


@pytest.mark.parametrize("module", MODULES)
def test_it_can_be_loaded(module: str) -> None:
    importlib.import_module(module)
