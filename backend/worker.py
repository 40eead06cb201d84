"""The worker process: takes jobs as they come, and sweeps every two seconds for what a lost job left behind.

A crash loses nothing: what is due stands in the database, a claimed delivery is taken again when its lease ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask

from backend.app import make_base
from backend.config import Config
from backend.core import clock
from backend.core.db import db
from backend.core.queue import open_queue
from backend.notifications import service as notifications
from backend.step_up import engine

log = structlog.get_logger()

SWEEP_SECONDS = 2
JOBS_AT_ONCE = 4


def make_worker_app(config: Config) -> Flask:
    """The application on the worker's database role, with the lower slices' hooks connected to the higher ones."""
    app = make_base(config, config.worker_database_url)
    notifications.when_shown(engine.note_reached)
    return app


def run(config: Config) -> None:
    """Work until told to stop (SIGINT or SIGTERM); jobs under way are finished first."""
    app = make_worker_app(config)
    stop = threading.Event()
    sweeper = threading.Thread(target=sweep_until, args=(app, stop), name="sweep")
    sweeper.start()
    try:
        open_queue(config.worker_database_url).run_worker(
            concurrency=JOBS_AT_ONCE,
            fetch_job_polling_interval=SWEEP_SECONDS,
            delete_jobs="successful",
            task_middleware=[_inside(app)],
        )
    finally:
        stop.set()
        sweeper.join()


def sweep_until(app: Flask, stop: threading.Event) -> None:
    """One sweep every two seconds. A failing sweep is logged and tried again: it must never end by itself."""
    while not stop.wait(SWEEP_SECONDS):
        with app.app_context():
            try:
                sweep_once()
            except Exception as problem:  # noqa: BLE001 the database may be away for a while; the sweep outlives that
                log.error("sweep_failed", kind=type(problem).__name__)
                db.session.rollback()


def sweep_once() -> None:
    """Everything that is due now: ladders first, then messages."""
    now = clock.now()
    engine.sweep(now)
    notifications.send_due(now)


def _inside(app: Flask) -> Callable[..., Any]:
    """Run each job inside the application, with its own database session."""

    def inside(process: Callable[[], Any], _context: Any, _worker: Any) -> Any:
        with app.app_context():
            return process()

    return inside
