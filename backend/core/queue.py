"""The job queue: rows in the same PostgreSQL, written on the request's own connection.

State, audit row and job therefore commit or vanish together. Jobs carry opaque ids only. A job is a hint to be quick, never
the truth: a sweep finds what a lost job left behind.
"""

from __future__ import annotations

from typing import Any

import procrastinate
from procrastinate import Blueprint

from backend.core.db import psycopg_connection

queue = Blueprint()


def open_queue(database_url: str) -> procrastinate.App:
    """The queue on that database (a plain `postgresql://` address), with every registered task."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=database_url, min_size=1, max_size=4))
    app.add_tasks_from(queue, namespace="waymark")
    return app


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
