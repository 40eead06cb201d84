"""What the database itself shows of this slice's tables, to raw SQL as the web role."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.core.db import act_as, db
from backend.openid import browser_secret
from tests.cast import Cast
from tests.openid.browsing import known_as, stranger
from tests.openid.standing_in import StandIn

pytestmark = pytest.mark.usefixtures("both", "undecided")

OWN = ["identities", "identity_sessions"]
BROWSERS = ["openid_attempts", "pending_identities"]


def count(table: str) -> int:
    return db.session.scalar(text(f"SELECT count(*) FROM {table}"))


@pytest.fixture
def filled(cast: Cast, both: None, undecided: None, nhs_login: StandIn) -> str:
    """Alex came in by NHS login, somebody came unknown, and is on the way again. Returns that browser's secret."""
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    stranger(cast).go(nhs_login)
    nhs_login.says(subject="somebody")
    browser = stranger(cast)
    browser.go(nhs_login)
    browser.begin(nhs_login)
    return browser.client.get_cookie("waymark_browser", path="/api/openid").value


@pytest.mark.parametrize("table", OWN)
def test_an_account_meets_its_own_rows_and_nobody_meets_none(cast: Cast, filled: str, table: str) -> None:
    for acting, rows in ((cast.alex.account_id, 1), (cast.jo.account_id, 0), (None, 0), (uuid.uuid4(), 0)):
        act_as(acting)
        assert count(table) == rows
    act_as(cast.alex.account_id)
    assert count("identities") == 1


def test_a_stranger_changes_and_removes_no_identity(cast: Cast, filled: str) -> None:
    act_as(cast.jo.account_id)
    for sql in ("UPDATE identities SET account_id = :me", "DELETE FROM identities"):
        assert db.session.execute(text(sql), {"me": cast.jo.account_id} if ":me" in sql else {}).rowcount == 0


@pytest.mark.parametrize("table", BROWSERS)
def test_a_browser_meets_its_own_rows_and_nobody_else_meets_any(cast: Cast, filled: str, table: str) -> None:
    for acting in (None, cast.alex.account_id, cast.asha.account_id):
        act_as(acting)
        assert count(table) == 0
        assert db.session.execute(text(f"DELETE FROM {table}")).rowcount == 0
    browser_secret.act_as_browser("another")
    assert count(table) == 0
    browser_secret.act_as_browser(filled)
    assert count(table) == 1
    act_as(cast.alex.account_id)
    assert count(table) == 0, "Whoever acts anew brings no secret along."


PLANTED = {
    "identities": "(id, account_id, provider, issuer, subject_fingerprint, subject_sealed, created_at)"
    " VALUES (gen_random_uuid(), :who, 'nhs-login', 'x', 'x', '', now())",
    "identity_sessions": "(session_id, identity_id, account_id) SELECT s.id, i.id, :who FROM sessions s, identities i LIMIT 1",
    "openid_attempts": "(id, browser_hash, state_hash, provider, sealed, begun_at, expires_at)"
    " VALUES (gen_random_uuid(), 'x', 'y', 'nhs-login', '', now(), now())",
    "pending_identities": "(id, browser_hash, provider, sealed, begun_at, expires_at)"
    " VALUES (gen_random_uuid(), 'x', 'nhs-login', '', now(), now())",
}


@pytest.mark.parametrize("table", sorted(PLANTED))
def test_nobody_can_plant_a_row_with_somebody_else(cast: Cast, filled: str, table: str) -> None:
    act_as(cast.alex.account_id)
    values = {"who": cast.jo.account_id} if ":who" in PLANTED[table] else {}
    with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
        db.session.execute(text(f"INSERT INTO {table} {PLANTED[table]}"), values)


def test_the_notices_are_reached_by_functions_only(cast: Cast) -> None:
    act_as(cast.alex.account_id)
    with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
        db.session.execute(text("SELECT * FROM logout_jtis"))
