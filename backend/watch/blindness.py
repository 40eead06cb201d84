"""That the auditor itself cannot see: the database is away or hangs, so this is kept in memory and told straight, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace

from backend.watch.telling import Channel, News, words_of

NO_DATABASE = "no_database"


class Blindness:
    """Which channel has been told that we do not see. Each is told once, and once that it is over."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self._told: set[str] = set()

    def note(self, is_blind: bool, channels: Sequence[Channel], now: datetime) -> None:
        """How it is now; whatever is not told yet is tried."""
        if is_blind:
            self._since = self._since or now
            news = News([self._row(now)], [])
            self._told |= {each.name for each in channels if each.name not in self._told and _send(each, news)}
        elif self._since is not None:
            news = News([], [self._row(now)])
            self._told -= {each.name for each in channels if each.name in self._told and _send(each, news)}
            self._since = self._since if self._told else None

    def _row(self, now: datetime) -> SimpleNamespace:
        return SimpleNamespace(kind=NO_DATABASE, subject="asked", opened_at=self._since, closed_at=now, told_at=None)


def _send(channel: Channel, news: News) -> bool:
    return channel.try_to_send(words_of(news), news)
