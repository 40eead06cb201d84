"""A provider's word that somebody signed out there: every session that began by it ends, whoever is looking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import text

from backend.config import Config
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from tests.cast import Cast, Member
from tests.identity.steps import audited
from tests.openid.browsing import Browser, known_as, stranger
from tests.openid.standing_in import ABSENT, StandIn, offered, stand_in
from tests.roles import role

pytestmark = pytest.mark.usefixtures("both", "undecided")


def tell(cast: Cast, token: str, *, key: str = "trust-staff", expect: int = 200) -> Any:
    """As the provider's server does: no page of ours, no cookie."""
    client = cast.nobody.app.test_client(use_cookies=False)
    answer = client.post(f"/api/openid/{key}/logout", data={"logout_token": token})
    assert answer.status_code == expect, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_json(silent=True)


def come_in(cast: Cast, provider: StandIn, member: Member, subject: str, sid: str | None = None) -> Browser:
    known_as(member, provider, subject)
    provider.says(subject=subject, sid=sid)
    browser = stranger(cast)
    assert browser.go(provider)["outcome"] == "signed_in"
    return browser


def test_all_sessions_that_began_by_it_end(cast: Cast, trust_staff: StandIn) -> None:
    browsers = [come_in(cast, trust_staff, cast.asha, "asha-there", f"s{number}") for number in range(3)]
    other = come_in(cast, trust_staff, cast.tom, "tom-there", "s9")
    tell(cast, trust_staff.logout_token(subject="asha-there"))
    for browser in browsers:
        browser.get("/api/me", expect=401)
    other.get("/api/me")
    cast.asha.get("/api/me")
    assert audited("openid.ended_by_provider", cast.asha.account_id) == 3


def test_by_the_providers_session_that_one_alone(cast: Cast, trust_staff: StandIn) -> None:
    first = come_in(cast, trust_staff, cast.asha, "asha-there", "s1")
    second = come_in(cast, trust_staff, cast.asha, "asha-there", "s2")
    tell(cast, trust_staff.logout_token(sid="s1"))
    first.get("/api/me", expect=401)
    second.get("/api/me")
    tell(cast, trust_staff.logout_token(subject="asha-there", sid="s2"))
    second.get("/api/me", expect=401)


def test_a_session_of_somebody_else_by_that_name_stays(cast: Cast, trust_staff: StandIn) -> None:
    tom = come_in(cast, trust_staff, cast.tom, "tom-there", "s1")
    known_as(cast.asha, trust_staff, "asha-there")
    tell(cast, trust_staff.logout_token(subject="asha-there", sid="s1"))
    tom.get("/api/me")


def test_of_another_provider_nothing_ends(cast: Cast, nhs_login: StandIn, trust_staff: StandIn) -> None:
    browser = come_in(cast, nhs_login, cast.alex, "0001", "s1")
    tell(cast, trust_staff.logout_token(subject="0001"))
    tell(cast, trust_staff.logout_token(sid="s1"))
    browser.get("/api/me")


def test_nobody_known_is_no_failure(cast: Cast, trust_staff: StandIn) -> None:
    tell(cast, trust_staff.logout_token(subject="somebody else"))


def test_the_same_word_twice_is_refused(cast: Cast, trust_staff: StandIn) -> None:
    come_in(cast, trust_staff, cast.asha, "asha-there", "s1")
    token = trust_staff.logout_token(subject="asha-there")
    tell(cast, token)
    again = come_in(cast, trust_staff, cast.asha, "asha-there", "s2")
    assert tell(cast, token, expect=400)["code"] == "openid.refused"
    again.get("/api/me")


@pytest.mark.parametrize(
    "wrong", [{"nonce": "x"}, {"events": {}}, {"aud": "another"}, {"iss": "https://x.example"}, {"jti": ABSENT}]
)
def test_what_does_not_hold_ends_nothing(cast: Cast, trust_staff: StandIn, wrong: dict[str, Any]) -> None:
    browser = come_in(cast, trust_staff, cast.asha, "asha-there", "s1")
    assert tell(cast, trust_staff.logout_token(subject="asha-there", **wrong), expect=400)["code"] == "openid.refused"
    assert tell(cast, "not.a.token", expect=400)["code"] == "openid.refused"
    browser.get("/api/me")


def test_only_a_form_with_a_token_is_read(cast: Cast, trust_staff: StandIn) -> None:
    client = cast.nobody.app.test_client(use_cookies=False)
    path = "/api/openid/trust-staff/logout"
    assert client.post(path, json={"logout_token": "x"}).status_code == 415
    assert client.post(path, data={"other": "x"}).status_code == 422
    assert client.post(path, data={"logout_token": "x" * 70_000}).status_code == 413
    assert client.post("/api/openid/elsewhere/logout", data={"logout_token": "x"}).status_code == 404


def test_who_may_come_by_it_alone_loses_every_session(cast: Cast, config: Config) -> None:
    with stand_in("staff", passkeys_too=False) as provider, offered(config, provider):
        browser = come_in(cast, provider, cast.asha, "asha-there", "s1")
        tell(cast, provider.logout_token(subject="asha-there"))
        browser.get("/api/me", expect=401)
        cast.asha.get("/api/me", expect=401)
        cast.tom.get("/api/me")


def test_a_sign_in_under_way_is_over_too(cast: Cast, trust_staff: StandIn) -> None:
    """The word came between the provider's code and our session."""
    known_as(cast.asha, trust_staff, "asha-there")
    for said in ({"subject": "asha-there"}, {"sid": "s7"}):
        trust_staff.says(subject="asha-there", sid="s7")
        browser = stranger(cast)
        came = trust_staff.answer_for(browser.begin(trust_staff))
        tell(cast, trust_staff.logout_token(**said))
        assert browser.finish(came, expect=403)["code"] == "openid.expired"
        assert browser.token == ""


def test_one_that_begins_afterwards_is_not(cast: Cast, trust_staff: StandIn) -> None:
    known_as(cast.asha, trust_staff, "asha-there")
    tell(cast, trust_staff.logout_token(subject="asha-there"))
    tell(cast, trust_staff.logout_token(sid="s7"))
    trust_staff.says(subject="asha-there", sid="s8")
    assert stranger(cast).go(trust_staff)["outcome"] == "signed_in"


def test_what_waits_for_one_tap_is_over_too(cast: Cast, trust_staff: StandIn) -> None:
    trust_staff.says(subject="asha-there", sid="s7")
    browser = stranger(cast)
    assert browser.go(trust_staff)["outcome"] == "unknown"
    tell(cast, trust_staff.logout_token(sid="s7"))
    browser.client.set_cookie("waymark_session", cast.asha.token)
    assert browser.ask("PUT", "/api/openid/pending/keep", expect=403)["code"] == "openid.expired"


def test_a_word_by_its_own_opens_nothing_in_the_database(cast: Cast, trust_staff: StandIn) -> None:
    """Requests do not reach the notices themselves."""
    with role(OWNER):
        may = db.session.scalar(
            text("SELECT has_table_privilege('waymark_web', 'logout_jtis', 'SELECT, INSERT, DELETE')")
        )
    assert may is False


def test_an_old_word_is_refused(cast: Cast, trust_staff: StandIn) -> None:
    browser = come_in(cast, trust_staff, cast.asha, "asha-there", "s1")
    token = trust_staff.logout_token(subject="asha-there")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=True):
        assert tell(cast, token, expect=400)["code"] == "openid.refused"
        browser.get("/api/me")
