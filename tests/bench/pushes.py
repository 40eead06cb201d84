"""From the answer that a request is accepted to its push at the push service: twenty a second for a minute."""

from __future__ import annotations

import base64
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import requests

from backend.core.encryption import Vault
from backend.core.ids import new_id
from backend.core.keys import read_keys
from backend.notifications.bursts import TOPIC_BYTES
from tests.bench.stage import BODY, Stage
from tests.faults.service import COOKIE, Client

PER_SECOND, SECONDS = 20, 60
WARM_UP, LATEST_SECONDS = 40, 60
IN_FLIGHT = 8

CLOSE = """
    UPDATE step_ups SET state = 'closed', closed_at = now() - interval '4 days', next_due_at = NULL
    WHERE state NOT IN ('closed', 'withdrawn') AND record_id = ANY (%s)
"""
JOINS = "INSERT INTO memberships (id, account_id, team_id, role, from_at) VALUES (gen_random_uuid(), %s, %s, 'worker', now())"
LOOKS_AFTER = "UPDATE key_workers SET account_id = %s WHERE record_id = %s AND until_at IS NULL"


@dataclass(frozen=True)
class PushFigures:
    """Milliseconds from the answer to the push; how many were sent, never arrived, and arrived twice."""

    p50_ms: float
    p99_ms: float
    longest_ms: float
    sent: int
    lost: int
    twice: int
    accept_p99_ms: float


@dataclass
class _Asked:
    topic: str
    accepted_at: float
    took: float


def measure_pushes(stage: Stage) -> PushFigures:
    """People ask in turn, at even intervals, whatever the answers take.

    Each has a key worker of her own, with one phone: two calls to one phone within its window would go out as one.
    """
    stage.asks("ours")
    key_workers = {}
    for team in stage.teams:
        for person, neighbour in zip(team.people, [*team.people[1:], team.people[0]], strict=True):
            stage.service.sql(JOINS, neighbour.account_id, team.team_id)
            stage.service.sql(LOOKS_AFTER, neighbour.account_id, person.record_id)
            stage.service.register(neighbour)
            key_workers[person.account_id] = neighbour
    stage.service.start_worker()
    people = [person for places in zip(*(team.people for team in stage.teams), strict=True) for person in places]
    _ask_at_a_pace(stage, people[-WARM_UP:], key_workers, PER_SECOND)
    asked = _ask_at_a_pace(stage, people, key_workers, PER_SECOND, number=PER_SECOND * SECONDS)
    figures = _compare(stage, asked)
    stage.service.worker.terminate()
    return figures


def _ask_at_a_pace(
    stage: Stage, people: list[Client], key_workers: dict[str, Client], pace: int, number: int | None = None
) -> list[_Asked]:
    """Ask `pace` times a second. Each second, those who come next have their last request closed."""
    total, begins = number or len(people), time.monotonic() + 0.5
    vault = Vault()
    vault.use(read_keys(Path(stage.service.env["WAYMARK_KEYS_FILE"])))
    local = threading.local()

    def ask(place: int, person: Client) -> _Asked:
        if not hasattr(local, "session"):
            local.session = requests.Session()
        time.sleep(max(0.0, begins + place / pace - time.monotonic()))
        return _ask(local.session, stage.service.port, vault, person, key_workers[person.account_id])

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        coming = []
        for place in range(total):
            if place % pace == 0:
                time.sleep(max(0.0, begins + (place - pace) / pace - time.monotonic()))
                soon = [people[one % len(people)].record_id for one in range(place, place + pace)]
                stage.service.sql(CLOSE, soon)
            coming.append(pool.submit(ask, place, people[place % len(people)]))
    return [future.result() for future in coming]


def _ask(session: requests.Session, port: int, vault: Vault, person: Client, key_worker: Client) -> _Asked:
    step_up_id = new_id()
    headers = {"Origin": person.address, "Cookie": f"{COOKIE}={person.token}", "Content-Type": "application/json"}
    began = time.monotonic()
    answer = session.put(f"http://127.0.0.1:{port}/api/step-ups/{step_up_id}", BODY, headers=headers, timeout=30)
    accepted_at = time.monotonic()
    if answer.status_code != requests.codes.created:
        raise SystemExit(f"Not accepted: {answer.status_code} {answer.text}")
    fingerprint = vault.blind_index("topic", f"{key_worker.account_id}:{step_up_id}")
    topic = base64.urlsafe_b64encode(fingerprint[:TOPIC_BYTES]).decode()
    return _Asked(topic, accepted_at, accepted_at - began)


def _compare(stage: Stage, asked: list[_Asked]) -> PushFigures:
    wanted, end = {one.topic for one in asked}, time.monotonic() + LATEST_SECONDS
    while time.monotonic() < end and not wanted <= {push.topic for push in stage.service.receiver.pushes}:
        time.sleep(0.1)
    arrivals: dict[str, list[float]] = {}
    for push in list(stage.service.receiver.pushes):
        arrivals.setdefault(push.topic, []).append(push.at)
    # A push may be there before the answer has travelled back: that counts as no time.
    took = [max(0.0, arrivals[one.topic][0] - one.accepted_at) * 1000 for one in asked if one.topic in arrivals]
    points = statistics.quantiles(took, n=100)
    return PushFigures(
        points[49],
        points[98],
        max(took),
        len(asked),
        len(asked) - len(took),
        sum(len(arrivals.get(one.topic, [])) > 1 for one in asked),
        statistics.quantiles([one.took * 1000 for one in asked], n=100)[98],
    )
