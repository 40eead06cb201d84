"""The one clock. Instants are aware and in UTC; only words for people use local time.

Everything that decides by time takes its instant from `now()`, and SQL gets it as a parameter, so that a test moves one clock.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def in_london(instant: datetime) -> datetime:
    """The same instant as clocks in London show it."""
    return instant.astimezone(LONDON)
