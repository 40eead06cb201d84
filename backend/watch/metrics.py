"""Figures for whoever watches the machines (Prometheus): counts and ages, never an id, a name or a team.

They are read with each round, so that asking often costs the database nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import text

from backend.core.db import db
from backend.watch.looking import oldest_id
from backend.watch.rounds import Round

A_DAY = timedelta(days=1)

STEP_UPS = text("""
    SELECT state, count(*) AS number FROM step_ups WHERE state NOT IN ('closed', 'withdrawn') GROUP BY state
""")
WAITS = text("""
    SELECT min(climbing_since) FILTER (WHERE state = 'sent') AS waiting_since, min(next_due_at) AS due_since
    FROM step_ups WHERE next_due_at IS NOT NULL
""")
DELIVERIES = text("""
    SELECT channel, state, count(*) AS number FROM deliveries WHERE id >= :oldest GROUP BY channel, state
""")
HEARTBEATS = text("SELECT name, at, took_ms FROM heartbeats")
FINDINGS = text("SELECT kind, count(*) AS number FROM findings WHERE closed_at IS NULL GROUP BY kind")
WORKERS = text("""
    SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - interval '1 minute'
""")
JOBS = text("SELECT status::text AS status, count(*) AS number FROM procrastinate_jobs GROUP BY status")

Labelled = dict[tuple[str, ...], float]


class Figures:
    """The figures of the last round, as Prometheus' client wants them. `name: (help, labels, values)`."""

    def __init__(self) -> None:
        self._figures: dict[str, tuple[str, tuple[str, ...], Labelled]] = {}
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Called by the library for each scrape."""
        for name, (words, labels, values) in self._figures.items():
            family = GaugeMetricFamily(f"waymark_{name}", words, labels=labels)
            for held, value in values.items():
                family.add_metric(held, value)
            yield family

    def page(self) -> bytes:
        """The text that Prometheus reads."""
        return generate_latest(self._registry)

    def use(self, round_: Round | None, figures: dict[str, tuple[str, tuple[str, ...], Labelled]]) -> None:
        """Take the figures of a round; None: it did not finish, and what there was says nothing any more."""
        up: Labelled = {(): float(round_ is not None)}
        own = {"up": ("Whether the auditor's last round finished", (), up)}
        if round_ is not None:
            own["round_at_seconds"] = ("When the last round was, in Unix time", (), {(): round_.at.timestamp()})
            own["round_seconds"] = ("How long the last round took", (), {(): round_.took_ms / 1000})
        self._figures = {**own, **figures}


def read_figures(now: datetime) -> dict[str, tuple[str, tuple[str, ...], Labelled]]:
    """Everything that is counted, as it stands now."""
    waits = db.session.execute(WAITS).one()
    beats = db.session.execute(HEARTBEATS).all()
    return {
        "open_step_ups": ("Open step-ups by state", ("state",), _counted(STEP_UPS, "state")),
        "oldest_waiting_seconds": ("Longest present wait for an answer", (), {(): _age(waits.waiting_since, now)}),
        "due_lag_seconds": ("How long the earliest ladder has been due", (), {(): _age(waits.due_since, now)}),
        "deliveries_last_day": (
            "Messages of the last day by channel and state",
            ("channel", "state"),
            _counted(DELIVERIES, "channel", "state", oldest=oldest_id("deliveries", A_DAY)),
        ),
        "sweep_age_seconds": (
            "Since when a sweep has not finished",
            ("sweep",),
            {(beat.name,): _age(beat.at, now) for beat in beats},
        ),
        "sweep_seconds": ("How long it took", ("sweep",), {(beat.name,): beat.took_ms / 1000 for beat in beats}),
        "open_findings": ("What should not be, by kind", ("kind",), _counted(FINDINGS, "kind")),
        "workers": ("Workers that take jobs", (), {(): float(db.session.scalar(WORKERS) or 0)}),
        "jobs": ("Jobs in the queue by status", ("status",), _counted(JOBS, "status")),
    }


def _counted(statement: Any, *labels: str, **values: Any) -> Labelled:
    rows = db.session.execute(statement, values).all()
    return {tuple(str(getattr(row, label)) for label in labels): float(row.number) for row in rows}


def _age(instant: datetime | None, now: datetime) -> float:
    return max(0.0, (now - instant).total_seconds()) if instant else 0.0
