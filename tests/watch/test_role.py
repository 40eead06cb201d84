"""What the auditor's role may do in the database: read columns without words, write what it found, and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core.db import db
from backend.core.embedded_postgres import AUDITOR
from tests.cast import Cast
from tests.roles import role
from tests.watch.watching import run

COLUMNS = """
    SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege('waymark_auditor', c.oid, a.attnum, :verb)
"""
# Whoever holds one of these could find somebody, or get in as somebody.
NEVER = ("_sealed", "_index", "_hash", "wrapped", "endpoint")
WRITES = {"heartbeats", "findings", "finding_tellings"}
MAKES = """
    SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
      AND has_function_privilege('waymark_auditor', oid, 'EXECUTE')
      AND prorettype <> 'trigger'::regtype
"""


def columns(verb: str) -> set[str]:
    return set(run(COLUMNS, verb=verb).scalars())


def test_it_reads_nothing_that_is_sealed_or_finds_somebody(cast: Cast) -> None:
    readable = columns("SELECT")
    assert len(readable) > 100
    assert {name for name in readable if name.endswith(NEVER)} == set()
    assert not {name for name in readable if name.startswith(("accounts.", "contacts.", "sessions.", "data_keys."))}


def test_it_writes_only_what_it_found(cast: Cast) -> None:
    for verb in ("INSERT", "UPDATE"):
        assert {name.partition(".")[0] for name in columns(verb)} == WRITES
    tables = run("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'").scalars()
    verbs = ("DELETE", "TRUNCATE")
    asked = "SELECT has_table_privilege('waymark_auditor', :name, :verb)"
    assert [name for name in tables for verb in verbs if run(asked, name=name, verb=verb).scalar_one()] == []


def test_it_may_act_as_the_owner_in_nothing(cast: Cast) -> None:
    """A function that runs as its owner could do what the role itself may not."""
    own = [name for name in run(MAKES).scalars() if not name.startswith("procrastinate")]
    assert own == []


@pytest.mark.parametrize(
    "forbidden",
    [
        "SELECT words_sealed FROM step_ups",
        "SELECT * FROM step_ups",
        "SELECT endpoint_sealed FROM devices",
        "SELECT preferred_name_sealed FROM records",
        "UPDATE step_ups SET next_due_at = NULL",
        "DELETE FROM findings",
        "SELECT args FROM procrastinate_jobs",
    ],
)
def test_it_is_refused(cast: Cast, forbidden: str) -> None:
    with role(AUDITOR):
        inner = db.session.begin_nested()
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.execute(text(forbidden))
        inner.rollback()
