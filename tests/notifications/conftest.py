"""Channels that lead to servers of this test."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from email.message import Message
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from backend.config import Config
from backend.core.keys import read_keys
from backend.notifications import telling
from backend.notifications.channels import channels
from tests.notifications.push_service import Browser, PushService

Configure = Callable[..., None]


START = datetime.fromisoformat("2026-11-23T10:00:00+00:00")


@pytest.fixture
def clock_hand() -> Iterator[Any]:
    """The clock stands at a Monday morning until it is moved."""
    with time_machine.travel(START, tick=False) as hand:
        yield hand


@pytest.fixture
def push_service() -> Iterator[PushService]:
    service = PushService()
    yield service
    service.stop()


@pytest.fixture
def configure(config: Config, push_service: PushService) -> Iterator[Configure]:
    """Set the channels up anew with some settings changed; afterwards they are as before."""
    keys = read_keys(config.keys_file)
    hosts = (*config.push_hosts, push_service.host)

    def use(**changes: Any) -> None:
        channels.use(replace(config, **{"push_hosts": hosts, **changes}), keys)

    use()
    yield use
    channels.push.session.close()
    channels.use(config, keys)


@pytest.fixture
def phone(configure: Configure, push_service: PushService) -> Browser:
    """A browser that may be registered."""
    return Browser(push_service)


@pytest.fixture
def shown() -> Iterator[list[tuple[Any, ...]]]:
    """What the hook of another slice is told."""
    told: list[tuple[Any, ...]] = []
    before = list(telling._shown_hooks)
    telling.when_shown(lambda *what: told.append(what))
    yield told
    telling._shown_hooks[:] = before


class Inbox(MessageHandler):
    """A mail server's handler that keeps messages, and refuses when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []
        self.answer: str | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)


@pytest.fixture
def inbox(configure: Configure) -> Iterator[Inbox]:
    """A real mail server; the channels are configured to use it."""
    handler = Inbox()
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    configure(smtp_url=f"smtp://127.0.0.1:{server.port}")
    yield handler
    server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
