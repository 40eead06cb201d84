"""The door of this slice: tell somebody, take it back, ask who can be reached, send a code."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.care import service as care
from backend.care.crisis_lines import crisis_contacts
from backend.config import Config
from backend.core.db import db
from backend.core.keys import Keys
from backend.notifications import tasks
from backend.notifications.channels import channels
from backend.notifications.codes import send_code
from backend.notifications.devices import (
    list_devices,
    put_device,
    remove_device,
    test_device,
    with_confirmed_device,
)
from backend.notifications.gone import when_device_gone
from backend.notifications.models import DemoMessage, Notice
from backend.notifications.old_numbers import remind_of_old_numbers
from backend.notifications.quiet import clear_quiet_hours, my_quiet_hours, set_quiet_hours
from backend.notifications.readiness import Readiness, readiness_of
from backend.notifications.receipts import take_receipt
from backend.notifications.sending import send_taken, take
from backend.notifications.sweep import send_due
from backend.notifications.telling import (
    mark_seen,
    mark_shown,
    open_delivery,
    reachable,
    send_soon,
    tell,
    when_shown,
    withdraw,
    write_notice,
)
from backend.notifications.words import TITLE

__all__ = [
    "Notice",
    "Readiness",
    "clear_quiet_hours",
    "list_demo_messages",
    "list_devices",
    "mark_seen",
    "mark_shown",
    "my_quiet_hours",
    "open_delivery",
    "put_device",
    "reachable",
    "readiness_of",
    "remind_of_old_numbers",
    "remove_device",
    "send_code",
    "send_due",
    "send_soon",
    "send_taken",
    "service_view",
    "set_quiet_hours",
    "set_up",
    "take",
    "take_receipt",
    "tasks",
    "tell",
    "test_device",
    "when_device_gone",
    "when_shown",
    "withdraw",
    "write_notice",
]

SHOWN_AT_MOST = 50


def set_up(config: Config, keys: Keys) -> None:
    """Give the channels what they need. Called when an application is made; makes no connection."""
    channels.use(config, keys)
    care.use_device_check(with_confirmed_device)


def service_view() -> dict[str, Any]:
    """What a page must know before anybody signs in."""
    return {
        "name": TITLE,
        "trust_name": channels.config.trust_name,
        "push_public_key": channels.push.public_key,
        "is_demo": channels.config.is_demo,
        "crisis_contacts": crisis_contacts(),
    }


def list_demo_messages() -> list[dict[str, Any]]:
    """What would have gone out by e-mail or text, newest first. Only the demo has any."""
    found = db.session.scalars(select(DemoMessage).order_by(DemoMessage.at.desc()).limit(SHOWN_AT_MOST))
    return [_demo_view(message) for message in found]


def _demo_view(message: DemoMessage) -> dict[str, Any]:
    letter = channels.letters.open(message.id, message.body_sealed)
    return {
        "id": message.id,
        "at": message.at,
        "channel": message.channel,
        "to": letter.to,
        "words": letter.words,
        "link": letter.link,
        "code": letter.code,
    }
