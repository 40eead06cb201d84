"""Somebody promises at the very instant at which she is let go: either the promise is handed over too, or it is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg

from backend.admission.staff_stopping import stop_staff
from backend.core import clock
from backend.core.ids import new_id
from backend.core.locks import key_of
from backend.core.work import one_transaction
from tests.at_once import as_its_owner, at_once
from tests.cast import Cast
from tests.hand_over.handing import hand_over
from tests.step_up.asking import ask

WAITS_SECONDS = 0.5
LEAVES = "UPDATE memberships SET until_at = now() WHERE account_id = %s AND until_at IS NULL"
PROMISED_BY = "SELECT promised_by FROM step_ups WHERE id = %s"


@contextmanager
def holding(cast: Cast, lock: str) -> Iterator[psycopg.Connection]:
    """Somebody else's transaction that has this lock on Asha, and is not over."""
    with psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url) as connection:
        connection.execute(f"SELECT {lock}(%s)".encode(), [key_of(cast.asha.account_id)])
        yield connection


def promise(cast: Cast, asked: dict[str, Any]) -> int:
    """Asha says that she will ring in an hour. What the service answered."""
    by_at = (clock.now() + timedelta(hours=1)).isoformat()
    path = f"/api/step-ups/{asked['id']}/acknowledgements/{new_id()}"
    return cast.asha.respond("PUT", path, {"by_at": by_at, "how": "ring"}).status_code


def promised_by(cast: Cast, asked: dict[str, Any]) -> Any:
    with psycopg.connect(cast.alex.app.config["WAYMARK"].owner_database_url) as owner:
        return owner.execute(PROMISED_BY.encode(), [asked["id"]]).fetchone()[0]


def test_a_promise_waits_for_who_lets_her_go_and_is_refused(own_cast: Cast) -> None:
    asked, said = ask(own_cast.alex), []
    with holding(own_cast, "pg_advisory_xact_lock") as lead:
        late = threading.Thread(target=lambda: said.append(promise(own_cast, asked)))
        late.start()
        late.join(WAITS_SECONDS)
        assert late.is_alive(), "It did not wait."
        lead.execute(LEAVES.encode(), [own_cast.asha.account_id])
    late.join()
    assert said == [404]
    assert promised_by(own_cast, asked) is None


def test_letting_her_go_waits_for_her_promise(own_cast: Cast) -> None:
    done: list[Any] = []
    with holding(own_cast, "pg_advisory_xact_lock_shared"):
        letting = threading.Thread(target=lambda: done.append(let_go(own_cast)))
        letting.start()
        letting.join(WAITS_SECONDS)
        assert letting.is_alive(), "It did not wait."
    letting.join()
    assert done


def test_stopping_her_by_hand_waits_for_her_promise_and_takes_it_up(own_cast: Cast) -> None:
    asked, stopped = ask(own_cast.alex), []

    def stop() -> None:
        with as_its_owner(own_cast.alex.app), one_transaction():
            stopped.append(stop_staff(own_cast.asha.account_id, clock.now()))

    with holding(own_cast, "pg_advisory_xact_lock_shared") as hers:
        stopping = threading.Thread(target=stop)
        stopping.start()
        stopping.join(WAITS_SECONDS)
        assert stopping.is_alive(), "It did not wait."
        late = clock.now() + timedelta(hours=5)
        promised = (
            "UPDATE step_ups SET state = 'acknowledged', promised_by = %s, promise_ends_at = %s, next_due_at = %s"
        )
        hers.execute(promised.encode(), [own_cast.asha.account_id, late, late])
    stopping.join()
    assert [one.team_ids for one in stopped] == [[own_cast.riverside]]
    with psycopg.connect(own_cast.alex.app.config["WAYMARK"].owner_database_url) as owner:
        due = owner.execute(b"SELECT next_due_at FROM step_ups WHERE id = %s", [asked["id"]]).fetchone()
    assert due[0] <= clock.now(), "The engine takes it up at its next look."
    own_cast.asha.get("/api/me", expect=401)


def let_go(cast: Cast) -> Any:
    return hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True)


def test_both_at_once_leave_nothing_with_her(own_cast: Cast) -> None:
    asked = [ask(person) for person in (own_cast.alex, own_cast.sam)]
    promises = [lambda one=one: promise(own_cast, one) for one in asked]
    *said, left = at_once(*promises, lambda: let_go(own_cast))
    assert left["left"]
    assert set(said) <= {200, 404}
    assert own_cast.asha.account_id not in {promised_by(own_cast, one) for one in asked}
