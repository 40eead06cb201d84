"""One delivery: claimed, sent, recorded, with a commit between each. A new one may be written as claimed already.

A crash between claim and record means that the lease runs out and it is sent again: at least once, and the topic makes
the second one replace the first. Nothing is locked while we wait for somebody else's server.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, or_, select, update

from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.notifications import bursts
from backend.notifications.channels import LEASE, PUSH, SLOW_LEASE, channels, lease_of
from backend.notifications.expansion import expand, find_unexpanded, find_unseen, go_on
from backend.notifications.letters import Letter
from backend.notifications.models import Delivery, Device, Notice
from backend.notifications.outcomes import Ending, Outcome, refused
from backend.notifications.push import Subscription
from backend.notifications.recording import record
from backend.notifications.telling import send_soon
from backend.notifications.words import plain_message, push_payload


@dataclass(frozen=True)
class Parcel:
    """What is needed to send one delivery, taken out of the database before the sending. `claim`: the number of ours."""

    delivery_id: uuid.UUID
    claim: int
    kind: str
    urgent: bool
    channel: str
    topic: str
    is_several: bool
    to: Subscription | str | None


@dataclass(frozen=True)
class Taken:
    """What this process must send as soon as its transaction has committed: one is claimed, the others wait."""

    first: Parcel
    others: list[uuid.UUID]


def send_notice(notice_id: uuid.UUID) -> None:
    """Expand a notice and send what it became. Harmless when done twice."""
    with one_transaction():
        notice = find_unexpanded(notice_id)
        taken = _take(notice, clock.now()) if notice else None
    send_taken(taken)


def take(notices: Sequence[Notice], now: datetime) -> Taken | None:
    """Take in hand the first of the notices that this transaction has written; a job is deferred for each other one.

    For `send_taken`, right after the commit: whatever gets lost in between, the sweep sends when the lease ends.
    """
    send_soon(notices[1:])
    return _take(notices[0], now) if notices else None


def send_taken(taken: Taken | None) -> None:
    """Send what `take` has claimed, then claim and send the others of the same notice.

    The first is not looked at once more: nobody else knew of its notice before the commit that was just now.
    """
    if taken is None:
        return
    for delivery_id in [*_deliver(taken.first), *taken.others]:
        send_delivery(delivery_id)


def start_next_channel(notice_id: uuid.UUID) -> None:
    """Nobody has seen it in time: send it by the next channel too. Harmless when done twice."""
    now = clock.now()
    with one_transaction():
        notice = find_unseen(notice_id, now)
        taken = _in_hand(go_on(notice, now), notice, now) if notice else None
    send_taken(taken)


def send_delivery(delivery_id: uuid.UUID) -> None:
    """Claim, look once more, send, record; then whatever starts in its place.

    Does nothing when not due, or when another has it.
    """
    with one_transaction():
        parcel = _claim(delivery_id, clock.now())
    if parcel is None:
        return
    for next_id in _deliver(parcel) if _is_still_wanted(parcel) else _put_back(parcel):
        send_delivery(next_id)


def _is_still_wanted(parcel: Parcel) -> bool:
    """The last look before the request goes out: it may have been answered since, or our lease have run out."""
    with one_transaction():
        row = db.session.execute(
            select(Delivery.state, Delivery.attempts, Notice.withdrawn_at, Notice.seen_at)
            .join(Notice, Notice.id == Delivery.notice_id)
            .where(Delivery.id == parcel.delivery_id)
        ).one()
    is_ours = (row.state, row.attempts) == ("claimed", parcel.claim)
    return is_ours and row.withdrawn_at is None and (parcel.channel == PUSH or row.seen_at is None)


def _put_back(parcel: Parcel) -> list[uuid.UUID]:
    """It was answered: take it back. What it carried for others goes out by itself; returns that."""
    ours = update(Delivery).where(
        Delivery.id == parcel.delivery_id, Delivery.state == "claimed", Delivery.attempts == parcel.claim
    )
    with one_transaction():
        taken_back = db.session.scalar(
            ours.values(state="withdrawn", lease_until=None)
            .execution_options(synchronize_session=False)
            .returning(Delivery.id)
        )
        return bursts.release(parcel.delivery_id, clock.now()) if taken_back else []


def _deliver(parcel: Parcel) -> list[uuid.UUID]:
    """Send and record. Returns what starts in its place."""
    outcome = _send(parcel)
    with one_transaction():
        return record(parcel.delivery_id, outcome, clock.now())


def _take(notice: Notice, now: datetime) -> Taken | None:
    return _in_hand(expand(notice, now), notice, now)


def _in_hand(new: list[Delivery], notice: Notice, now: datetime) -> Taken | None:
    """Only one is written as claimed: the leases of more would run out while the first is being sent.

    Those that wait for the end of a burst or of a quiet time are for the sweep.
    """
    ready = [one for one in new if one.next_attempt_at <= now]
    if not ready:
        return None
    first, *others = ready
    first.state, first.attempts = "claimed", 1
    first.lease_until = first.next_attempt_at = now + lease_of(first.channel)
    return Taken(_pack(first, notice, first.device), [other.id for other in others])


def _claim(delivery_id: uuid.UUID, now: datetime) -> Parcel | None:
    """Take it, if it is due and still wanted, and with it what waits for the same place.

    The database decides between two who try at once.
    """
    lease = case((Delivery.channel == PUSH, now + LEASE), else_=now + SLOW_LEASE)
    is_unseen = or_(Delivery.channel == PUSH, Notice.seen_at.is_(None))
    wanted = select(Notice.id).where(Notice.id == Delivery.notice_id, Notice.withdrawn_at.is_(None), is_unseen)
    claimed = db.session.scalar(
        update(Delivery)
        .where(
            Delivery.id == delivery_id,
            or_(Delivery.state == "waiting", Delivery.state == "claimed"),
            Delivery.next_attempt_at <= now,
            wanted.exists(),
        )
        .values(
            state="claimed",
            attempts=Delivery.attempts + 1,
            lease_until=lease,
            next_attempt_at=lease,
            # How the attempt before ended is not known when whoever made it is gone.
            failure=case((Delivery.state == "waiting", Delivery.failure)),
        )
        .returning(Delivery)
        .execution_options(populate_existing=True)
    )
    if claimed is None:
        return None
    notice = db.session.get_one(Notice, claimed.notice_id)
    bursts.take_along(claimed, notice)
    return _pack(claimed, notice, _device(claimed))


def _pack(delivery: Delivery, notice: Notice, device: Device | None) -> Parcel:
    to = _subscription(device) if delivery.channel == PUSH else _contact(delivery)
    is_several = delivery.topic == bursts.burst_topic(notice)
    return Parcel(
        delivery.id,
        delivery.attempts,
        notice.kind,
        notice.urgent,
        delivery.channel,
        delivery.topic,
        is_several,
        to,
    )


def _device(delivery: Delivery) -> Device | None:
    """Its device, unless that was removed meanwhile."""
    wanted = select(Device).where(Device.id == delivery.device_id, Device.removed_at.is_(None))
    return db.session.scalar(wanted.execution_options(populate_existing=True)) if delivery.device_id else None


def _subscription(device: Device | None) -> Subscription | None:
    return Subscription(device.endpoint, device.p256dh, device.auth) if device else None


def _contact(delivery: Delivery) -> str | None:
    contacts = identity.contacts_of(delivery.account_id)
    return next((contact.value for contact in contacts if contact.kind == delivery.channel), None)


def _send(parcel: Parcel) -> Outcome:
    address = channels.config.address
    if parcel.to is None:
        return refused("address_gone") if parcel.channel != PUSH else Outcome(Ending.GONE, "device_gone")
    if isinstance(parcel.to, str):
        letter = Letter(parcel.to, plain_message(address, is_several=parcel.is_several))
        return channels.write(parcel.channel, letter, parcel.delivery_id)
    payload = push_payload(address, parcel.delivery_id, parcel.kind, parcel.topic, is_several=parcel.is_several)
    return channels.push.send(parcel.to, payload, parcel.topic, urgent=parcel.urgent)
