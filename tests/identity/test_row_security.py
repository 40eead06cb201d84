"""What the database itself shows of this slice's tables, to raw SQL as the web role."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core import embedded_postgres as postgres
from backend.core.db import act_as, db
from backend.identity import service as identity
from tests.cast import Cast
from tests.identity.steps import add_passkey, ask_for_code
from tests.roles import role

OWN = ["contacts", "passkeys", "sessions"]


def count(table: str) -> int:
    return db.session.scalar(text(f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize("table", OWN)
def test_an_account_meets_its_own_rows_and_nobody_meets_none(cast: Cast, table: str) -> None:
    add_passkey(cast.alex)
    for acting, rows in ((cast.alex.account_id, 1), (None, 0), (uuid.uuid4(), 0)):
        act_as(acting)
        assert count(table) == rows
    act_as(cast.jo.account_id)
    changed = db.session.execute(
        text(f"UPDATE {table} SET id = id WHERE account_id = :who"), {"who": cast.alex.account_id}
    )
    assert changed.rowcount == 0


@pytest.mark.parametrize("table", OWN)
def test_nobody_can_plant_a_row_with_somebody_else(cast: Cast, table: str) -> None:
    columns = {
        "contacts": "(id, account_id, kind, value_sealed, fingerprint, created_at, confirmed_at)"
        " VALUES (gen_random_uuid(), :who, 'email', '', 'x', now(), now())",
        "passkeys": "(id, account_id, credential_id, public_key, sign_count, is_synced, name_sealed, created_at)"
        " VALUES (gen_random_uuid(), :who, 'x', '', 0, false, '', now())",
        "sessions": "(id, account_id, token_hash, how, device, signed_in_at, last_seen_at, ends_at)"
        " VALUES (gen_random_uuid(), :who, 'x', 'code', '', now(), now(), now() + interval '1 day')",
    }
    act_as(cast.jo.account_id)
    with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
        db.session.execute(text(f"INSERT INTO {table} {columns[table]}"), {"who": cast.alex.account_id})


def test_nothing_readable_lies_in_the_tables(cast: Cast) -> None:
    add_passkey(cast.alex, name="Alex's phone")
    with role(postgres.OWNER):
        for table in ("accounts", *OWN, "one_time_codes"):
            rows = db.session.execute(text(f"SELECT t::text FROM {table} t")).scalars()
            assert not any("416c6578" in row or "Alex" in row or "example.org" in row for row in rows)


def test_the_look_ups_tell_an_id_and_nothing_else(cast: Cast) -> None:
    act_as(None)
    found = identity.find_account_by_contact("alex@example.org")
    assert found is not None
    assert found.id == cast.alex.account_id
    assert identity.find_account_by_contact("stranger@example.org") is None


def test_names_take_two_queries_for_many(cast: Cast, statements: list[str]) -> None:
    db.session.expunge_all()
    statements.clear()
    names = identity.names_of([cast.alex.account_id, cast.sam.account_id, cast.nia.account_id, uuid.uuid4()])
    assert sorted(names.values()) == ["Alex Morgan", "Nia Rees", "Sam Price"]
    assert len([sql for sql in statements if "SAVEPOINT" not in sql]) <= 2


def test_the_worker_knows_where_to_write_and_forgets_what_is_over(cast: Cast) -> None:
    ask_for_code(cast, "alex@example.org")
    cast.nobody.post("/api/sign-in/passkey/options")
    with role(postgres.WORKER):
        contacts = identity.contacts_of(cast.alex.account_id)
        assert [(row.kind, row.value) for row in contacts] == [("email", "alex@example.org")]
        identity.forget_expired(datetime.now(UTC) + timedelta(hours=1))
        assert count("one_time_codes") == count("challenges") == 0
        assert count("sessions") > 0
