"""A word to whoever runs the service, about what only the trust can do: crisis numbers that nobody has checked for a while.

Once a day, from nine in the morning on, however often the worker starts: the day is counted in the database.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import structlog

from backend.care import crisis_lines
from backend.core import clock, errors
from backend.core.limits import count_attempt
from backend.notifications.channels import EMAIL, channels
from backend.notifications.letters import Letter
from backend.notifications.outcomes import HANDED_OVER

log = structlog.get_logger()

NINE = time(9)
# Longer than the day that is counted, so that it is never counted twice.
COUNTED_FOR = timedelta(days=2)
WORDS = (
    "Crisis numbers in {name} have not been checked for {days} days: {lines}. Please compare each with its source "
    '(`waymark crisis-lines check`), and write the day into your file under "checked".'
)


def remind_of_old_numbers(now: datetime) -> bool:
    """Write a line to the log, and an e-mail where an address is set, if a number is old. Says whether it did."""
    here = clock.in_london(now)
    old = crisis_lines.to_check(crisis_lines.crisis_lines(), here.date())
    if not old or here.time() < NINE or not _is_first_today(here):
        return False
    keys = [line.key for line in old]
    log.warning("crisis_lines_to_check", lines=keys, oldest=str(old[0].checked_on))
    if channels.config.operator_email:
        _write_to(channels.config.operator_email, keys)
    return True


def _is_first_today(here: datetime) -> bool:
    try:
        count_attempt("crisis_lines.reminder", str(here.date()), at_most=1, within=COUNTED_FOR)
    except errors.TooMany:
        return False
    return True


def _write_to(address: str, keys: list[str]) -> None:
    words = WORDS.format(name=channels.config.address, days=crisis_lines.CHECK_AFTER.days, lines=", ".join(keys))
    outcome = channels.write(EMAIL, Letter(address, words))
    if outcome != HANDED_OVER:
        log.error("operator_not_written_to", why=outcome.why)
