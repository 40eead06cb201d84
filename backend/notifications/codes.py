"""One-time codes and links on their way out. They are written down sealed, sent by the worker, and deleted."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Select, delete, insert, select, update

from backend.core import clock
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.queue import jobs
from backend.core.work import one_transaction
from backend.notifications.channels import channels
from backend.notifications.letters import Letter
from backend.notifications.models import CodeMessage
from backend.notifications.outcomes import Ending, Outcome
from backend.notifications.recording import BACKOFF

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
# Long enough for a mail server to come back; a code has ended before, and its owner has asked for another.
GIVE_UP = timedelta(hours=1)


def send_code(kind: str, to: str, words: str, link: str | None, code: str | None) -> None:
    """Send a code or link by `kind` (email or text), starting when this transaction commits.

    Nothing is sent here, so the answer takes as long for a contact that nobody has.
    """
    letter = Letter(to, words, link, code)
    if channels.is_for_show(kind):
        channels.show(kind, letter)
        return
    row_id, now = new_id(), clock.now()
    db.session.execute(
        insert(CodeMessage)
        .values(
            id=row_id,
            channel=kind,
            body_sealed=channels.letters.seal(row_id, letter),
            created_at=now,
            attempts=0,
            next_attempt_at=now,
        )
        .inline()
    )
    jobs.defer("send_code_message", message_id=str(row_id))


def send_code_message(message_id: uuid.UUID) -> None:
    """Claim, send, and delete or keep for another try."""
    now = clock.now()
    with one_transaction():
        message = db.session.scalar(
            update(CodeMessage)
            .where(CodeMessage.id == message_id, CodeMessage.next_attempt_at <= now)
            .values(attempts=CodeMessage.attempts + 1, next_attempt_at=now + LEASE)
            .returning(CodeMessage)
            .execution_options(populate_existing=True)
        )
    if message is None:
        return
    outcome = channels.write(message.channel, channels.letters.open(message.id, message.body_sealed))
    with one_transaction():
        _record(message, outcome, clock.now())


def due_codes(now: datetime) -> Select[uuid.UUID]:
    """The messages to be taken up by a sweep."""
    return select(CodeMessage.id).where(CodeMessage.next_attempt_at <= now).order_by(CodeMessage.next_attempt_at)


def _record(message: CodeMessage, outcome: Outcome, now: datetime) -> None:
    if outcome.ending is not Ending.HANDED_OVER:
        log.error("code_not_sent", why=outcome.why, status=outcome.status, attempts=message.attempts)
    this_one = CodeMessage.id == message.id
    if outcome.ending is Ending.AGAIN and now < message.created_at + GIVE_UP:
        pause = timedelta(seconds=BACKOFF[min(message.attempts, len(BACKOFF)) - 1])
        db.session.execute(update(CodeMessage).where(this_one).values(next_attempt_at=now + pause))
    else:
        db.session.execute(delete(CodeMessage).where(this_one))
