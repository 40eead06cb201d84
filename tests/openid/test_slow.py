"""A provider that is slow or away: the others go on, nothing waits in the database, and nobody who is signed in is thrown out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from backend.cli import main
from backend.config import Config
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.openid import protocol, turns
from tests.at_once import as_its_owner
from tests.cast import Cast
from tests.openid.browsing import browser_of, known_as, stranger
from tests.openid.conftest import let_nobody_decide
from tests.openid.standing_in import StandIn, offered
from tests.roles import role

HELD = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'waymark_web'"
    " AND state <> 'idle'"
)


@pytest.fixture
def theirs(own_cast: Cast, nhs_login: StandIn, trust_staff: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    let_nobody_decide(monkeypatch)
    own: Config = own_cast.nobody.app.config["WAYMARK"]
    with offered(own, nhs_login, trust_staff):
        yield own_cast


class Slow:
    """The provider answers when it is let."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.real = real
        self.asking, self.go_on = threading.Semaphore(0), threading.Event()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.asking.release()
        assert self.go_on.wait(20)
        return self.real(*args, **kwargs)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    found = Slow(protocol.finish)
    monkeypatch.setattr(protocol, "finish", found)
    yield found
    found.go_on.set()


def on_their_way(theirs: Cast, provider: StandIn, slow: Slow) -> tuple[list[threading.Thread], list[int]]:
    """Two browsers where somebody is signed in come back at once, and wait for the provider."""
    with theirs.alex.app.app_context():
        known_as(theirs.alex, provider, "alex-there")
    provider.says(subject="alex-there")
    answers: list[int] = []
    browsers = [browser_of(theirs.alex), browser_of(theirs.jo)]
    came = [provider.answer_for(browser.begin(provider)) for browser in browsers]

    def come(place: int) -> None:
        answers.append(browsers[place].respond("POST", "/api/openid/finish", came[place]).status_code)

    threads = [threading.Thread(target=come, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert slow.asking.acquire(timeout=10)
    return threads, answers


def test_nothing_is_held_in_the_database_meanwhile(theirs: Cast, nhs_login: StandIn, slow: Slow) -> None:
    threads, answers = on_their_way(theirs, nhs_login, slow)
    with as_its_owner(theirs.alex.app):
        assert db.session.scalar(HELD) == 0
    pool = _pool(theirs)
    assert pool.checkedout() == 0, "A connection is held while the provider is asked."
    slow.go_on.set()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]


def test_everybody_else_goes_on(theirs: Cast, nhs_login: StandIn, slow: Slow) -> None:
    threads, answers = on_their_way(theirs, nhs_login, slow)
    began = time.monotonic()
    theirs.sam.get("/api/me")
    assert time.monotonic() - began < 2
    slow.go_on.set()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]


def test_a_third_is_told_and_may_try_the_same_again(
    theirs: Cast, nhs_login: StandIn, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.05)
    third = stranger(theirs)
    address = third.begin(nhs_login)
    threads, _ = on_their_way(theirs, nhs_login, slow)
    came = nhs_login.answer_for(address)
    assert third.finish(came, expect=503)["code"] == "openid.provider_away"
    slow.go_on.set()
    for thread in threads:
        thread.join()
    assert third.finish(came)["outcome"] == "signed_in"


def test_a_turn_is_given_back_whatever_happens(cast: Cast, both: None, undecided: None, nhs_login: StandIn) -> None:
    nhs_login.wrong(status={"token": 500})
    for _ in range(turns.AT_ONCE + turns.WAITING + 1):
        assert stranger(cast).go(nhs_login, expect=503)["code"] == "openid.provider_away"
    nhs_login.wrong()
    assert stranger(cast).go(nhs_login)["outcome"] == "unknown"


def test_whoever_is_signed_in_acts_on_after_it(cast: Cast, both: None, undecided: None, nhs_login: StandIn) -> None:
    """The provider was asked without a connection: what is written then, is written by her."""
    nhs_login.wrong(status={"token": 500})
    assert browser_of(cast.alex).go(nhs_login, "link", expect=503)["code"] == "openid.provider_away"
    with role(OWNER):
        wrote = db.session.scalars(text("SELECT actor_id FROM audit_entries WHERE action = 'openid.refused'")).all()
    assert wrote == [cast.alex.account_id]
    nhs_login.wrong()
    assert browser_of(cast.alex).go(nhs_login, "link")["outcome"] == "linked"
    cast.alex.get("/api/me")


def _pool(theirs: Cast) -> Any:
    with theirs.alex.app.app_context():
        return db.engine.pool


@pytest.mark.parametrize("has_providers", [True, False])
def test_more_requests_at_once_only_where_a_provider_may_be_slow(
    has_providers: bool, tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: dict[str, Any] = {}

    class Server:
        def __init__(self, *_: Any, **settings: Any) -> None:
            started.update(settings)

        def serve(self) -> None:
            """Not here."""

    own = replace(config, providers_file=tmp_path / "providers.json" if has_providers else None)
    monkeypatch.setattr("granian.Granian", Server)
    monkeypatch.setattr("backend.openid.providers.use_providers", lambda _: None)
    monkeypatch.setattr("backend.cli.read_config", lambda: own)
    done = CliRunner().invoke(main, ["web"])
    assert done.exit_code == 0, done.output
    assert started["blocking_threads"] == (4 if has_providers else 1)
    assert turns.AT_ONCE + turns.WAITING < 4
