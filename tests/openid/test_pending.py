"""Proved, but nobody's: kept a while for that browser, and added by one tap once she has signed in there in another way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from cryptography.exceptions import InvalidTag
from sqlalchemy import text

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.openid import browser_secret, hooks
from tests.cast import Cast
from tests.identity.steps import ask_for_code
from tests.openid.browsing import Browser, browser_of, known_as, stranger
from tests.openid.standing_in import StandIn
from tests.roles import role

pytestmark = pytest.mark.usefixtures("both", "undecided")


def come_unknown(cast: Cast, provider: StandIn, subject: str = "alex-there") -> Browser:
    provider.says(subject=subject, claims={"nhs_number": "9000000009", "family_name": "Featherstone"})
    browser = stranger(cast)
    assert browser.go(provider)["outcome"] == "unknown"
    return browser


def sign_in_with_code(cast: Cast, browser: Browser, contact: str = "alex@example.org") -> None:
    code_id, code, _ = ask_for_code(cast, contact)
    browser.post(f"/api/sign-in/codes/{code_id}/use", {"code": code})


def test_one_tap_after_signing_in_the_other_way(cast: Cast, nhs_login: StandIn) -> None:
    browser = come_unknown(cast, nhs_login)
    sign_in_with_code(cast, browser)
    assert browser.get("/api/openid/pending") == {"pending": {"provider": {"key": "nhs-login", "name": "NHS login"}}}
    kept = browser.ask("PUT", "/api/openid/pending/keep")
    assert kept["provider"]["key"] == "nhs-login"
    assert browser.get("/api/openid/pending") == {"pending": None}
    assert stranger(cast).go(nhs_login)["me"]["account_id"] == str(cast.alex.account_id)


def test_it_may_be_dropped(cast: Cast, nhs_login: StandIn) -> None:
    browser = come_unknown(cast, nhs_login)
    sign_in_with_code(cast, browser)
    browser.ask("DELETE", "/api/openid/pending", expect=204)
    assert browser.get("/api/openid/pending") == {"pending": None}
    assert browser.ask("PUT", "/api/openid/pending/keep", expect=403)["code"] == "openid.expired"


def test_another_browser_of_hers_meets_nothing(cast: Cast, nhs_login: StandIn) -> None:
    come_unknown(cast, nhs_login)
    browser = browser_of(cast.alex)
    assert browser.get("/api/openid/pending") == {"pending": None}
    assert browser.ask("PUT", "/api/openid/pending/keep", expect=403)["code"] == "openid.expired"
    browser.begin(nhs_login)
    assert browser.get("/api/openid/pending") == {"pending": None}
    assert browser.ask("PUT", "/api/openid/pending/keep", expect=403)["code"] == "openid.expired"


def test_it_is_over_after_a_quarter_of_an_hour(cast: Cast, nhs_login: StandIn) -> None:
    browser = come_unknown(cast, nhs_login)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16), tick=True):
        sign_in_with_code(cast, browser)
        assert browser.get("/api/openid/pending") == {"pending": None}
        assert browser.ask("PUT", "/api/openid/pending/keep", expect=403)["code"] == "openid.expired"


def test_it_needs_a_fresh_sign_in(cast: Cast, nhs_login: StandIn) -> None:
    browser = browser_of(cast.alex)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16), tick=True):
        nhs_login.says(subject="alex-there")
        assert browser.go(nhs_login)["outcome"] == "unknown"
        assert browser.ask("PUT", "/api/openid/pending/keep", expect=403)["code"] == "identity.confirm_it_is_you"


def test_the_newer_takes_the_place_of_the_older(cast: Cast, nhs_login: StandIn, trust_staff: StandIn) -> None:
    browser = come_unknown(cast, nhs_login)
    browser.go(trust_staff)
    sign_in_with_code(cast, browser)
    assert browser.get("/api/openid/pending")["pending"]["provider"]["key"] == "trust-staff"


def test_what_became_somebodys_meanwhile_is_refused(cast: Cast, nhs_login: StandIn) -> None:
    browser = come_unknown(cast, nhs_login)
    known_as(cast.sam, nhs_login, "alex-there")
    sign_in_with_code(cast, browser)
    assert browser.ask("PUT", "/api/openid/pending/keep", expect=409)["code"] == "openid.already_linked"


def test_whoever_decides_above_is_asked_with_what_was_kept(
    cast: Cast, nhs_login: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setitem(hooks._may_enter, "people", lambda account_id, proof: seen.append((account_id, proof)))
    browser = come_unknown(cast, nhs_login)
    sign_in_with_code(cast, browser)
    browser.ask("PUT", "/api/openid/pending/keep")
    ((account_id, proof),) = seen
    assert account_id == cast.alex.account_id
    assert (proof.subject, proof.level, proof.claims["nhs_number"]) == ("alex-there", "P9", "9000000009")
    assert "family_name" not in proof.claims, "No more is kept than decides."


def test_neither_the_database_nor_the_keys_file_opens_it(cast: Cast, nhs_login: StandIn) -> None:
    browser = come_unknown(cast, nhs_login)
    with role(OWNER):
        row = db.session.execute(text("SELECT id, sealed, browser_hash FROM pending_identities")).one()
    place = f"pending_identities:{row.id}"
    secret = browser.client.get_cookie("waymark_browser", path="/api/openid").value
    assert b"9000000009" not in row.sealed
    assert browser_secret.unseal(secret, place, row.sealed)["claims"]["nhs_number"] == "9000000009"
    for other in (secret + "x", row.browser_hash.hex(), ""):
        with pytest.raises(InvalidTag):
            browser_secret.unseal(other, place, row.sealed)
    with pytest.raises(InvalidTag):
        browser_secret.unseal(secret, place + "x", row.sealed)
