"""The chain: every way of tampering with it shows."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB, WORKER
from backend.core.ids import new_id
from tests.audit.chain import an_actor, broken, entries, run, tampering, write
from tests.cast import Cast
from tests.roles import role

OTHERS = audit.Wanted()


@pytest.fixture
def chain(app: Flask) -> uuid.UUID:
    """A record with five entries, beside one of another record."""
    record_id = new_id()
    write(record_id, 3)
    write(new_id())
    write(record_id, 2)
    return record_id


def test_it_holds_as_it_was_written(chain: uuid.UUID) -> None:
    assert [row.seq for row in entries(chain)] == [1, 2, 3, 4, 5]
    assert broken(chain) == []
    assert len({row.hash for row in entries(chain)}) == 5


def test_each_record_has_its_own_chain_and_other_acts_their_accounts(app: Flask) -> None:
    actor, record_id = an_actor(), new_id()
    audit.record_act(actor, "test.happened", record_id=record_id)
    audit.record_act(actor, "test.happened")
    audit.record_act(None, "test.happened")
    assert [row.actor_id for row in entries(record_id)] == [actor.account_id]
    assert [row.record_id for row in entries(actor.account_id)] == [None]
    assert len(entries(uuid.UUID(int=0))) == 1


CHANGES = {
    "at": "at + interval '1 microsecond'",
    "action": "'test.other'",
    "actor_id": "gen_random_uuid()",
    "actor_kind": "'service'",
    "actor_role": "'lead'",
    "team_id": "gen_random_uuid()",
    "session_id": "gen_random_uuid()",
    "record_id": "gen_random_uuid()",
    "section": "'goals'",
    "subject_id": "gen_random_uuid()",
    "how": "'list'",
    "detail": """'{"place": 7}'""",
    "hash": "sha256('x')",
    "id": "gen_random_uuid()",
    "seq": "seq + 10",
    "chain_id": "gen_random_uuid()",
}


@pytest.mark.parametrize("column", sorted(CHANGES))
def test_a_changed_field_is_found(chain: uuid.UUID, column: str) -> None:
    with tampering():
        run(f"UPDATE audit_entries SET {column} = {CHANGES[column]} WHERE chain_id = :chain AND seq = 2", chain=chain)
    assert broken(chain), f"Nobody would notice that {column} was changed."


def test_every_field_has_its_change_above() -> None:
    assert set(AuditEntry.__table__.columns.keys()) == set(CHANGES)


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_deleted_entry_is_found(chain: uuid.UUID, seq: int) -> None:
    with tampering():
        run("DELETE FROM audit_entries WHERE chain_id = :chain AND seq = :seq", chain=chain, seq=seq)
    assert broken(chain)


def test_the_last_entry_is_missed_although_its_head_went_with_it(chain: uuid.UUID) -> None:
    with tampering():
        run("DELETE FROM audit_entries WHERE chain_id = :chain AND seq = 5", chain=chain)
        run("DELETE FROM audit_heads WHERE chain_id = :chain", chain=chain)
    assert broken(chain)


def test_a_chain_that_was_emptied_is_found(chain: uuid.UUID) -> None:
    with tampering():
        run("DELETE FROM audit_entries WHERE chain_id = :chain", chain=chain)
    assert broken(chain) == [5]


def test_two_that_changed_places_are_found(chain: uuid.UUID) -> None:
    with tampering():
        for start, end in ((2, -2), (3, 2), (-2, 3)):
            run(
                "UPDATE audit_entries SET seq = :end WHERE chain_id = :chain AND seq = :start",
                chain=chain,
                start=start,
                end=end,
            )
    assert broken(chain) == [2, 3, 4]


COPY = """
    INSERT INTO audit_entries (id, chain_id, seq, hash, at, action, actor_kind, record_id, detail)
    VALUES (gen_random_uuid(), :chain, :seq, ''::bytea, now(), 'test.invented', 'service', :chain, '{}')
"""
FIT = """
    UPDATE audit_entries e SET hash = audit_hash(before.hash, e) FROM audit_entries before
    WHERE e.chain_id = :chain AND e.seq = :seq AND before.chain_id = :chain AND before.seq = :seq - 1
