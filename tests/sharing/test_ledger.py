"""What was withdrawn stays withdrawn when yesterday's back-up is restored."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from backend.core import clock
from backend.core import embedded_postgres as postgres
from backend.core.db import db
from backend.core.ids import new_id
from backend.sharing import ledger, sweep
from tests.cast import Cast
from tests.roles import role
from tests.sharing.steps import accept, as_owner, audited, change, decide, readable, trust

# In this order rows can be put back: who refers to whom.
COPIED = ("trusted_people", "grants", "sharing_stops")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "withdrawals.jsonl"


@pytest.fixture
def jo_id(cast: Cast) -> str:
    invited = trust(cast.alex, "about_me", {"section": "step_ups", "may_add": True})
    accept(cast.jo, invited)
    decide(cast.alex, "goals", True)
    return invited["person"]["id"]


def back_up() -> None:
    _as_owner(*(f"CREATE TEMPORARY TABLE backup_{table} AS SELECT * FROM {table}" for table in COPIED))


def restore() -> None:
    """As a back-up does: what was there is there again, what came after is gone."""
    history = ("DELETE FROM trusted_person_events", "DELETE FROM withdrawals")
    gone = [f"DELETE FROM {table}" for table in reversed(COPIED)]
    _as_owner(*history, *gone, *(f"INSERT INTO {table} SELECT * FROM backup_{table}" for table in COPIED))
    db.session.expire_all()


def _as_owner(*statements: str) -> None:
    with role(postgres.OWNER):
        for statement in statements:
            db.session.execute(text(statement))


def keep(file: Path) -> None:
    with role(postgres.WORKER):
        sweep.sweep_withdrawals(clock.now(), file)


def replay(file: Path) -> int:
    with role(postgres.OWNER):
        return ledger.replay_withdrawals(file)


def withdraw(cast: Cast, jo_id: str, what: str) -> None:
    if what == "stop":
        cast.alex.post(f"/api/trusted-people/{jo_id}/stop")
    elif what == "remove":
        cast.alex.delete(f"/api/trusted-people/{jo_id}")
    elif what == "leave":
        cast.jo.post(f"/api/who-i-support/{jo_id}/leave", expect=204)
    elif what == "narrow":
        change(cast.alex, jo_id, {"section": "step_ups", "may_add": False})
    else:
        cast.alex.put(f"/api/sharing/stops/{new_id()}", expect=201)


@pytest.mark.parametrize("what", ["stop", "remove", "leave", "narrow", "stop all"])
def test_a_restored_back_up_brings_nothing_back(cast: Cast, jo_id: str, file: Path, what: str) -> None:
    back_up()
    withdraw(cast, jo_id, what)
    keep(file)
    restore()
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}, "The back-up is from before."
    assert replay(file) > 0
    assert readable(cast.jo, "about_me") == readable(cast.jo, "step_ups") == set()
    assert readable(cast.jo, "care") == (set() if what in {"remove", "leave"} else {cast.alex.record_id})
    assert readable(cast.asha, "goals") == (set() if what == "stop all" else {cast.alex.record_id})
    assert replay(file) == 0, "Once more, there is nothing left to end."
    assert audited("sharing.withdrawals_replayed") == 2


def test_what_she_took_back_from_the_team_stays_taken(cast: Cast, jo_id: str, file: Path) -> None:
    back_up()
    decide(cast.alex, "goals", False)
    keep(file)
    restore()
    assert readable(cast.asha, "goals") == {cast.alex.record_id}
    assert replay(file) == 1
    assert readable(cast.asha, "goals") == set()
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}


def test_a_stop_that_was_undone_ends_nothing(cast: Cast, jo_id: str, file: Path) -> None:
    stop_id = new_id()
    cast.alex.put(f"/api/sharing/stops/{stop_id}", expect=201)
    keep(file)
    cast.alex.delete(f"/api/sharing/stops/{stop_id}")
    keep(file)
    assert replay(file) == 0
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}


def test_what_she_shared_after_a_stop_stays_shared(cast: Cast, jo_id: str, file: Path) -> None:
    cast.alex.put(f"/api/sharing/stops/{new_id()}", expect=201)
    change(cast.alex, jo_id, "goals")
    keep(file)
    assert replay(file) == 0
    assert readable(cast.jo, "goals") == {cast.alex.record_id}


def test_each_withdrawal_is_one_line_for_us_alone(cast: Cast, jo_id: str, file: Path) -> None:
    keep(file)
    assert not file.exists(), "Nothing was withdrawn."
    withdraw(cast, jo_id, "narrow")
    keep(file)
    keep(file)
    withdraw(cast, jo_id, "remove")
    keep(file)
    lines: list[dict[str, Any]] = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["kind"] for line in lines[:2]] == ["grant", "grant"]
    assert sorted(line["kind"] for line in lines[2:]) == ["grant", "trusted_person"]
    assert set(lines[0]) == {"id", "record_id", "kind", "subject_id", "at"}
    assert as_owner("SELECT count(*) FROM withdrawals WHERE kept_at IS NULL") == 0
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_line_that_a_crash_tore_harms_no_other(cast: Cast, jo_id: str, file: Path) -> None:
    file.write_text('{"id": "torn')
    withdraw(cast, jo_id, "remove")
    keep(file)
    assert len(file.read_text().splitlines()) == 4
    back_to_life = "UPDATE trusted_people SET ended_at = NULL, ended_how = NULL"
    _as_owner(back_to_life)
    assert replay(file) == 1


def test_when_the_file_cannot_be_written_the_rows_wait(cast: Cast, jo_id: str, file: Path) -> None:
    withdraw(cast, jo_id, "remove")
    with role(postgres.WORKER):
        before = clock.now() - timedelta(seconds=1)
        with pytest.raises(FileNotFoundError):
            sweep.sweep_withdrawals(before, file.parent / "not there" / "file")
        db.session.execute(text(f"SET ROLE {postgres.WORKER}"))
    assert as_owner("SELECT count(*) FROM withdrawals WHERE kept_at IS NULL") == 3
