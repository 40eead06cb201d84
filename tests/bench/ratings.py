"""DIALOG ratings beside the floor: one stored whole, and the page of somebody who has rated two hundred times."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from backend.core.ids import new_id
from tests.bench.load import Ask
from tests.bench.rates import Contest
from tests.bench.stage import Stage
from tests.faults.service import Client

RATINGS, PAGE_MS, TRIES = 200, 50, 60
ITEMS = (
    *("mental_health", "physical_health", "job", "accommodation", "leisure", "friendships", "family", "safety"),
    *("medication", "practical_help", "meetings"),
)
WORDS = "The days are longer than the weeks. The garden helps, the letters do not."


@dataclass(frozen=True)
class PageFigures:
    """How long the answer took, asked for again and again on one connection, and how large it is."""

    p50_ms: float
    least_ms: float
    kilobytes: float


def fill_ratings(stage: Stage) -> None:
    """Somebody rates two hundred times, a day apart, in both services."""
    now = datetime.now(UTC)
    for day in range(RATINGS):
        body = _body(now - timedelta(days=RATINGS - day), day)
        for who in ("ours", "floor"):
            _send(stage, who, _store(who, _rater(stage), body))
    stage.service.sql("ANALYZE questionnaire_responses")
    stage.service.sql("ANALYZE questionnaire_answers")


def measure_page(stage: Stage) -> PageFigures:
    """The median of many, by the clock of who asks."""
    (ask,) = _pages(stage, "ours")
    took, size = [], 0
    with requests.Session() as session:
        for _ in range(TRIES):
            began = time.perf_counter()
            size = len(_send(stage, "ours", ask, session).content)
            took.append((time.perf_counter() - began) * 1000)
    return PageFigures(statistics.median(took), min(took), size / 1000)


def _stores(stage: Stage, who: str) -> list[Ask]:
    """One new rating by everybody."""
    now = datetime.now(UTC)
    people = [person for team in stage.teams for person in team.people]
    return [_store(who, person, _body(now, place)) for place, person in enumerate(people)]


def _pages(stage: Stage, who: str) -> list[Ask]:
    """All of it, read by the person whose it is."""
    rater = _rater(stage)
    if who == "floor":
        return [Ask("GET", f"/people/{rater.record_id}/ratings")]
    return [Ask("GET", f"/api/records/{rater.record_id}/outcomes", rater.token)]


def _rater(stage: Stage) -> Client:
    return stage.listed.people[0]


def _store(who: str, person: Client, body: str) -> Ask:
    if who == "floor":
        return Ask("PUT", f"/ratings/{new_id()}/{person.record_id}", "", body)
    return Ask("PUT", f"/api/records/{person.record_id}/responses/{new_id()}", person.token, body)


def _body(at: datetime, number: int) -> str:
    answers = [
        {"item": item, "value": (number + place) % 7 + 1, "skipped": None, "wants_help": place % 4 == 0}
        for place, item in enumerate(ITEMS)
    ]
    rating = {"instrument": "dialog", "version": "1", "answered_at": at.isoformat(), "how": "alone"}
    return json.dumps({**rating, "words": WORDS, "answers": answers})


def _send(stage: Stage, who: str, ask: Ask, session: Any = requests) -> requests.Response:
    headers = {"Content-Type": "application/json", "Origin": stage.address, "Cookie": ask.cookie}
    url = f"http://127.0.0.1:{stage.ports[who]}{ask.path}"
    answer: requests.Response = session.request(ask.method, url, data=ask.body, headers=headers, timeout=30)
    answer.raise_for_status()
    return answer


OF_RATINGS = (
    Contest("store a DIALOG rating", "ours", "floor", True, _stores),
    Contest("outcomes page of 200 ratings", "ours", "floor", False, _pages),
)
