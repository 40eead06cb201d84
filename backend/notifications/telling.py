"""Writing a notice, taking it back, and what is known about it afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select

from backend.core import clock, errors
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.queue import jobs
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.notifications.channels import channels
from backend.notifications.models import CHANNELS, Delivery, Device, Notice

ShownHook = Callable[[str, uuid.UUID | None, uuid.UUID, datetime], None]

_shown_hooks: list[ShownHook] = []


def tell(
    account_id: uuid.UUID,
    kind: str,
    subject_id: uuid.UUID | None,
    *,
    urgent: bool,
    channels: Sequence[str] = CHANNELS,
    next_channel_after: timedelta | None = None,
) -> uuid.UUID:
    """Tell an account that `kind` happened to `subject_id`; the sending starts when this transaction commits.

    Returns the notice's id. Urgent ones go out at high urgency and are worth delivering for four hours, others a day.
    `channels`: the ways, in their order. With `next_channel_after` the next one starts so long after the one before unless
    the notice was seen; without it, only when there is no hope left for the one before.
    """
    notice_id = new_id()
    row = insert(Notice).values(
        id=notice_id,
        account_id=account_id,
        kind=kind,
        subject_id=subject_id,
        urgent=urgent,
        created_at=clock.now(),
        channels=list(channels),
        next_channel_seconds=_seconds(next_channel_after),
    )
    db.session.execute(row.inline())
    _send_soon(notice_id)
    return notice_id


def write_notice(
    account_id: uuid.UUID,
    kind: str,
    subject_id: uuid.UUID | None,
    *,
    urgent: bool,
    channels: Sequence[str] = CHANNELS,
    next_channel_after: timedelta | None = None,
) -> Notice:
    """As `tell`, in the worker, where nobody is asked yet to send it: that is for `send_soon` or `sending.take`."""
    notice = Notice(
        id=new_id(),
        account_id=account_id,
        kind=kind,
        subject_id=subject_id,
        urgent=urgent,
        created_at=clock.now(),
        channels=list(channels),
        next_channel_seconds=_seconds(next_channel_after),
    )
    db.session.add(notice)
    return notice


def send_soon(notices: Iterable[Notice]) -> None:
    """Have each sent by a job of its own, side by side, when this transaction commits."""
    for notice in notices:
        _send_soon(notice.id)


def withdraw(subject_id: uuid.UUID, kinds: Iterable[str]) -> None:
    """Take back what was not sent yet about this subject. What is being sent at this instant still arrives."""
    db.session.execute(select(func.withdraw_notices(subject_id, list(kinds), clock.now())))


def mark_seen(subject_id: uuid.UUID) -> None:
    """The acting account has opened what this is about, in the app: no further channel starts for its notices."""
    db.session.execute(select(func.mark_seen(subject_id, clock.now())))


def reachable(account_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these accounts a message can get to: by a device, or by a contact whose channel works. In the worker."""
    wanted = set(account_ids)
    by_push = set(
        db.session.scalars(select(Device.account_id).where(Device.account_id.in_(wanted), Device.removed_at.is_(None)))
    )
    return by_push | {account_id for account_id in wanted - by_push if _has_contact(account_id)}


def when_shown(hook: ShownHook) -> None:
    """Have `hook(kind, subject_id, account_id, at)` called, in the worker, when a push was shown on a device."""
    _shown_hooks[:] = [hook]


def mark_shown(delivery_id: uuid.UUID) -> None:
    """A service worker says that it showed this delivery. Says nothing about whether the id exists."""
    if db.session.scalar(select(func.mark_shown(delivery_id, clock.now()))):
        jobs.defer("delivery_shown", delivery_id=str(delivery_id))


def pass_on_shown(delivery_id: uuid.UUID) -> None:
    """Tell the slice that asked for the notices that they were shown: this one's, and those of what was merged into it.

    Harmless when done twice.
    """
    with one_transaction():
        rows = db.session.execute(
            select(Notice.kind, Notice.subject_id, Notice.account_id, Delivery.shown_at)
            .join(Delivery, Delivery.notice_id == Notice.id)
            .where(_together(delivery_id), Delivery.shown_at.is_not(None))
            .order_by(Delivery.id)
        ).all()
        for row in rows:
            for hook in _shown_hooks:
                hook(row.kind, row.subject_id, row.account_id, row.shown_at)


def open_delivery(delivery_id: uuid.UUID) -> dict[str, Any]:
    """What a delivery is about, for its addressee: row-level security shows it to nobody else. It was seen now.

    One that stands for several is about no single subject.
    """
    rows = db.session.execute(
        select(Notice.kind, Notice.subject_id, Delivery.id)
        .join(Delivery, Delivery.notice_id == Notice.id)
        .where(_together(delivery_id))
    ).all()
    kind = next((row.kind for row in rows if row.id == delivery_id), None)
    if kind is None:
        raise errors.NotFound("We could not find that message.")
    subjects = {row.subject_id for row in rows}
    for subject_id in subjects - {None}:
        mark_seen(subject_id)
    return {"kind": kind, "subject_id": subjects.pop() if len(subjects) == 1 else None}


def _together(delivery_id: uuid.UUID) -> ColumnElement[bool]:
    return or_(Delivery.id == delivery_id, Delivery.merged_into == delivery_id)


def _send_soon(notice_id: uuid.UUID) -> None:
    jobs.defer("send_notice", notice_id=str(notice_id))


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())


def _has_contact(account_id: uuid.UUID) -> bool:
    return any(channels.is_available(contact.kind) for contact in identity.contacts_of(account_id))
