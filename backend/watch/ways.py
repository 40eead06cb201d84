"""The ways out: an e-mail, a webhook, and the dead man's switch. None follows a redirect or waits for long."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import structlog

from backend.config import AuditorConfig
from backend.notifications.mail import MailSender
from backend.notifications.outcomes import HANDED_OVER
from backend.watch.telling import Channel, News

log = structlog.get_logger()

TIMEOUT_SECONDS = 5
MOST_IN_WEBHOOK = 200
MAIL, WEBHOOK = "mail", "webhook"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Whoever redirects sends us somewhere that no operator has chosen: that is a failure."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)


def channels_of(config: AuditorConfig) -> list[Channel]:
    """The ways that are set. Without any, findings stand in the log and in `waymark doctor` alone."""
    ways = []
    if config.operator_email and config.smtp_url:
        sender, to = MailSender(config.smtp_url, config.mail_from), config.operator_email
        ways.append(Channel(MAIL, lambda words, _: _mail(sender, to, words)))
    if config.operator_webhook:
        url = config.operator_webhook
        ways.append(Channel(WEBHOOK, lambda words, news: _post(url, words, news)))
    return ways


def ping(url: str) -> bool:
    """Ask the dead man's switch. Says whether it answered."""
    return _ask("dead_man", urllib.request.Request(url))  # noqa: S310 checked by the configuration


def _mail(sender: MailSender, to: str, words: str) -> bool:
    outcome = sender.send(to, words)
    if outcome != HANDED_OVER:
        log.error("operator_not_written_to", why=outcome.why, status=outcome.status)
    return outcome == HANDED_OVER


def _post(url: str, words: str, news: News) -> bool:
    body = {"text": words, "opened": _rows(news.opened), "closed": _rows(news.closed)}
    headers = {"Content-Type": "application/json"}
    return _ask(WEBHOOK, urllib.request.Request(url, json.dumps(body).encode(), headers))  # noqa: S310 as above


def _rows(rows: Any) -> list[dict[str, str]]:
    return [{"kind": row.kind, "subject": row.subject, "opened_at": row.opened_at.isoformat()} for row in rows][
        :MOST_IN_WEBHOOK
    ]


def _ask(what: str, request: urllib.request.Request) -> bool:
    try:
        with _opener.open(request, timeout=TIMEOUT_SECONDS):
            return True
    except (OSError, ValueError) as problem:
        log.error("not_told", way=what, kind=type(problem).__name__, status=getattr(problem, "code", None))
        return False
