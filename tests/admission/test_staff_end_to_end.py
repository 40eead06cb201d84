"""The whole way of a member of staff, through the routes and a provider that answers on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from flask import Flask

from backend.config import Config
from backend.core.embedded_postgres import OWNER
from backend.identity import service as identity
from tests.admission.staffing import acts, count, places, rules
from tests.cast import ADDRESS, Cast, Member
from tests.openid.standing_in import StandIn, offered, stand_in
from tests.roles import role


@pytest.fixture
def trust(request: pytest.FixtureRequest, config: Config) -> Iterator[StandIn]:
    with stand_in("staff", passkeys_too=getattr(request, "param", True)) as found, offered(config, found):
        yield found


@pytest.fixture
def way_in(app: Flask, trust: StandIn) -> Any:
    """Sign in at the provider in a browser of one's own: the answer, and its session's secret."""

    def go() -> tuple[int, dict[str, Any], str | None]:
        browser, origin = app.test_client(), {"Origin": ADDRESS}
        begun = browser.post("/api/openid/trust-staff/begin", json={"purpose": "sign_in"}, headers=origin)
        assert begun.status_code == 200, begun.text
        came = trust.answer_for(begun.get_json()["address"])
        done = browser.post("/api/openid/finish", json=came, headers=origin)
        cookies = SimpleCookie("; ".join(done.headers.getlist("Set-Cookie")))
        session = next((morsel.value for name, morsel in cookies.items() if "session" in name.lower()), None)
        return done.status_code, done.get_json(), session

    return go


def test_first_sign_in_return_and_refusal(cast: Cast, trust: StandIn, way_in: Any) -> None:
    rules(trust.provider, (cast.riverside, "worker", "groups=riverside"))
    trust.says("bea", {"name": "Bea Dunn", "groups": ["riverside"]})
    status, said, token = way_in()
    assert (status, said["outcome"], said["me"]["name"]) == (200, "signed_in", "Bea Dunn")
    assert [team["name"] for team in said["me"]["teams"]] == ["Riverside Team"]
    first = Member(cast.asha.app, "Bea", said["me"]["account_id"], token or "")
    first.get("/api/people")
    again = way_in()[1]
    assert again["me"]["account_id"] == said["me"]["account_id"]
    trust.says("bea", {"name": "Bea Dunn", "groups": []})
    status, refused, session = way_in()
    assert (status, refused["code"], session) == (403, "openid.not_let_in", None)
    first.get("/api/people", expect=401)
    assert places(said["me"]["account_id"]) == set(), "Ended, although the request was refused."
    assert len(acts("admission.let_go")) == 1
    assert cast.grace.get(f"/api/teams/{cast.riverside}/let-go")["let_go"][0]["name"] == "Bea Dunn"


def test_nobody_new_whom_no_rule_fits(cast: Cast, trust: StandIn, way_in: Any) -> None:
    before = {table: count(table) for table in ("accounts", "sessions", "identities", "memberships")}
    trust.says("bea", {"name": "Bea Dunn", "groups": ["choir"]})
    status, refused, session = way_in()
    assert (status, refused["code"], session) == (403, "openid.not_let_in", None)
    assert {table: count(table) for table in before} == before
    assert [act.detail for act in acts("openid.not_let_in")] == [{"provider": "trust-staff"}]


@pytest.mark.parametrize("level", ["AAL1", "aal2", "P9"])
def test_a_level_that_was_not_asked_for(cast: Cast, trust: StandIn, way_in: Any, level: str) -> None:
    rules(trust.provider, (cast.riverside, "worker", "groups=riverside"))
    before = count("accounts")
    trust.says("bea", {"name": "Bea Dunn", "groups": ["riverside"]}, level=level)
    status, refused, session = way_in()
    assert (status, refused["code"], session) == (403, "openid.level_too_low", None)
    assert count("accounts") == before
    trust.says("bea", {"name": "Bea Dunn", "groups": ["riverside"]}, level="AAL3")
    assert way_in()[0] == 200


def test_rules_may_be_about_what_the_token_says_too(cast: Cast, trust: StandIn, way_in: Any) -> None:
    rules(trust.provider, (cast.riverside, "worker", "groups=riverside"))
    trust.says("bea", {"name": "Bea Dunn"}, in_token={"groups": ["riverside"]})
    assert way_in()[1]["outcome"] == "signed_in"


@pytest.mark.parametrize(("trust", "status"), [(True, 200), (False, 403)], indirect=["trust"])
def test_codes_beside_the_provider_only_where_the_organisation_allows_it(
    cast: Cast, trust: StandIn, way_in: Any, app: Flask, status: int
) -> None:
    rules(trust.provider, (cast.riverside, "worker", "groups=riverside"))
    trust.says("bea", {"name": "Bea Dunn", "groups": ["riverside"]})
    account_id = way_in()[1]["me"]["account_id"]
    link = _link_of(account_id)
    said = cast.nobody.respond("POST", "/api/sign-in/links/use", {"token": link})
    assert said.status_code == status, said.text
    if status == 403:
        assert said.get_json()["code"] == "openid.use_provider"


def _link_of(account_id: str) -> str:
    with role(OWNER):
        return identity.make_sign_in_link(account_id).rpartition("#")[2]  # type: ignore[arg-type]
