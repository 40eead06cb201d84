"""At the same instant, over connections of their own: of two that say yes one is refused, and withdrawing wins in the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask

from backend.config import Config
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from tests.at_once import as_its_owner, at_once
from tests.cast import Cast, Member, build_cast, sign_in
from tests.core.own_service import own_service
from tests.identity.steps import wrong
from tests.sharing.steps import accept, token_of, trust

TURNS = 6
READERS, HEAD_START, AFTERWARDS = 4, 0.3, 3
SECRET = "Loud places wear me out."


@pytest.fixture(scope="module")
def own_app(
    config: Config, server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A service with its own database and real connections."""
    folder: Path = tmp_path_factory.mktemp("own_sharing")
    with own_service(config, server, "own_sharing", folder) as app:
        yield app


@pytest.fixture(scope="module")
def own_cast(own_app: Flask) -> Cast:
    with as_its_owner(own_app):
        return build_cast(own_app)


def signed_in(cast: Cast, member: Member) -> Member:
    with as_its_owner(cast.alex.app):
        return sign_in(member)


def yes(member: Member, invited: dict[str, Any], code: str = "") -> Callable[[], int]:
    body = {"token": token_of(invited), "code": code or invited["code"]}
    return lambda: member.respond("POST", "/api/trusted/accept", body).status_code


def one(cast: Cast, sql: str, *values: Any) -> Any:
    with psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url) as owner:
        return owner.execute(sql.encode(), values).fetchone()[0]


def test_of_two_that_say_yes_at_once_one_is_refused(own_cast: Cast) -> None:
    for _ in range(TURNS):
        invited = trust(own_cast.alex, "about_me")
        said = at_once(yes(own_cast.nia, invited), yes(own_cast.tom, invited))
        assert sorted(said) == [200, 403]
        own_cast.alex.delete(f"/api/trusted-people/{invited['person']['id']}")


def test_one_account_that_says_yes_twice_is_trusted_once(own_cast: Cast) -> None:
    for _ in range(TURNS):
        first, second = trust(own_cast.alex, "about_me"), trust(own_cast.alex, "goals")
        said = at_once(yes(own_cast.nia, first), yes(own_cast.nia, second))
        assert sorted(said) == [200, 409]
        for invited in (first, second):
            own_cast.alex.delete(f"/api/trusted-people/{invited['person']['id']}")


def test_withdrawn_while_they_say_yes_it_is_withdrawn(own_cast: Cast) -> None:
    for _ in range(TURNS):
        jo, invited = signed_in(own_cast, own_cast.jo), trust(own_cast.alex, "about_me")
        path = f"/api/trusted-people/{invited['person']['id']}"
        said = at_once(yes(jo, invited), lambda path=path: own_cast.alex.respond("DELETE", path).status_code)
        assert said[1] == 204
        assert said[0] in {200, 403}
        live = "SELECT count(*) FROM trusted_people WHERE id = %s AND ended_at IS NULL"
        assert one(own_cast, live, invited["person"]["id"]) == 0
        shared = "SELECT count(*) FROM grants WHERE trusted_person_id = %s AND until_at IS NULL"
        assert one(own_cast, shared, invited["person"]["id"]) == 0


def test_many_guesses_at_once_are_still_five(own_cast: Cast) -> None:
    invited = trust(own_cast.alex, "about_me")
    guess = wrong(invited["code"])
    assert at_once(*[yes(own_cast.nia, invited, guess)] * 9) == [403] * 9
    tried = "SELECT wrong_codes FROM trusted_people WHERE id = %s"
    assert one(own_cast, tried, invited["person"]["id"]) == 5
    assert yes(own_cast.nia, invited)() == 403


def test_no_read_that_began_after_a_withdrawal_shows_anything(own_cast: Cast) -> None:
    """Four threads read in a loop while it is withdrawn. What had begun before may still be answered."""
    alex, path = own_cast.alex, f"/api/records/{own_cast.alex.record_id}/about-me"
    alex.put(f"{path}/{new_id()}", {"heading": "matters", "words": SECRET}, expect=201)
    for turn in range(TURNS):
        nia, invited = signed_in(own_cast, own_cast.nia), trust(alex, "about_me")
        accept(nia, invited)
        stop = f"/api/trusted-people/{invited['person']['id']}"
        method, act = ("POST", f"{stop}/stop") if turn % 2 else ("DELETE", stop)
        reads: list[tuple[float, bool]] = []
        withdrawn = threading.Event()

        def read_on(member: Member = nia, reads: list[Any] = reads, withdrawn: threading.Event = withdrawn) -> None:
            left = AFTERWARDS
            while left:
                left -= withdrawn.is_set()
                began = time.monotonic()
                reads.append((began, SECRET in member.respond("GET", path).text))

        def withdraw(act: str = act, method: str = method, withdrawn: threading.Event = withdrawn) -> float:
            time.sleep(HEAD_START)
            assert alex.respond(method, act).status_code < 300
            committed = time.monotonic()
            withdrawn.set()
            return committed

        committed = at_once(withdraw, *[read_on] * READERS)[0]
        assert any(shown for began, shown in reads if began < committed), "Nobody read before."
        assert [began for began, shown in reads if shown and began > committed] == []
        assert sum(began > committed for began, _ in reads) >= READERS
        alex.delete(stop)
