"""docs/promise.md is true as far as names go: every test that it leans on is there and runs."""

from __future__ import annotations

from backend.config import ROOT
from tests.house.test_hazard_log import NAMED, missing

PROMISE = ROOT / "docs" / "promise.md"
LEAST = 20


def test_every_test_that_holds_a_sentence_is_there() -> None:
    named = [(file, name) for file, name in NAMED.findall(PROMISE.read_text())]
    assert len(named) >= LEAST
    assert missing(named) == []
