"""Quiet hours: when an account's devices stay quiet, in London's time. Calls to duty and answers to a request know none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from backend.audit import service as audit
from backend.core import errors
from backend.core.actor import Actor
from backend.core.clock import LONDON, in_london
from backend.core.db import db
from backend.notifications.models import Notice, QuietHours

SAME_WORDS = "Choose two different times. For no quiet time at all, turn it off."


def my_quiet_hours(actor: Actor) -> dict[str, Any]:
    """The actor's quiet hours; both times empty without any."""
    found = db.session.get(QuietHours, actor.account_id)
    return {"begins": found.begins if found else None, "ends": found.ends if found else None}


def set_quiet_hours(actor: Actor, begins: time, ends: time) -> dict[str, Any]:
    """Keep the actor's devices quiet between these times of each day. An end before the beginning is the next morning's."""
    if begins == ends:
        raise errors.Invalid(fields={"ends": [SAME_WORDS]})
    row = insert(QuietHours).values(account_id=actor.account_id, begins=begins, ends=ends)
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["account_id"], set_={"begins": row.excluded.begins, "ends": row.excluded.ends}
        )
    )
    audit.record_act(actor, "notifications.quiet_hours_set")
    return {"begins": begins, "ends": ends}


def clear_quiet_hours(actor: Actor) -> None:
    """Messages come at any time again. Doing it twice is harmless."""
    db.session.execute(delete(QuietHours).where(QuietHours.account_id == actor.account_id))
    audit.record_act(actor, "notifications.quiet_hours_cleared")


def allowed_from(notice: Notice, at: datetime) -> datetime:
    """The instant from which this notice may go out: `at`, or the end of a quiet time. Urgent ones never wait."""
    if notice.urgent:
        return at
    hours = db.session.get(QuietHours, notice.account_id)
    return end_of_quiet(hours.begins, hours.ends, at) if hours else at


def end_of_quiet(begins: time, ends: time, at: datetime) -> datetime:
    """When the quiet time ends that `at` is in; `at` itself when it is in none.

    Counted between instants, so that a night with a clock change is one quiet time: it begins the first time that the clock
    shows the beginning, and ends the last time that it shows the end.
    """
    today = in_london(at).date()
    for day in (today - timedelta(days=1), today):
        last_day = day if begins < ends else day + timedelta(days=1)
        end = max(_instant(last_day, ends, fold) for fold in (0, 1))
        if _instant(day, begins, 0) <= at < end:
            return end
    return at


def _instant(day: date, at: time, fold: int) -> datetime:
    return datetime.combine(day, at.replace(fold=fold), tzinfo=LONDON).astimezone(UTC)
