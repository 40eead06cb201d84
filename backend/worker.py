"""The worker process: takes jobs as they come, and sweeps every two seconds for what a lost job left behind.

A crash loses nothing: what is due stands in the database, a claimed delivery is taken again when its lease ends.
Ladders and messages are swept apart, so that a push service that hangs never holds up a ladder.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from flask import Flask

from backend.admission import telling
from backend.app import make_base
from backend.config import Config
from backend.core import clock, heartbeats, limits
from backend.core.db import db
from backend.core.limits import forget_old
from backend.core.queue import forget_leftovers, open_queue, queue
from backend.core.work import one_transaction
from backend.dialog_plus import reminders
from backend.drafts import service as drafts
from backend.identity import service as identity
from backend.notifications import service as notifications
from backend.openid import service as openid
from backend.outcomes import sweep as outcomes
from backend.rota import sweep as rota
from backend.safety_plan import review_reminders
from backend.sharing import emergency_telling
from backend.sharing import sweep as sharing
from backend.step_up import engine

log = structlog.get_logger()

SWEEP_SECONDS = 2
CLEANING_SECONDS = 600
SHARING_SECONDS = 5
EMERGENCY_SECONDS = 20
REMINDER_SECONDS = 60
# A job mostly waits for somebody else's server: with few at once, a service that hangs would stop the others' messages.
JOBS_AT_ONCE = 12
MESSAGE_SWEEPS = 4
TRY_AGAIN_SECONDS = 1
# One for each job and each sweep: a sweep of the ladders that waits for a connection behind messages would be held up by them.
CONNECTIONS = 30
# Longer than any one job takes: a push that is under way when we are told to stop is still written down.
FINISH_SECONDS = 10

EVERY_HOUR = "17 * * * *"

Sweep = Callable[[], Any]


def make_worker_app(config: Config) -> Flask:
    """The application on the worker's database role, with the lower slices' hooks connected to the higher ones."""
    app = make_base(config, config.worker_database_url, CONNECTIONS)
    notifications.when_shown(engine.note_reached)
    notifications.when_device_gone(rota.note_device_gone)
    return app


def run(config: Config) -> None:
    """Work until told to stop (SIGINT or SIGTERM); jobs under way are finished first."""
    if config.ledger_file is None:
        log.warning(
            "no_ledger", set="WAYMARK_LEDGER_FILE", until_then="a restored back-up brings withdrawn sharing back"
        )
    app, stop = make_worker_app(config), threading.Event()
    sweepers = [
        threading.Thread(target=sweep_until, args=(app, stop, sweep, first_after, every))
        for sweep, first_after, every in _sweeps(config)
    ]
    for sweeper in sweepers:
        sweeper.start()
    try:
        asyncio.run(take_jobs(app, config.worker_database_url))
    finally:
        stop.set()
        for sweeper in sweepers:
            sweeper.join()


def _sweeps(config: Config) -> list[tuple[Sweep, float, float]]:
    """What is swept, after how many seconds first, and then every so many: after a start the ladders come before all else."""
    return [
        (sweep_ladders, 0, SWEEP_SECONDS),
        *((sweep_messages, place * SWEEP_SECONDS / MESSAGE_SWEEPS, SWEEP_SECONDS) for place in range(MESSAGE_SWEEPS)),
        (partial(sweep_withdrawals, config.ledger_file), 1, SHARING_SECONDS),
        (sweep_emergencies, 2, EMERGENCY_SECONDS),
        (sweep_due_actions, 3, REMINDER_SECONDS),
        (sweep_due_asks, 4, REMINDER_SECONDS),
        (sweep_due_reviews, 6, REMINDER_SECONDS),
        (sweep_rotas, 7, REMINDER_SECONDS),
        (sweep_arrivals, 10, REMINDER_SECONDS),
        (sweep_crisis_lines, 5, CLEANING_SECONDS),
        (clean_up, 8, CLEANING_SECONDS),
        (sweep_sharing_dates, 9, CLEANING_SECONDS),
    ]


def sweep_ladders() -> None:
    """Every ladder that is due now."""
    with heartbeats.of_a_sweep(heartbeats.LADDERS):
        engine.sweep(clock.now())


def sweep_messages() -> None:
    """Every message that is due now and nobody has. Several sweep side by side: the claim decides who sends."""
    with heartbeats.of_a_sweep(heartbeats.MESSAGES):
        notifications.send_due(clock.now())


def sweep_emergencies() -> None:
    """Tell people of emergencies that they may know of now, and leads of reviews that are late."""
    emergency_telling.sweep(clock.now())


def sweep_due_actions() -> None:
    """Remind people of what they said they would do today."""
    reminders.sweep(clock.now())


def sweep_crisis_lines() -> None:
    """Remind the operator of crisis numbers that nobody has checked for a while."""
    notifications.remind_of_old_numbers(clock.now())


def sweep_due_reviews() -> None:
    """Remind people and their workers of the safety plans that they meant to look at again by today."""
    review_reminders.sweep(clock.now())


def sweep_rotas() -> None:
    """Tell who has a turn soon and may not be reached, and leads of times with nobody there."""
    rota.sweep(clock.now())


def sweep_arrivals() -> None:
    """Remind teams of people who have waited for a working day to be let in."""
    telling.remind_of_arrivals(clock.now())


def sweep_due_asks() -> None:
    """Remind people of the questionnaires that they were asked for by today."""
    outcomes.remind_of_asks(clock.now())


def sweep_withdrawals(ledger_file: Path | None) -> None:
    """Finish what people stopped, and keep in the ledger what was withdrawn."""
    sharing.sweep_withdrawals(clock.now(), ledger_file)


def sweep_sharing_dates() -> None:
    """Invitations that are too old, and people to be reminded to look at what they share."""
    sharing.sweep_dates(clock.now())


@queue.task(name="tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 the queue says for which hour it is
    """Delete what is over: codes, challenges, starts at providers, ended sessions, drafts, counted attempts, jobs left behind."""
    with one_transaction():
        identity.forget_expired(clock.now())
        openid.forget_expired(clock.now())
        drafts.forget_old(clock.now())
        forget_old(clock.now())
        forget_leftovers()


def clean_up() -> None:
    """Forget codes, challenges, starts at providers, ended sessions, drafts and counted tries that can no longer matter."""
    with one_transaction():
        identity.forget_expired(clock.now())
        openid.forget_expired(clock.now())
        drafts.forget_old(clock.now())
        limits.forget_old(clock.now())


def sweep_until(app: Flask, stop: threading.Event, sweep: Sweep, first_after: float, every: float) -> None:
    """A sweep at once, for what waited while nothing ran, and then one every two seconds.

    A failing sweep is logged and tried again: it must never end by itself.
    """
    stop.wait(first_after)
    while not stop.is_set():
        with app.app_context():
            try:
                sweep()
            except Exception as problem:  # noqa: BLE001 the database may be away for a while; the sweep outlives that
                log.error("sweep_failed", kind=type(problem).__name__)
                db.session.rollback()
        stop.wait(every)


async def take_jobs(app: Flask, database_url: str) -> None:
    """Take jobs until a signal says stop. Where the queue ends by itself, the database was away: begin anew."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    loop.set_default_executor(ThreadPoolExecutor(JOBS_AT_ONCE, thread_name_prefix="job"))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    stopping = asyncio.create_task(told.wait())
    while not told.is_set():
        work = asyncio.create_task(_work(app, database_url))
        await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
        await _finish(work)
        if not told.is_set():
            log.error("queue_lost")
            await asyncio.wait({stopping}, timeout=TRY_AGAIN_SECONDS)


