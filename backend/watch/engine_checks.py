"""Whether every open request is on its way to somebody."""

from __future__ import annotations

from backend.core import heartbeats
from backend.watch.looking import Check, ask

# A promise that has passed is told as that, and not as being due too.
DUE = """
    SELECT id FROM step_ups
    WHERE next_due_at < :minute_ago
      AND (state = 'sent' OR (state = 'acknowledged' AND coalesce(promise_ends_at, 'infinity') > :minute_ago))
    ORDER BY id LIMIT :most
"""
PROMISE = """
    SELECT id FROM step_ups WHERE state = 'acknowledged' AND next_due_at IS NOT NULL AND promise_ends_at < :minute_ago
    ORDER BY id LIMIT :most
"""
# Whoever promised was let go: then it is due at once, and taken up again by the engine's next look.
NO_OWNER = """
    SELECT s.id FROM step_ups s
    WHERE s.state NOT IN ('closed', 'withdrawn') AND (
      NOT EXISTS (SELECT FROM record_teams t WHERE t.record_id = s.record_id AND t.until_at IS NULL)
      OR NOT EXISTS (SELECT FROM key_workers k WHERE k.record_id = s.record_id AND k.until_at IS NULL)
      OR NOT EXISTS (SELECT FROM memberships m WHERE m.team_id = s.team_id AND coalesce(m.until_at, 'infinity') > :now)
      OR (s.state IN ('sent', 'acknowledged') AND s.next_due_at IS NULL)
      OR (s.state = 'acknowledged' AND s.next_due_at > :now AND NOT EXISTS (
        SELECT FROM memberships m WHERE m.account_id = s.promised_by AND m.team_id IN (s.team_id, s.helping_team_id)
          AND coalesce(m.until_at, 'infinity') > :now))
    )
    ORDER BY s.id LIMIT :most
"""
# A let-go colleague's work is handed over by a lead; with none left nobody is told of it, and nobody can.
NO_LEAD = """
    SELECT t.id FROM teams t
    WHERE EXISTS (SELECT FROM record_teams r WHERE r.team_id = t.id AND r.until_at IS NULL)
      AND EXISTS (SELECT FROM memberships m WHERE m.team_id = t.id AND m.role = 'lead')
      AND NOT EXISTS (SELECT FROM memberships m WHERE m.team_id = t.id AND m.role = 'lead'
        AND coalesce(m.until_at, 'infinity') > :now)
    ORDER BY t.id LIMIT :most
"""
SWEEP = "SELECT :name WHERE NOT EXISTS (SELECT FROM heartbeats WHERE name = :name AND at > :minute_ago)"
# The queue writes its workers' signs of life by the database's clock, so they are measured by that.
WORKER = """
    SELECT 'workers' WHERE NOT EXISTS (
      SELECT FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - interval '1 minute')
"""


CHECKS = (
    Check("due_not_advanced", ask(DUE), about_time=True),
    Check("promise_not_restarted", ask(PROMISE), about_time=True),
    Check("no_owner", ask(NO_OWNER)),
    Check("no_lead", ask(NO_LEAD)),
    Check("no_ladder_sweep", ask(SWEEP, name=heartbeats.LADDERS), about_time=True),
    Check("no_message_sweep", ask(SWEEP, name=heartbeats.MESSAGES), about_time=True),
    Check("no_worker", ask(WORKER), about_time=True),
)
