"""Who can be reached before a shift: a device that has shown a push lately, and a confirmed number for texts."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.identity import service as identity
from backend.identity.contact_details import read_contact
from backend.notifications import service
from backend.notifications.service import Readiness
from tests.cast import Cast, Member
from tests.notifications.push_service import Browser
from tests.notifications.working import run_jobs, the_only
from tests.roles import role

NOT_READY = Readiness(None, has_phone=False)


@pytest.fixture
def asha(cast: Cast, phone: Browser) -> Member:
    """A worker whose phone has shown a push, and who has a number."""
    device_id = phone.register(cast.asha)
    delivery_id = cast.asha.post(f"/api/devices/{device_id}/test", expect=202)["delivery_id"]
    run_jobs()
    cast.nobody.post(f"/api/deliveries/{delivery_id}/shown", expect=204)
    with role(OWNER):
        identity.add_confirmed_contact(cast.asha.account_id, read_contact("07700 900555"))
    return cast.asha


def ask(who: Member, about: Member, ago: timedelta = timedelta(days=7)) -> Readiness:
    act_as(who.account_id)
    return service.readiness_of([about.account_id], clock.now() - ago)[about.account_id]


def test_a_colleague_sees_it_and_so_do_they(cast: Cast, asha: Member) -> None:
    ready = Readiness(the_only("devices").last_confirmed_at, has_phone=True)
    assert ask(cast.grace, asha) == ask(asha, asha) == ready


def test_nobody_else_does(cast: Cast, asha: Member) -> None:
    for stranger in (cast.nia, cast.alex, cast.jo):
        assert ask(stranger, asha) == NOT_READY


def test_the_worker_process_sees_everybody(cast: Cast, asha: Member) -> None:
    with role(WORKER):
        found = service.readiness_of([asha.account_id, cast.tom.account_id, uuid.uuid4()], clock.now())
    assert [found[member.account_id].has_phone for member in (asha, cast.tom)] == [True, False]
    assert len(found) == 3


def test_a_request_cannot_ask_as_the_worker_does(cast: Cast, asha: Member) -> None:
    act_as(cast.nia.account_id)
    with pytest.raises(ProgrammingError), db.session.begin_nested():
        db.session.execute(text("SELECT * FROM readiness_of_any(ARRAY[]::uuid[], now())"))


def test_what_was_shown_too_long_ago_does_not_count(cast: Cast, asha: Member) -> None:
    shown_at = the_only("devices").last_confirmed_at
    act_as(cast.grace.account_id)
    then, later = (
        service.readiness_of([asha.account_id], since)[asha.account_id]
        for since in (shown_at, shown_at + timedelta(seconds=1))
    )
    assert (then, later) == (Readiness(shown_at, has_phone=True), Readiness(None, has_phone=True))


@pytest.mark.parametrize("change", ["removed_at = created_at", "failing_since = created_at"])
def test_a_device_that_is_gone_or_failing_does_not_count(cast: Cast, asha: Member, change: str) -> None:
    with role(OWNER):
        db.session.execute(text(f"UPDATE devices SET {change}"))
    assert ask(cast.grace, asha).confirmed_at is None


def test_a_number_that_was_not_confirmed_does_not_count(cast: Cast, asha: Member) -> None:
    with role(OWNER):
        db.session.execute(text("UPDATE contacts SET confirmed_at = NULL WHERE kind = 'text'"))
    assert ask(cast.grace, asha).has_phone is False
