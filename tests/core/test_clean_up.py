"""What is over is forgotten by the worker, on the worker's own database role."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from backend import worker
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.limits import count_attempt
from tests.cast import Cast
from tests.roles import role


def test_old_counts_are_forgotten_and_fresh_ones_kept(cast: Cast, time_machine_at) -> None:
    with time_machine_at(clock.now() - timedelta(hours=2)):
        count_attempt("old", "somebody", at_most=5, within=timedelta(hours=1))
    count_attempt("fresh", "somebody", at_most=5, within=timedelta(hours=1))
    with role(WORKER):
        worker.clean_up()
    with role(OWNER):
        assert db.session.execute(text("SELECT count(*) FROM attempts")).scalar_one() == 1
