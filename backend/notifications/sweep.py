"""What a lost job, a crashed worker or a busy push service left behind, found in the database and taken up again."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import select, text

from backend.core.db import db
from backend.core.work import one_transaction
from backend.notifications.bursts import RELEASE
from backend.notifications.codes import due_codes, send_code_message
from backend.notifications.models import Delivery, Notice
from backend.notifications.sending import send_delivery, send_notice, start_next_channel

# A notice is normally expanded within milliseconds.
OVERDUE = timedelta(seconds=2)
AT_MOST = 50
# A sweep that meets a push service that hangs must not hold up the next one for long.
BUDGET_SECONDS = 5

Sender = Callable[[uuid.UUID], None]

# Taken back, or seen before a text or an e-mail went out.
SETTLE = text("""
    UPDATE deliveries d SET state = 'withdrawn', lease_until = NULL FROM notices n
    WHERE n.id = d.notice_id AND (n.withdrawn_at IS NOT NULL OR (n.seen_at IS NOT NULL AND d.channel <> 'push'))
      AND d.state IN ('waiting', 'claimed') AND d.next_attempt_at <= :now
""")
SEEN_IN_TIME = text("""
    UPDATE notices SET next_channel_at = NULL WHERE id IN (
      SELECT id FROM notices
      WHERE next_channel_at <= :now AND (seen_at IS NOT NULL OR withdrawn_at IS NOT NULL) FOR UPDATE SKIP LOCKED
    )
""")


def send_due(now: datetime) -> None:
    """Send what is due and nobody has: bounded in number and in time; the rest is for the next sweep."""
    enough = time.monotonic() + BUDGET_SECONDS
    with one_transaction():
        for settle in (SETTLE, SEEN_IN_TIME, RELEASE):
            db.session.execute(settle, {"now": now})
        work = list(_due(now))
    for send, row_id in work:
        if time.monotonic() > enough:
            return
        send(row_id)


def _due(now: datetime) -> Iterator[tuple[Sender, uuid.UUID]]:
    """Rows that another process is just working on are passed over. The claim, not this, decides who sends."""
    notices = (
        select(Notice.id)
        .where(Notice.expanded_at.is_(None), Notice.withdrawn_at.is_(None), Notice.created_at <= now - OVERDUE)
        .order_by(Notice.created_at)
    )
    unseen = (
        select(Notice.id)
        .where(Notice.next_channel_at <= now, Notice.seen_at.is_(None), Notice.withdrawn_at.is_(None))
        .order_by(Notice.next_channel_at)
    )
    deliveries = (
        select(Delivery.id)
        .where(Delivery.state.in_(("waiting", "claimed")), Delivery.next_attempt_at <= now)
        .order_by(Delivery.next_attempt_at)
    )
    kinds = (
        (send_notice, notices),
        (send_delivery, deliveries),
        (start_next_channel, unseen),
        (send_code_message, due_codes(now)),
    )
    for send, rows in kinds:
        for row_id in db.session.scalars(rows.limit(AT_MOST).with_for_update(skip_locked=True)):
            yield send, row_id
