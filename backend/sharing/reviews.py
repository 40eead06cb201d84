"""The reminder to look again at what somebody sees: on her day, and a day after a request of hers has closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text

from backend.core.db import db
from backend.notifications import service as notifications

DUE = text("SELECT account_id, trusted_person_id FROM remind_of_reviews(:at)")


def remind_of_reviews(now: datetime) -> None:
    """One message to each person for whom it is time, however many people she trusts. For the worker's sweep."""
    for row in db.session.execute(DUE, {"at": now}).all():
        notifications.tell(row.account_id, "sharing.review_due", row.trusted_person_id, urgent=False)
