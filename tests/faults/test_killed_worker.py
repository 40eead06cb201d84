"""The worker is killed between claiming a message and writing down that it was sent. The message is sent again."""

from __future__ import annotations

import signal
import time

import pytest

from backend.notifications.sending import LEASE
from tests.faults.push_receiver import TAKEN, Answer
from tests.faults.service import Service, Team, wait_until

pytestmark = pytest.mark.fault

# A start of the process, a sweep every two seconds, and a busy machine.
MARGIN_SECONDS = 10

DELIVERY = """
    SELECT d.state, d.attempts FROM deliveries d JOIN notices n ON n.id = d.notice_id WHERE n.subject_id = %s
"""


def test_what_a_killed_worker_had_in_hand_is_sent_after_its_restart(
    service: Service, team: Team, other_team: Team
) -> None:
    """Killed with two messages claimed: one whose first byte had not left, one which the push service had taken."""
    unsent = service.register(other_team.key_worker, service.closed_receiver)
    unrecorded = service.register(team.key_worker)
    service.receiver.behave(unrecorded, lambda: _kill(service))
    first, second = other_team.people[0].request_step_up(), ""
    wait_until(lambda: _states(service, first) == ["claimed"], why="the first message is claimed")
    second = team.people[0].request_step_up()
    wait_until(lambda: not service.worker.is_running, why="the worker dies in the middle of the second")
    killed_at = time.monotonic()
    assert service.worker.popen.returncode == -signal.SIGKILL
    assert [_states(service, one) for one in (first, second)] == [["claimed"], ["claimed"]]

    service.receiver.behave(unrecorded, lambda: TAKEN)
    service.closed_receiver.open()
    service.start_worker()
    seconds = LEASE.total_seconds() + MARGIN_SECONDS
    (sent,) = service.closed_receiver.wait_for(unsent, seconds=seconds)
    (_, again) = service.receiver.wait_for(unrecorded, number=2, seconds=seconds)
    assert max(sent.at, again.at) - killed_at < seconds
    for step_up_id in (first, second):
        wait_until(lambda one=step_up_id: _states(service, one) == ["handed_over"], why="it is recorded")


def test_a_duplicate_replaces_the_first_on_the_phone(service: Service, team: Team) -> None:
    """The same topic for the same request: the push service and the phone keep the newest only."""
    phone = service.register(team.key_worker)
    step_up_id = team.people[0].request_step_up()
    service.receiver.wait_for(phone)
    wait_until(lambda: _states(service, step_up_id) == ["handed_over"])
    service.sql(
        "UPDATE deliveries d SET state = 'claimed', lease_until = now(), next_attempt_at = now() FROM notices n"
        " WHERE n.id = d.notice_id AND n.subject_id = %s",
        step_up_id,
    )
    first, second = service.receiver.wait_for(phone, number=2)
    assert first.topic == second.topic != ""


def _kill(service: Service) -> Answer:
    service.worker.kill()
    return TAKEN


def _states(service: Service, step_up_id: str) -> list[str]:
    return [row.state for row in service.sql(DELIVERY, step_up_id)]
