"""On the morning of its day, once, to both who agreed: also after an outage, and never at night."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.notifications.models import Notice
from backend.safety_plan import review_reminders
from tests.cast import Cast, Member, sign_in
from tests.roles import role
from tests.safety_plan.agreeing import days, propose, say_yes
from tests.safety_plan.writing import read, write
from tests.sharing.ways import leave_team, share, stop_all

SECTION, DUE = "safety_plan", "safety_plan.review_due"
IN_DAYS = 10


def morning(day: int = IN_DAYS, hour: int = 9, minute: int = 0) -> datetime:
    here = clock.in_london(clock.now()) + timedelta(days=day)
    return here.replace(hour=hour, minute=minute, second=0, microsecond=0)


def sweep(at: datetime | None = None) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
    """Who was told about whose record, after the worker looked at that time."""
    with role(WORKER):
        act_as(None)
        review_reminders.sweep(at or morning())
    with role(OWNER):
        rows = db.session.scalars(select(Notice).where(Notice.kind == DUE).order_by(Notice.created_at, Notice.id))
        return [(row.account_id, row.subject_id) for row in rows if not row.urgent]


def agree(cast: Cast, worker: Member, review_on: str | None = None) -> None:
    propose(cast.alex, cast, review_on or days(IN_DAYS))
    say_yes(worker, cast, read(worker, cast))


@pytest.fixture
def plan(cast: Cast) -> Cast:
    share(cast, SECTION, may_add=True)
    write(cast.alex, "signs", "I stop answering the phone.")
    return cast


def both(cast: Cast, worker: Member) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
    return [(cast.alex.account_id, cast.alex.record_id), (worker.account_id, cast.alex.record_id)]


def test_both_are_reminded_once(plan: Cast) -> None:
    agree(plan, plan.tom)
    assert sweep(morning(IN_DAYS - 1, hour=23)) == sweep(morning(hour=8, minute=59)) == []
    assert sweep() == both(plan, plan.tom)
    assert sweep() == sweep(morning(hour=17)) == sweep(morning(IN_DAYS + 1)) == both(plan, plan.tom)


@pytest.mark.parametrize(("late", "is_told"), [(1, True), (7, True), (29, True), (30, False)])
def test_after_an_outage_they_are_reminded_late_and_not_at_night(plan: Cast, late: int, is_told: bool) -> None:
    agree(plan, plan.asha)
    assert sweep(morning(IN_DAYS + late, hour=3)) == []
    assert sweep(morning(IN_DAYS + late)) == (both(plan, plan.asha) if is_told else [])


def test_what_another_worker_has_just_done_is_not_done_again(plan: Cast) -> None:
    agree(plan, plan.asha)
    with role(WORKER):
        (agreed,) = db.session.execute(review_reminders._due(morning())).all()
    sweep()
    with role(WORKER):
        assert not review_reminders._is_first(agreed, clock.now())


def test_what_waits_for_a_yes_reminds_nobody(plan: Cast) -> None:
    propose(plan.alex, plan, days(IN_DAYS))
    assert sweep() == []


def test_what_was_agreed_anew_counts(plan: Cast) -> None:
    agree(plan, plan.asha)
    agree(plan, plan.tom, days(IN_DAYS + 5))
    assert sweep() == []
    assert sweep(morning(IN_DAYS + 5)) == both(plan, plan.tom)


def test_a_new_proposal_alone_changes_nothing(plan: Cast) -> None:
    agree(plan, plan.asha)
    propose(plan.alex, plan, days(IN_DAYS + 5))
    assert sweep() == both(plan, plan.asha)


def test_a_worker_who_left_is_not_told_and_her_key_worker_is(plan: Cast) -> None:
    agree(plan, plan.tom)
    leave_team(plan.tom)
    assert sweep() == both(plan, plan.asha)


def test_no_worker_is_told_what_was_taken_back(plan: Cast) -> None:
    agree(plan, plan.asha)
    stop_all(plan)
    assert sweep() == both(plan, plan.asha)[:1]


def test_not_on_the_day_that_it_was_agreed(plan: Cast, time_machine_at) -> None:
    with time_machine_at(morning(0, hour=10)):
        # At night that is hours ahead, and the sessions from before are over.
        plan = replace(plan, alex=sign_in(plan.alex), asha=sign_in(plan.asha))
        agree(plan, plan.asha, days(0))
        assert sweep(morning(0, hour=11)) == []


@pytest.mark.parametrize(("month", "utc_hour"), [(1, 9), (7, 8)])
def test_nine_is_nine_in_london(plan: Cast, month: int, utc_hour: int) -> None:
    noon = datetime(2027, month, 15, 12, tzinfo=clock.LONDON)
    agree(plan, plan.asha, str(noon.date()))
    at = datetime(2027, month, 15, utc_hour, tzinfo=clock.UTC)
    assert sweep(at - timedelta(minutes=1)) == []
    assert len(sweep(at)) == 2
