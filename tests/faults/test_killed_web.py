"""The web process is killed while people ask: each request was accepted whole or not at all, and a retry makes exactly one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import requests

from backend.core.ids import new_id
from tests.faults.service import Client, Service, Team, wait_until

pytestmark = pytest.mark.fault

AT_ONCE = 4
BODY = {"words": "I have stopped sleeping.", "reach_by": "text"}

PIECES = """
    SELECT (SELECT count(*) FROM step_ups WHERE id = %(id)s) AS requests,
      (SELECT count(*) FROM step_up_events WHERE step_up_id = %(id)s AND kind = 'sent') AS events,
      (SELECT count(*) FROM audit_entries WHERE subject_id = %(id)s AND action = 'step_up.asked') AS audited
"""


def test_each_request_is_accepted_whole_or_not_at_all(service: Service, large_team: Team) -> None:
    phone = service.register(large_team.key_worker)
    asked = {new_id(): person for person in large_team.people}
    accepted: set[UUID] = set()
    enough = threading.Event()

    def ask(step_up_id: UUID, person: Client) -> None:
        try:
            answer = person.ask("PUT", f"/api/step-ups/{step_up_id}", BODY)
        except requests.RequestException:
            return
        if answer.status_code == 201:
            accepted.add(step_up_id)
            enough.set()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for step_up_id, person in asked.items():
            pool.submit(ask, step_up_id, person)
        enough.wait(10)
        service.web.kill()
    assert 0 < len(accepted) < len(asked), "The kill is to come in the middle."
    pieces = {step_up_id: _pieces(service, step_up_id) for step_up_id in asked}
    assert set(pieces.values()) <= {(1, 1, 1), (0, 0, 0)}
    assert {step_up_id for step_up_id, found in pieces.items() if found == (0, 0, 0)}.isdisjoint(accepted)

    service.start_web()
    for step_up_id, person in asked.items():
        was_accepted = pieces[step_up_id] == (1, 1, 1)
        person.put(f"/api/step-ups/{step_up_id}", BODY, expect=200 if was_accepted else 201)
    assert {_pieces(service, step_up_id) for step_up_id in asked} == {(1, 1, 1)}
    service.receiver.wait_for(phone)
    wait_until(lambda: _told(service, asked) == dict.fromkeys(asked, 1), seconds=20, why="every request was told once")
    # What comes in a burst goes out as one.
    wait_until(lambda: _sent(service, asked) == set(asked), seconds=60, why="every message went out")


def _pieces(service: Service, step_up_id: UUID) -> tuple[int, int, int]:
    (row,) = service.sql(PIECES.replace("%(id)s", f"'{step_up_id}'"))
    return tuple(row)


def _told(service: Service, asked: dict[UUID, Client]) -> dict[UUID, int]:
    rows = service.sql(
        "SELECT step_up_id, count(*) AS times FROM step_up_events WHERE kind = 'told' AND step_up_id = ANY (%s)"
        " GROUP BY step_up_id",
        list(asked),
    )
    return {row.step_up_id: row.times for row in rows}


def _sent(service: Service, asked: dict[UUID, Client]) -> set[UUID]:
    rows = service.sql(
        "SELECT n.subject_id FROM deliveries d JOIN notices n ON n.id = d.notice_id"
        " WHERE d.state IN ('handed_over', 'shown') AND n.kind = 'step_up.asked' AND n.subject_id = ANY (%s)",
        list(asked),
    )
    return {row.subject_id for row in rows}
