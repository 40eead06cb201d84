"""The ways out of the house, set up once from the configuration.

Where nothing is configured for texts or e-mails, the demo writes them to a page for developers; elsewhere that channel
is not available, and says so.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlalchemy import insert

from backend.config import Config
from backend.core import clock
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.keys import Keys
from backend.core.work import one_transaction
from backend.notifications.letters import Letter, LetterBox
from backend.notifications.mail import MailSender
from backend.notifications.models import DemoMessage
from backend.notifications.outcomes import HANDED_OVER, Outcome, refused
from backend.notifications.push import PushSender
from backend.notifications.texts import TextSender

PUSH, TEXT, EMAIL = "push", "text", "email"
# Longer than the channel's own timeouts: a lease that ends while we still send would only make a duplicate.
LEASE = timedelta(seconds=15)
SLOW_LEASE = timedelta(seconds=60)


def lease_of(channel: str) -> timedelta:
    """For how long a delivery by this channel is claimed."""
    return LEASE if channel == PUSH else SLOW_LEASE


class Channels:
    """Push, text and e-mail as configured."""

    def use(self, config: Config, keys: Keys) -> None:
        """Set everything up; no connection is made yet."""
        self.config = config
        self.letters = LetterBox(keys)
        self.push = PushSender(keys.push, config.push_contact, config.push_hosts)
        self._senders: dict[str, MailSender | TextSender] = {}
        if config.smtp_url:
            self._senders[EMAIL] = MailSender(config.smtp_url, config.mail_from)
        if config.notify_api_key and config.notify_template:
            self._senders[TEXT] = TextSender(config.notify_api_key, config.notify_template)

    def is_for_show(self, channel: str) -> bool:
        """Whether messages by this channel go to the demo's page instead."""
        return self.config.is_demo and channel not in self._senders

    def is_available(self, channel: str) -> bool:
        """Whether anything sent by this channel gets anywhere."""
        return channel in self._senders or self.is_for_show(channel)

    def write(self, channel: str, letter: Letter, reference: uuid.UUID | None = None) -> Outcome:
        """Send a text or an e-mail now. `reference`: by which a text's receipt will name it."""
        sender = self._senders.get(channel)
        if isinstance(sender, TextSender):
            return sender.send(letter.to, letter.body, reference)
        if sender is not None:
            return sender.send(letter.to, letter.body)
        if not self.is_for_show(channel):
            return refused("channel_not_configured")
        with one_transaction():
            self.show(channel, letter)
        return HANDED_OVER

    def show(self, channel: str, letter: Letter) -> None:
        """Put a message on the demo's page, in the present transaction."""
        row_id = new_id()
        sealed = self.letters.seal(row_id, letter)
        row = insert(DemoMessage).values(id=row_id, at=clock.now(), channel=channel, body_sealed=sealed)
        db.session.execute(row.inline())


channels = Channels()
