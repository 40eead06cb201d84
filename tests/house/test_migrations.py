"""The migrations: one line, equal to the models, there and back again, and careful with a running service."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from backend.app import metadata
from backend.config import ROOT, sqlalchemy_url
from backend.core import embedded_postgres as postgres
from backend.core import schema
from tests.house.tables import FOREIGN

SCRATCH = "house_migrations"

# What squawk would have otherwise, and why it is as it is.
LINT_EXCEPTIONS = {
    "transaction-nesting": "Alembic writes BEGIN and COMMIT around each migration by itself",
    "require-lock-timeout": "migrations/env.py sets lock_timeout on every connection",
    "require-statement-timeout": "migrations/env.py sets statement_timeout on every connection",
    "prefer-text-field": "Alembic's own table of versions",
    "prefer-bigint-over-int": "small numbers (tries, minutes, rungs), none of which counts rows",
}


def _script() -> Config:
    config = Config(output_buffer=StringIO())
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


@pytest.fixture(scope="module")
def scratch(server: postgres.PostgresServer) -> str:
    """The owner's address of a database that nothing was done to yet."""
    postgres.make_database(server, SCRATCH)
    return postgres.url(server, postgres.OWNER, SCRATCH)


@pytest.fixture
def as_owner(server: postgres.PostgresServer, database: str) -> Iterator[Engine]:
    engine = create_engine(sqlalchemy_url(postgres.url(server, postgres.OWNER, database)))
    yield engine
    engine.dispose()


def test_there_is_one_line_of_numbered_revisions() -> None:
    revisions = list(reversed(list(ScriptDirectory.from_config(_script()).walk_revisions())))
    names = [revision.revision for revision in revisions]
    assert names == [f"{number:04d}" for number in range(1, len(names) + 1)]
    assert [revision.down_revision for revision in revisions] == [None, *names[:-1]]
    misnamed = [
        revision.path
        for revision in revisions
        if not re.fullmatch(rf"{revision.revision}_[a-z_]+\.py", Path(revision.path).name)
    ]
    assert misnamed == []


def test_the_models_are_what_the_migrations_make(as_owner: Engine) -> None:
    with as_owner.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _is_ours, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata()) == [], "Models and migrations differ."


def _is_ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and (name or "").startswith(FOREIGN))


def test_there_and_back_and_there_again(scratch: str) -> None:
    config = _script()
    config.set_main_option("sqlalchemy.url", scratch.replace("%", "%%"))
    command.upgrade(config, "head")
    first = _everything(scratch)
    command.downgrade(config, "base")
    assert _everything(scratch) == {"alembic_version"}, "A downgrade leaves something behind."
    schema.migrate(scratch)
    again = {name for name in _everything(scratch) if not name.startswith("procrastinate")}
    assert again == first
    schema.migrate(scratch)  # Harmless when there is nothing to do.


def _everything(url: str) -> set[str]:
    """Tables, functions and policies of the database."""
    engine = create_engine(sqlalchemy_url(url))
    with engine.connect() as connection:
        found = connection.execute(
            text("""
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')
                UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                UNION SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
                UNION SELECT tablename || '.' || policyname FROM pg_policies
                UNION SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal
            """)
        )
        names = {str(name) for name in found.scalars()}
    engine.dispose()
    return {name for name in names if "procrastinate" not in name}


def test_the_sql_is_careful_with_a_running_service(
    server: postgres.PostgresServer, database: str, tmp_path: Path
) -> None:
    config = _script()
    config.set_main_option("sqlalchemy.url", postgres.url(server, postgres.OWNER, database).replace("%", "%%"))
    command.upgrade(config, "head", sql=True)
    written = tmp_path / "migrations.sql"
    written.write_text(config.output_buffer.getvalue())  # type: ignore[attr-defined]
    squawk = [
        str(Path(sys.executable).parent / "squawk"),
        "--pg-version=14.0",
        "--assume-in-transaction",
        "--reporter=gcc",
    ]
    excluded = [f"--exclude={','.join(LINT_EXCEPTIONS)}"]
    said = subprocess.run([*squawk, *excluded, str(written)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
    all_of_it = subprocess.run([*squawk, str(written)], capture_output=True, text=True, check=False).stdout
    unneeded = [rule for rule in LINT_EXCEPTIONS if rule not in all_of_it]
    assert unneeded == [], "These exceptions are not needed any more (or squawk read nothing)."
