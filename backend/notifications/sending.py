"""One delivery: claimed, sent, recorded, with a commit between each.

A crash between claim and record means that the lease runs out and it is sent again: at least once, and the topic makes
the second one replace the first. Nothing is locked while we wait for somebody else's server.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, or_, select, update

from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.notifications.channels import PUSH, channels
from backend.notifications.expansion import expand
from backend.notifications.letters import Letter
from backend.notifications.models import Delivery, Device, Notice
from backend.notifications.outcomes import Ending, Outcome, refused
from backend.notifications.push import Subscription
from backend.notifications.recording import record
from backend.notifications.words import plain_message, push_payload

# Longer than the channel's own timeouts: a lease that ends while we still send would only make a duplicate.
LEASE = timedelta(seconds=15)
SLOW_LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class Parcel:
    """What is needed to send one delivery, taken out of the database before the sending."""

    delivery_id: uuid.UUID
    kind: str
    urgent: bool
    channel: str
    topic: str
    to: Subscription | str | None


def send_notice(notice_id: uuid.UUID) -> None:
    """Expand a notice and send what it became. Harmless when done twice."""
    with one_transaction():
        expand(notice_id, clock.now())
        waiting = _waiting_of(notice_id)
    for delivery_id in waiting:
        send_delivery(delivery_id)


def send_delivery(delivery_id: uuid.UUID) -> None:
    """Claim, send, record; then whatever starts in its place. Does nothing when not due, or when another has it."""
    with one_transaction():
        parcel = _claim(delivery_id, clock.now())
    if parcel is None:
        return
    outcome = _send(parcel)
    with one_transaction():
        instead = record(delivery_id, outcome, clock.now())
    for next_id in instead:
        send_delivery(next_id)


def _waiting_of(notice_id: uuid.UUID) -> list[uuid.UUID]:
    return list(
        db.session.scalars(select(Delivery.id).where(Delivery.notice_id == notice_id, Delivery.state == "waiting"))
    )


def _claim(delivery_id: uuid.UUID, now: datetime) -> Parcel | None:
    """Take it, if it is due and its notice was not withdrawn. The database decides between two who try at once."""
    lease = case((Delivery.channel == PUSH, now + LEASE), else_=now + SLOW_LEASE)
    live = select(Notice.id).where(Notice.id == Delivery.notice_id, Notice.withdrawn_at.is_(None)).exists()
    claimed = db.session.scalar(
        update(Delivery)
        .where(
            Delivery.id == delivery_id,
            or_(Delivery.state == "waiting", Delivery.state == "claimed"),
            Delivery.next_attempt_at <= now,
            live,
        )
        .values(state="claimed", attempts=Delivery.attempts + 1, lease_until=lease, next_attempt_at=lease)
        .returning(Delivery)
        .execution_options(populate_existing=True)
    )
    return _pack(claimed) if claimed else None


def _pack(delivery: Delivery) -> Parcel:
    notice = db.session.get_one(Notice, delivery.notice_id)
    to = _subscription(delivery) if delivery.channel == PUSH else _contact(delivery)
    return Parcel(delivery.id, notice.kind, notice.urgent, delivery.channel, delivery.topic, to)


def _subscription(delivery: Delivery) -> Subscription | None:
    device = db.session.scalar(
        select(Device)
        .where(Device.id == delivery.device_id, Device.removed_at.is_(None))
        .execution_options(populate_existing=True)
    )
    return Subscription(device.endpoint, device.p256dh, device.auth) if device else None


def _contact(delivery: Delivery) -> str | None:
    contacts = identity.contacts_of(delivery.account_id)
    return next((contact.value for contact in contacts if contact.kind == delivery.channel), None)


def _send(parcel: Parcel) -> Outcome:
    address = channels.config.address
    if parcel.to is None:
        return refused("address_gone") if parcel.channel != PUSH else Outcome(Ending.GONE, "device_gone")
    if isinstance(parcel.to, str):
        return channels.write(parcel.channel, Letter(parcel.to, plain_message(address)))
    payload = push_payload(address, parcel.delivery_id, parcel.kind, parcel.topic)
    return channels.push.send(parcel.to, payload, parcel.topic, urgent=parcel.urgent)
