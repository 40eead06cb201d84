"""One round: every check is asked, each for itself, so that one which is slow or fails never silences the others."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import psycopg
import structlog
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.core import heartbeats
from backend.core.db import db
from backend.core.work import one_transaction
from backend.watch import audit_checks, engine_checks, findings, machine_checks, message_checks, rota_checks
from backend.watch.looking import A_MINUTE, Check, Look

log = structlog.get_logger()

STATEMENT_MILLISECONDS = 2_000
# A check of several statements; more than this of a round's fifteen seconds is too much.
SLOW_SECONDS = 6
CHECK_FAILED = "check_failed"
TAKES_TOO_LONG = (errors.QueryCanceled, errors.LockNotAvailable)


@dataclass
class Round:
    """How a round went. It is whole when every check was asked and answered."""

    at: datetime
    took_ms: int = 0
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.skipped and not self.failed


def all_checks() -> tuple[Check, ...]:
    """Every check there is."""
    return (
        *engine_checks.CHECKS,
        *message_checks.CHECKS,
        *rota_checks.checks(),
        *audit_checks.checks(),
        *machine_checks.CHECKS,
    )


class Rounds:
    """Round after round. What is about time needs a minute of watching, begun anew after each gap: the service may have been
    switched off with us, the database away, the clock moved.
    """

    def __init__(self, checks: Sequence[Check] | None = None) -> None:
        self.checks = all_checks() if checks is None else tuple(checks)
        self._since: datetime | None = None
        self._last: datetime | None = None
        self._failed: list[str] = []

    def run(self, now: datetime) -> Round:
        """Ask everything once. Raises what the database raises when it is away: then nothing can be said."""
        began, round_ = time.monotonic(), Round(now)
        since = self._watching_since(now)
        with one_transaction():
            before = findings.open_findings()
            findings.close_unknown([*(check.kind for check in self.checks), CHECK_FAILED], now)
        for check in self.checks:
            if check.about_time and now - since < A_MINUTE:
                round_.skipped.append(check.kind)
            else:
                self._ask(check, round_, before.get(check.kind, set()))
        round_.took_ms = round((time.monotonic() - began) * 1000)
        with one_transaction():
            # Once may be chance: a database that was busy for a moment.
            twice = [kind for kind in round_.failed if kind in self._failed]
            findings.settle(CHECK_FAILED, twice, before.get(CHECK_FAILED, set()), now)
            heartbeats.beat(heartbeats.AUDITOR, now, round_.took_ms)
        self._last, self._failed = now, round_.failed
        return round_

    def _watching_since(self, now: datetime) -> datetime:
        if self._since is None or self._last is None or abs(now - self._last) > A_MINUTE:
            self._since = now
        return self._since

    def _ask(self, check: Check, round_: Round, before: set[str]) -> None:
        began = time.monotonic()
        try:
            with one_transaction():
                _bound_statements()
                found = sorted(check.find(Look(round_.at)))
                findings.settle(check.kind, found, before, round_.at)
        except Exception as problem:
            if _is_away(problem):
                raise
            log.error("check_failed", check=check.kind, kind=type(problem).__name__)
            round_.failed.append(check.kind)
            return
        round_.found[check.kind] = found
        if time.monotonic() - began > SLOW_SECONDS:
            round_.failed.append(check.kind)


def _is_away(problem: Exception) -> bool:
    """Whether the database went away meanwhile: then it is no fault of the check, and nothing can be said."""
    orig = problem.orig if isinstance(problem, DBAPIError) else None
    return isinstance(orig, psycopg.OperationalError) and not isinstance(orig, TAKES_TOO_LONG)


def _bound_statements() -> None:
    """Until this transaction ends."""
    db.session.execute(
        text("SELECT set_config('statement_timeout', :most, true)"), {"most": str(STATEMENT_MILLISECONDS)}
    )
