"""Small verbs for the audit's tests: write entries, look at them as the owner, tamper with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select, text

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.audit.verify import broken_links
from backend.core import clock
from backend.core.actor import Actor, TeamRole
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.roles import role


def an_actor(*, record_id: uuid.UUID | None = None, teams: tuple[TeamRole, ...] = ()) -> Actor:
    now = clock.now()
    return Actor(new_id(), new_id(), now, now, now, record_id=record_id, teams=teams)


def write(record_id: uuid.UUID, number: int = 1) -> None:
    for place in range(number):
        audit.record_act(an_actor(), "test.happened", record_id=record_id, place=place)
    db.session.commit()


def entries(chain_id: uuid.UUID) -> list[AuditEntry]:
    """The chain as the owner sees it, in order."""
    with role(OWNER):
        wanted = select(AuditEntry).where(AuditEntry.chain_id == chain_id).order_by(AuditEntry.seq)
        return list(db.session.scalars(wanted, execution_options={"populate_existing": True}))


def broken(chain_id: uuid.UUID) -> list[int]:
    """The numbers at which that chain does not hold."""
    with role(OWNER):
        return [link.seq for link in broken_links() if link.chain_id == str(chain_id)]


@contextmanager
def tampering() -> Iterator[None]:
    """As the owner, with the chaining trigger out of the way, as somebody with that role would do it."""
    with role(OWNER):
        db.session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER audit_chain"))
        yield
        db.session.execute(text("ALTER TABLE audit_entries ENABLE TRIGGER audit_chain"))


def run(sql: str, **values: Any) -> None:
    db.session.execute(text(sql), values)
