"""A quiet word on the morning that a plan is to be looked at again, once, to both who agreed on it. For the worker process."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from backend.care import service as care
from backend.core import clock
from backend.core.db import db
from backend.core.work import one_transaction
from backend.notifications import service as notifications
from backend.safety_plan.agreeing import may_see
from backend.safety_plan.agreements import PERSON, WORKER
from backend.safety_plan.models import Agreement, ReviewReminder

DUE = "safety_plan.review_due"
MORNING = time(9)
# After an outage they are told late rather than not at all; a day that is long past says nothing any more.
LATEST = timedelta(days=30)
AT_ONCE = 200


def sweep(now: datetime) -> None:
    """From nine in the morning in London, remind of what is to be looked at by today. Nothing is done twice."""
    here = clock.in_london(now)
    morning = datetime.combine(here.date(), MORNING, clock.LONDON)
    if here < morning:
        return
    with one_transaction():
        for agreed in db.session.execute(_due(morning)):
            if _is_first(agreed, now):
                _remind(agreed)


def _due(morning: datetime) -> Select[Any]:
    """What both agreed on before that morning, is to be looked at by then, and was not agreed on anew or reminded of since."""
    today = morning.date()
    hers, theirs, agreed_at = _both()
    later, latest, later_at = _both()
    again = select(later.id).join(latest, _same(later, latest)).where(later.record_id == hers.record_id)
    reminded = select(ReviewReminder).where(ReviewReminder.proposal_id == hers.proposal_id)
    return (
        select(hers.proposal_id, hers.record_id, theirs.account_id)
        .join(theirs, _same(hers, theirs))
        .where(hers.review_on <= today, hers.review_on > today - LATEST, agreed_at < morning)
        .where(~reminded.exists(), ~again.where(later_at > agreed_at).exists())
        .limit(AT_ONCE)
    )


def _both() -> tuple[Any, Any, Any]:
    """The yeses of the two sides, and when the later of them was said."""
    hers, theirs = aliased(Agreement), aliased(Agreement)
    return hers, theirs, func.greatest(hers.at, theirs.at)


def _same(hers: Any, theirs: Any) -> Any:
    return and_(hers.proposal_id == theirs.proposal_id, hers.side == PERSON, theirs.side == WORKER)


def _is_first(agreed: Row[Any], now: datetime) -> bool:
    """Whether nobody reminds of it at this very moment."""
    row = insert(ReviewReminder).values(proposal_id=agreed.proposal_id, record_id=agreed.record_id, at=now)
    done = db.session.execute(row.on_conflict_do_nothing().returning(ReviewReminder.proposal_id))
    return done.one_or_none() is not None


def _remind(agreed: Row[Any]) -> None:
    """Both, about her record, so that a page finds the plan."""
    for account_id in (care.persons_of([agreed.record_id]).get(agreed.record_id), _worker(agreed)):
        if account_id is not None:
            notifications.tell(account_id, DUE, agreed.record_id, urgent=False)


def _worker(agreed: Row[Any]) -> uuid.UUID | None:
    """The worker who said yes, or else her key worker, while they may read it."""
    for account_id in (agreed.account_id, care.key_worker_of(agreed.record_id)):
        if account_id is not None and may_see(account_id, agreed.record_id):
            worker: uuid.UUID = account_id
            return worker
    return None
