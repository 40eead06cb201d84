"""A signed-in request costs what it always cost: the session of a provider is a session like any other."""

from __future__ import annotations

import pytest

from backend.core.encryption import vault
from backend.identity import sessions
from tests.care.queries import count_queries
from tests.cast import Cast
from tests.openid.browsing import Browser, known_as, stranger
from tests.openid.standing_in import StandIn

pytestmark = pytest.mark.usefixtures("both", "undecided")


def statements(browser: Browser, path: str) -> list[str]:
    """What is asked the second time, in a process that holds no keys yet."""
    browser.get(path)
    vault.use(vault.keys)
    with count_queries() as seen:
        browser.get(path)
    return [" ".join(sql.split()) for sql in seen if "SAVEPOINT" not in sql]


@pytest.mark.parametrize("path", ["/api/me", "/api/sessions", "/api/sharing", "/api/devices", "/api/access-log"])
def test_the_same_statements_as_after_a_passkey(cast: Cast, nhs_login: StandIn, path: str) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    by_provider = stranger(cast)
    by_provider.go(nhs_login)
    by_passkey = Browser(cast.alex.app, cast.alex.token)
    asked = statements(by_passkey, path)
    assert statements(by_provider, path) == asked
    assert len(asked) >= 1


def test_the_session_itself_takes_one_round_trip(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(cast)
    browser.go(nhs_login)
    with count_queries() as seen:
        actor = sessions.load_actor(browser.token, counts_as_activity=True)
    assert actor is not None
    assert len([sql for sql in seen if "SAVEPOINT" not in sql]) == 1
