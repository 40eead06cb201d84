"""The ways out, against real servers: a mail server, a webhook that may redirect or hang, the dead man's switch."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from flask import Flask

from backend.auditor import Auditor
from backend.config import AuditorConfig, NotConfigured, is_safe_address, read_auditor_config
from backend.core import clock
from backend.watch import ways
from backend.watch.rounds import Round
from backend.watch.telling import News, words_of
from tests.cast import Cast
from tests.watch.breaks import BREAKS
from tests.watch.watching import Watch, well_kept


class Site:
    """A web server that keeps what it was sent."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.status, self.location = 200, ""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                site.got.append((self.path, self.rfile.read(int(self.headers.get("Content-Length") or 0))))
                self.send_response(site.status)
                if site.location:
                    self.send_header("Location", site.location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815 the library calls it

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


class Inbox(MessageHandler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    handler = Inbox()
    server = Controller(handler, hostname="127.0.0.1", port=_free_port())
    server.start()
    yield handler, f"smtp://127.0.0.1:{server.port}"
    server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def a_config(**changes: Any) -> AuditorConfig:
    return AuditorConfig(database_url="postgresql://", **changes)


@pytest.fixture
def found(cast: Cast) -> Watch:
    watch = well_kept(cast)
    BREAKS["no_worker"](cast)
    return watch


def test_operators_get_an_e_mail(found: Watch, inbox: tuple[Inbox, str]) -> None:
    handler, url = inbox
    (found.channel,) = ways.channels_of(a_config(operator_email="ops@trust.example", smtp_url=url))
    found.look()
    found.look()
    (letter,) = handler.messages
    assert letter["To"] == "ops@trust.example"
    assert "FOUND: No worker takes jobs. [no_worker]" in letter.get_payload()


def test_a_mail_server_that_is_down_stops_nothing(found: Watch) -> None:
    url = f"smtp://127.0.0.1:{_free_port()}"
    (found.channel,) = ways.channels_of(a_config(operator_email="ops@trust.example", smtp_url=url))
    assert found.look().is_whole
    assert list(found.open()) == ["no_worker"]


def test_a_webhook_gets_words_and_rows(found: Watch, site: Site) -> None:
    (found.channel,) = ways.channels_of(a_config(operator_webhook=site.url))
    found.look()
    ((path, body),) = site.got
    sent = json.loads(body)
    assert path == "/hook"
    assert sent["text"].startswith("FOUND: No worker takes jobs.")
    assert [(row["kind"], row["subject"]) for row in sent["opened"]] == [("no_worker", "workers")]
    assert sent["closed"] == []


@pytest.mark.parametrize("status", [301, 302, 307, 308, 404, 500])
def test_a_webhook_that_redirects_or_refuses_has_not_taken_it(site: Site, status: int) -> None:
    other = Site()
    site.status, site.location = status, other.url
    (channel,) = ways.channels_of(a_config(operator_webhook=site.url))
    news = News([], [])
    assert not channel.try_to_send(words_of(news), news)
    assert (len(site.got), other.got) == (1, [])
    other.server.shutdown()
    other.server.server_close()


def test_a_webhook_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.watch.ways.TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as hung:
        url = f"http://127.0.0.1:{hung.getsockname()[1]}/"
        assert not ways.ping(url)


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://hooks.example/x", True),
        ("http://localhost:9/x", True),
        ("http://127.0.0.1", True),
        ("http://hooks.example/x", False),
        ("http://localhost.example/x", False),
        ("http://127.0.0.1@evil.example/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_addresses_that_nobody_can_listen_to_are_taken(url: str, is_safe: bool) -> None:
    assert is_safe_address(url) is is_safe
    settings = {"WAYMARK_AUDITOR_DATABASE_URL": "postgresql://a@b/c", "WAYMARK_OPERATOR_WEBHOOK": url}
    if is_safe:
        assert read_auditor_config(settings).operator_webhook == url
    else:
        with pytest.raises(NotConfigured, match="WAYMARK_OPERATOR_WEBHOOK: an https"):
            read_auditor_config(settings)


def test_the_auditor_starts_with_its_database_alone_and_not_without() -> None:
    config = read_auditor_config({"WAYMARK_AUDITOR_DATABASE_URL": "postgresql://waymark_auditor@db/waymark"})
    assert (config.port, config.operator_email, config.dead_man_url) == (9464, None, None)
    with pytest.raises(NotConfigured, match="WAYMARK_AUDITOR_DATABASE_URL"):
        read_auditor_config({})


def test_the_dead_man_hears_of_whole_rounds_alone(site: Site) -> None:
    auditor = Auditor(a_config(dead_man_url=site.url), Flask("none"), [])
    for round_ in (
        None,
        Round(clock.now(), skipped=["no_ladder_sweep"]),
        Round(clock.now(), failed=["no_worker"]),
        Round(clock.now(), found={"no_ladder_sweep": ["ladders"]}),
    ):
        auditor.last = round_
        auditor.ping()
        assert site.got == [], round_
    auditor.last = Round(clock.now(), found={"no_ladder_sweep": [], "no_worker": ["workers"]})
    auditor.ping()
    auditor.ping()
    assert len(site.got) == 1, "Once for each round."
    auditor.last, auditor.seen_at = Round(clock.now() + timedelta(seconds=1)), auditor.seen_at - 120
    auditor.ping()
    assert len(site.got) == 1, "The last round is too old."
