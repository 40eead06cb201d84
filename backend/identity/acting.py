"""Acting for an account that is not, or not yet, the one signed in: a new one, or one that signs in just now."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from backend.core.db import act_as, db


@contextmanager
def acting_for(account_id: uuid.UUID) -> Iterator[None]:
    """Let row-level security show that account's own rows inside the block, then whoever acted before."""
    before = db.session.scalar(text("SELECT current_setting('waymark.account_id', true)"))
    db.session.flush()
    act_as(account_id)
    yield
    db.session.flush()
    act_as(uuid.UUID(before) if before else None)
