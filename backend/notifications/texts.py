"""Text messages through GOV.UK Notify, whose template holds nothing but `((words))`."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from backend.notifications.outcomes import HANDED_OVER, Outcome, again, refused

TIMEOUT_SECONDS = 10
TOO_MANY, BROKEN = 429, 500


class TextSender:
    """One client a message: Notify's client says that it is not safe to share between threads."""

    def __init__(self, api_key: str, template: str) -> None:
        self.api_key, self.template = api_key, template
        # It logs what Notify answered, which may quote a number.
        logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)

    def send(self, to: str, words: str, reference: uuid.UUID | None = None) -> Outcome:
        """Hand one message to Notify, which will say what became of it under our reference."""
        client: Any = NotificationsAPIClient(self.api_key, timeout=TIMEOUT_SECONDS)  # type: ignore[no-untyped-call]
        try:
            client.send_sms_notification(
                to,
                self.template,
                personalisation={"words": words},
                reference=str(reference) if reference else None,
            )
        except APIError as problem:
            status = int(problem.status_code)
            busy = status == TOO_MANY or status >= BROKEN
            return again("text_busy", status) if busy else refused("text_refused", status)
        return HANDED_OVER
