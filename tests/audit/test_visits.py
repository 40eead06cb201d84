"""Looking up what is written down once a visit, without believing what may still be rolled back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.audit.visits import Visits
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.care.queries import count_queries
from tests.cast import Cast
from tests.roles import role

PATH = "/api/people"
ABOUT_READS = "FROM audit_entries"


def _ask(cast: Cast) -> int:
    """Asha's list in a session of its own; how often the audit was asked."""
    db.session.info.clear()
    with count_queries() as seen:
        cast.asha.get(PATH)
    return sum(ABOUT_READS in statement for statement in seen)


def _reads(cast: Cast) -> int:
    with role(OWNER):
        wanted = select(AuditEntry).where(
            AuditEntry.action == "record.read", AuditEntry.actor_id == cast.asha.account_id
        )
        return len(db.session.scalars(wanted).all())


def test_from_the_third_time_on_nothing_is_looked_up(cast: Cast) -> None:
    assert [_ask(cast) for _ in range(4)] == [1, 1, 0, 0]
    assert _reads(cast) == 2


def test_the_next_visit_is_written_down_again(cast: Cast, time_machine_at) -> None:
    for _ in range(3):
        _ask(cast)
    with time_machine_at(clock.now() + audit.ONE_VISIT):
        assert _ask(cast) == 1
    assert _reads(cast) == 4


def test_what_was_rolled_back_is_not_believed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The request wrote its reads, found them itself, and failed: the next one writes them again."""

    def read_twice_and_fail(actor: object, ids: list[object], **how: str) -> None:
        real(actor, ids, **how)
        real(actor, ids, **how)
        raise RuntimeError

    real = audit.record_reads
    db.session.info.clear()
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record_reads", read_twice_and_fail)
        cast.asha.get(PATH, expect=500)
    assert _reads(cast) == 0
    _ask(cast)
    assert _reads(cast) == 2


def test_the_oldest_visitors_are_forgotten() -> None:
    visits, now = Visits(), clock.now()
    first, record = (new_id(), "care", "list"), new_id()
    visits.note(first, {record: now})
    for _ in range(Visits.KEPT):
        visits.note((new_id(), "care", "list"), {record: now})
    assert visits.of(first, now - audit.ONE_VISIT) == set()
