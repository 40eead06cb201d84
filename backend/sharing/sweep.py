"""What comes due in sharing by itself, each in a transaction of its own. For the worker."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from backend.core.work import one_transaction
from backend.sharing import ledger, reviews, stops, trusted_invitations


def sweep_withdrawals(now: datetime, ledger_file: Path | None) -> None:
    """End what was stopped; then the ledger, so that it holds that too. Without a file, rows wait for one."""
    with one_transaction():
        stops.finish_due(now)
    if ledger_file is not None:
        with one_transaction():
            ledger.keep_withdrawals(ledger_file)


def sweep_dates(now: datetime) -> None:
    """Invitations that nobody answered, and reminders to look again."""
    with one_transaction():
        trusted_invitations.expire_invitations(now)
    with one_transaction():
        reviews.remind_of_reviews(now)
