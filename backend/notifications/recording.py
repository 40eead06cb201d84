"""What becomes of a delivery, its device and its notice after an attempt to send."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy import or_, select, text

from backend.core.db import db
from backend.notifications.bursts import release
from backend.notifications.expansion import DEVICE_TEST, widen
from backend.notifications.gone import pass_on_gone, tell_owner
from backend.notifications.models import Delivery, Device, Notice
from backend.notifications.outcomes import Ending, Outcome
from backend.notifications.push import WORTH
from backend.notifications.quiet import allowed_from

log = structlog.get_logger()

Row = TypeVar("Row", Delivery, Device)

# Seconds before the second, third … attempt; the last goes on until the message is no longer worth sending.
BACKOFF = (2, 5, 15, 60, 300)
SETTLED = ("shown", "withdrawn")

# A phone may have shown it, and an answer have withdrawn it, while it was on its way. What was merged into it went too.
TAKEN = text("""
    WITH delivery AS (
      UPDATE deliveries SET
        handed_over_at = coalesce(handed_over_at, :now),
        state = CASE WHEN state IN ('shown', 'withdrawn') THEN state ELSE 'handed_over' END,
        failure = CASE WHEN state IN ('shown', 'withdrawn') THEN failure END,
        lease_until = CASE WHEN state IN ('shown', 'withdrawn') THEN lease_until END
      WHERE id = :id RETURNING device_id, state
    ), merged AS (
      UPDATE deliveries SET handed_over_at = :now, state = 'handed_over', failure = NULL
      WHERE merged_into = :id AND state = 'merged'
    )
    UPDATE devices SET failing_since = NULL FROM delivery
    WHERE devices.id = delivery.device_id AND delivery.state = 'handed_over' AND failing_since IS NOT NULL
""")


def record(delivery_id: uuid.UUID, outcome: Outcome, now: datetime) -> list[uuid.UUID]:
    """Write down how it ended, for it and for all that were merged into it.

    Returns the deliveries that start in its place, if any.
    """
    if outcome.ending is Ending.HANDED_OVER:
        db.session.execute(TAKEN, {"id": delivery_id, "now": now})
        return []
    return _record_failure(delivery_id, outcome, now)


def _record_failure(delivery_id: uuid.UUID, outcome: Outcome, now: datetime) -> list[uuid.UUID]:
    """Locks the notices first, so that two deliveries of one that fail at once do not each wait for the other."""
    notices = _lock_notices(delivery_id)
    delivery = _lock(Delivery, delivery_id)
    device = _lock(Device, delivery.device_id) if delivery.device_id else None
    if delivery.state in SETTLED:
        return release(delivery_id, now)
    for one in [delivery, *_merged_into(delivery)]:
        # So that they go on together: the same pause, the same patience.
        one.attempts, one.merged_into, one.lease_until = max(one.attempts, delivery.attempts), None, None
        _RULES[outcome.ending](notices[one.notice_id], one, device, outcome, now)
    return [new.id for notice in notices.values() for new in widen(notice, now)]


def _lock_notices(delivery_id: uuid.UUID) -> dict[uuid.UUID, Notice]:
    """The notices of a delivery and of what was merged into it, always in the same order."""
    together = select(Delivery.notice_id).where(or_(Delivery.id == delivery_id, Delivery.merged_into == delivery_id))
    locked = select(Notice).where(Notice.id.in_(together)).order_by(Notice.id).with_for_update()
    return {notice.id: notice for notice in db.session.scalars(locked.execution_options(populate_existing=True))}


def _merged_into(delivery: Delivery) -> list[Delivery]:
    found = select(Delivery).where(Delivery.merged_into == delivery.id, Delivery.state == "merged")
    locked = found.order_by(Delivery.id).with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(locked))


def _lock(model: type[Row], row_id: uuid.UUID) -> Row:
    found = select(model).where(model.id == row_id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def _gone(notice: Notice, delivery: Delivery, device: Device | None, outcome: Outcome, now: datetime) -> None:
    """The browser gave its subscription up. What is kept of the device is that it once was."""
    delivery.state, delivery.failure = "failed", outcome.why
    if device is not None and device.removed_at is None:
        device.removed_at, device.removed_because = now, "gone"
        pass_on_gone(device, now)
        if notice.kind != DEVICE_TEST:
            tell_owner(device)
    log.info("device_gone", delivery=str(delivery.id), status=outcome.status)


def _refused(_: Notice, delivery: Delivery, device: Device | None, outcome: Outcome, now: datetime) -> None:
    """Our fault: somebody must look. The device is kept."""
    delivery.state, delivery.failure = "failed", outcome.why
    if device is not None:
        device.failing_since = device.failing_since or now
    log.error(outcome.why, delivery=str(delivery.id), status=outcome.status)


def _again(notice: Notice, delivery: Delivery, device: Device | None, outcome: Outcome, now: datetime) -> None:
    pause = outcome.retry_after or BACKOFF[min(delivery.attempts, len(BACKOFF)) - 1]
    delivery.state, delivery.failure = "waiting", outcome.why
    delivery.next_attempt_at = allowed_from(notice, now + timedelta(seconds=pause))
    if delivery.next_attempt_at > notice.created_at + WORTH[notice.urgent]:
        delivery.state, delivery.failure = "failed", "too_late"
    if device is not None:
        device.failing_since = device.failing_since or now
    log.warning(outcome.why, delivery=str(delivery.id), status=outcome.status, attempts=delivery.attempts)


_RULES: dict[Ending, Callable[[Notice, Delivery, Device | None, Outcome, datetime], None]] = {
    Ending.GONE: _gone,
    Ending.REFUSED: _refused,
    Ending.AGAIN: _again,
}
