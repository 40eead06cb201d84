"""How an attempt to send ended, in words of our own: what others answered may quote people and is never kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Ending(Enum):
    """`handed_over`: the other side took it. `gone`: that address is no more. `refused`: trying again is no use.
    `again`: worth another try.
    """

    HANDED_OVER = "handed_over"
    GONE = "gone"
    REFUSED = "refused"
    AGAIN = "again"


@dataclass(frozen=True)
class Outcome:
    """`why` is a stable word for operators; `status` the other side's number; `retry_after` in seconds, if given."""

    ending: Ending
    why: str = ""
    status: int | None = None
    retry_after: int | None = None


HANDED_OVER = Outcome(Ending.HANDED_OVER)


def refused(why: str, status: int | None = None) -> Outcome:
    """Our fault, or nothing to be done."""
    return Outcome(Ending.REFUSED, why, status)


def again(why: str, status: int | None = None, retry_after: int | None = None) -> Outcome:
    """A trouble that may pass."""
    return Outcome(Ending.AGAIN, why, status, retry_after)
