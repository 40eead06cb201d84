"""Several people at the same instant, over connections of their own (see `tests.core.own_service`)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from backend.app import make_base
from backend.core.db import db


@contextmanager
def as_its_owner(app: Flask) -> Iterator[None]:
    """Beside that application, on the role of its database's owner."""
    own = app.config["WAYMARK"]
    with make_base(own, own.owner_database_url).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Begin them all at the same instant; what each answered, in their order."""
    together, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        together.wait()
        answers[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
