"""One round of the auditor over ten thousand open step-ups in a hundred teams: `python -m tests.bench.auditing`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg

from backend.auditor import make_auditor_app
from backend.core import clock, schema
from backend.core import embedded_postgres as postgres
from backend.watch.rounds import Rounds

OPEN, TEAMS, MEMBERS, TURNS = 10_000, 100, 8, 3

# Rows as the service writes them, but for the sealed words, which the auditor cannot read. Ids rise with time, as ours do.
FILL = f"""
    CREATE TEMP SEQUENCE place;
    CREATE FUNCTION pg_temp.later() RETURNS uuid LANGUAGE sql AS $$
      SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7000'
        || '8' || lpad(to_hex(nextval('place')), 15, '0'))::uuid $$;
    INSERT INTO organisations (id, name) VALUES (gen_random_uuid(), 'Trust');
    INSERT INTO teams (id, organisation_id, name, out_of_hours_words, keeps_bank_holidays, first_wait_minutes,
      next_wait_minutes, repeat_minutes)
    SELECT gen_random_uuid(), o.id, 'Team ' || n, '', true, 15, 15, 10 FROM organisations o, generate_series(1, {TEAMS}) n;
    INSERT INTO team_hours (team_id, weekday, opens, closes) SELECT id, day, '09:00', '17:00' FROM teams, generate_series(0, 4) day;
    INSERT INTO memberships (id, account_id, team_id, role, from_at)
    SELECT gen_random_uuid(), gen_random_uuid(), id, 'worker', now() FROM teams, generate_series(1, {MEMBERS});
    INSERT INTO devices (id, account_id, label_sealed, endpoint_sealed, p256dh_sealed, auth_sealed, endpoint_index, created_at,
      last_confirmed_at)
    SELECT gen_random_uuid(), account_id, '', '', '', '', decode(md5(account_id::text), 'hex'), now(), now() FROM memberships;
    INSERT INTO records (id, account_id, created_at, preferred_name_sealed)
    SELECT gen_random_uuid(), gen_random_uuid(), now(), '' FROM generate_series(1, {OPEN});
    CREATE TEMP TABLE cared AS SELECT r.id AS record_id, m.team_id, m.account_id FROM
      (SELECT id, row_number() OVER () AS n FROM records) r JOIN
      (SELECT *, row_number() OVER () AS n FROM memberships) m ON m.n = r.n % {TEAMS * MEMBERS} + 1;
    INSERT INTO record_teams (id, record_id, team_id, from_at) SELECT gen_random_uuid(), record_id, team_id, now() FROM cared;
    INSERT INTO key_workers (id, record_id, account_id, from_at) SELECT gen_random_uuid(), record_id, account_id, now() FROM cared;
    INSERT INTO step_ups (id, record_id, team_id, state, version, words_sealed, wants_to_hear, reach_by, best_time, asked_at,
      ladder, rung, cycle, climbing_since, next_due_at)
    SELECT pg_temp.later(), record_id, team_id, 'sent', 2, '', 'today', 'ring', 'any', now(), '[]', 1, 1, now(),
      now() + interval '1 day' FROM cared;
    INSERT INTO notices (id, account_id, kind, subject_id, urgent, created_at, expanded_at)
    SELECT pg_temp.later(), c.account_id, 'step_up.asked', s.id, true, now(), now() FROM step_ups s JOIN cared c USING (record_id),
      generate_series(1, 3);
    INSERT INTO deliveries (id, notice_id, account_id, channel, topic, state, attempts, next_attempt_at, handed_over_at)
    SELECT pg_temp.later(), id, account_id, 'push', 't', 'handed_over', 1, now(), now() FROM notices;
    INSERT INTO step_up_events (id, step_up_id, record_id, kind, cycle, at, detail)
    SELECT pg_temp.later(), id, record_id, kind, 1, now(), '{{}}' FROM step_ups, unnest(ARRAY['sent', 'told', 'reached']) kind;
    INSERT INTO audit_entries (id, at, action, actor_kind, record_id, detail)
    SELECT pg_temp.later(), now(), 'step_up.sent', 'account', record_id, '{{}}' FROM cared, generate_series(1, 3);
    INSERT INTO heartbeats VALUES ('ladders', now() + interval '1 hour', 2), ('messages', now() + interval '1 hour', 2);
    INSERT INTO procrastinate_workers DEFAULT VALUES;
"""


def main() -> None:
    """Print the milliseconds of a round with every check in it, of each check, and the process's memory."""
    with tempfile.TemporaryDirectory(prefix="waymark-auditing-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = postgres.start(folder / "postgres")
        try:
            postgres.make_database(server, "auditing")
            schema.migrate(postgres.url(server, postgres.OWNER, "auditing"))
            with psycopg.connect(postgres.url(server, "postgres", "auditing"), autocommit=True) as connection:
                connection.execute(FILL.encode())
                connection.execute("ANALYZE")
            _measure(postgres.url(server, postgres.AUDITOR, "auditing"))
        finally:
            server.cleanup()


def _measure(url: str) -> None:
    rounds, took = Rounds(), []
    with make_auditor_app(url).app_context():
        rounds._since = rounds._last = clock.now()
        for _ in range(TURNS):
            round_ = rounds.run(clock.now())
            took.append(round_.took_ms)
        _say(f"failed {round_.failed}, found { {kind: len(found) for kind, found in round_.found.items() if found} }")
        _say(f"a round with every check: {statistics.median(took):.0f} ms (first {took[0]})")
        for check in rounds.checks:
            began = time.perf_counter()
            Rounds([check]).run(clock.now())
            _say(f"  {check.kind}: {(time.perf_counter() - began) * 1000:.0f} ms")
    _say(f"memory: {psutil.Process().memory_full_info().pss / 1e6:.0f} MB")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


if __name__ == "__main__":
    main()
