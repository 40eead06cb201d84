"""Row-level security on every table with record content, tried in raw SQL after a whole story."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import text

from backend.app import metadata
from backend.core.db import act_as, db
from backend.core.embedded_postgres import AUDITOR, OWNER, WEB, WORKER
from tests.cast import Member
from tests.house.story import Story
from tests.house.tables import BROWSER_TABLES, FOREIGN, OPEN_TABLES, READABLE_TABLES, RECORD_COLUMNS
from tests.roles import SUPERUSER, role

TABLES = frozenset(metadata().tables)
SECURED = sorted(TABLES - set(OPEN_TABLES))
PROTECTED = sorted(set(SECURED) - set(READABLE_TABLES))

SECURITY = text(
    "SELECT relname, relrowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)
POLICIES = text("SELECT DISTINCT tablename FROM pg_policies WHERE :role = ANY (roles)")
ROLES = text("SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles")
OWNED = text("""
    SELECT relname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = :role
    UNION ALL SELECT proname FROM pg_proc c JOIN pg_roles r ON r.oid = c.proowner WHERE rolname = :role
    UNION ALL SELECT nspname FROM pg_namespace c JOIN pg_roles r ON r.oid = c.nspowner WHERE rolname = :role
    UNION ALL SELECT datname FROM pg_database c JOIN pg_roles r ON r.oid = c.datdba WHERE rolname = :role
    UNION ALL SELECT 'member of ' || roleid::regrole FROM pg_auth_members WHERE member::regrole::text = :role
""")
DEFINERS = text("""
    SELECT p.proname, coalesce(array_to_string(p.proconfig, ','), '') AS settings,
      has_function_privilege('public', p.oid, 'EXECUTE') AND p.prorettype <> 'trigger'::regtype AS for_everybody
    FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
""")
LEVEL = text("SELECT access_level(:record, :section)")
# Tables protected by `protect`, each with its section, as their policies say it.
CONTENT = text(r"""
    SELECT tablename AS name, (regexp_match(qual, $$may_read.[a-z_]+, '([a-z_]+)'$$))[1] AS section
    FROM pg_policies WHERE cmd = 'SELECT' AND qual LIKE '%may_read%' ORDER BY tablename
