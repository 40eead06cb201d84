"""Whether every message goes out once it is due, and none that has lost its point."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from backend.watch.looking import AN_HOUR, Check, Look, ask, oldest_id, subjects

# Words for failures that somebody here must mend; what begins with "our_" is one too.
OUR_FAULT = [
    "push_refused",
    "host_not_allowed",
    "redirected",
    "bad_subscription",
    "text_refused",
    "text_broken",
    "mail_refused",
    "mail_not_supported",
    "mail_bad_address",
    "channel_not_configured",
]
# Calls for an answer, and what ends their point.
CALLS = ["step_up.asked", "step_up.transferred"]
ANSWERS = ["acknowledged", "in_contact", "plan_agreed", "closed", "withdrawn"]
# A message is worth sending for at most so long after it was written.
WORTH = timedelta(hours=24)

NOT_FINISHED = """
    SELECT id FROM deliveries WHERE state = 'claimed' AND lease_until < :minute_ago ORDER BY id LIMIT :most
"""
# One that goes out with another waits, too, once nobody has that other one in hand.
WAITING = """
    SELECT d.id FROM deliveries d JOIN notices n ON n.id = d.notice_id
      LEFT JOIN deliveries leader ON leader.id = d.merged_into
    WHERE d.next_attempt_at < :minute_ago AND n.withdrawn_at IS NULL
      AND (d.state = 'waiting' OR (d.state = 'merged' AND leader.state IS DISTINCT FROM 'claimed'))
    ORDER BY d.id LIMIT :most
"""
NOT_EXPANDED = """
    SELECT id FROM notices WHERE expanded_at IS NULL AND withdrawn_at IS NULL AND created_at < :minute_ago
    ORDER BY id LIMIT :most
"""
REFUSED = text("""
    SELECT DISTINCT channel || ':' || failure FROM deliveries
    WHERE id >= :oldest AND state = 'failed' AND next_attempt_at > :hour_ago
      AND (failure = ANY(:ours) OR failure LIKE 'our\\_%')
    ORDER BY 1
""")
# Whoever has a message in hand while its point goes may still send it, until the lease ends. After a crash nobody has written
# down that it was sent, and the phone may say hours later that it showed it: then it counts when it was claimed, and where that
# is gone too nothing is known against it.
AFTERWARDS = text("""
    WITH taken AS (
      SELECT d.id, d.notice_id, CASE WHEN d.handed_over_at = d.shown_at THEN d.lease_until ELSE d.handed_over_at END
        - CASE d.channel WHEN 'push' THEN interval '15 seconds' ELSE interval '60 seconds' END AS taken_at
      FROM deliveries d WHERE d.id >= :oldest AND d.handed_over_at > :hour_ago
    ), sent AS (SELECT * FROM taken WHERE taken_at IS NOT NULL)
    SELECT s.id FROM sent s JOIN notices n ON n.id = s.notice_id
    WHERE n.withdrawn_at < s.taken_at OR (n.kind = ANY(:calls) AND EXISTS (
      SELECT FROM step_up_events e WHERE e.step_up_id = n.subject_id AND e.kind = ANY(:answers)
        AND e.at > n.created_at AND e.at < s.taken_at))
    ORDER BY s.id LIMIT :most
""")


def _refused(look: Look) -> list[str]:
    return subjects(REFUSED, look, oldest=oldest_id("deliveries", WORTH + AN_HOUR), ours=OUR_FAULT)


def _afterwards(look: Look) -> list[str]:
    oldest = oldest_id("deliveries", WORTH + AN_HOUR)
    return subjects(AFTERWARDS, look, oldest=oldest, calls=CALLS, answers=ANSWERS)


CHECKS = (
    Check("delivery_not_finished", ask(NOT_FINISHED), about_time=True),
    Check("delivery_waiting", ask(WAITING), about_time=True),
    Check("notice_not_expanded", ask(NOT_EXPANDED), about_time=True),
    Check("refused_by_our_fault", _refused),
    Check("sent_afterwards", _afterwards),
)
