"""The database session, the base of all models, and the acting account that row-level security reads.

One session a request. Only `core.http` and `core.work` commit; a house test proves it.
"""

from __future__ import annotations

import select
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ARRAY, ColumnElement, DateTime, MetaData, Text, any_, event, literal, text
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, registry
from sqlalchemy.pool import Pool
from sqlalchemy.types import Uuid

from backend.core import clock

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every model. Column types follow from annotations: aware datetimes, native UUIDs."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: DateTime(timezone=True), uuid.UUID: Uuid(), str: Text()},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})


def among(column: InstrumentedAttribute[Any], ids: Iterable[uuid.UUID]) -> ColumnElement[bool]:
    """Whether the column is one of these ids. Unlike `in_` it is the same statement whatever their number, and stays prepared."""
    return column == any_(literal(list(set(ids)), ARRAY(Uuid())))


@event.listens_for(Pool, "checkout")
def _notice_closed_connection(connection: psycopg.Connection, *_: Any) -> None:
    """An idle connection on which there is something to read was closed by the server: begin with fresh ones.

    One system call. SQLAlchemy's own way, a question to the server, would cost each request a round trip.
    """
    if connection.closed:
        raise InvalidatePoolError
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        raise InvalidatePoolError


def act_as(account_id: uuid.UUID | None) -> None:
    """Tell row-level security who is acting and when, until this transaction ends. None: nobody, who sees nothing."""
    db.session.execute(
        text(
            "SELECT set_config('waymark.account_id', :account, true), set_config('waymark.at', :at, true),"
            " set_config('waymark.session_id', '', true), set_config('waymark.many', '', true),"
            " set_config('waymark.browser', '', true)"
        ),
        {"account": str(account_id) if account_id else "", "at": clock.now().isoformat()},
    )


def read_many(record_ids: Iterable[uuid.UUID] | None = None) -> None:
    """Tell row-level security that this transaction reads a list: about these records, or about all that there are to see.

    It then asks once which records those are, which beats asking about each from a dozen rows on.
    """
    about = "all" if record_ids is None else "{" + ",".join(str(record_id) for record_id in record_ids) + "}"
    db.session.execute(text("SELECT set_config('waymark.many', :about, true)"), {"about": about})


def psycopg_connection() -> psycopg.Connection:
    """The psycopg connection under the session's transaction, for the job queue to write on."""
    connection = db.session.connection().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    return connection
