"""Two workers side by side do everything once; a worker that is told to stop finishes what it has in hand."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from tests.faults.push_receiver import TAKEN, Answer, by_token
from tests.faults.service import Service, Team, wait_until

pytestmark = pytest.mark.fault

TOLD = """
    SELECT s.id, count(*) AS times FROM step_ups s JOIN step_up_events e ON e.step_up_id = s.id AND e.kind = 'told'
    WHERE s.team_id = %s GROUP BY s.id
"""

# Messages about this team's requests that have not gone out by themselves or with another.
LEFT = """
    SELECT n.id FROM notices n JOIN step_ups s ON s.id = n.subject_id LEFT JOIN deliveries d ON d.notice_id = n.id
    WHERE s.team_id = %s AND n.kind = 'step_up.asked' AND coalesce(d.state, '') NOT IN ('handed_over', 'shown')
"""


def test_two_workers_do_everything_once(service: Service, large_team: Team) -> None:
    """Both wake at the same instant and find a heap of work, in the queue and by their sweeps."""
    phones = [service.register(large_team.key_worker), service.register(large_team.key_worker)]
    second = service.another_worker()
    both = (service.worker, second)
    for worker in both:
        worker.signal(signal.SIGSTOP)
    for person in large_team.people:
        person.request_step_up()
    for worker in both:
        worker.signal(signal.SIGCONT)
    wait_until(lambda: not service.sql(LEFT, large_team.team_id), seconds=60, why="everything has gone out")
    assert second.terminate() == 0
    # What comes in a burst goes out as one; no message goes out twice.
    got = [push.message["id"] for push in service.receiver.got(*phones)]
    assert sorted(got) == sorted(set(got))
    assert set(by_token(service.receiver.got(*phones))) == set(phones)
    assert [row.times for row in service.sql(TOLD, large_team.team_id)] == [1] * len(large_team.people)


def test_an_idle_worker_stops_at_once(service: Service) -> None:
    assert _seconds_to_stop(service) < 5


def test_a_worker_finishes_what_it_has_in_hand(service: Service, team: Team) -> None:
    phone, released = service.register(team.key_worker), threading.Event()

    def take_late() -> Answer:
        released.wait(10)
        return TAKEN

    service.receiver.behave(phone, take_late)
    step_up_id = team.people[0].request_step_up()
    service.receiver.wait_for(phone)
    threading.Timer(1, released.set).start()
    assert _seconds_to_stop(service) < 6
    (delivery,) = service.sql(
        "SELECT d.state FROM deliveries d JOIN notices n ON n.id = d.notice_id WHERE n.subject_id = %s", step_up_id
    )
    assert delivery.state == "handed_over"


def test_a_worker_stops_while_the_database_is_away(service: Service) -> None:
    service.stop_database()
    try:
        assert _seconds_to_stop(service) < 10
    finally:
        service.start_database()


def _seconds_to_stop(service: Service) -> float:
    began = time.monotonic()
    assert service.worker.terminate() == 0
    return time.monotonic() - began
