"""That there is something new for those whom a person trusts: one neutral kind of notice, about her and nothing else.

Its subject is the record, so it leads to the page that shows them what she shares now, whatever that is by then.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import text

from backend.core.db import db
from backend.notifications import service as notifications

NEWS = "sharing.news"

TRUSTED_WITH = text("SELECT trusted_with(:record_id, :section, :at)")


def tell_trusted(record_id: uuid.UUID, section: str, now: datetime) -> None:
    """Tell everybody with whom she shares that section at this instant. In the worker: it alone may ask who they are."""
    db.session.flush()
    for account_id in db.session.scalars(TRUSTED_WITH, {"record_id": record_id, "section": section, "at": now}):
        notifications.tell(account_id, NEWS, record_id, urgent=False)


def take_back(record_id: uuid.UUID) -> None:
    """It is over: whoever was not told yet need not be."""
    notifications.withdraw(record_id, [NEWS])
