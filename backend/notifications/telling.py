"""Writing a notice, taking it back, and what is known about it afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from backend.core import clock, errors
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.queue import jobs
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.notifications.channels import channels
from backend.notifications.models import Delivery, Device, Notice

ShownHook = Callable[[str, uuid.UUID | None, uuid.UUID, datetime], None]

_shown_hooks: list[ShownHook] = []


def tell(account_id: uuid.UUID, kind: str, subject_id: uuid.UUID | None, *, urgent: bool) -> uuid.UUID:
    """Tell an account that `kind` happened to `subject_id`; the sending starts when this transaction commits.

    Returns the notice's id. Urgent ones go out at high urgency and are worth delivering for four hours, others a day.
    """
    notice_id = new_id()
    row = insert(Notice).values(
        id=notice_id,
        account_id=account_id,
        kind=kind,
        subject_id=subject_id,
        urgent=urgent,
        created_at=clock.now(),
    )
    db.session.execute(row.inline())
    _send_soon(notice_id)
    return notice_id


def write_notice(account_id: uuid.UUID, kind: str, subject_id: uuid.UUID | None, *, urgent: bool) -> Notice:
    """As `tell`, in the worker, where nobody is asked yet to send it: that is for `send_soon` or `sending.take`."""
    notice = Notice(
        id=new_id(), account_id=account_id, kind=kind, subject_id=subject_id, urgent=urgent, created_at=clock.now()
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
    """Tell the slice that asked for the notice that it was shown. Harmless when done twice."""
    with one_transaction():
        row = db.session.execute(
            select(Notice.kind, Notice.subject_id, Notice.account_id, Delivery.shown_at)
            .join(Delivery, Delivery.notice_id == Notice.id)
            .where(Delivery.id == delivery_id, Delivery.shown_at.is_not(None))
        ).one_or_none()
        if row is not None:
            for hook in _shown_hooks:
                hook(row.kind, row.subject_id, row.account_id, row.shown_at)


def open_delivery(delivery_id: uuid.UUID) -> dict[str, Any]:
    """What a delivery is about, for its addressee: row-level security shows it to nobody else."""
    row = db.session.execute(
        select(Notice.kind, Notice.subject_id)
        .join(Delivery, Delivery.notice_id == Notice.id)
        .where(Delivery.id == delivery_id)
    ).one_or_none()
    if row is None:
        raise errors.NotFound("We could not find that message.")
    return {"kind": row.kind, "subject_id": row.subject_id}


def _send_soon(notice_id: uuid.UUID) -> None:
    jobs.defer("send_notice", notice_id=str(notice_id))


def _has_contact(account_id: uuid.UUID) -> bool:
    return any(channels.is_available(contact.kind) for contact in identity.contacts_of(account_id))
