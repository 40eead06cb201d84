"""Real PostgreSQL through the real migrations; each test in a transaction that is rolled back; nobody is signed in by magic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Connection, create_engine, text

from backend.app import create_app
from backend.config import Config, sqlalchemy_url
from backend.core import embedded_postgres as postgres
from backend.core import schema
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.keys import make_keys, write_keys
from tests.at_once import as_its_owner
from tests.cast import Cast, build_cast
from tests.core.own_service import own_service
from tests.roles import SUPERUSER, role

ADDRESS = "http://localhost:8000"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.PostgresServer]:
    """An embedded PostgreSQL of this test process."""
    folder = tmp_path_factory.mktemp("pg")
    folder.chmod(0o755)
    found = postgres.start(folder / "data")
    yield found
    found.cleanup()


@pytest.fixture(scope="session")
def database(server: postgres.PostgresServer) -> str:
    """The name of a database brought up by the real migrations."""
    postgres.make_database(server, "waymark")
    schema.migrate(postgres.url(server, postgres.OWNER, "waymark"))
    return "waymark"


@pytest.fixture(scope="session")
def config(server: postgres.PostgresServer, database: str, tmp_path_factory: pytest.TempPathFactory) -> Config:
    keys_file = tmp_path_factory.mktemp("keys") / "keys.json"
    write_keys(make_keys(), keys_file)
    return Config(
        address=ADDRESS,
        keys_file=keys_file,
        database_url=postgres.url(server, SUPERUSER, database),
        worker_database_url=postgres.url(server, postgres.WORKER, database),
        owner_database_url=postgres.url(server, postgres.OWNER, database),
        is_demo=True,
        pwa_folder=Path(tmp_path_factory.mktemp("pwa")),
        log_level="WARNING",
    )


@pytest.fixture(scope="session")
def whole_app(config: Config) -> Flask:
    return create_app(config)


@pytest.fixture
def connection(config: Config) -> Iterator[Connection]:
    """One connection, one transaction, rolled back at the end. It acts as the web role unless a test says otherwise."""
    engine = create_engine(sqlalchemy_url(config.database_url))
    with engine.connect() as connection:
        transaction = connection.begin()
        connection.execute(text(f"SET ROLE {postgres.WEB}"))
        yield connection
        transaction.rollback()
    engine.dispose()


@pytest.fixture
def app(whole_app: Flask, connection: Connection) -> Iterator[Flask]:
    """The application on that one connection: its commits become savepoints."""
    real = db._app_engines[whole_app]
    db._app_engines[whole_app] = {None: connection}
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    with whole_app.app_context():
        yield whole_app
        db.session.remove()
    db._app_engines[whole_app] = real


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The people of every test: see tests/cast.py."""
    with role(postgres.OWNER):
        return build_cast(app)


@pytest.fixture
def time_machine_at() -> Callable[[datetime], AbstractContextManager[object]]:
    """Move the one clock: `with time_machine_at(instant): …`. Time goes on from there."""
    return lambda instant: time_machine.travel(instant, tick=True)


@pytest.fixture
def own_cast(config: Config, server: postgres.PostgresServer, tmp_path: Path) -> Iterator[Cast]:
    """The same people in a service with its own database and real connections, for what happens at the same instant."""
    tmp_path.chmod(0o755)
    with own_service(config, server, f"own_{new_id().hex}", tmp_path) as app:
        with as_its_owner(app):
            cast = build_cast(app)
        yield cast
