"""A unit of work outside a request: the worker's steps and the operator's commands. One block, one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backend.core.db import db


@contextmanager
def one_transaction() -> Iterator[None]:
    """Commit when the block ends well, roll back when it does not."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
