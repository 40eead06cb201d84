"""After an answer is committed, nothing more goes out about the request: not what waits, not what failed on its way."""

from __future__ import annotations

import threading
import time

import pytest

from tests.faults.push_receiver import Answer
from tests.faults.service import Service, Team, wait_until

pytestmark = pytest.mark.fault

PHONES = 12
BUSY: Answer = (500, {})

# Every delivery of the request by state.
STATES = """
    SELECT d.state, count(*) AS number FROM deliveries d JOIN notices n ON n.id = d.notice_id
    WHERE n.subject_id = %s AND n.account_id = %s GROUP BY d.state
"""


def test_nothing_is_sent_after_the_answer(service: Service, team: Team) -> None:
    worker = team.key_worker
    failing = [service.register(worker) for _ in range(PHONES)]
    for token in failing:
        service.receiver.behave(token, lambda: BUSY)
    step_up_id = team.people[0].request_step_up()
    wait_until(lambda: len(service.receiver.got(*failing)) >= PHONES, why="every phone is tried once")
    wait_until(lambda: _states(service, step_up_id, worker.account_id).keys() == {"waiting"}, why="all wait to be sent")
    worker.promise(step_up_id)
    answered_at = time.monotonic()
    wait_until(
        lambda: _states(service, step_up_id, worker.account_id) == {"withdrawn": PHONES}, why="all are withdrawn"
    )
    time.sleep(5)
    assert [push for push in service.receiver.got(*failing) if push.at > answered_at] == []


def test_what_was_on_its_way_during_the_answer_is_not_tried_again(service: Service, team: Team) -> None:
    worker, released = team.key_worker, threading.Event()
    phone = service.register(worker)

    def fail_late() -> Answer:
        released.wait(10)
        return BUSY

    service.receiver.behave(phone, fail_late)
    step_up_id = team.people[0].request_step_up()
    service.receiver.wait_for(phone)
    worker.promise(step_up_id)
    released.set()
    wait_until(lambda: _states(service, step_up_id, worker.account_id) == {"withdrawn": 1}, why="it is withdrawn")
    time.sleep(3)
    assert len(service.receiver.got(phone)) == 1


def _states(service: Service, step_up_id: str, account_id: str) -> dict[str, int]:
    return {row.state: row.number for row in service.sql(STATES, step_up_id, account_id)}
