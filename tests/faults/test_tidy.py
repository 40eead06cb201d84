"""What crashes and time leave behind is cleared every hour, on the worker's own role."""

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

JOB = text(
    "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', :name, CAST(:status AS procrastinate_job_status))"
)


def test_leftovers_go_and_what_is_to_be_done_stays(cast: Cast, time_machine_at) -> None:
    cast.nobody.post("/api/sign-in/codes", {"contact": "alex@example.org"}, expect=202)
    count_attempt("a thing", "somebody", at_most=5, within=timedelta(minutes=1))
    with role(OWNER):
        for status in ("todo", "doing", "failed"):
            db.session.execute(JOB, {"name": f"is {status}", "status": status})
    with time_machine_at(clock.now() + timedelta(days=1)), role(WORKER):
        worker.tidy(timestamp=0)
    with role(OWNER):
        left = db.session.scalars(text("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'is %'")).all()
        codes = db.session.execute(text("SELECT count(*) FROM one_time_codes")).scalar_one()
        attempts = db.session.execute(text("SELECT count(*) FROM attempts")).scalar_one()
    assert left == ["is todo"]
    assert (codes, attempts) == (0, 0)
