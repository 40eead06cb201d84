"""PostgreSQL is stopped at once and started again: the web says so in words, and everything recovers by itself."""

from __future__ import annotations

import time

import pytest

from backend.core.ids import new_id
from tests.faults.service import Service, Team, wait_until

pytestmark = pytest.mark.fault

BODY = {"words": "I have stopped sleeping."}
AWAY_SECONDS = 3
BURST_SECONDS = 40

TOLD = "SELECT 1 FROM step_up_events WHERE step_up_id = %s AND kind = 'told'"


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
    # What comes in a burst goes out as one, when its time is over.
    service.receiver.wait_for(phone, number=2, seconds=BURST_SECONDS)
    after.request_step_up()
    service.receiver.wait_for(phone, number=3, seconds=BURST_SECONDS)
    assert service.worker.is_running


def test_jobs_are_quick_again_after_the_database_was_away(service: Service, large_team: Team) -> None:
    """Not only the sweep comes back: the queue listens again, or everything would take seconds for ever."""
    service.register(large_team.key_worker)
    service.stop_database()
    service.start_database()
    wait_until(service.answers, why="the web process finds the database again")
    for person in large_team.people:
        asked_at = time.monotonic()
        step_up_id = person.request_step_up()
        wait_until(lambda asked=step_up_id: service.sql(TOLD, asked), seconds=15, why="somebody is told")
        if time.monotonic() - asked_at < 1:
            return
        time.sleep(1)
    pytest.fail("After all these requests the queue is still slow.")
