"""The fault run in two minutes. `make faults` plays the long one; a failure here says with which seed it can be played again."""

from __future__ import annotations

import secrets
import time

import pytest

from tests.faults.fault_run import SHORT, fault_run
from tests.faults.report import holds, report

pytestmark = pytest.mark.fault


@pytest.mark.timeout(900)
def test_whatever_dies_nothing_accepted_is_lost(tmp_path_factory: pytest.TempPathFactory) -> None:
    began = time.monotonic()
    with fault_run(tmp_path_factory.mktemp("run"), SHORT, secrets.randbelow(100_000)) as run:
        figures = run.run()
    words = report(run, figures, time.monotonic() - began)
    assert len(run.journal.kills) >= SHORT.kills, words
    assert len(run.journal.accepted) >= SHORT.accepted, words
    assert run.time.changes == {"October", "March"}, words
    assert holds(run, figures), words
