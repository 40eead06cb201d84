"""PostgreSQL is stopped at once and started again: the web says so in words, and everything recovers by itself."""

from __future__ import annotations

import time

import pytest

from backend.core.ids import new_id
from tests.faults.service import Service, Team, wait_until

pytestmark = pytest.mark.fault

BODY = {"words": "I have stopped sleeping."}
AWAY_SECONDS = 3


def test_everything_recovers_when_the_database_comes_back(service: Service, team: Team) -> None:
    phone = service.register(team.key_worker)
    before, meanwhile, after = team.people[:3]
    before.request_step_up()
    service.receiver.wait_for(phone)
    step_up_id = new_id()
    service.stop_database()
    for _ in range(2):
        refused = meanwhile.ask("PUT", f"/api/step-ups/{step_up_id}", BODY)
        assert refused.status_code == 503
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.json()["code"] == "http.unavailable"
        assert "Nothing was saved" in refused.json()["detail"]
    assert not service.answers()
    time.sleep(AWAY_SECONDS)
    assert service.worker.is_running
    service.start_database()

    wait_until(service.answers, why="the web process finds the database again")
    meanwhile.put(f"/api/step-ups/{step_up_id}", BODY)
    service.receiver.wait_for(phone, number=2, seconds=15)
    after.request_step_up()
    service.receiver.wait_for(phone, number=3, seconds=15)
    assert service.worker.is_running


def test_jobs_are_quick_again_after_the_database_was_away(service: Service, large_team: Team) -> None:
    """Not only the sweep comes back: the queue listens again, or everything would take seconds for ever."""
    phone = service.register(large_team.key_worker)
    service.stop_database()
    service.start_database()
    wait_until(service.answers, why="the web process finds the database again")
    for number, person in enumerate(large_team.people, start=1):
        asked_at = time.monotonic()
        person.request_step_up()
        took = service.receiver.wait_for(phone, number=number, seconds=15)[-1].at - asked_at
        if took < 1:
            return
        time.sleep(1)
    pytest.fail("After all these requests the queue is still slow.")
