"""One request, one transaction: what it writes, queues and counts is there afterwards or is not."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core import clock, errors, limits
from backend.core.db import act_as, db
from backend.core.ids import new_id
from backend.core.work import one_transaction
from tests.core.own_service import PROBE, ask


def as_owner(app: Flask, sql: str, *values: object) -> list[tuple]:
    with psycopg.connect(app.config["WAYMARK"].owner_database_url) as connection:
        return connection.execute(sql.encode(), values).fetchall()


@pytest.mark.parametrize(("ending", "status", "left"), [("well", 200, 1), ("refused", 409, 0), ("broken", 500, 0)])
def test_a_job_is_there_only_if_the_request_ended_well(own_app: Flask, ending: str, status: int, left: int) -> None:
    job = str(uuid.uuid4())
    assert ask(own_app, "POST", f"{PROBE}/jobs/{job}/{ending}").status_code == status
    found = as_owner(own_app, "SELECT task_name, args FROM procrastinate_jobs WHERE args ->> 'job' = %s", job)
    assert found == [("waymark:probe", {"job": job})] * left


def test_a_request_leaves_nobody_acting_behind(own_app: Flask) -> None:
    """The acting account ends with its transaction, so that the next request on this connection starts as nobody."""
    acting = text("SELECT nullif(current_setting('waymark.account_id', true), '')")
    with own_app.app_context():
        for end in (db.session.commit, db.session.rollback):
            act_as(new_id())
            assert db.session.scalar(acting)
            end()
            assert db.session.scalar(acting) is None


def test_work_outside_a_request_is_kept_or_undone_as_a_whole(own_app: Flask) -> None:
    with own_app.app_context():
        kept, undone = new_id().bytes, new_id().bytes
        with one_transaction():
            _write(kept)
        with pytest.raises(RuntimeError):
            _write_and_fail(undone)
    keys = {bytes(row[0]) for row in as_owner(own_app, "SELECT key FROM attempts")}
    assert kept in keys
    assert undone not in keys


def _write(key: bytes) -> None:
    db.session.execute(text("INSERT INTO attempts VALUES (:key, now(), 1)"), {"key": key})


def _write_and_fail(key: bytes) -> None:
    with one_transaction():
        _write(key)
        raise RuntimeError


def test_the_web_process_owns_nothing(own_app: Flask) -> None:
    with own_app.app_context():
        for sql in (
            "DROP TABLE attempts",
            "ALTER TABLE records DISABLE ROW LEVEL SECURITY",
            "CREATE TABLE mine (id int)",
        ):
            with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
                db.session.execute(text(sql))
            db.session.rollback()


def tries(app: Flask, thing: str) -> int:
    return ask(app, "POST", f"{PROBE}/tries/{thing}").status_code


def test_tries_are_counted_although_each_is_refused(own_app: Flask) -> None:
    thing = str(new_id())
    assert [tries(own_app, thing) for _ in range(4)] == [403, 403, 429, 429]
    assert tries(own_app, str(new_id())) == 403


def test_it_says_how_long_to_wait(own_app: Flask, time_machine_at) -> None:
    thing, start = str(new_id()), clock.now()
    with time_machine_at(start):
        for _ in range(2):
            tries(own_app, thing)
    with time_machine_at(start + timedelta(seconds=40)):
        answer = ask(own_app, "POST", f"{PROBE}/tries/{thing}")
    assert answer.json["code"] == "http.too_many"
    assert 18 <= int(answer.headers["Retry-After"]) <= 20
    with time_machine_at(start + timedelta(seconds=61)):
        assert [tries(own_app, thing) for _ in range(3)] == [403, 403, 429]


def test_each_origin_has_its_own_count(own_app: Flask) -> None:
    with own_app.app_context():
        for origin in ("here", "there"):
            limits.count_attempt("letters", origin, at_most=1, within=timedelta(hours=1))
        with pytest.raises(errors.TooMany):
            limits.count_attempt("letters", "here", at_most=1, within=timedelta(hours=1))
        db.session.rollback()


def test_counting_keeps_whoever_acts(own_app: Flask) -> None:
    """The count is committed at once, and the rest of the request still acts for the same account."""
    account = new_id()
    with own_app.app_context():
        act_as(account)
        limits.count_attempt("kept", str(account), at_most=1, within=timedelta(hours=1))
        assert db.session.scalar(text("SELECT acting_account()")) == account
        db.session.rollback()


def test_no_origin_is_written_down(own_app: Flask) -> None:
    with own_app.app_context():
        limits.count_attempt("seen", "192.0.2.7", at_most=1, within=timedelta(hours=1))
    rows = as_owner(own_app, "SELECT a::text FROM attempts a")
    assert not any("192.0.2.7" in row[0] or b"192.0.2.7".hex() in row[0] for row in rows)


def test_many_at_once_get_no_try_for_nothing(own_app: Flask) -> None:
    thing = str(new_id())
    with ThreadPoolExecutor(6) as threads:
        said = sorted(threads.map(lambda _: tries(own_app, thing), range(6)))
    assert said == [403, 403, 429, 429, 429, 429]
