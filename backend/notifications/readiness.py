"""Who can be reached before a shift begins: a device that has shown a push, and a number for texts."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from backend.core.db import db


@dataclass(frozen=True)
class Readiness:
    """`confirmed_at`: when a device of theirs that still works last showed a push, not before the instant asked for."""

    confirmed_at: datetime | None = None
    has_phone: bool = False


def readiness_of(account_ids: Collection[uuid.UUID], since: datetime) -> dict[uuid.UUID, Readiness]:
    """How each of these accounts can be reached. In a request, of colleagues of the acting worker: others are as unready."""
    asked = func.readiness_of(list(account_ids), since).table_valued("account_id", "confirmed_at", "has_phone")
    found = {row.account_id: Readiness(row.confirmed_at, row.has_phone) for row in db.session.execute(select(asked))}
    return {account_id: found.get(account_id, Readiness()) for account_id in account_ids}
