"""The auditor's process: looks every fifteen seconds at what must hold, on a database role that can read and not mend.

It shares neither process nor application with the engine that it watches, and has no keys: it can open nobody's words. Rounds,
telling, the dead man's switch and the port each have a thread, so that none holds up another.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from flask import Flask

from backend.config import AuditorConfig, sqlalchemy_url
from backend.core import clock, heartbeats, logging
from backend.core.db import db
from backend.core.work import one_transaction
from backend.watch import metrics
from backend.watch.blindness import Blindness
from backend.watch.port import Answers, Port
from backend.watch.rounds import Round, Rounds
from backend.watch.telling import Channel, tell_operators
from backend.watch.ways import channels_of, ping

log = structlog.get_logger()

ROUND_SECONDS, TELLING_SECONDS, PING_SECONDS = 15, 5, 60
# No finished round for so long: the database is away, or hangs.
BLIND_SECONDS = 60
NO_LADDER_SWEEP = "no_ladder_sweep"
CONNECTION = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "options": "-c statement_timeout=10000 -c lock_timeout=2000",
}


@dataclass
class Auditor:
    """One auditor with what its threads share. Times are of the monotonic clock."""

    config: AuditorConfig
    app: Flask
    channels: list[Channel]
    rounds: Rounds = field(default_factory=Rounds)
    figures: metrics.Figures = field(default_factory=metrics.Figures)
    last: Round | None = None
    seen_at: float = field(default_factory=time.monotonic)
    pinged_for: Round | None = None
    blindness: Blindness = field(default_factory=Blindness)

    def look(self) -> None:
        """One round, then the figures."""
        with self.app.app_context():
            try:
                round_ = self.rounds.run(clock.now())
                self.last, self.seen_at = round_, time.monotonic()
                with one_transaction():
                    self.figures.use(round_, metrics.read_figures(clock.now()))
            except Exception as problem:  # noqa: BLE001 the database is away, or anything else: the next round is tried
                log.error("round_failed", kind=type(problem).__name__)
                self.figures.use(None, {})

    def tell(self) -> None:
        """What is new, by each channel; straight and without the database, when that is what is missing."""
        self.blindness.note(self.is_blind(), self.channels, clock.now())
        if self.is_blind():
            return
        with self.app.app_context():
            try:
                tell_operators(self.channels, clock.now())
            except Exception as problem:  # noqa: BLE001 as above
                log.error("telling_failed", kind=type(problem).__name__)

    def ping(self) -> None:
        """Ask the dead man's switch, when a new whole round has found that ladders are swept."""
        if self.config.dead_man_url and self.all_is_seen():
            self.pinged_for = self.last
            ping(self.config.dead_man_url)

    def all_is_seen(self) -> bool:
        """Whether a whole round has finished since the last ping, and the ladders are swept."""
        if self.last is None or self.last is self.pinged_for or not self.last.is_whole:
            return False
        is_recent = time.monotonic() - self.seen_at < BLIND_SECONDS
        return is_recent and not self.last.found.get(NO_LADDER_SWEEP)

    def last_sweep(self) -> object:
        """Something that changes with each finished sweep of the ladders."""
        with self.app.app_context(), one_transaction():
            return heartbeats.last_beat(heartbeats.LADDERS)

    def is_blind(self) -> bool:
        """Whether no round has finished for a minute."""
        return time.monotonic() - self.seen_at > BLIND_SECONDS


def make_auditor_app(database_url: str) -> Flask:
    """Nothing but a database session on the auditor's role: no keys, no routes, no channels of the service."""
    app = Flask("auditor", static_folder=None)
    app.config["SQLALCHEMY_DATABASE_URI"] = sqlalchemy_url(database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 2, "max_overflow": 8, "connect_args": CONNECTION}
    db.init_app(app)
    return app


def run(config: AuditorConfig) -> None:
    """Watch until told to stop (SIGINT or SIGTERM)."""
    logging.set_up(config.log_level)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    auditor = Auditor(config, make_auditor_app(config.database_url), channels_of(config))
    if not auditor.channels:
        log.warning("nobody_is_told", set="WAYMARK_OPERATOR_EMAIL with WAYMARK_SMTP_URL, or WAYMARK_OPERATOR_WEBHOOK")
    port = Port(config.port, Answers(auditor.figures.page, auditor.last_sweep))
    threads = [
        threading.Thread(target=every, args=(stop, ROUND_SECONDS, auditor.look), daemon=True),
        threading.Thread(target=every, args=(stop, TELLING_SECONDS, auditor.tell), daemon=True),
        threading.Thread(target=every, args=(stop, PING_SECONDS, auditor.ping), daemon=True),
        threading.Thread(target=port.serve_forever, daemon=True),
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    port.shutdown()


def every(stop: threading.Event, seconds: float, act: Callable[[], None]) -> None:
    """Do it again and again. It must never end by itself, whatever goes wrong."""
    while not stop.is_set():
        began = time.monotonic()
        try:
            act()
        except Exception as problem:  # noqa: BLE001 as said above
            log.error("auditor_failed", kind=type(problem).__name__)
        stop.wait(max(1, seconds - (time.monotonic() - began)))
