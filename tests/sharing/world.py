"""The cast made once for very many short tries: each try happens in a savepoint and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import Connection, create_engine, text

from backend.audit.visits import visits
from backend.config import Config, sqlalchemy_url
from backend.core import embedded_postgres as postgres
from backend.core.db import db
from backend.core.ids import new_id
from tests.cast import Cast, build_cast
from tests.house.test_front_doors import Door
from tests.roles import role


@dataclass
class World:
    """The cast on one connection, in one transaction that is never committed."""

    cast: Cast
    connection: Connection
    ids: dict[str, object] = field(default_factory=dict)

    def path_of(self, door: Door) -> str:
        """The door's address with the ids of this world, and made-up ones for the rest."""
        ids = {name: self.ids.get(f"{door.method} {name}") or self.ids.get(name) for name in door.rule.arguments}
        values = {name: known or new_id() for name, known in ids.items()}
        return str(door.rule.build(values)[1])  # type: ignore[index]

    @contextmanager
    def one_try(self) -> Iterator[Cast]:
        """What happens in here did not happen afterwards."""
        db.session.remove()
        savepoint = self.connection.begin_nested()
        try:
            yield self.cast
        finally:
            db.session.remove()
            savepoint.rollback()
            self.connection.execute(text(f"SET ROLE {postgres.WEB}"))
            visits._read.clear()


@contextmanager
def one_world(whole_app: Flask, config: Config) -> Iterator[World]:
    """The application on a connection of its own, with the cast on it."""
    engine = create_engine(sqlalchemy_url(config.database_url))
    real = db._app_engines[whole_app]
    with engine.connect() as connection:
        transaction = connection.begin()
        connection.execute(text(f"SET ROLE {postgres.WEB}"))
        db._app_engines[whole_app] = {None: connection}
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        try:
            with whole_app.app_context():
                with role(postgres.OWNER):
                    cast = build_cast(whole_app)
                yield World(cast, connection)
                db.session.remove()
        finally:
            db._app_engines[whole_app] = real
            transaction.rollback()
    engine.dispose()
