"""Acting as one of the database's roles inside a test's single transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from backend.core.db import db

SUPERUSER = "postgres"


@contextmanager
def role(name: str) -> Iterator[None]:
    """Everything in the block runs as that role; afterwards the role from before is back."""
    before = db.session.execute(text("SELECT current_user")).scalar_one()
    db.session.execute(text(f"SET ROLE {name}"))
    try:
        yield
    finally:
        db.session.flush()
        db.session.execute(text(f"SET ROLE {before}"))
        db.session.commit()
