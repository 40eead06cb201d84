"""Bringing a database to the present schema: our migrations, then the queue's own tables."""

from __future__ import annotations

import psycopg
from alembic import command
from alembic.config import Config as AlembicConfig
from procrastinate.schema import SchemaManager

from backend.config import ROOT

QUEUE_GRANTS = """
    GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,
      procrastinate_workers TO waymark_worker;
    GRANT SELECT, INSERT, UPDATE ON procrastinate_jobs, procrastinate_events TO waymark_web;
    GRANT SELECT ON procrastinate_workers TO waymark_auditor;
    GRANT SELECT (id, task_name, status, scheduled_at) ON procrastinate_jobs TO waymark_auditor;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO waymark_worker, waymark_web;
"""


def migrate(owner_url: str, revision: str = "head") -> None:
    """Bring the database at `owner_url` (the owner's role) to `revision`, and give the queue its tables where missing."""
    configuration = AlembicConfig()
    configuration.set_main_option("script_location", str(ROOT / "migrations"))
    configuration.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    command.upgrade(configuration, revision)
    with psycopg.connect(owner_url) as connection:
        if connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone() == (None,):
            connection.execute(SchemaManager.get_schema())
        connection.execute(QUEUE_GRANTS.encode())
