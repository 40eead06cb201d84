"""These tests begin on a Monday morning at nine, London time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.care.test_hours import london

MONDAY_AT_NINE = london("2026-11-23 09:00")


@pytest.fixture(autouse=True)
def _on_a_monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY_AT_NINE, tick=True):
        yield
