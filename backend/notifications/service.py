"""The door of this slice: tell somebody, take it back, ask who can be reached."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import func, insert, select

from backend.config import Config
from backend.core import clock
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.keys import Keys
from backend.core.queue import jobs
from backend.notifications.models import Notice


def set_up(config: Config, keys: Keys) -> None:
    """Give the channels what they need. Called once, when an application is made."""


def tell(account_id: uuid.UUID, kind: str, subject_id: uuid.UUID | None, *, urgent: bool) -> uuid.UUID:
    """Tell an account that `kind` happened to `subject_id`; the sending starts when this transaction commits.

    Returns the notice's id. Urgent ones go out at high urgency and are worth delivering for four hours, others a day.
    """
    notice_id = new_id()
    db.session.execute(
        insert(Notice)
        .values(
            id=notice_id,
            account_id=account_id,
            kind=kind,
            subject_id=subject_id,
            urgent=urgent,
            created_at=clock.now(),
        )
        .inline()
    )
    jobs.defer("send_notice", notice_id=str(notice_id))
    return notice_id


def withdraw(subject_id: uuid.UUID, kinds: Iterable[str]) -> None:
    """Take back what was not sent yet about this subject. What is being sent at this instant still arrives."""
    db.session.execute(select(func.withdraw_notices(subject_id, list(kinds), clock.now())))