""")
# What a section alone does not open: these take more than seeing (a restrictive policy, `core.row_security.narrow`).
LEAST = {"questionnaire_asks": 3}
CHANGES = ("UPDATE", "DELETE", "TRUNCATE")


def _one(sql: Any, **values: Any) -> Any:
    return db.session.execute(sql, values).scalar_one()


def test_every_table_is_protected_or_listed_with_a_reason(cast) -> None:
    with role(SUPERUSER):
        secured = {row.relname: row.relrowsecurity for row in db.session.execute(SECURITY)}
        with_policy = set(db.session.scalars(POLICIES, {"role": WEB}))
    ours = {name for name in secured if not name.startswith(FOREIGN)}
    assert ours == TABLES, "The database and the models have different tables."
    assert [name for name in SECURED if not (secured[name] and name in with_policy)] == [], (
        "Protect these in their migration (core.row_security), or give the reason in tests/house/tables.py."
    )
    assert [name for name in OPEN_TABLES if secured.get(name, True)] == [], (
        "Protected now, or gone: take it off the list."
    )


def test_what_belongs_to_a_record_is_never_on_the_list() -> None:
    tied = [
        name
        for name in (*OPEN_TABLES, *READABLE_TABLES)
        if RECORD_COLUMNS & set(metadata().tables[name].columns.keys())
    ]
    assert tied == []


@pytest.mark.parametrize("name", [WEB, WORKER, AUDITOR])
def test_the_roles_are_nobody(cast, name: str) -> None:
    with role(SUPERUSER):
        rows = {row.rolname: row for row in db.session.execute(ROLES)}
        owned = list(db.session.scalars(OWNED, {"role": name}))
        may_create = _one(text("SELECT has_schema_privilege(:role, 'public', 'CREATE')"), role=name)
    assert list(rows[name])[1:] == [False] * 5
    assert owned == []
    assert not may_create, "A role that can create in the schema can shadow what the owner's functions use."


def test_the_owner_is_no_superuser(cast) -> None:
    with role(SUPERUSER):
        row = next(row for row in db.session.execute(ROLES) if row.rolname == OWNER)
    assert list(row)[1:] == [False] * 5


def test_functions_that_act_as_the_owner_are_closed_in(cast) -> None:
    """Without a fixed search path, a caller could put her own tables before the real ones."""
    with role(SUPERUSER):
        found = db.session.execute(DEFINERS).all()
    ours = [row for row in found if not row.proname.startswith("procrastinate")]
    assert len(ours) > 5
    assert [row.proname for row in ours if "search_path=public, pg_temp" not in row.settings] == []
    assert [row.proname for row in ours if row.for_everybody] == [], "REVOKE EXECUTE … FROM PUBLIC"


def test_history_is_append_only_for_requests(cast) -> None:
    """Tables whose rows are never changed, so that what was said stays said."""
    with role(SUPERUSER):
        may = [
            f"{name}: {verb} by {who}"
            for name in ("audit_entries", "audit_heads", "step_up_events", "records")
            for who in (WEB, WORKER)
            for verb in CHANGES
            if _one(text("SELECT has_table_privilege(:who, :name, :verb)"), who=who, name=name, verb=verb)
        ]
    assert may == []


def test_only_whose_it_is_meets_a_row(story: Story) -> None:
    """After the story every protected table has rows; strangers meet none, workers of another team only their own."""
    cast = story.cast
    everything = _rows_met(OWNER, None)
    assert [table for table in PROTECTED if not everything[table]] == [], "The story must fill these: add to story.py."
    for who in (cast.jo, cast.nia):
        met = _rows_met(WEB, who.account_id)
        foreign = {table: rows for table in PROTECTED if (rows := _not_of(who.account_id, met[table]))}
        assert foreign == {}, f"{who.name} meets rows of others."
    assert {table: len(rows) for table, rows in _rows_met(WEB, None).items() if rows} == {}, "Nobody meets rows."
    hers = [_rows_met(WEB, member.account_id) for member in (cast.alex, cast.asha)]
    hidden = [table for table in PROTECTED if not any(met[table] for met in hers) and table not in BROWSER_TABLES]
    assert hidden == [], "A policy that hides everything from everybody protects by breaking."


def test_a_browsers_rows_are_met_by_its_secret_alone(story: Story) -> None:
    for table in BROWSER_TABLES:
        owners = {row["browser_hash"] for row in _rows_met(OWNER, None)[table]}
        assert owners
        for owner in owners:
            with role(WEB):
                act_as(story.cast.jo.account_id)
                db.session.execute(text("SELECT set_config('waymark.browser', :hash, true)"), {"hash": owner.hex()})
                met = {row["browser_hash"] for row in db.session.execute(_all(table)).mappings()}
            assert met == {owner}, table


def test_each_member_meets_what_the_database_says(story: Story) -> None:
    """In every table with content of a section, everybody of the cast meets the rows of records open to them, and no others."""
    with role(SUPERUSER):
        content = db.session.execute(CONTENT).all()
    assert len(content) > 6
    for member in (value for value in vars(story.cast).values() if isinstance(value, Member)):
        for table, section in content:
            key = "id" if table == "records" else "record_id"
            with role(SUPERUSER):
                there = set(db.session.scalars(text(f"SELECT DISTINCT {key} FROM {table}")))
            with role(WEB):
                act_as(member.account_id if member.token else None)
                met = set(db.session.scalars(text(f"SELECT DISTINCT {key} FROM {table}")))
                least = LEAST.get(table, 1)
                open_to = {record for record in there if _one(LEVEL, record=record, section=section) >= least}
            assert met == open_to, f"{member.name} in {table}"


def _rows_met(name: str, account_id: uuid.UUID | None) -> dict[str, list[dict[str, Any]]]:
    with role(name):
        act_as(account_id)
        return {table: [dict(row) for row in db.session.execute(_all(table)).mappings()] for table in PROTECTED}


def _all(table: str) -> Any:
    return text(f"SELECT * FROM {table}")


def _not_of(account_id: uuid.UUID, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that are neither that account's nor something that it did itself."""
    return [row for row in rows if account_id not in (row.get("account_id"), row.get("actor_id"))]


def test_a_stranger_changes_nothing(story: Story) -> None:
    """Whatever a stranger's request tries in SQL, no row of a protected table changes."""
    with role(SUPERUSER):
        may = {
            (table, verb)
            for table in PROTECTED
            for verb in ("UPDATE", "DELETE")
            if _one(text("SELECT has_table_privilege(:who, :name, :verb)"), who=WEB, name=table, verb=verb)
        }
    with role(WEB):
        act_as(story.cast.jo.account_id)
        for table, verb in sorted(may):
            columns = metadata().tables[table].columns
            column = next(name for name in ("account_id", "id", "record_id") if name in columns)
            whose = "" if column != "account_id" else f" WHERE {column} <> '{story.cast.jo.account_id}'"
            change = f"UPDATE {table} SET {column} = {column}" if verb == "UPDATE" else f"DELETE FROM {table}"
            assert db.session.execute(text(change + whose)).rowcount == 0, f"{verb} {table}"
