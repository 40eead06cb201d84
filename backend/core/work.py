"""A unit of work outside a request: the worker's steps and the operator's commands. One block, one transaction.

And the other way round, within a request: time without any transaction, while somebody else's server is asked.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from backend.core.db import act_as, db

ACTING = text("SELECT current_setting('waymark.account_id', true)")


@contextmanager
def one_transaction() -> Iterator[None]:
    """Commit when the block ends well, roll back when it does not."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def without_connection() -> Iterator[None]:
    """Hold no connection to the database in this block; afterwards whoever acted before acts again.

    What was not committed before the block is undone: what must stay is committed first, as `limits.count_attempt` does.
    """
    acting = db.session.scalar(ACTING)
    db.session.rollback()
    try:
        yield
    finally:
        act_as(uuid.UUID(acting) if acting else None)
