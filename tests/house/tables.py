"""The tables without row-level security, each with the reason why it holds nothing of anybody's record."""

from __future__ import annotations

OPEN_TABLES = {
    "accounts": "an opaque id and a sealed name; colleagues' names are read across accounts, and opened only by services",
    "attempts": "hashed origins and counts",
    "audit_heads": "hashes and numbers of chains; neither role has any privilege on it",
    "challenges": "random numbers that live for minutes, used before anybody is signed in",
    "code_messages": "sealed one-time codes on their way out; requests can put in and not read",
    "data_keys": "keys that are useless without the keys file, which the database never sees",
    "demo_messages": "empty outside the demo; sealed, and meant to be shown to whoever tries the demo",
    "instruments": "questionnaires, as they were published; nobody's answers",
    "memberships": "who works where; requests only read it",
    "one_time_codes": "hashes and sealed contacts that live for minutes, used before anybody is signed in",
    "organisations": "names of public bodies",
    "team_closures": "when a team is closed",
    "team_hours": "when a team is open",
    "teams": "names and numbers of public services",
}

# A column with one of these names ties a row to a record: such a table is always protected.
RECORD_COLUMNS = frozenset({"record_id", "step_up_id"})

# Tables that are not ours: the job queue's and the migrations'. Jobs carry opaque ids only.
FOREIGN = ("procrastinate_", "alembic_version")
