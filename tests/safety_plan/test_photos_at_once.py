"""Photos sent at the same instant, over connections of their own: the shelf is never overfull, and one is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask

from backend.config import Config
from backend.core import embedded_postgres as postgres
from backend.core.ids import new_id
from backend.safety_plan import photos
from tests.cast import Cast, build_cast
from tests.core.own_service import own_service
from tests.safety_plan import pictures as p
from tests.safety_plan.agreeing import propose
from tests.safety_plan.phones import Phone
from tests.safety_plan.writing import plan_path, read, write
from tests.sharing.test_trusted_at_once import as_its_owner, at_once
from tests.sharing.ways import share

AT_ONCE = 4
KEPT = "SELECT sum(bytes_kept) FROM safety_plan_photos"


@pytest.fixture(scope="module")
def cast(config: Config, server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The people of every test on a service with its own database and real connections."""
    folder: Path = tmp_path_factory.mktemp("own_photos")
    with own_service(config, server, "own_photos", folder) as app:
        yield _people(app)


def _people(app: Flask) -> Cast:
    with as_its_owner(app):
        cast = build_cast(app)
        share(cast, "safety_plan", may_add=True)
    return cast


def count(cast: Cast, sql: str) -> int:
    with psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url) as owner:
        row = owner.execute(sql.encode()).fetchone()
        assert row is not None
        return int(row[0])


def putting(cast: Cast, given: bytes, photo_id: Any = None) -> Callable[[], int]:
    return lambda: p.send(cast.alex, given, photo_id=photo_id).status_code


def test_the_last_room_is_taken_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    given = p.encode(p.picture())
    size = p.keep(cast.alex, given)["bytes"]
    kept = count(cast, KEPT)
    monkeypatch.setattr(photos, "MOST_IN_ALL", kept + size)
    said = at_once(*[putting(cast, given)] * AT_ONCE)
    assert sorted(said) == [201] + [409] * (AT_ONCE - 1)
    assert count(cast, KEPT) == kept + size


def test_one_photo_sent_again_and_again_is_one(cast: Cast) -> None:
    before = count(cast, "SELECT count(*) FROM safety_plan_photos")
    said = at_once(*[putting(cast, p.encode(p.picture(200, 200)), new_id())] * AT_ONCE)
    assert sorted(said) == [200] * (AT_ONCE - 1) + [201]
    assert count(cast, "SELECT count(*) FROM safety_plan_photos") == before + 1


def test_a_phone_that_asks_twice_at_once_is_one_phone(cast: Cast) -> None:
    phone = Phone(cast.alex)
    path = f"/api/my-plan/phones/{phone.id}"
    said = at_once(*[lambda: cast.alex.respond("PUT", path).status_code] * AT_ONCE)
    assert set(said) <= {200, 201, 409}
    assert said.count(201) == 1
    assert count(cast, "SELECT count(*) FROM kept_plans") == 1


def test_one_side_says_yes_once(cast: Cast) -> None:
    write(cast.alex, "signs", "I stop answering the phone.")
    propose(cast.alex, cast)
    waiting = read(cast.asha, cast)["proposal"]
    body = {name: waiting[name] for name in ("proposal_id", "review_on")}
    said = at_once(
        *[
            lambda member=member: member.respond("PUT", plan_path(cast, "agreements", new_id()), body).status_code
            for member in (cast.asha, cast.tom)
        ]
    )
    assert sorted(said) == [201, 409]
    assert read(cast.alex, cast)["agreement"]["is_agreed"]
