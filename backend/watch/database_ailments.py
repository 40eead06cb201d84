"""What can be wrong with the database, its roles, the engine and the auditor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from backend.config import Config
from backend.core import clock, heartbeats, revisions
from backend.watch.ailments import Line, Lines, broken, look, ok
from backend.watch.machine_checks import MOST_SECONDS_APART, seconds_apart
from backend.watch.words import WORDS

CONNECT_SECONDS = 5
SILENT = {
    heartbeats.LADDERS: (
        "ladder sweep",
        timedelta(seconds=60),
        "nobody is told of requests: does `waymark worker` run?",
    ),
    heartbeats.MESSAGES: ("message sweep", timedelta(seconds=60), "messages wait: does `waymark worker` run?"),
    heartbeats.AUDITOR: ("auditor", timedelta(seconds=90), "nobody watches the engine: does `waymark auditor` run?"),
}
OWNS_NOTHING = ("web", "worker", "auditor")

ROLE = """
    SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS is_mighty,
      EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = current_user
"""
SEALED = """
    SELECT count(*) AS number FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%\\_sealed'
      AND has_column_privilege(c.oid, a.attnum, 'SELECT')
"""
QUEUE = """
    SELECT (SELECT count(*) FROM procrastinate_workers
        WHERE last_heartbeat > clock_timestamp() - interval '1 minute') AS workers,
      (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo') AS jobs
"""
FINDINGS = "SELECT kind, count(*) AS number FROM findings WHERE closed_at IS NULL GROUP BY kind ORDER BY kind"


def _roles(config: Config) -> Lines:
    for name, url in _urls(config).items():
        yield from _role(name, url)


def _urls(config: Config) -> dict[str, str]:
    return {
        "web": config.database_url,
        "worker": config.worker_database_url,
        "owner": config.owner_database_url,
        "auditor": config.auditor_database_url,
    }


def _role(name: str, url: str) -> Lines:
    about = f"database as {name}"
    if not url:
        yield look(about, "its address is not set here, so it was not tried")
        return
    try:
        with _connected(url) as connection:
            role, sealed = _one(connection, ROLE), _one(connection, SEALED).number
    except psycopg.Error as problem:
        yield broken(about, f"does not answer ({type(problem).__name__})")
        return
    faults = [f"is {role.name}, not waymark_{name}"] if role.name != f"waymark_{name}" else []
    faults += ["may do more than it should (superuser, or passes by row-level security)"] if role.is_mighty else []
    faults += ["owns tables"] if role.owns and name in OWNS_NOTHING else []
    faults += ["can read sealed words"] if sealed and name == "auditor" else []
    yield broken(about, "; ".join(faults)) if faults else ok(about, "answers, and may do what it should")


def _migrations(config: Config) -> Lines:
    with _connected(_best(config)) as connection:
        try:
            found = _one(connection, "SELECT version_num FROM alembic_version").version_num
        except psycopg.errors.UndefinedTable:
            found = "none"
    if found == revisions.newest():
        yield ok("migrations", f"{found} is the present one")
    else:
        yield broken("migrations", f"the database is at {found}, this program at {revisions.newest()}: waymark migrate")


def _clock(config: Config) -> Lines:
    with _connected(_best(config)) as connection:
        theirs = _one(connection, "SELECT clock_timestamp() AS at").at
    apart = seconds_apart(theirs)
    words = f"this machine and the database are {apart:.0f} s apart"
    yield ok("clock", words) if apart <= MOST_SECONDS_APART else broken("clock", words)


def _queue(config: Config) -> Lines:
    with _connected(_best(config)) as connection:
        row = _one(connection, QUEUE)
    words = f"{row.workers} workers, {row.jobs} jobs wait"
    yield ok("queue", words) if row.workers else broken("queue", f"{words}: does `waymark worker` run?")


def _signs_of_life(config: Config) -> Lines:
    with _connected(_best(config)) as connection:
        beats = {row.name: row for row in connection.execute("SELECT name, at FROM heartbeats")}
    for name, (about, at_most, words) in SILENT.items():
        yield _sign(about, beats[name].at if name in beats else None, at_most, words)


def _sign(about: str, at: datetime | None, at_most: timedelta, words: str) -> Line:
    if at is None:
        return broken(about, f"none has ever finished; {words}")
    age = clock.now() - at
    said = f"the last one finished {max(0, int(age.total_seconds()))} s ago"
    return ok(about, said) if age <= at_most else broken(about, f"{said}; {words}")


def _findings(config: Config) -> Lines:
    if not config.auditor_database_url and not config.owner_database_url:
        yield look("findings", "only the owner's and the auditor's address can say")
        return
    with _connected(config.owner_database_url or config.auditor_database_url) as connection:
        rows = connection.execute(FINDINGS).fetchall()
    for row in rows:
        words = WORDS[row.kind].what if row.kind in WORDS else "An earlier version found this"
        yield look("finding", f"{words} ({row.kind}, {row.number})")
    if not rows:
        yield ok("findings", "none is open")


def _best(config: Config) -> str:
    """Who may see most of the engine's own tables."""
    return config.owner_database_url or config.worker_database_url


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(
        url, connect_timeout=CONNECT_SECONDS, row_factory=namedtuple_row, options="-c statement_timeout=5000"
    ) as connection:
        yield connection


def _one(connection: psycopg.Connection[Any], statement: str) -> Any:
    return connection.execute(statement.encode()).fetchone()


LOOKS = (_roles, _migrations, _clock, _queue, _signs_of_life, _findings)
