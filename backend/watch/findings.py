"""Opening and closing findings: what a look found is compared with what is open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from backend.core.db import db
from backend.core.ids import new_id
from backend.watch.models import Finding

log = structlog.get_logger()


def open_findings() -> dict[str, set[str]]:
    """The subjects of what is open, by kind."""
    found: dict[str, set[str]] = {}
    for kind, subject in db.session.execute(select(Finding.kind, Finding.subject).where(Finding.closed_at.is_(None))):
        found.setdefault(kind, set()).add(subject)
    return found


def settle(kind: str, found: Collection[str], before: Collection[str], now: datetime) -> None:
    """Open what is found and was not open, close what was open and is found no longer."""
    new, over = sorted(set(found) - set(before)), sorted(set(before) - set(found))
    if new:
        log.error("finding_opened", kind=kind, subjects=new[:5], number=len(new))
        db.session.execute(_new_rows(kind, new, now))
    if over:
        log.warning("finding_closed", kind=kind, subjects=over[:5], number=len(over))
        _close(kind, over, now)


def close_unknown(kinds: Collection[str], now: datetime) -> None:
    """What a version of ours found for which there is no check any more would else be open for ever."""
    db.session.execute(
        update(Finding).where(Finding.closed_at.is_(None), Finding.kind.not_in(kinds)).values(closed_at=now)
    )


def _new_rows(kind: str, subjects: list[str], now: datetime) -> Any:
    rows = [{"id": new_id(), "kind": kind, "subject": subject, "opened_at": now} for subject in subjects]
    return insert(Finding).values(rows).on_conflict_do_nothing()


def _close(kind: str, subjects: list[str], now: datetime) -> None:
    db.session.execute(
        text(
            "UPDATE findings SET closed_at = :now WHERE kind = :kind AND closed_at IS NULL AND subject = ANY(:subjects)"
        ),
        {"now": now, "kind": kind, "subjects": subjects},
    )
