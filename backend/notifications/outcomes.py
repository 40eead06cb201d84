"""How an attempt to send ended, in words of our own: what others answered may quote people and is never kept.

What stands in `deliveries.failure`. Our own fault or our carrier's, for an operator (the auditor finds it; state `failed`):

- `push_refused`: the push service answered 400, 401, 403, 413 or another refusal; the device is kept
- `host_not_allowed`, `redirected`, `bad_subscription`: an endpoint that we do not talk to, or cannot encrypt for
- `text_refused`, `text_broken`: GOV.UK Notify refused a text; took it and then failed by its own fault
- `mail_refused`, `mail_not_supported`, `mail_bad_address`: the mail server refused a letter; it knows no TLS; no address
- `channel_not_configured`: the service was not told how to send by this channel

Nobody's fault, and no alarm (state `failed`): `device_gone` (404 or 410, its owner is told), `address_gone` (no such contact
any more), `text_number_gone` and `text_not_taken` (GOV.UK Notify's receipt), `too_late` (not worth sending any more).

To be tried again (state `waiting`): `timeout`, `unreachable`, `push_service_busy`, `text_busy`, `mail_busy`,
`mail_unreachable`.
"""

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
