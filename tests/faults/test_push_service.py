"""The push service hangs, fails, asks for patience or knows the phone no more: others' messages go on, this one finds a way."""

from __future__ import annotations

import threading
import time

import pytest

from tests.faults.push_receiver import TAKEN, Answer, in_turn
from tests.faults.service import Service, Team, wait_until

pytestmark = pytest.mark.fault

BUSY: Answer = (500, {})
SWEEP_AND_MARGIN = 5

DEVICE = "SELECT removed_because, failing_since FROM devices WHERE account_id = %s"


def test_a_hanging_push_service_holds_up_nobody_else(
    service: Service, some_teams: list[Team], other_team: Team
) -> None:
    hanging = [service.register(team.key_worker) for team in some_teams]
    phone, released = service.register(other_team.key_worker), threading.Event()

    def hang() -> Answer:
        released.wait(10)
        return TAKEN

    for token in hanging:
        service.receiver.behave(token, hang)
    for team in some_teams:
        team.people[0].request_step_up()
    for token in hanging:
        service.receiver.wait_for(token)
    asked_at = time.monotonic()
    other_team.people[0].request_step_up()
    (push,) = service.receiver.wait_for(phone)
    released.set()
    assert push.at - asked_at < 3


def test_a_phone_that_hangs_does_not_hold_up_the_same_workers_other_phone(service: Service, team: Team) -> None:
    released = threading.Event()
    hanging, phone = service.register(team.key_worker), service.register(team.key_worker)
    for token in (hanging, phone):
        others = [one for one in (hanging, phone) if one != token]
        service.receiver.behave(token, lambda others=others: _hang_unless_second(service, others, released))
    asked_at = time.monotonic()
    team.people[0].request_step_up()
    wait_until(lambda: len(service.receiver.got(hanging, phone)) == 2, seconds=4, why="both phones are tried")
    released.set()
    assert max(push.at for push in service.receiver.got(hanging, phone)) - asked_at < 4


def test_a_failing_push_service_is_tried_again(service: Service, team: Team) -> None:
    phone = service.register(team.key_worker)
    service.receiver.behave(phone, in_turn(BUSY))
    team.people[0].request_step_up()
    first, second = service.receiver.wait_for(phone, number=2)
    assert second.at - first.at >= 1.9
    wait_until(lambda: service.sql(DEVICE, team.key_worker.account_id)[0].failing_since is None)


def test_the_push_services_own_wish_for_patience_is_kept(service: Service, team: Team) -> None:
    phone = service.register(team.key_worker)
    service.receiver.behave(phone, in_turn((429, {"Retry-After": "4"})))
    team.people[0].request_step_up()
    first, second = service.receiver.wait_for(phone, number=2, seconds=4 + SWEEP_AND_MARGIN)
    assert second.at - first.at >= 3.9


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_is_gone_is_removed_and_the_next_way_taken(service: Service, team: Team, status: int) -> None:
    phone = service.register(team.key_worker)
    service.receiver.behave(phone, lambda: (status, {}))
    address = f"{team.key_worker.name.replace(' ', '.').lower()}@example.org"
    team.people[0].request_step_up()
    messages = wait_until(lambda: [one for one in _demo_messages(team) if one["to"] == address], why="an e-mail")
    assert messages[0]["channel"] == "email"
    assert [row.removed_because for row in service.sql(DEVICE, team.key_worker.account_id)] == ["gone"]
    assert len(service.receiver.got(phone)) == 1


def _hang_unless_second(service: Service, others: list[str], released: threading.Event) -> Answer:
    if not service.receiver.got(*others):
        released.wait(10)
    return TAKEN


def _demo_messages(team: Team) -> list[dict[str, str]]:
    found: list[dict[str, str]] = team.key_worker.get("/api/demo/messages")["messages"]
    return found
