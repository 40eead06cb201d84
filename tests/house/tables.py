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
    "finding_tellings": "by which channel operators were told of a finding",
    "findings": "what the auditor found: a check's name and an opaque id; neither web nor worker has any privilege on it",
    "heartbeats": "when which sweep has finished",
    "instruments": "questionnaires, as they were published; nobody's answers",
    "logout_jtis": "hashes of providers' notices that were taken; requests reach it through functions only",
    "memberships": "who works where; requests only read it",
    "one_time_codes": "hashes and sealed contacts that live for minutes, used before anybody is signed in",
    "organisations": "names of public bodies",
    "staff_rules": "which facts about staff give which place; neither web nor worker has any privilege on it",
    "teams": "names and numbers of public services",
}

# Row-level security decides who may write; everybody who is signed in may read, since it says who is there.
READABLE_TABLES = {
    "absences": "from when until when a worker is away, and who covers; never why",
    "duty_overrides": "who is at a desk for once",
    "ladders": "whom a team tells of a request, and how long it waits",
    "rota_warnings": "which warnings about a rota went out",
    "rotations": "who takes turns at a desk",
    "shift_swaps": "which turn a worker would give to a colleague",
    "team_closures": "when a team is closed",
    "team_exceptions": "on which days a team has other hours",
    "team_hours": "when a team is open",
}

# Row-level security lets nobody meet these by who they are: a browser brings the secret that its rows belong to.
BROWSER_TABLES = {
    "openid_attempts": "sign-ins on their way to a provider; nobody is signed in yet",
    "pending_identities": "proofs that belong to no account yet",
}

# A column with one of these names ties a row to a record: such a table is always protected.
RECORD_COLUMNS = frozenset({"record_id", "step_up_id"})

# Tables that are not ours: the job queue's and the migrations'. Jobs carry opaque ids only.
FOREIGN = ("procrastinate_", "alembic_version")
