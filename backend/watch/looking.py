"""What a check is, and what it is asked with."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import TextClause, text

from backend.core.db import db

A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
# Bounded, so that a service at a standstill does not drown the auditor too. Sorted, so that the same ones stay open.
AT_MOST = 2_000


@dataclass(frozen=True)
class Look:
    """One look: `now`, and whatever a check may need that is made from it."""

    now: datetime

    @property
    def values(self) -> dict[str, Any]:
        return {"now": self.now, "minute_ago": self.now - A_MINUTE, "hour_ago": self.now - AN_HOUR, "most": AT_MOST}


@dataclass(frozen=True)
class Check:
    """One question. `find` gives the subject of each thing that should not be.

    `about_time`: asks what has not happened for a minute, so it needs an auditor that has watched for so long.
    """

    kind: str
    find: Callable[[Look], Iterable[str]]
    about_time: bool = False


def ask(sql: str, **more: Any) -> Callable[[Look], list[str]]:
    """A check that is one statement, whose first column is the subject."""
    statement = text(sql)

    def find(look: Look) -> list[str]:
        return subjects(statement, look, **more)

    return find


def subjects(statement: TextClause, look: Look, **more: Any) -> list[str]:
    """The first column of what the statement finds; it gets those of the look's values that it names."""
    values = {name: value for name, value in {**look.values, **more}.items() if name in statement._bindparams}  # noqa: SLF001
    return [str(found) for found in db.session.scalars(statement, values)]


def oldest_id(table: str, span: timedelta) -> uuid.UUID:
    """Where the rows of the last `span` begin, going by their ids, which rise with time. The newest row is its measure.

    These tables have no index by time, and need none but for this.
    """
    newest = db.session.scalar(text(f"SELECT id FROM {table} ORDER BY id DESC LIMIT 1"))
    if newest is None:
        return uuid.UUID(int=0)
    milliseconds = (newest.int >> 80) - int(span.total_seconds() * 1000)
    return uuid.UUID(int=max(0, milliseconds) << 80)
