"""From a notice to its deliveries: a push to each device, else a text, else an e-mail."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from backend.core.db import db
from backend.core.encryption import vault
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.notifications.channels import EMAIL, PUSH, TEXT, channels
from backend.notifications.models import Delivery, Device, Notice

log = structlog.get_logger()

DEVICE_TEST = "device.test"
TOPIC_BYTES = 24
# A delivery that failed this often, or that must wait longer than this, is no longer waited for: the next channel
# starts beside it.
PATIENCE_ATTEMPTS = 4
PATIENCE = timedelta(seconds=60)
HOPEFUL, ARRIVED = ("waiting", "claimed"), ("handed_over", "shown")


def find_unexpanded(notice_id: uuid.UUID) -> Notice | None:
    """The notice, locked, when it is still to be expanded: nobody else does so now, and it was not withdrawn."""
    return db.session.scalar(
        select(Notice)
        .where(Notice.id == notice_id, Notice.expanded_at.is_(None), Notice.withdrawn_at.is_(None))
        .with_for_update(skip_locked=True)
    )


def expand(notice: Notice, now: datetime) -> list[Delivery]:
    """Write the deliveries of a notice that is locked, or that this transaction has made; once."""
    notice.expanded_at = now
    devices = _devices_for(notice)
    if devices or notice.kind == DEVICE_TEST:
        return [_add(notice, PUSH, now, device) for device in devices]
    return _add_next_channel(notice, set(), now)


def widen(notice: Notice, now: datetime) -> list[Delivery]:
    """Start the next channel when nothing that is under way can be hoped for. The caller holds the notice's lock.

    Returns new deliveries. A test of one device goes nowhere else.
    """
    if notice.kind == DEVICE_TEST or notice.withdrawn_at is not None:
        return []
    db.session.flush()
    others = list(db.session.scalars(select(Delivery).where(Delivery.notice_id == notice.id)))
    if any(other.state in ARRIVED or _is_hopeful(other, now) for other in others):
        return []
    return _add_next_channel(notice, {other.channel for other in others}, now)


def _is_hopeful(delivery: Delivery, now: datetime) -> bool:
    soon = delivery.next_attempt_at <= now + PATIENCE
    return delivery.state in HOPEFUL and delivery.attempts < PATIENCE_ATTEMPTS and soon


def _devices_for(notice: Notice) -> Sequence[Device]:
    wanted = select(Device).where(Device.account_id == notice.account_id, Device.removed_at.is_(None))
    if notice.kind == DEVICE_TEST:
        wanted = wanted.where(Device.id == notice.subject_id)
    return db.session.scalars(wanted).all()


def _add_next_channel(notice: Notice, tried: set[str], now: datetime) -> list[Delivery]:
    kinds = {contact.kind for contact in identity.contacts_of(notice.account_id)}
    left = [channel for channel in (TEXT, EMAIL) if channel in kinds - tried]
    if not left:
        log.error("notice_unreachable", notice=str(notice.id))
        return []
    channel = next((one for one in left if channels.is_available(one)), left[0])
    return [_add(notice, channel, now)]


def _add(notice: Notice, channel: str, now: datetime, device: Device | None = None) -> Delivery:
    delivery = Delivery(
        # The one delivery of a test carries the notice's id: the page knows it before the worker has written this row.
        id=notice.id if notice.kind == DEVICE_TEST else new_id(),
        notice_id=notice.id,
        notice=notice,
        account_id=notice.account_id,
        device=device,
        channel=channel,
        topic=_topic(notice),
        state="waiting",
        attempts=0,
        next_attempt_at=now,
    )
    db.session.add(delivery)
    return delivery


def _topic(notice: Notice) -> str:
    """The same for the same account and subject, so that a later message replaces the earlier. It means nothing."""
    fingerprint = vault.blind_index("topic", f"{notice.account_id}:{notice.subject_id or notice.id}")
    return base64.urlsafe_b64encode(fingerprint[:TOPIC_BYTES]).decode()
