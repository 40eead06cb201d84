"""Adding a provider to one's ways in: only after proof of both, never by an address that both know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from backend.openid import hooks
from backend.openid.refusals import LevelTooLow
from tests.cast import Cast
from tests.identity.steps import audited
from tests.openid.browsing import browser_of, known_as, stranger
from tests.openid.standing_in import StandIn

pytestmark = pytest.mark.usefixtures("both", "undecided")


def test_what_is_added_lets_her_in(cast: Cast, nhs_login: StandIn) -> None:
    nhs_login.says(subject="alex-there")
    browser = browser_of(cast.alex)
    address = browser.begin(nhs_login, "link", return_to="/account")
    assert "prompt=login" in address
    done = browser.finish(nhs_login.answer_for(address))
    assert (done["outcome"], done["return_to"], done["me"]) == ("linked", "/account", None)
    (identity,) = browser.get("/api/identities")["identities"]
    assert identity["provider"] == {"key": "nhs-login", "name": "NHS login"}
    assert identity["last_used_at"] is None
    assert browser.get("/api/me")["has_identity"]
    assert stranger(cast).go(nhs_login)["me"]["account_id"] == str(cast.alex.account_id)
    assert browser.get("/api/identities")["identities"][0]["last_used_at"] is not None
    assert audited("openid.identity_kept", cast.alex.account_id) == 1


def test_an_address_that_both_know_links_nothing(cast: Cast, nhs_login: StandIn) -> None:
    nhs_login.says(subject="alex-there", claims={"email": "alex@example.org", "email_verified": True})
    assert stranger(cast).go(nhs_login)["outcome"] == "unknown"
    assert cast.alex.get("/api/identities") == {"identities": []}


def test_what_is_somebody_elses_is_refused(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.sam, nhs_login, "sam-there")
    nhs_login.says(subject="sam-there")
    browser = browser_of(cast.alex)
    assert browser.go(nhs_login, "link", expect=409)["code"] == "openid.already_linked"
    assert browser.get("/api/identities") == {"identities": []}
    assert stranger(cast).go(nhs_login)["me"]["account_id"] == str(cast.sam.account_id)


def test_again_is_harmless_and_a_second_one_there_is_not(cast: Cast, nhs_login: StandIn) -> None:
    browser = browser_of(cast.alex)
    nhs_login.says(subject="alex-there")
    browser.go(nhs_login, "link")
    browser.go(nhs_login, "link")
    nhs_login.says(subject="alex-there-twice")
    assert "already" in browser.go(nhs_login, "link", expect=409)["detail"]
    assert len(browser.get("/api/identities")["identities"]) == 1


def test_it_needs_a_fresh_sign_in(cast: Cast, nhs_login: StandIn) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16), tick=True):
        browser = browser_of(cast.alex)
        assert browser.begin(nhs_login, "link", expect=403)["code"] == "identity.confirm_it_is_you"
    assert stranger(cast).begin(nhs_login, "link", expect=401)["code"] == "identity.signed_out"


def test_whoever_set_out_has_to_be_there_still(cast: Cast, nhs_login: StandIn) -> None:
    nhs_login.says(subject="alex-there")
    browser = browser_of(cast.alex)
    came = nhs_login.answer_for(browser.begin(nhs_login, "link"))
    cast.alex.post("/api/sign-out", expect=204)
    assert browser.finish(came, expect=401)["code"] == "identity.signed_out"
    browser = browser_of(cast.sam)
    came = nhs_login.answer_for(browser.begin(nhs_login, "link"))
    browser.client.set_cookie("waymark_session", cast.jo.token)
    assert browser.finish(came, expect=403)["code"] == "openid.other_account"
    assert cast.jo.get("/api/identities") == {"identities": []}


def test_whoever_decides_above_is_asked_before_it_is_added(
    cast: Cast, nhs_login: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def refuse(account_id, proof):
        seen.append((account_id, proof.level))
        raise LevelTooLow

    monkeypatch.setitem(hooks._may_enter, "people", refuse)
    nhs_login.says(subject="alex-there", level="P5")
    browser = browser_of(cast.alex)
    assert browser.go(nhs_login, "link", lower=True, expect=403)["code"] == "openid.level_too_low"
    assert seen == [(cast.alex.account_id, "P5")]
    assert browser.get("/api/identities") == {"identities": []}
