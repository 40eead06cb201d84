"""Each line of the truth table, asked of the database: by its functions, and by what the policies let pass."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.config import ROOT
from backend.core.db import act_as, db, read_many
from backend.core.ids import new_id
from backend.sharing.access import access_to
from tests.cast import Cast, Member
from tests.sharing.truth import CASES, HERE, SECTIONS, Case, page
from tests.sharing.ways import ask_for_support

SETTING = text("SELECT set_config('waymark.session_id', :here, true)")
LEVEL = text("SELECT access_level(:record, :section), may_read(:record, :section)")
RECORDS = text("SELECT readable_records(:section)")
TABLES = ("step_ups", "step_up_events")
COUNT = "SELECT count(*) FROM {table} WHERE record_id = :record"
EVENT = text("""
    INSERT INTO step_up_events (id, step_up_id, record_id, kind, cycle, at, detail)
    SELECT :id, :step_up, :record, 'note', 1, now(), '{}'
""")
# Where it decides the case whether there is a request, one more cannot be put beside it.
BESIDE_A_REQUEST = [case for case in CASES if "request is open" not in case.words]


def _name(case: Case) -> str:
    return f"{case.who}: {case.words}"


def _begin(cast: Cast, case: Case) -> Member:
    case.arrange(cast)
    member: Member = getattr(cast, case.who)
    act_as(member.account_id if member.token else None)
    db.session.execute(SETTING, {"here": str(HERE)})
    return member


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_the_functions_say_so(cast: Cast, case: Case) -> None:
    _begin(cast, case)
    record = {"record": cast.alex.record_id}
    for section, level in zip(SECTIONS, case.levels, strict=True):
        asked = {**record, "section": section}
        assert tuple(db.session.execute(LEVEL, asked).one()) == (level, level > 0), section
        listed = set(db.session.scalars(RECORDS, {"section": section}))
        assert (cast.alex.record_id in listed) is (level > 0), section
        found = access_to(cast.alex.record_id, section)
        assert (found.level if found else 0) == level, section


@pytest.mark.parametrize("case", BESIDE_A_REQUEST, ids=_name)
def test_the_policies_keep_to_it(cast: Cast, case: Case) -> None:
    """On requests, which everybody here tries to read, to add to and to change in raw SQL, alone and as in a list."""
    asked = ask_for_support(cast)
    _begin(cast, case)
    _, level, *_ = case.levels
    record: dict[str, Any] = {"record": cast.alex.record_id}
    step_up = {**record, "step_up": asked, "id": new_id()}
    assert _passes(EVENT, step_up) is (level >= 2)
    changed = text("UPDATE step_ups SET version = version + 1 WHERE record_id = :record")
    assert db.session.execute(changed, record).rowcount == (1 if level >= 3 else 0)
    assert _seen(record) is (level > 0)
    for listed, is_listed in ((None, True), ([cast.alex.record_id, cast.sam.record_id], True), ([new_id()], False)):
        read_many(listed)
        assert _seen(record) is (level > 0 and is_listed)


def _seen(record: dict[str, Any]) -> bool:
    """Whether the request and its event both come up; never one without the other."""
    counts = {db.session.execute(text(COUNT.format(table=table)), record).scalar_one() > 0 for table in TABLES}
    assert len(counts) == 1
    return counts.pop()


def _passes(statement: Any, values: dict[str, Any]) -> bool:
    try:
        with db.session.begin_nested():
            db.session.execute(statement, values)
    except ProgrammingError as refused:
        if "row-level security" not in str(refused):
            raise
        return False
    return True


def test_the_page_in_the_docs_is_this_table() -> None:
    assert (ROOT / "docs" / "who-may-see-what.md").read_text() == page(), "Run `make fix` to draw it anew."
