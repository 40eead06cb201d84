"""Alembic's way in: runs as the owner, one transaction a migration, and gives up on a lock rather than stop the service."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, text

from backend.app import metadata
from backend.config import sqlalchemy_url

LIMITS = "SET lock_timeout = '4s'; SET statement_timeout = '30s'"


def run() -> None:
    """Bring the database to the wanted revision on the connection given, or on one to the configured address."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    engine = create_engine(sqlalchemy_url(context.config.get_main_option("sqlalchemy.url", "")))
    with engine.connect() as connection:
        connection.execute(text(LIMITS))
        connection.commit()
        _migrate(connection)
        connection.commit()
    engine.dispose()


def _migrate(connection: object) -> None:
    context.configure(connection=connection, target_metadata=metadata(), transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


run()
