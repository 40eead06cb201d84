"""One sweep of the ladders with ten thousand open step-ups, of which none, or a hundred, are due."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from backend.config import ROOT, read_config
from backend.core import clock
from backend.notifications import service as notifications
from backend.step_up import engine
from backend.step_up.ladder import default_ladder, to_json
from backend.worker import make_worker_app
from tests.bench.stage import Stage

OPEN, DUE, TURNS = 10_000, 100, 9

LADDER = json.dumps(to_json(default_ladder("today", 15, 15, 10)))
# Rows as the service writes them, but for the sealed words, which a sweep does not open.
FILL = f"""
    WITH people AS (
      INSERT INTO records (id, account_id, created_at, preferred_name_sealed)
      SELECT gen_random_uuid(), gen_random_uuid(), now(), ''::bytea FROM generate_series(1, {OPEN}) RETURNING id
    ), threads AS (
      INSERT INTO key_workers (id, record_id, account_id, from_at)
      SELECT gen_random_uuid(), id, %(key_worker)s, now() FROM people
    ), looked_after AS (
      INSERT INTO record_teams (id, record_id, team_id, from_at)
      SELECT gen_random_uuid(), id, %(team)s, now() FROM people RETURNING record_id
    )
    INSERT INTO step_ups (id, record_id, team_id, state, version, words_sealed, wants_to_hear, reach_by, best_time,
      asked_at, ladder, rung, cycle, climbing_since, next_due_at, looked_at)
    SELECT gen_random_uuid(), record_id, %(team)s, 'sent', 2, ''::bytea, 'today', 'ring', 'any', now(),
      '{LADDER}', 1, 1, now(), now() + interval '1 day', now() FROM looked_after
"""
MAKE_DUE = f"""
    UPDATE step_ups SET next_due_at = now() WHERE id IN (
      SELECT id FROM step_ups WHERE state = 'sent' AND next_due_at > now() + interval '1 hour' LIMIT {DUE})
"""


@dataclass(frozen=True)
class SweepFigures:
    """Milliseconds: of a sweep that finds nothing due; of one that advances a hundred ladders, each for itself."""

    nothing_due_ms: float
    hundred_due_ms: float
    messages_ms: float


def measure_sweep(stage: Stage) -> SweepFigures:
    """Fill the database, then sweep in a process of its own, on the worker's role."""
    listed = stage.listed
    stage.service.sql(FILL, {"team": listed.team_id, "key_worker": listed.key_worker.account_id})
    stage.service.sql("ANALYZE step_ups")
    idle, messages = _timed(stage, "idle"), _timed(stage, "messages")
    stage.service.sql(MAKE_DUE)
    return SweepFigures(idle, _timed(stage, "due"), messages)


def _timed(stage: Stage, what: str) -> float:
    command = [sys.executable, "-m", "tests.bench.sweep", what]
    done = subprocess.run(command, env=stage.service.env, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


def main(what: str) -> None:
    """Print the median milliseconds of a sweep; of the only one, where it changes something."""
    sweep = notifications.send_due if what == "messages" else engine.sweep
    with make_worker_app(read_config()).app_context():
        took = []
        if what == "due":
            engine.advance_step_up("00000000-0000-7000-8000-000000000000")
        for _ in range(1 if what == "due" else TURNS):
            began = time.perf_counter()
            sweep(clock.now())
            took.append((time.perf_counter() - began) * 1000)
    sys.stdout.write(str(statistics.median(took)))


if __name__ == "__main__":
    main(sys.argv[1])
