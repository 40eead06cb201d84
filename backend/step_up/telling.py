"""Whom we tell that something happened to a request: the person, the workers concerned, whom she trusts with it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from backend.care import service as care
from backend.notifications import service as notifications
from backend.sharing import news
from backend.step_up.events import events_of
from backend.step_up.models import StepUp

# An answer that was not seen by then comes by text or e-mail as well.
IF_NOT_SEEN_AFTER = timedelta(minutes=5)

# In the detail of a note: it is from somebody whom the person trusts, who is no worker of hers.
BY_TRUSTED = {"side": "trusted"}


def tell_person(step_up: StepUp, kind: str) -> None:
    """The person whose request it is."""
    account_id = care.persons_of([step_up.record_id])[step_up.record_id]
    notifications.tell(account_id, kind, step_up.id, urgent=True, next_channel_after=IF_NOT_SEEN_AFTER)


def tell_workers(step_up: StepUp, kind: str, *, but: uuid.UUID) -> None:
    """Those who have something to do with it: told, or acting, in this climb; else the key worker."""
    key_worker = care.key_worker_of(step_up.record_id)
    concerned = workers_concerned(step_up) or ({key_worker} if key_worker else set())
    for account_id in concerned - {but}:
        notifications.tell(account_id, kind, step_up.id, urgent=True)


def workers_concerned(step_up: StepUp) -> set[uuid.UUID]:
    """Workers who were told of it or acted on it since it last went out."""
    person = care.persons_of([step_up.record_id])[step_up.record_id]
    concerned: set[uuid.UUID] = set()
    for event in events_of(step_up):
        if event.cycle == step_up.cycle:
            concerned |= {uuid.UUID(told) for told in event.detail.get("accounts", [])}
            if event.account_id is not None and event.detail != BY_TRUSTED:
                concerned.add(event.account_id)
    return concerned - {person}


def tell_trusted(step_up: StepUp, now: datetime) -> None:
    """Those with whom she shares her requests now: a neutral message, which says nothing about any request. In the worker."""
    news.tell_trusted(step_up.record_id, "step_ups", now)


def take_back_news(step_up: StepUp) -> None:
    """It is over: whoever was not told yet need not be."""
    news.take_back(step_up.record_id)
