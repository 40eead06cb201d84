"""This slice's jobs, as the worker runs them. Each is harmless when run twice; none is relied upon: see `sweep`."""

from __future__ import annotations

import uuid

from backend.core.queue import queue
from backend.notifications import codes, sending, telling


@queue.task(name="send_notice")
def send_notice(notice_id: str) -> None:
    """Expand a notice and send its deliveries."""
    sending.send_notice(uuid.UUID(notice_id))


@queue.task(name="send_code_message")
def send_code_message(message_id: str) -> None:
    """Send a one-time code."""
    codes.send_code_message(uuid.UUID(message_id))


@queue.task(name="delivery_shown")
def delivery_shown(delivery_id: str) -> None:
    """Pass on that a push was shown."""
    telling.pass_on_shown(uuid.UUID(delivery_id))
