"""The worker's part within a test: its jobs and its sweep, on its own database role."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import text

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.notifications import service, tasks
from tests.roles import role

JOBS = {
    "waymark:send_notice": tasks.send_notice,
    "waymark:send_code_message": tasks.send_code_message,
    "waymark:delivery_shown": tasks.delivery_shown,
}


def run_jobs() -> int:
    """Run what is queued, as the worker would. Returns how many jobs there were."""
    with role(OWNER):
        queued = db.session.execute(
            text("DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args")
        ).all()
    for _, name, arguments in sorted(queued):
        with role(WORKER):
            JOBS[name](**arguments)
    return len(queued)


def lose_jobs() -> None:
    """The queue's rows are gone, as after a mishap."""
    with role(OWNER):
        db.session.execute(text("DELETE FROM procrastinate_jobs"))


def sweep() -> None:
    with role(WORKER):
        service.send_due(clock.now())


def tell(
    account_id: uuid.UUID, kind: str = "step_up.asked", subject_id: uuid.UUID | None = None, **how: Any
) -> uuid.UUID:
    """Tell somebody, as a request of somebody else does. Returns the notice's id."""
    notice_id = service.tell(account_id, kind, subject_id or uuid.uuid4(), **{"urgent": True, **how})
    db.session.commit()
    return notice_id


def rows(table: str, order: str = "id") -> list[Any]:
    """All rows of a table, as the owner sees them."""
    with role(OWNER):
        return list(db.session.execute(text(f"SELECT * FROM {table} ORDER BY {order}")))


def the_only(table: str) -> Any:
    (row,) = rows(table)
    return row
