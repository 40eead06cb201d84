"""Two tabs of one browser, both on their way; and everything at the same instant, over connections of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from backend.config import Config
from backend.core.db import db
from backend.openid import service
from tests.at_once import as_its_owner, at_once
from tests.cast import Cast
from tests.openid.browsing import Browser, browser_of, known_as, stranger
from tests.openid.conftest import let_nobody_decide
from tests.openid.standing_in import StandIn, offered


@pytest.fixture
def theirs(own_cast: Cast, nhs_login: StandIn, trust_staff: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """A service with its own database, where both providers are offered."""
    let_nobody_decide(monkeypatch)
    own: Config = own_cast.nobody.app.config["WAYMARK"]
    with offered(own, nhs_login, trust_staff):
        yield own_cast


@pytest.mark.usefixtures("both", "undecided")
def test_both_tabs_get_there_in_any_order(cast: Cast, nhs_login: StandIn) -> None:
    known_as(cast.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(cast)
    first, second = (nhs_login.answer_for(browser.begin(nhs_login, return_to=page)) for page in ("/goals", "/plan"))
    assert browser.finish(second)["return_to"] == "/plan"
    before = browser.token
    assert browser.finish(first)["return_to"] == "/goals"
    assert browser.token != before
    Browser(cast.nobody.app, before).get("/api/me", expect=401)
    browser.get("/api/me")


def test_one_answer_sent_twice_at_once_is_tried_once(theirs: Cast, nhs_login: StandIn) -> None:
    with theirs.alex.app.app_context():
        known_as(theirs.alex, nhs_login, "alex-there")
    nhs_login.says(subject="alex-there")
    browser = stranger(theirs)
    came = nhs_login.answer_for(browser.begin(nhs_login))
    answers = at_once(*[lambda: browser.respond("POST", "/api/openid/finish", came)] * 2)
    assert sorted(answer.status_code for answer in answers) == [200, 403]
    assert [name for name, _ in nhs_login.asked].count("token") == 1


def test_one_identity_becomes_one_accounts(theirs: Cast, nhs_login: StandIn) -> None:
    """Alex and Sam add the same one at the same instant: it is one's, and the other is told."""
    nhs_login.says(subject="one-of-them")
    browsers = [browser_of(theirs.alex), browser_of(theirs.sam)]
    came = [nhs_login.answer_for(browser.begin(nhs_login, "link")) for browser in browsers]
    tries = zip(browsers, came, strict=True)
    answers = at_once(*[lambda b=b, c=c: b.respond("POST", "/api/openid/finish", c) for b, c in tries])
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert sorted(len(browser.get("/api/identities")["identities"]) for browser in browsers) == [0, 1]


def test_of_two_ways_in_removed_at_once_one_stays(theirs: Cast, nhs_login: StandIn) -> None:
    with theirs.alex.app.app_context():
        known_as(theirs.alex, nhs_login, "alex-there")
    (identity,) = theirs.alex.get("/api/identities")["identities"]
    (contact,) = theirs.alex.get("/api/contacts")["contacts"]
    paths = [f"/api/identities/{identity['id']}", f"/api/contacts/{contact['id']}"]
    answers = at_once(*[lambda path=path: theirs.alex.respond("DELETE", path) for path in paths])
    assert sorted(answer.status_code for answer in answers) == [204, 409]


def test_signing_in_and_out_at_once_leaves_nobody_behind(theirs: Cast, trust_staff: StandIn) -> None:
    """Whichever comes first: after the provider's word no session that was begun before it is left."""
    with theirs.asha.app.app_context():
        known_as(theirs.asha, trust_staff, "asha-there")
    for number in range(6):
        trust_staff.says(subject="asha-there", sid=f"s{number}")
        browser = stranger(theirs)
        came = trust_staff.answer_for(browser.begin(trust_staff))
        token = trust_staff.logout_token(**({"subject": "asha-there"} if number % 2 else {"sid": f"s{number}"}))
        client = theirs.nobody.app.test_client(use_cookies=False)
        answers = at_once(
            lambda b=browser, c=came: b.respond("POST", "/api/openid/finish", c),
            lambda c=client, t=token: c.post("/api/openid/trust-staff/logout", data={"logout_token": t}),
        )
        assert answers[1].status_code == 200
        assert answers[0].status_code in (200, 403)
        browser.get("/api/me", expect=401)
    with as_its_owner(theirs.asha.app):
        left = db.session.scalar(
            text(
                "SELECT count(*) FROM identity_sessions i JOIN sessions s ON s.id = i.session_id WHERE s.ended_at IS NULL"
            )
        )
    assert left == 0


def test_the_race_is_decided_by_waiting(theirs: Cast, trust_staff: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """She has her session, not yet written for others to see, when the word comes: it waits for her, and then finds it."""
    with theirs.asha.app.app_context():
        known_as(theirs.asha, trust_staff, "asha-there")
    trust_staff.says(subject="asha-there", sid="s1")
    entered, real, answers = threading.Event(), service.enter, []

    def slowly(*args):
        token = real(*args)
        entered.set()
        told.join(0.5)
        return token

    def tell():
        entered.wait(10)
        client = theirs.nobody.app.test_client(use_cookies=False)
        said = {"logout_token": trust_staff.logout_token(subject="asha-there")}
        answers.append(client.post("/api/openid/trust-staff/logout", data=said).status_code)

    monkeypatch.setattr(service, "enter", slowly)
    told = threading.Thread(target=tell)
    told.start()
    browser = stranger(theirs)
    browser.go(trust_staff)
    told.join()
    assert answers == [200]
    browser.get("/api/me", expect=401)
