"""What became of a text: GOV.UK Notify calls us with a receipt for each, under our own reference, the delivery's id.

A text that arrived was not therefore seen. One that did not arrive has failed, and the sweep starts the next channel.
Nothing of the receipt is kept or logged but its status: it names the number.
"""

from __future__ import annotations

import hmac
import uuid

import structlog
from sqlalchemy import func, select

from backend.core import clock, errors
from backend.core.db import db
from backend.notifications.channels import channels

log = structlog.get_logger()

ARRIVED = "delivered"
# Notify's words, and ours for the same (see `outcomes`).
FAILURES = {
    "permanent-failure": "text_number_gone",
    "temporary-failure": "text_not_taken",
    "technical-failure": "text_broken",
}
BEARER = "Bearer "


class NoToken(errors.Forbidden):
    """Whoever calls is not GOV.UK Notify."""

    code = "notifications.no_token"
    words = "This address is for GOV.UK Notify."


def take_receipt(authorization: str, reference: str, status: str) -> None:
    """Write down what became of a text. A reference that nobody knows changes nothing and is answered alike."""
    _check_token(authorization)
    delivery_id = _as_id(reference)
    if delivery_id is None or (status != ARRIVED and status not in FAILURES):
        return
    failure = FAILURES.get(status)
    is_new = db.session.scalar(select(func.note_receipt(delivery_id, failure, clock.now())))
    if is_new and failure:
        log.error(failure, delivery=str(delivery_id))


def _check_token(authorization: str) -> None:
    """In constant time, so that answers tell nothing of how much was right."""
    token = channels.config.notify_callback_token
    if token is None:
        raise errors.NotFound
    given = authorization.removeprefix(BEARER) if authorization.startswith(BEARER) else ""
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise NoToken


def _as_id(reference: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(reference)
    except ValueError:
        return None
