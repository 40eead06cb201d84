"""The job queue: rows in the same PostgreSQL, written on the request's own connection.

State, audit row and job therefore commit or vanish together. Jobs carry opaque ids only. A job is a hint to be quick, never
the truth: a sweep finds what a lost job left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import procrastinate
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import text

from backend.core.db import db, psycopg_connection

Function = TypeVar("Function", bound=Callable[..., Any])

LEFTOVERS = text("""
    DELETE FROM procrastinate_jobs WHERE status = 'failed' OR (status = 'doing' AND worker_id IS NULL)
""")

# How long to wait for the database before saying that it is away.
PATIENCE_SECONDS = 5


class Tasks:
    """The slices' tasks by name.

    Not procrastinate's Blueprint: that one renames the tasks it hands over, so the second queue opened in a process would
    know none of them by their names.
    """

    def __init__(self) -> None:
        self.functions: dict[str, Callable[..., Any]] = {}

    def task(self, *, name: str) -> Callable[[Function], Function]:
        """Register the function below as the task of that name."""

        def register(function: Function) -> Function:
            self.functions[name] = function
            return function

        return register


queue = Tasks()


def open_queue(database_url: str) -> procrastinate.App:
    """The queue on that database (a plain `postgresql://` address), with every registered task."""
    connector = procrastinate.PsycopgConnector(
        conninfo=database_url, min_size=1, max_size=4, timeout=PATIENCE_SECONDS, pool_factory=_unchecked_pool
    )
    app = procrastinate.App(connector=connector)
    for name, function in queue.functions.items():
        app.task(name=f"waymark:{name}")(function)
    return app


def forget_leftovers() -> None:
    """Delete jobs that failed, or whose worker died with them in hand. The sweep has long done what they were for."""
    db.session.execute(LEFTOVERS)


def _unchecked_pool(**arguments: Any) -> AsyncConnectionPool:
    """Connections that are not tried before each use, which would double the queue's round trips.

    When the database has been away, the worker opens the whole queue anew.
    """
    return AsyncConnectionPool(**{**arguments, "check": None, "configure": _spare_round_trips})


async def _spare_round_trips(connection: AsyncConnection[Any]) -> None:
    """The queue's own statements stand alone. That a job was taken or finished need not outlive a crash of the
    database: it is only done once more.
    """
    await connection.set_autocommit(True)
    await connection.execute("SET synchronous_commit = off")


class Deferrer:
    """Defers tasks by name, so that a slice needs no import of the worker."""

    def __init__(self) -> None:
        self._app: procrastinate.App

    def use(self, app: procrastinate.App) -> None:
        self._app = app

    def defer(self, task: str, **arguments: Any) -> None:
        """Queue `task` in the present transaction. It starts when, and only if, that commits."""
        self._app.configure_task(f"waymark:{task}", connection=psycopg_connection()).defer(**arguments)


jobs = Deferrer()
