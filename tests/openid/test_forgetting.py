"""The worker forgets what is over, and meets nothing of what it forgets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend import worker
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.identity import service as identity
from backend.openid import service as openid
from tests.cast import Cast
from tests.openid.browsing import known_as, stranger
from tests.openid.standing_in import StandIn
from tests.openid.test_logout import tell
from tests.roles import role

pytestmark = pytest.mark.usefixtures("both", "undecided")

TABLES = ("openid_attempts", "pending_identities", "logout_jtis", "identity_sessions")


def left(cast: Cast) -> dict[str, int]:
    with role(OWNER):
        return {table: db.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TABLES}


@pytest.fixture
def everything(cast: Cast, both: None, undecided: None, nhs_login: StandIn, trust_staff: StandIn) -> None:
    stranger(cast).begin(nhs_login)
    stranger(cast).go(nhs_login)
    known_as(cast.asha, trust_staff, "asha-there")
    trust_staff.says(subject="asha-there")
    stranger(cast).go(trust_staff)
    tell(cast, trust_staff.logout_token(sid="another"))


@pytest.mark.usefixtures("everything")
def test_each_when_it_is_over(cast: Cast) -> None:
    assert set(left(cast).values()) == {1}
    for after, gone in ((14, set()), (16, {"pending_identities"}), (61, {"pending_identities", "openid_attempts"})):
        with role(WORKER):
            openid.forget_expired(datetime.now(UTC) + timedelta(minutes=after))
        assert {table for table, rows in left(cast).items() if not rows} == gone
    with role(WORKER):
        openid.forget_expired(datetime.now(UTC) + timedelta(hours=25))
        identity.forget_expired(datetime.now(UTC) + timedelta(days=31))
    assert set(left(cast).values()) == {0}


@pytest.mark.usefixtures("everything")
def test_the_workers_sweep_does_it(cast: Cast) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2), tick=True), role(WORKER):
        worker.clean_up()
    assert left(cast)["openid_attempts"] == left(cast)["pending_identities"] == 0


@pytest.mark.parametrize("table", ["openid_attempts", "pending_identities", "identities", "identity_sessions"])
def test_the_worker_reads_nothing_of_it(cast: Cast, table: str) -> None:
    with (
        role(WORKER),
        pytest.raises(ProgrammingError, match="permission denied"),
        db.session.begin_nested(),
    ):
        db.session.execute(text(f"SELECT * FROM {table}"))
