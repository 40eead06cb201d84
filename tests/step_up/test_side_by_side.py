"""A sweep of the ladders while somebody else has one of them in hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from backend.core import clock
from backend.core.db import db
from backend.step_up import engine
from backend.worker import make_worker_app
from tests.cast import Cast
from tests.step_up.asking import ask

ENOUGH_SECONDS = 20
HOLD = "SELECT id FROM step_ups WHERE id = %s FOR UPDATE"
TOLD = "SELECT step_up_id::text FROM step_up_events WHERE kind = 'told' ORDER BY id"


@contextmanager
def as_owner(cast: Cast) -> Iterator[psycopg.Connection]:
    with psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url) as connection:
        yield connection


def sweep(cast: Cast) -> None:
    """As a worker does it."""
    with make_worker_app(cast.alex.app.config["WAYMARK"]).app_context():
        engine.sweep(clock.now())
        db.session.remove()
        db.engine.dispose()


def told(cast: Cast) -> list[str]:
    with as_owner(cast) as owner:
        return [row[0] for row in owner.execute(TOLD.encode())]


def test_a_request_that_somebody_holds_holds_up_no_other(own_cast: Cast) -> None:
    held, free = ask(own_cast.alex)["id"], ask(own_cast.sam)["id"]
    sweeping = threading.Thread(target=sweep, args=(own_cast,))
    with as_owner(own_cast) as somebody:
        somebody.execute(HOLD.encode(), [held])
        sweeping.start()
        sweeping.join(ENOUGH_SECONDS)
        waits, found = sweeping.is_alive(), told(own_cast)
    sweeping.join()
    assert not waits, "It waited for the one that was held."
    assert found == [free]
    sweep(own_cast)
    assert told(own_cast) == [free, held]
