"""Telling operators: one message a round with all that is new, by each way that is set, tried again until it is taken.

A message holds what kind of thing was found and opaque ids, nothing of anybody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import structlog
from sqlalchemy import text

from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.watch.words import WORDS, Words

log = structlog.get_logger()

AGAIN_AFTER = timedelta(hours=24)
# Of what is over, nobody needs to hear a day later, when the way was away or newly set.
NEWS_FOR = timedelta(hours=24)
SHOWN_OF_EACH = 20
LONGEST_PAUSE_SECONDS = 300
OPENED, CLOSED = "opened", "closed"

NEWS = text("""
    SELECT f.id, f.kind, f.subject, f.opened_at, f.closed_at, opened.at AS told_at
    FROM findings f
      LEFT JOIN finding_tellings opened ON opened.finding_id = f.id AND opened.channel = :channel AND opened.what = 'opened'
      LEFT JOIN finding_tellings closed ON closed.finding_id = f.id AND closed.channel = :channel AND closed.what = 'closed'
    WHERE (f.closed_at IS NULL AND (opened.at IS NULL OR opened.at <= :again_before))
      OR (f.closed_at > :over_since AND closed.at IS NULL)
    ORDER BY f.kind, f.opened_at, f.subject
""")
TOLD = text("""
    INSERT INTO finding_tellings (finding_id, channel, what, at) SELECT unnest(:ids), :channel, :what, :now
    ON CONFLICT (finding_id, channel, what) DO UPDATE SET at = excluded.at
""")


@dataclass(frozen=True)
class News:
    """What is to be told by one channel: found (again, when it is still so after a day), and over."""

    opened: Sequence[Any]
    closed: Sequence[Any]

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed)


class Channel:
    """One way to operators. `send(words, news)` says whether it was taken; after a failure it pauses, ever longer."""

    def __init__(self, name: str, send: Callable[[str, News], bool]) -> None:
        self.name, self._send = name, send
        self._failures, self._not_before = 0, 0.0

    def try_to_send(self, words: str, news: News) -> bool:
        """Send, unless it pauses. Never raises: a way that fails must not stop the others."""
        if time.monotonic() < self._not_before:
            return False
        try:
            taken = self._send(words, news)
        except Exception as problem:  # noqa: BLE001 whatever a library thinks of
            log.error("telling_failed", channel=self.name, kind=type(problem).__name__)
            taken = False
        self._failures = 0 if taken else self._failures + 1
        self._not_before = 0.0 if taken else time.monotonic() + min(LONGEST_PAUSE_SECONDS, 10 * 2**self._failures)
        return taken


def tell_operators(channels: Sequence[Channel], now: datetime) -> None:
    """By each channel what it has not told yet."""
    for channel in channels:
        with one_transaction():
            news = news_of(channel.name, now)
        if news and channel.try_to_send(words_of(news), news):
            with one_transaction():
                _note(channel.name, news, now)


def news_of(channel: str, now: datetime) -> News:
    """What that channel has not told yet."""
    values = {"channel": channel, "again_before": now - AGAIN_AFTER, "over_since": now - NEWS_FOR}
    rows = db.session.execute(NEWS, values).all()
    return News([row for row in rows if row.closed_at is None], [row for row in rows if row.closed_at is not None])


def _note(channel: str, news: News, now: datetime) -> None:
    for what, rows in ((OPENED, [*news.opened, *news.closed]), (CLOSED, news.closed)):
        if rows:
            values = {"ids": [row.id for row in rows], "channel": channel, "what": what, "now": now}
            db.session.execute(TOLD, values)


def words_of(news: News) -> str:
    """The message: what was found, what it means and what to do first; then what is over."""
    parts = [_found(kind, list(rows)) for kind, rows in groupby(news.opened, lambda row: str(row.kind))]
    parts += [_over(kind, list(rows)) for kind, rows in groupby(news.closed, lambda row: str(row.kind))]
    return "\n\n".join([*parts, "How everything stands: waymark doctor"]) + "\n"


def _found(kind: str, rows: list[Any]) -> str:
    words = _words(kind)
    again = " (still)" if rows[0].told_at else ""
    lines = [
        f"FOUND{again}: {words.what}. [{kind}]",
        f"What it means: {words.means}",
        f"What to do first: {words.first}",
    ]
    lines += [f"- {words.about} {row.subject}, since {_at(row.opened_at)}" for row in rows[:SHOWN_OF_EACH]]
    return "\n".join(lines + _more(rows))


def _over(kind: str, rows: list[Any]) -> str:
    words = _words(kind)
    lines = [f"OVER: {words.what}. [{kind}]"]
    lines += [
        f"- {words.about} {row.subject}, from {_at(row.opened_at)} until {_at(row.closed_at)}"
        for row in rows[:SHOWN_OF_EACH]
    ]
    return "\n".join(lines + _more(rows))


def _more(rows: list[Any]) -> list[str]:
    left = len(rows) - SHOWN_OF_EACH
    return [f"- and {left} more"] if left > 0 else []


def _words(kind: str) -> Words:
    return WORDS.get(kind) or Words(kind, "An earlier version found this.", "Nothing.", "subject")


def _at(instant: datetime) -> str:
    return f"{clock.in_london(instant):%H:%M on %-d %B}"