async def _work(app: Flask, database_url: str) -> None:
    jobs = open_queue(database_url)
    # Without any periodic task, procrastinate watches its own listener no longer, and when the database has been away
    # each job waits for a poll from then on.
    jobs.periodic(cron=EVERY_HOUR)(jobs.tasks["waymark:tidy"])
    async with jobs.open_async():
        await jobs.run_worker_async(
            concurrency=JOBS_AT_ONCE,
            fetch_job_polling_interval=SWEEP_SECONDS,
            delete_jobs="successful",
            task_middleware=[_inside(app)],
            install_signal_handlers=False,
        )


async def _finish(work: asyncio.Task[None]) -> None:
    """Let it end well, for a while; then without waiting. How it failed is no news: the database was away."""
    for _ in range(2):
        work.cancel()
        await asyncio.wait({work}, timeout=FINISH_SECONDS)
    with suppress(asyncio.InvalidStateError, asyncio.CancelledError):
        work.exception()


def _inside(app: Flask) -> Callable[..., Any]:
    """Run each job inside the application, with its own database session. A failure is logged by its kind alone."""

    def inside(process: Callable[[], Any], context: Any, _worker: Any) -> Any:
        with app.app_context():
            try:
                return process()
            except Exception as problem:
                log.error("job_failed", task=context.job.task_name, kind=type(problem).__name__)
                raise

    return inside
