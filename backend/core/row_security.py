"""Row-level security for migrations: one call gives a table its privileges and its policies.

The web role owns nothing. A forgotten check in Python then shows nothing instead of everything. What the acting account may
see, add to and change now is said by SQL functions that are all made from one statement: `WAYS` in migration 0008.
"""

from __future__ import annotations

from alembic import op

WEB, WORKER, AUDITOR = "waymark_web", "waymark_worker", "waymark_auditor"


def protect(
    table: str,
    section: str,
    *,
    web: str = "SELECT, INSERT",
    worker: str | None = None,
    worker_rows: str = "true",
    key: str = "record_id",
) -> None:
    """Protect a table with record content: the web role meets only rows of records that the acting account may see now.

    `web` and `worker` are SQL privileges; leave UPDATE and DELETE out and the table is append-only for that role. To put
    in takes level 2 (see and add), to change or delete level 3. `worker_rows` narrows what the worker meets.
    """
    _switch_on(table)
    op.execute(f"GRANT {web} ON {table} TO {WEB}")
    # About one row it is quicker to ask about its record, for a list to ask for all records at once: `core.db.read_many`.
    one, many = f"may_read({key}, '{section}')", f"{key} IN (SELECT readable_records('{section}'))"
    sees = f"CASE WHEN acting_on_many() THEN {many} ELSE {one} END"
    adds, changes = (f"access_level({key}, '{section}') >= {level}" for level in (2, 3))
    rules = {
        "SELECT": f"USING ({sees})",
        "INSERT": f"WITH CHECK ({adds})",
        "UPDATE": f"USING ({changes}) WITH CHECK ({changes})",
        "DELETE": f"USING ({changes})",
    }
    for command, rule in rules.items():
        if command in web:
            op.execute(f"CREATE POLICY {table}_{WEB}_{command.lower()} ON {table} FOR {command} TO {WEB} {rule}")
    if worker:
        _policy(table, WORKER, worker, worker_rows)


def narrow(table: str, condition: str) -> None:
    """Of the rows that `protect` lets the web role see, only those: a restrictive policy, which no grant opens."""
    op.execute(f"CREATE POLICY {table}_{WEB}_narrow ON {table} AS RESTRICTIVE FOR SELECT TO {WEB} USING ({condition})")


def unprotect(table: str) -> None:
    """Take back what `protect` gave the web role, whatever it was."""
    for command in ("select", "insert", "update", "delete"):
        op.execute(f"DROP POLICY IF EXISTS {table}_{WEB}_{command} ON {table}")


def secure(
    table: str,
    section: str,
    *,
    web: str = "SELECT, INSERT",
    worker: str | None = None,
    worker_rows: str = "true",
    key: str = "record_id",
) -> None:
    """As `protect`, before there was a level of access: for the migrations up to 0007.

    `web` and `worker` are SQL privileges; leave UPDATE and DELETE out and the table is append-only for that role.
    `worker_rows` narrows what the worker meets.
    """
    _switch_on(table)
    visible = f"{key} IN (SELECT readable_records('{section}'))"
    _policy(table, WEB, web, visible)
    if worker:
        _policy(table, WORKER, worker, worker_rows)


def secure_own(table: str, *, web: str = "SELECT, INSERT", worker: str | None = None, key: str = "account_id") -> None:
    """Protect a table whose rows belong to one account: only that account's requests meet them."""
    _switch_on(table)
    _policy(table, WEB, web, f"{key} = acting_account()")
    if worker:
        _policy(table, WORKER, worker, "true")


def grant(table: str, *, web: str | None = None, worker: str | None = None) -> None:
    """Privileges on a table without record content; the house test wants its reason in `tests/house/tables.py`."""
    for role, privileges in ((WEB, web), (WORKER, worker)):
        if privileges:
            op.execute(f"GRANT {privileges} ON {table} TO {role}")


def _switch_on(table: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def _policy(table: str, role: str, privileges: str, condition: str) -> None:
    op.execute(f"GRANT {privileges} ON {table} TO {role}")
    op.execute(
        f"CREATE POLICY {table}_{role} ON {table} FOR ALL TO {role} USING ({condition}) WITH CHECK ({condition})"
    )
