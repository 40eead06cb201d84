"""All ways in together: which ones there are, never without the last, and whose organisation wants its own sign-in alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from backend.config import Config
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.identity import service as identity
from backend.sharing import closing
from tests.cast import Cast, Member
from tests.identity.steps import add_passkey, ask_for_code, audited, sign_in
from tests.openid.browsing import Browser, browser_of, known_as, stranger
from tests.openid.standing_in import StandIn, offered, stand_in
from tests.roles import role

pytestmark = pytest.mark.usefixtures("undecided")


@contextmanager
def only_by_provider(config: Config) -> Iterator[StandIn]:
    with stand_in("staff", passkeys_too=False) as provider, offered(config, provider):
        yield provider


def without_contacts(member: Member) -> None:
    with role(OWNER):
        db.session.execute(text("DELETE FROM contacts WHERE account_id = :who"), {"who": member.account_id})


def remove(browser: Browser, *, expect: int = 204) -> dict:
    (held,) = browser.get("/api/identities")["identities"]
    return browser.ask("DELETE", f"/api/identities/{held['id']}", expect=expect)


@pytest.mark.usefixtures("both")
class TestNeverTheLast:
    def test_the_only_one_stays(self, cast: Cast, nhs_login: StandIn) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        without_contacts(cast.alex)
        assert remove(browser_of(cast.alex), expect=409)["code"] == "identity.last_way_in"

    def test_beside_another_it_goes(self, cast: Cast, nhs_login: StandIn) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        remove(browser_of(cast.alex))
        assert cast.alex.get("/api/identities") == {"identities": []}
        assert audited("openid.identity_removed", cast.alex.account_id) == 1
        nhs_login.says(subject="alex-there")
        assert stranger(cast).go(nhs_login)["outcome"] == "unknown"

    def test_it_counts_for_a_contact_and_a_passkey(self, cast: Cast, nhs_login: StandIn) -> None:
        (contact,) = cast.alex.get("/api/contacts")["contacts"]
        assert cast.alex.delete(f"/api/contacts/{contact['id']}", expect=409)["code"] == "identity.last_way_in"
        known_as(cast.alex, nhs_login, "alex-there")
        cast.alex.delete(f"/api/contacts/{contact['id']}")
        add_passkey(cast.alex)
        (passkey,) = cast.alex.get("/api/passkeys")["passkeys"]
        cast.alex.delete(f"/api/passkeys/{passkey['id']}")
        assert remove(browser_of(cast.alex), expect=409)["code"] == "identity.last_way_in"

    def test_one_that_is_offered_no_more_does_not_count(
        self, cast: Cast, nhs_login: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        monkeypatch.setattr("backend.openid.providers._Held.providers", ())
        (contact,) = cast.alex.get("/api/contacts")["contacts"]
        assert cast.alex.delete(f"/api/contacts/{contact['id']}", expect=409)["code"] == "identity.last_way_in"
        assert cast.alex.get("/api/me")["has_identity"] is False
        assert cast.alex.get("/api/identities")["identities"][0]["provider"] == {
            "key": "nhs-login",
            "name": "nhs-login",
        }

    def test_it_needs_a_fresh_sign_in(self, cast: Cast, nhs_login: StandIn) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16), tick=True):
            assert remove(browser_of(cast.alex), expect=403)["code"] == "identity.confirm_it_is_you"

    def test_a_stranger_removes_nothing(self, cast: Cast, nhs_login: StandIn) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        (held,) = cast.alex.get("/api/identities")["identities"]
        for other in (cast.jo, cast.asha):
            assert other.get("/api/identities") == {"identities": []}
            other.delete(f"/api/identities/{held['id']}", expect=404)
        cast.nobody.delete(f"/api/identities/{held['id']}", expect=401)

    def test_removing_it_leaves_the_session_that_began_by_it(self, cast: Cast, nhs_login: StandIn) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        nhs_login.says(subject="alex-there")
        browser = stranger(cast)
        browser.go(nhs_login)
        remove(browser)
        assert browser.get("/api/me")["came_by"]["key"] == "nhs-login"

    def test_a_closed_account_is_nobodys_way_in(self, cast: Cast, nhs_login: StandIn) -> None:
        known_as(cast.alex, nhs_login, "alex-there")
        with role(OWNER):
            closing.close_account("alex@example.org")
        nhs_login.says(subject="alex-there")
        assert stranger(cast).go(nhs_login)["outcome"] == "unknown"


def test_who_may_come_by_the_provider_alone_comes_by_nothing_else(cast: Cast, config: Config) -> None:
    passkey = add_passkey(cast.asha)
    link = identity.make_sign_in_link(cast.asha.account_id).split("#")[1]
    db.session.commit()
    code_id, code, _ = ask_for_code(cast, "asha@example.org")
    with only_by_provider(config) as provider:
        known_as(cast.asha, provider, "asha-there")
        nobody = stranger(cast)
        refused = [
            sign_in(cast.nobody, passkey).json,
            nobody.post("/api/sign-in/links/use", {"token": link}, expect=403),
            nobody.post(f"/api/sign-in/codes/{code_id}/use", {"code": code}, expect=403),
        ]
        assert {one["code"] for one in refused} == {"openid.use_provider"}
        assert all("Trust sign-in" in one["detail"] for one in refused)
        assert nobody.token == ""
        assert audited("request.refused", cast.asha.account_id) == 3
        provider.says(subject="asha-there")
        assert nobody.go(provider)["outcome"] == "signed_in"


def test_who_has_no_identity_there_comes_in_as_before(cast: Cast, config: Config) -> None:
    passkey = add_passkey(cast.tom)
    with only_by_provider(config) as provider:
        known_as(cast.asha, provider, "asha-there")
        assert sign_in(cast.tom, passkey).status_code == 200


@pytest.mark.usefixtures("undecided")
def test_another_provider_is_no_way_around_it(cast: Cast, config: Config, nhs_login: StandIn) -> None:
    with stand_in("staff", passkeys_too=False) as provider, offered(config, provider, nhs_login):
        known_as(cast.asha, provider, "asha-there")
        known_as(cast.asha, nhs_login, "asha-at-home")
        nhs_login.says(subject="asha-at-home")
        nobody = stranger(cast)
        assert nobody.go(nhs_login, expect=403)["code"] == "openid.use_provider"
        assert nobody.token == ""
        asha = browser_of(cast.asha)
        held = {one["provider"]["key"]: one["id"] for one in asha.get("/api/identities")["identities"]}
        refused = asha.ask("DELETE", f"/api/identities/{held[provider.provider.key]}", expect=409)
        assert refused["code"] == "identity.last_way_in"


def test_where_passkeys_are_fine_they_stay_a_second_way(cast: Cast, trust_staff: StandIn, both: None) -> None:
    passkey = add_passkey(cast.asha)
    known_as(cast.asha, trust_staff, "asha-there")
    assert sign_in(cast.asha, passkey).status_code == 200


def test_a_passkey_does_not_free_her_from_the_rule(cast: Cast, config: Config) -> None:
    add_passkey(cast.asha)
    with only_by_provider(config) as provider:
        known_as(cast.asha, provider, "asha-there")
        assert remove(browser_of(cast.asha), expect=409)["code"] == "identity.last_way_in"
        (passkey,) = cast.asha.get("/api/passkeys")["passkeys"]
        cast.asha.delete(f"/api/passkeys/{passkey['id']}")
