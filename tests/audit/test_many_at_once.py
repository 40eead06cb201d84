"""Writers of one chain wait for each other; writers of different chains do not; and a commit that fails leaves no gap."""

from __future__ import annotations

import threading
import uuid

import psycopg
import pytest
from flask import Flask

from backend.audit import service as audit
from backend.audit.verify import BROKEN
from backend.core.db import db
from backend.core.ids import new_id
from backend.core.work import one_transaction
from tests.audit.chain import an_actor

INSERT = b"""
    INSERT INTO audit_entries (id, at, action, actor_kind, record_id, detail)
    VALUES (gen_random_uuid(), now(), 'test.happened', 'service', %s, '{}')
"""


def numbers(app: Flask, chain_id: uuid.UUID) -> list[int]:
    with psycopg.connect(app.config["WAYMARK"].owner_database_url) as owner:
        rows = owner.execute("SELECT seq FROM audit_entries WHERE chain_id = %s ORDER BY seq", [chain_id]).fetchall()
    return [row[0] for row in rows]


def holds(app: Flask) -> bool:
    """Whether all chains hold, looked at as the owner."""
    with psycopg.connect(app.config["WAYMARK"].owner_database_url) as owner:
        return owner.execute(str(BROKEN).encode()).fetchall() == []


def test_two_connections_write_one_chain_without_a_gap(own_app: Flask) -> None:
    record_id, together = new_id(), threading.Barrier(2)
    problems: list[BaseException] = []

    def write() -> None:
        try:
            together.wait()
            for _ in range(15):
                with own_app.app_context(), one_transaction():
                    audit.record_act(an_actor(), "test.happened", record_id=record_id)
        except BaseException as problem:  # noqa: BLE001 told to the test below
            problems.append(problem)

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert numbers(own_app, record_id) == list(range(1, 31))
    assert holds(own_app)


def test_the_second_waits_until_the_first_is_done(own_app: Flask) -> None:
    url, record_id, other = own_app.config["WAYMARK"].database_url, new_id(), new_id()
    with psycopg.connect(url) as first, psycopg.connect(url, options="-c lock_timeout=300") as second:
        first.execute(INSERT, [record_id])
        second.execute(INSERT, [other])
        second.commit()
        with pytest.raises(psycopg.errors.LockNotAvailable):
            second.execute(INSERT, [record_id])
        second.rollback()
        first.commit()
        second.execute(INSERT, [record_id])
        second.commit()
    assert numbers(own_app, record_id) == [1, 2]
    assert numbers(own_app, other) == [1]
    assert holds(own_app)


def test_what_was_rolled_back_leaves_no_gap(own_app: Flask) -> None:
    record_id = new_id()
    with own_app.app_context():
        for fails in (False, True, False):
            audit.record_act(an_actor(), "test.happened", record_id=record_id)
            db.session.rollback() if fails else db.session.commit()
    assert numbers(own_app, record_id) == [1, 2]
    assert holds(own_app)