"""


@pytest.mark.parametrize("fitted", [False, True], ids=["plainly", "with a fitting hash"])
def test_an_invented_entry_at_the_end_is_found(chain: uuid.UUID, fitted: bool) -> None:
    with tampering():
        run(COPY, chain=chain, seq=6)
        if fitted:
            run(FIT, chain=chain, seq=6)
    assert broken(chain) == [6]


def test_a_gap_is_found_although_every_hash_was_made_to_fit(chain: uuid.UUID) -> None:
    with tampering():
        run("DELETE FROM audit_entries WHERE chain_id = :chain AND seq = 4", chain=chain)
        run(FIT.replace(":seq - 1", "3"), chain=chain, seq=5)
        run(
            "UPDATE audit_heads h SET hash = e.hash FROM audit_entries e "
            "WHERE h.chain_id = :chain AND e.chain_id = :chain AND e.seq = 5",
            chain=chain,
        )
    assert broken(chain) == [5]


def test_an_invented_entry_in_the_middle_is_found(chain: uuid.UUID) -> None:
    with tampering():
        run("UPDATE audit_entries SET seq = -seq WHERE chain_id = :chain AND seq >= 3", chain=chain)
        run("UPDATE audit_entries SET seq = 1 - seq WHERE chain_id = :chain AND seq < 0", chain=chain)
        run(COPY, chain=chain, seq=3)
        run(FIT, chain=chain, seq=3)
    assert broken(chain)


def test_an_invented_chain_is_found(chain: uuid.UUID) -> None:
    invented = new_id()
    with tampering():
        run(COPY, chain=invented, seq=1)
    assert broken(invented) == [1]


@pytest.mark.parametrize("change", ["seq = 4", "hash = sha256('x')", "seq = 6"])
def test_a_head_that_was_moved_is_found(chain: uuid.UUID, change: str) -> None:
    with tampering():
        run(f"UPDATE audit_heads SET {change} WHERE chain_id = :chain", chain=chain)
    assert broken(chain)


@pytest.mark.parametrize("name", [WEB, WORKER])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entries SET action = 'test.other'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "ALTER TABLE audit_entries DISABLE TRIGGER audit_chain",
        "UPDATE audit_heads SET seq = 1",
        "DELETE FROM audit_heads",
        "INSERT INTO audit_heads VALUES (gen_random_uuid(), 1, '')",
        "SELECT * FROM audit_heads",
    ],
)
def test_requests_and_the_worker_change_nothing(chain: uuid.UUID, name: str, sql: str) -> None:
    with role(name):
        act_as(None)
        nested = db.session.begin_nested()
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            db.session.execute(text(sql))
        nested.rollback()
    assert broken(chain) == []


def test_nobody_chooses_the_place_in_the_chain(chain: uuid.UUID) -> None:
    """What a request says about number, chain and hash is overwritten by the database."""
    with role(WEB):
        run(
            """
            INSERT INTO audit_entries (id, chain_id, seq, hash, at, action, actor_kind, record_id, detail)
            VALUES (gen_random_uuid(), gen_random_uuid(), 2, 'x', now(), 'test.happened', 'service', :record, '{}')
            """,
            record=chain,
        )
    assert [row.seq for row in entries(chain)] == [1, 2, 3, 4, 5, 6]
    assert broken(chain) == []


def test_at_most_a_hundred_places_are_named(chain: uuid.UUID) -> None:
    write(chain, 120)
    with tampering():
        run("UPDATE audit_entries SET action = 'test.other' WHERE chain_id = :chain", chain=chain)
    assert len(broken(chain)) == 100


def test_a_person_reads_what_concerns_her_and_what_she_did(cast: Cast) -> None:
    alex, asha = cast.alex, cast.asha
    asha.get("/api/people")
    with role(WEB):
        act_as(alex.account_id)
        assert {row.record_id for row in audit.entries_of_record(alex.record_id, alex.account_id, OTHERS, None)} == {
            alex.record_id
        }
        act_as(cast.sam.account_id)
        assert audit.entries_of_record(alex.record_id, alex.account_id, OTHERS, None) == []
        act_as(asha.account_id)
        assert {row.actor_id for row in audit.entries_of_record(alex.record_id, alex.account_id, OTHERS, None)} <= {
            asha.account_id
        }


def test_her_log_is_newest_first_and_names_accounts_only(cast: Cast) -> None:
    write(cast.alex.record_id, 3)
    with role(OWNER):
        audit.record_act(None, "test.service", record_id=cast.alex.record_id)
        rows = audit.entries_of_record(cast.alex.record_id, cast.alex.account_id, OTHERS, 2)
        assert [row.actor_kind for row in rows] == ["account"] * 2
        assert rows[0].at >= rows[1].at
        assert rows[0].seq > rows[1].seq
        assert clock.now() - rows[0].at < timedelta(minutes=1)
