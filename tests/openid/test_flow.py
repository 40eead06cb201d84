"""There and back: who comes in, and everything that ends on a page that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import structlog
import time_machine
from sqlalchemy import text

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.openid import protocol
from tests.cast import Cast
from tests.identity.steps import audited
from tests.openid.browsing import Browser, browser_of, known_as, stranger
from tests.openid.standing_in import StandIn
from tests.roles import role

pytestmark = pytest.mark.usefixtures("both", "undecided")


@pytest.fixture
def logged() -> Iterator[list[dict]]:
    with structlog.testing.capture_logs() as lines:
        yield lines


def reasons(logged: list[dict]) -> list[str]:
    return [line["reason"] for line in logged if line["event"] == "openid.refused"]


def test_who_is_known_comes_in(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(cast)
    done = browser.go(nhs_login, return_to="/goals?filter=mine")
    assert done["outcome"] == "signed_in"
    assert done["return_to"] == "/goals?filter=mine"
    assert done["provider"] == {"key": "nhs-login", "name": "NHS login"}
    me = browser.get("/api/me")
    assert me == done["me"]
    assert (me["account_id"], me["has_identity"]) == (str(cast.alex.account_id), True)
    assert me["came_by"] == {"key": "nhs-login", "name": "NHS login"}
    assert browser.get("/api/sessions")["sessions"][0]["how"] == "openid:nhs-login"
    assert audited("identity.signed_in", cast.alex.account_id) == 2


def test_the_one_of_the_cast_did_not_come_by_a_provider(cast: Cast) -> None:
    me = cast.alex.get("/api/me")
    assert (me["came_by"], me["has_identity"]) == (None, False)


def test_the_session_that_the_browser_had_ends(cast: Cast, nhs_login: StandIn) -> None:
    """A secret that somebody planted before the sign-in is worth nothing after it."""
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = browser_of(cast.sam)
    browser.go(nhs_login)
    assert browser.token != cast.sam.token
    cast.sam.get("/api/me", expect=401)
    assert browser.get("/api/me")["account_id"] == str(cast.alex.account_id)


def test_no_token_reaches_the_browser(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there", claims={"nhs_number": "9000000009", "family_name": "Featherstone"})
    browser = stranger(cast)
    answer = browser.respond("POST", "/api/openid/finish", nhs_login.answer_for(browser.begin(nhs_login)))
    said = answer.text + str(answer.headers)
    assert answer.status_code == 200
    assert [part for part in ("9000000009", "Featherstone", "eyJ", "alex-there") if part in said] == []


def test_the_browsers_own_cookie_opens_nothing_and_goes_nowhere_else(cast: Cast, nhs_login: StandIn) -> None:
    answer = stranger(cast).respond("POST", "/api/openid/nhs-login/begin", {"purpose": "sign_in"})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert [
        part for part in ("HttpOnly", "SameSite=Strict", "Path=/api/openid", "Max-Age=3600") if part not in cookie
    ] == []


def test_two_people_with_one_name_at_two_issuers_are_two(cast: Cast, nhs_login: StandIn, trust_staff: StandIn) -> None:
    known_as(cast.alex, nhs_login, "0001")
    trust_staff.says(subject="0001")
    assert stranger(cast).go(trust_staff)["outcome"] == "unknown"


def test_who_is_not_known_gets_no_session(cast: Cast, nhs_login: StandIn) -> None:
    browser = stranger(cast)
    done = browser.go(nhs_login)
    assert (done["outcome"], done["me"]) == ("unknown", None)
    assert browser.token == ""
    assert audited("openid.unknown") == 1


# Ways back that lead nowhere.


def test_a_bookmark_of_the_way_back(cast: Cast, nhs_login: StandIn) -> None:
    assert stranger(cast).finish({}, expect=403)["code"] == "openid.expired"
    assert stranger(cast).finish({"state": "made up", "code": "x"}, expect=403)["code"] == "openid.expired"


def test_the_back_button_after_it_worked(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(cast)
    came = nhs_login.answer_for(browser.begin(nhs_login))
    browser.finish(came)
    asked = len(nhs_login.asked)
    assert browser.finish(came, expect=403)["code"] == "openid.expired"
    assert len(nhs_login.asked) == asked, "A code was tried twice."
    assert browser.get("/api/me")["account_id"] == str(cast.alex.account_id), "Whoever is signed in stays so."


def test_what_failed_is_used_up_too(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(cast)
    came = nhs_login.answer_for(browser.begin(nhs_login))
    nhs_login.wrong(token={"nonce": "another"})
    assert browser.finish(came, expect=403)["code"] == "openid.refused"
    nhs_login.wrong()
    assert browser.finish(came, expect=403)["code"] == "openid.expired"
    assert audited("openid.refused") == 1


def test_a_page_left_open_over_lunch(cast: Cast, nhs_login: StandIn) -> None:
    browser = stranger(cast)
    came = nhs_login.answer_for(browser.begin(nhs_login))
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61), tick=False):
        assert browser.finish(came, expect=403)["code"] == "openid.expired"


def test_a_state_from_another_browser(cast: Cast, nhs_login: StandIn, logged: list[dict]) -> None:
    """Somebody sends her the end of their own sign-in, so that she writes into their record; or has read hers."""
    known_as(cast.sam, nhs_login, "sam-there")
    nhs_login.says(subject="sam-there")
    theirs, hers = stranger(cast), stranger(cast)
    came = nhs_login.answer_for(theirs.begin(nhs_login))
    hers.begin(nhs_login)
    assert hers.finish(came, expect=403)["code"] == "openid.other_browser"
    assert hers.token == ""
    assert audited("openid.other_browser") == 1
    assert reasons(logged) == ["other_browser"]
    assert theirs.finish(came, expect=403)["code"] == "openid.expired", "It is spoilt for both."


def test_a_browser_without_any_cookie_is_another_one(cast: Cast, nhs_login: StandIn) -> None:
    came = nhs_login.answer_for(stranger(cast).begin(nhs_login))
    assert stranger(cast).finish(came, expect=403)["code"] == "openid.other_browser"


def test_an_answer_of_another_issuer(cast: Cast, nhs_login: StandIn, trust_staff: StandIn, logged: list[dict]) -> None:
    browser = stranger(cast)
    came = nhs_login.answer_for(browser.begin(nhs_login), iss=trust_staff.issuer)
    assert browser.finish(came, expect=403)["code"] == "openid.refused"
    assert reasons(logged) == ["iss"]
    assert [name for name, _ in nhs_login.asked if name == "token"] == []


def test_its_own_issuer_is_fine(cast: Cast, nhs_login: StandIn) -> None:
    browser = stranger(cast)
    browser.finish(nhs_login.answer_for(browser.begin(nhs_login), iss=nhs_login.issuer))


@pytest.mark.parametrize(
    ("came", "status", "code"),
    [
        ({"error": "access_denied"}, 403, "openid.cancelled"),
        ({"error": "access_denied", "error_description": "ConsentNotGiven"}, 403, "openid.no_consent"),
        ({"error": "temporarily_unavailable"}, 503, "openid.provider_away"),
        ({"error": "invalid_scope"}, 403, "openid.refused"),
        ({}, 403, "openid.refused"),
    ],
)
def test_what_a_provider_says_in_place_of_a_code(
    cast: Cast, nhs_login: StandIn, came: dict, status: int, code: str
) -> None:
    browser = stranger(cast)
    state = nhs_login.answer_for(browser.begin(nhs_login))["state"]
    refused = browser.finish({"state": state, **came}, expect=status)
    assert refused["code"] == code
    assert len(refused["detail"]) > 20
    assert browser.finish({"state": state, **came}, expect=403)["code"] == "openid.expired"


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "goals",
        "",
        "/a\\b",
        "/a\n",
    ],
)
def test_the_return_address_is_a_page_of_ours(cast: Cast, nhs_login: StandIn, page: str) -> None:
    assert "return_to" in stranger(cast).begin(nhs_login, return_to=page, expect=422)["fields"]


def test_a_provider_that_is_not_there(cast: Cast) -> None:
    refused = stranger(cast).post("/api/openid/elsewhere/begin", {"purpose": "sign_in"}, expect=404)
    assert refused["code"] == "openid.no_such_provider"


def test_when_the_provider_is_gone_from_the_file_on_the_way(cast: Cast, nhs_login: StandIn, monkeypatch) -> None:
    browser = stranger(cast)
    came = nhs_login.answer_for(browser.begin(nhs_login))
    monkeypatch.setattr("backend.openid.providers.all_providers", list)
    monkeypatch.setattr("backend.openid.providers._Held.providers", ())
    assert browser.finish(came, expect=404)["code"] == "openid.no_such_provider"


def test_an_invitation_goes_with_joining_and_nothing_else(cast: Cast, nhs_login: StandIn, trust_staff: StandIn) -> None:
    browser = stranger(cast)
    browser.begin(nhs_login, "join", expect=422)
    browser.begin(nhs_login, "sign_in", invitation={"token": "x"}, expect=422)
    browser.begin(trust_staff, "join", invitation={"token": "x"}, expect=422)
    browser.begin(nhs_login, "trusted", invitation={"token": "x", "short_code": "123456"})


# Confirming that it is you.


def test_confirming_gives_a_fresh_session(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(cast)
    browser.go(nhs_login)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=True):
        assert browser.post("/api/passkeys/options", expect=403)["code"] == "identity.confirm_it_is_you"
        before = browser.token
        address = browser.begin(nhs_login, "confirm", return_to="/account")
        assert "prompt=login" in address
        done = browser.finish(nhs_login.answer_for(address))
        assert (done["outcome"], done["return_to"]) == ("confirmed", "/account")
        assert browser.token != before
        browser.post("/api/passkeys/options")
        Browser(cast.nobody.app, before).get("/api/me", expect=401)


def test_confirming_as_somebody_else_changes_nothing(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    known_as(cast.sam, nhs_login, "sam-there")
    browser = browser_of(cast.alex)
    nhs_login.says(subject="sam-there")
    assert browser.go(nhs_login, "confirm", expect=403)["code"] == "openid.other_account"
    nhs_login.says(subject="nobody-there")
    assert browser.go(nhs_login, "confirm", expect=403)["code"] == "openid.other_account"
    assert browser.token == cast.alex.token
    cast.alex.get("/api/me")


def test_confirming_needs_a_session_at_both_ends(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    assert stranger(cast).begin(nhs_login, "confirm", expect=401)["code"] == "identity.signed_out"
    browser = browser_of(cast.alex)
    came = nhs_login.answer_for(browser.begin(nhs_login, "confirm"))
    cast.alex.post("/api/sign-out", expect=204)
    assert browser.finish(came, expect=401)["code"] == "identity.signed_out"


def test_confirming_ends_when_the_session_ends_while_the_provider_is_asked(
    cast: Cast, nhs_login: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser, real = browser_of(cast.alex), protocol.finish
    came = nhs_login.answer_for(browser.begin(nhs_login, "confirm"))

    def meanwhile(*args, **kwargs):
        with role(OWNER):
            db.session.execute(text("UPDATE sessions SET ended_at = now()"))
        return real(*args, **kwargs)

    monkeypatch.setattr(protocol, "finish", meanwhile)
    assert browser.finish(came, expect=401)["code"] == "identity.signed_out"


def test_a_proof_from_this_morning_confirms_nothing(cast: Cast, trust_staff: StandIn) -> None:
    known_as(cast.asha, trust_staff, "asha-there")
    trust_staff.says(subject="asha-there")
    browser = browser_of(cast.asha)
    trust_staff.wrong(token={"auth_time": int(datetime.now(UTC).timestamp()) - 3600})
    assert browser.go(trust_staff, "confirm", expect=403)["code"] == "openid.refused"
    trust_staff.wrong()
    assert browser.go(trust_staff, "confirm")["outcome"] == "confirmed"


def test_sixty_tries_from_one_address(cast: Cast, nhs_login: StandIn) -> None:
    for _ in range(60):
        stranger(cast).finish({"state": "guess"}, expect=403)
    stranger(cast).finish({"state": "guess"}, expect=429)
    stranger(cast).begin(nhs_login, expect=429)


def test_when_nothing_is_offered_nothing_changes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.openid.providers._Held.providers", ())
    assert stranger(cast).get("/api/openid/providers") == {"providers": []}


def test_what_is_offered(cast: Cast, nhs_login: StandIn) -> None:
    assert stranger(cast).get("/api/openid/providers")["providers"] == [
        {"key": "nhs-login", "name": "NHS login", "kind": "people", "is_away": False},
        {"key": "trust-staff", "name": "Trust sign-in", "kind": "staff", "is_away": False},
    ]
    nhs_login.stop()
    refused = stranger(cast).begin(nhs_login, expect=503)
    assert refused["code"] == "openid.provider_away"
    assert [one["is_away"] for one in stranger(cast).get("/api/openid/providers")["providers"]] == [True, False]
    cast.alex.get("/api/me")
