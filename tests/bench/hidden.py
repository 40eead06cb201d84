"""Whether the time of an answer tells what is hidden from what is not there. Both are asked in turn, five hundred times."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import requests

from backend.core.ids import new_id
from tests.bench.stage import Stage
from tests.faults.service import COOKIE, Client

TRIES = 500
WORDS = "Loud places wear me out. " * 20
HEADINGS = ("matters", "people", "talking", "well", "do_dont", "helping", "also")

TRUST = """
    WITH one AS (
      INSERT INTO trusted_people (id, record_id, account_id, relation, name_sealed, token_hash, code_hash, wrong_codes,
        invited_at, accepted_at, expires_at, review_at)
      VALUES (gen_random_uuid(), %s, %s, 'friend', ''::bytea, uuid_send(gen_random_uuid()), ''::bytea, 0, now(), now(),
        now(), now() + interval '1 day') RETURNING id, record_id
    )
    INSERT INTO grants (id, record_id, section, trusted_person_id, decision, wording, decided_by, from_at)
    SELECT gen_random_uuid(), record_id, section, id, 'shared', '2026-11', gen_random_uuid(), now()
    FROM one, unnest(%s::text[]) section
"""


@dataclass(frozen=True)
class HiddenFigures:
    """Medians in milliseconds. `tells`: how often the slower of two is the hidden one; chance says 0.5."""

    what: str
    hidden_ms: float
    empty_ms: float
    tells: float


def measure_hidden(stage: Stage) -> list[HiddenFigures]:
    """One carer is trusted by two people: one has written much and shares nothing, the other shares and has nothing."""
    carer, (writes, shares) = stage.teams[1].workers[1], stage.teams[0].people[:2]
    for heading in HEADINGS:
        entry = {"heading": heading, "words": WORDS}
        writes.put(f"/api/records/{writes.record_id}/about-me/{new_id()}", entry)
    stage.service.sql(TRUST, writes.record_id, carer.account_id, [])
    stage.service.sql(TRUST, shares.record_id, carer.account_id, ["about_me", "step_ups"])
    return [_compare(stage, carer, writes, shares, what) for what in ("about-me", "step-ups")]


def _compare(stage: Stage, carer: Client, writes: Client, shares: Client, what: str) -> HiddenFigures:
    session = requests.Session()
    session.headers["Cookie"] = f"{COOKIE}={carer.token}"
    took: dict[str, list[float]] = {"hidden": [], "empty": []}
    paths = {"hidden": f"/api/records/{writes.record_id}/{what}", "empty": f"/api/records/{shares.record_id}/{what}"}
    for turn in range(2 * TRIES + 20):
        # In pairs and in changing order, so that neither always comes first.
        name = ("hidden", "empty")[(turn + turn // 2) % 2]
        began = time.perf_counter()
        session.get(f"http://127.0.0.1:{stage.service.port}{paths[name]}", timeout=10).raise_for_status()
        if turn >= 20:
            took[name].append((time.perf_counter() - began) * 1000)
    pairs = [(hidden > empty) + (hidden == empty) / 2 for hidden in took["hidden"] for empty in took["empty"]]
    return HiddenFigures(
        what, statistics.median(took["hidden"]), statistics.median(took["empty"]), statistics.fmean(pairs)
    )
