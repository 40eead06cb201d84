"""Keeping and signing out at the same instant: whichever is first, nothing waits for whoever signs in next."""

from __future__ import annotations

import threading
from typing import Any

import psycopg

from backend.core.locks import key_of
from tests.at_once import at_once
from tests.cast import Cast
from tests.drafts.test_drafts import keep_at

WAITS_SECONDS = 0.5
ENDS = "UPDATE sessions SET ended_at = now() WHERE account_id = %s"


def owner(cast: Cast) -> psycopg.Connection:
    return psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url)


def count(cast: Cast) -> Any:
    with owner(cast) as connection:
        return connection.execute("SELECT count(*) FROM drafts").fetchone()[0]  # type: ignore[index]


def test_words_that_arrive_while_she_signs_out_are_refused(own_cast: Cast) -> None:
    said: list[int] = []
    with owner(own_cast) as leaving:
        leaving.execute("SELECT pg_advisory_xact_lock(%s)", [key_of(own_cast.alex.account_id)])
        late = threading.Thread(target=lambda: said.append(keep_at(own_cast.alex)))
        late.start()
        late.join(WAITS_SECONDS)
        assert late.is_alive(), "It did not wait."
        leaving.execute(ENDS, [own_cast.alex.account_id])
    late.join()
    assert said == [401]
    assert count(own_cast) == 0


def test_signing_out_waits_for_words_on_their_way(own_cast: Cast) -> None:
    said: list[int] = []
    leave = {"is_on_purpose": True}
    with owner(own_cast) as keeping:
        keeping.execute("SELECT pg_advisory_xact_lock(%s)", [key_of(own_cast.alex.account_id)])
        answer = own_cast.alex.respond
        late = threading.Thread(target=lambda: said.append(answer("POST", "/api/sign-out", leave).status_code))
        late.start()
        late.join(WAITS_SECONDS)
        assert late.is_alive(), "It did not wait."
    late.join()
    assert said == [204]


def test_both_at_once_leave_nothing(own_cast: Cast) -> None:
    leave = {"is_on_purpose": True}
    kept, left = at_once(
        lambda: keep_at(own_cast.alex),
        lambda: own_cast.alex.respond("POST", "/api/sign-out", leave).status_code,
    )
    assert kept in {201, 401}
    assert left == 204
    assert count(own_cast) == 0


def test_the_same_words_twice_at_once_are_one_draft(own_cast: Cast) -> None:
    assert sorted(at_once(lambda: keep_at(own_cast.alex), lambda: keep_at(own_cast.alex))) == [200, 201]
    assert count(own_cast) == 1
