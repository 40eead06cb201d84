"""Several messages that come at once to the same place go out as one.

The first is sent at once. What follows within the window waits until the window ends; whichever is claimed then takes the
others along: they are *merged* into it, and what becomes of it becomes of them. Only calls for duty merge with each other,
and notices of one kind. Nothing here forgets a message: whatever loses the one that carried it waits again.
"""

from __future__ import annotations

import base64
import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, or_, select, text, update
from sqlalchemy.orm import aliased

from backend.core.db import db
from backend.core.encryption import vault
from backend.notifications.channels import EMAIL, PUSH, TEXT, lease_of
from backend.notifications.models import Delivery, Device, Notice
from backend.notifications.words import CALLS_TO_ACT

WINDOW = {PUSH: timedelta(seconds=20), TEXT: timedelta(seconds=60), EMAIL: timedelta(seconds=60)}
# Tried, and surely not taken. After a time-out, or when a worker died, nobody knows.
NOT_TAKEN = ("push_service_busy", "text_busy", "mail_busy")
UNDER_WAY = ("waiting", "claimed", "handed_over", "shown")
DUTY = "duty"
TOPIC_BYTES = 24
# A test of one device stands for itself.
ALONE = frozenset({"device.test"})

# What carried these is not going out: taken back, failed, or to be tried again later.
RELEASE = text("""
    UPDATE deliveries SET state = 'waiting', merged_into = NULL, next_attempt_at = :now WHERE id IN (
      SELECT m.id FROM deliveries m JOIN deliveries d ON d.id = m.merged_into
      WHERE m.state = 'merged' AND d.state IN ('waiting', 'failed', 'withdrawn') FOR UPDATE OF m SKIP LOCKED
    )
""")


def topic_of(account_id: uuid.UUID, about: str) -> str:
    """The same for the same account and matter, so that a later message replaces the earlier. It means nothing."""
    fingerprint = vault.blind_index("topic", f"{account_id}:{about}")
    return base64.urlsafe_b64encode(fingerprint[:TOPIC_BYTES]).decode()


def burst_topic(notice: Notice) -> str:
    """Stands for all messages of this kind to the account."""
    return topic_of(notice.account_id, DUTY if notice.kind in CALLS_TO_ACT else notice.kind)


def quiet_until(notice: Notice, channel: str, now: datetime) -> Select[datetime | None]:
    """When the window ends that an earlier message to the same account has begun by this channel; NULL without one.

    Within a select from `devices` it asks for each device. A claim sets `next_attempt_at` to the end of its lease, so that
    this column tells when the message went out, and its index finds the recent ones.
    """
    window, earlier = WINDOW[channel], aliased(Notice)
    begun = Delivery.next_attempt_at + (window - lease_of(channel))
    found = (
        select(func.max(case((Delivery.state == "waiting", Delivery.next_attempt_at), else_=begun)))
        .join(earlier, earlier.id == Delivery.notice_id)
        .where(
            Delivery.account_id == notice.account_id,
            Delivery.channel == channel,
            Delivery.state.in_(UNDER_WAY),
            Delivery.merged_into.is_(None),
            Delivery.next_attempt_at > now - window,
            Delivery.next_attempt_at <= now + window,
            *_alike(notice, earlier),
        )
    )
    return found.where(Delivery.device_id == Device.id) if channel == PUSH else found


def take_along(delivery: Delivery, notice: Notice) -> None:
    """Merge into this delivery, which the present transaction has claimed, all that wait for the same place.

    What another process is just working on is passed over, and so is what may have gone out already by itself: sent again
    under the burst's topic it would stand beside the first instead of replacing it.
    """
    topic = burst_topic(notice)
    is_first_try = delivery.attempts == 1 or delivery.failure in NOT_TAKEN or delivery.topic == topic
    if notice.kind in ALONE or not is_first_try:
        return
    waiting = (
        select(Delivery.id)
        .join(Notice, Notice.id == Delivery.notice_id)
        .where(
            Delivery.account_id == delivery.account_id,
            Delivery.channel == delivery.channel,
            Delivery.device_id.is_not_distinct_from(delivery.device_id),
            Delivery.state == "waiting",
            Delivery.id != delivery.id,
            or_(Delivery.attempts == 0, Delivery.failure.in_(NOT_TAKEN), Delivery.topic == topic),
            Notice.withdrawn_at.is_(None),
            Notice.seen_at.is_(None),
            *_alike(notice, Notice),
        )
        .with_for_update(of=Delivery, skip_locked=True)
    )
    merged = db.session.execute(
        update(Delivery)
        .where(Delivery.id.in_(waiting))
        .values(state="merged", merged_into=delivery.id, topic=topic)
        .execution_options(synchronize_session=False)
        .returning(Delivery.id)
    ).all()
    if merged:
        delivery.topic = topic


def release(delivery_id: uuid.UUID, now: datetime) -> list[uuid.UUID]:
    """Let those wait again, due now, that were merged into a delivery which does not go out. Returns their ids."""
    released = update(Delivery).where(Delivery.merged_into == delivery_id, Delivery.state == "merged")
    return list(
        db.session.scalars(
            released.values(state="waiting", merged_into=None, next_attempt_at=now)
            .execution_options(synchronize_session=False)
            .returning(Delivery.id)
        )
    )


def _alike(notice: Notice, other: Any) -> tuple[Any, Any]:
    kinds = CALLS_TO_ACT if notice.kind in CALLS_TO_ACT else {notice.kind}
    return other.kind.in_(sorted(kinds)), other.urgent == notice.urgent
