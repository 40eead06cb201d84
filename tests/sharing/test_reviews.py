"""Looking again at what somebody sees: on her day, after half a year, or when a request has closed."""

from __future__ import annotations

from datetime import datetime, timedelta

import time_machine

from backend.core import clock
from backend.core import embedded_postgres as postgres
from backend.sharing import sweep
from tests.cast import Cast, sign_in
from tests.roles import role
from tests.sharing.steps import accept, as_owner, audited, trust
from tests.step_up.asking import ask, do

TOLD = "SELECT count(*) FROM notices WHERE kind = 'sharing.review_due' AND account_id = :who"


def jo_of(cast: Cast, **changes: str) -> str:
    invited = trust(cast.alex, "about_me", **changes)
    accept(cast.jo, invited)
    return invited["person"]["id"]


def reminded(cast: Cast, now: datetime) -> int:
    """How often Alex was told, after a sweep at that instant."""
    with role(postgres.WORKER):
        sweep.sweep_dates(now)
    return as_owner(TOLD, who=cast.alex.account_id)


def needs_review(cast: Cast) -> bool:
    (person,) = sign_in(cast.alex).get("/api/sharing")["people"]
    return person["needs_review"]


def test_after_six_months_once(cast: Cast) -> None:
    jo_of(cast)
    now = clock.now()
    assert reminded(cast, now + timedelta(days=182)) == 0
    for _ in range(2):
        assert reminded(cast, now + timedelta(days=184)) == 1
    with time_machine.travel(now + timedelta(days=184), tick=True):
        assert needs_review(cast)


def test_on_the_day_that_she_chose(cast: Cast) -> None:
    now = clock.now()
    jo_of(cast, review_at=(now + timedelta(days=10)).isoformat())
    assert reminded(cast, now + timedelta(days=9)) == 0
    assert reminded(cast, now + timedelta(days=11)) == 1


def test_when_a_request_has_closed(cast: Cast) -> None:
    trusted_id, now = jo_of(cast), clock.now()
    do(cast.alex, ask(cast.alex), "withdrawals")
    assert needs_review(cast)
    assert reminded(cast, now + timedelta(hours=23)) == 0, "The page says so at once, the telephone waits a day."
    assert reminded(cast, now + timedelta(hours=25)) == 1
    person = cast.alex.post(f"/api/trusted-people/{trusted_id}/reviewed")
    assert (person["needs_review"], person["history"][-1]["kind"]) == (False, "reviewed")
    assert audited("sharing.trusted_reviewed", cast.alex.account_id) == 1
    assert reminded(cast, now + timedelta(hours=50)) == 1


def test_having_looked_puts_it_off(cast: Cast) -> None:
    trusted_id, now = jo_of(cast), clock.now()
    day = (now + timedelta(days=30)).isoformat()
    person = cast.alex.post(f"/api/trusted-people/{trusted_id}/reviewed", {"review_at": day})
    assert datetime.fromisoformat(person["review_at"]) == datetime.fromisoformat(day)
    past = {"review_at": "2020-01-01T00:00:00Z"}
    cast.alex.post(f"/api/trusted-people/{trusted_id}/reviewed", past, expect=422)


def test_where_nothing_is_shared_there_is_nothing_to_look_at(cast: Cast) -> None:
    trusted_id, now = jo_of(cast), clock.now()
    do(cast.alex, ask(cast.alex), "withdrawals")
    cast.alex.post(f"/api/trusted-people/{trusted_id}/stop")
    assert not needs_review(cast)
    assert reminded(cast, now + timedelta(days=200)) == 0


def test_one_message_however_many_people(cast: Cast) -> None:
    jo_of(cast)
    accept(cast.nia, trust(cast.alex, "goals", name="Nia"))
    assert reminded(cast, clock.now() + timedelta(days=184)) == 1
