"""From a notice to its deliveries: by the first of its channels that leads anywhere, later by the next."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import null, select

from backend.core.db import db
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.notifications import bursts
from backend.notifications.channels import PUSH, channels
from backend.notifications.models import CHANNELS, Delivery, Device, Notice
from backend.notifications.push import WORTH
from backend.notifications.quiet import allowed_from

log = structlog.get_logger()

DEVICE_TEST = "device.test"
# A delivery that failed this often, or that must wait longer than this, is no longer waited for: the next channel
# starts beside it.
PATIENCE_ATTEMPTS = 4
PATIENCE = timedelta(seconds=60)
HOPEFUL, ARRIVED = ("waiting", "claimed", "merged"), ("handed_over", "shown")

Kinds = Callable[[], set[str]]


def find_unexpanded(notice_id: object) -> Notice | None:
    """The notice, locked, when it is still to be expanded: nobody else does so now, and it was not withdrawn."""
    return db.session.scalar(
        select(Notice)
        .where(Notice.id == notice_id, Notice.expanded_at.is_(None), Notice.withdrawn_at.is_(None))
        .with_for_update(skip_locked=True)
    )


def find_unseen(notice_id: object, now: datetime) -> Notice | None:
    """The notice, locked, when its next channel is due and nobody else sees to it now."""
    return db.session.scalar(
        select(Notice)
        .where(Notice.id == notice_id, Notice.next_channel_at <= now)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def expand(notice: Notice, now: datetime) -> list[Delivery]:
    """Write the deliveries of a notice that is locked, or that this transaction has made; once."""
    notice.expanded_at = now
    return _start_next(notice, set(), now, whatever=True)


def go_on(notice: Notice, now: datetime) -> list[Delivery]:
    """Its time is over and nothing was seen: start the next channel, if there is any. The caller holds the lock."""
    notice.next_channel_at = None
    is_old = now > notice.created_at + WORTH[notice.urgent]
    if is_old or notice.seen_at is not None or notice.withdrawn_at is not None:
        return []
    tried = set(db.session.scalars(select(Delivery.channel).where(Delivery.notice_id == notice.id)))
    return _start_next(notice, tried, now, whatever=False)


def widen(notice: Notice, now: datetime) -> list[Delivery]:
    """Start the next channel when nothing that is under way can be hoped for. The caller holds the notice's lock.

    Returns new deliveries. A test of one device goes nowhere else.
    """
    if notice.kind == DEVICE_TEST or notice.withdrawn_at is not None or notice.seen_at is not None:
        return []
    db.session.flush()
    others = list(db.session.scalars(select(Delivery).where(Delivery.notice_id == notice.id)))
    tried = {other.channel for other in others}
    soon = allowed_from(notice, now + PATIENCE)
    if any(other.state in ARRIVED or _is_hopeful(other, soon) for other in _that_count(notice, others, tried)):
        return []
    return _start_next(notice, tried, now, whatever=True)


def _that_count(notice: Notice, others: Iterable[Delivery], tried: set[str]) -> list[Delivery]:
    """Where the next channel starts unless the notice is seen, what was handed over by an earlier one is no hope."""
    if notice.next_channel_seconds is None:
        return list(others)
    order = _order(notice)
    latest = max(tried, key=order.index)
    return [other for other in others if other.channel == latest]


def _is_hopeful(delivery: Delivery, soon: datetime) -> bool:
    is_patient = delivery.attempts < PATIENCE_ATTEMPTS and delivery.next_attempt_at <= soon
    return delivery.state in HOPEFUL and is_patient


def _order(notice: Notice) -> list[str]:
    """Its own channels, then what else there is: somebody must be reached by whatever leads to them."""
    return [*notice.channels, *(channel for channel in CHANNELS if channel not in notice.channels)]


def _start_next(notice: Notice, tried: set[str], now: datetime, *, whatever: bool) -> list[Delivery]:
    """The deliveries of the first channel that is left and has an address, and when to look whether they were seen.

    `whatever`: nothing is under way, so that any channel is better than none, and an operator must know of none.
    """
    left = [one for one in (_order(notice) if whatever else notice.channels) if one not in tried]
    kinds = functools.cache(lambda: {contact.kind for contact in identity.contacts_of(notice.account_id)})
    if notice.kind == DEVICE_TEST:
        left = [PUSH]
    new = next(filter(None, (_by(one, notice, kinds, now) for one in left)), [])
    if not new and whatever and notice.kind != DEVICE_TEST:
        new = _not_configured(notice, left, kinds, now)
    if new and notice.next_channel_seconds is not None:
        starts = max(one.next_attempt_at for one in new)
        notice.next_channel_at = starts + timedelta(seconds=notice.next_channel_seconds)
    return new


def _by(channel: str, notice: Notice, kinds: Kinds, now: datetime) -> list[Delivery]:
    """Deliveries by this channel: none without an address, or when the service cannot send by it."""
    if channel == PUSH:
        return [_add(notice, PUSH, busy, now, device) for device, busy in _devices_for(notice, now)]
    if not channels.is_available(channel) or channel not in kinds():
        return []
    return [_add(notice, channel, db.session.scalar(bursts.quiet_until(notice, channel, now)), now)]


def _devices_for(notice: Notice, now: datetime) -> Iterable[tuple[Device, datetime | None]]:
    """The account's devices, each with the end of the window that an earlier message has begun there."""
    if notice.kind == DEVICE_TEST:
        wanted = select(Device, null()).where(Device.id == notice.subject_id)
    else:
        wanted = select(Device, bursts.quiet_until(notice, PUSH, now).scalar_subquery())
    mine = wanted.where(Device.account_id == notice.account_id, Device.removed_at.is_(None))
    return [(device, busy) for device, busy in db.session.execute(mine)]


def _not_configured(notice: Notice, left: Iterable[str], kinds: Kinds, now: datetime) -> list[Delivery]:
    """One by a channel that is not there, as it fails with a word that the auditor finds; none without any address."""
    channel = next((one for one in left if one in kinds()), None)
    if channel is None:
        log.error("notice_unreachable", notice=str(notice.id))
        return []
    return [_add(notice, channel, None, now)]


def _add(notice: Notice, channel: str, busy: datetime | None, now: datetime, device: Device | None = None) -> Delivery:
    is_test = notice.kind == DEVICE_TEST
    delivery = Delivery(
        # The one delivery of a test carries the notice's id: the page knows it before the worker has written this row.
        id=notice.id if is_test else new_id(),
        notice_id=notice.id,
        notice=notice,
        account_id=notice.account_id,
        device=device,
        channel=channel,
        topic=bursts.topic_of(notice.account_id, str(notice.subject_id or notice.id)),
        state="waiting",
        attempts=0,
        next_attempt_at=now if is_test else allowed_from(notice, max(now, busy or now)),
    )
    db.session.add(delivery)
    return delivery
