"""A check that is slow or fails is itself a finding, and never silences the others."""

from __future__ import annotations

import uuid

import pytest
from psycopg.errors import AdminShutdown
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import AUDITOR
from backend.watch.looking import Check, Look, ask
from backend.watch.rota_checks import TooSlow
from backend.watch.rounds import CHECK_FAILED
from tests.cast import Cast
from tests.roles import role
from tests.watch.watching import Watch, run


def slow(_: Look) -> list[str]:
    db.session.execute(text("SELECT pg_sleep(5)"))
    return []


def fails(_: Look) -> list[str]:
    raise TooSlow


def nothing(_: Look) -> list[str]:
    return []


@pytest.fixture
def quick_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.watch.rounds.STATEMENT_MILLISECONDS", 200)


@pytest.mark.usefixtures("quick_limit")
@pytest.mark.parametrize("bad", [slow, fails])
def test_a_check_that_gives_no_answer_is_a_finding(cast: Cast, bad: object) -> None:
    finds = ask("SELECT 'this'")
    watch = Watch([Check("before", finds), Check("bad", bad), Check("after", finds)])  # type: ignore[arg-type]
    watch.look()
    assert watch.open() == {"before": ["this"], "after": ["this"]}, "Once may be chance."
    round_ = watch.look()
    run("SET LOCAL statement_timeout = 0")
    assert (round_.failed, round_.is_whole) == (["bad"], False)
    assert watch.open() == {"before": ["this"], CHECK_FAILED: ["bad"], "after": ["this"]}
    watch.rounds.checks = (Check("bad", nothing),)
    assert watch.look().is_whole
    assert watch.open() == {}


@pytest.mark.usefixtures("quick_limit")
def test_what_a_failing_check_had_found_stays_open(cast: Cast) -> None:
    watch = Watch([Check("waits", ask("SELECT 'this'"))])
    watch.look()
    watch.rounds.checks = (Check("waits", slow),)
    watch.look()
    watch.look()
    run("SET LOCAL statement_timeout = 0")
    assert watch.open() == {CHECK_FAILED: ["waits"], "waits": ["this"]}


def test_a_check_that_answers_too_late_counts_and_is_a_finding(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.watch.rounds.SLOW_SECONDS", -1)
    watch = Watch([Check("late", ask("SELECT 'this'"))])
    watch.look()
    watch.look()
    assert watch.open() == {CHECK_FAILED: ["late"], "late": ["this"]}


def test_each_round_leaves_the_auditors_own_sign_of_life(cast: Cast) -> None:
    watch = Watch([])
    watch.look()
    row = run("SELECT * FROM heartbeats WHERE name = 'auditor'").one()
    assert abs((clock.now() - row.at).total_seconds()) < 10


def test_thousands_of_findings_are_bounded(cast: Cast) -> None:
    made = ask("SELECT n FROM generate_series(1, 5000) n ORDER BY n LIMIT :most")
    watch = Watch([Check("many", made)])
    watch.look()
    assert len(watch.open()["many"]) == 2000
    assert uuid.UUID(str(run("SELECT id FROM findings LIMIT 1").scalar_one()))


def test_a_database_that_goes_away_meanwhile_is_no_fault_of_a_check(cast: Cast) -> None:
    def cut_off(_: Look) -> list[str]:
        raise OperationalError("", {}, AdminShutdown())

    watch = Watch([Check("cut", cut_off)])
    for _ in range(2):
        with role(AUDITOR), pytest.raises(OperationalError):
            watch.rounds.run(clock.now())
    assert watch.open() == {}
