"""The way there and back, when everybody does as they should."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from backend.core import clock
from backend.openid import discovery
from backend.openid.exchange import exchange
from tests.openid.proving import BACK, begin, finish, prove, refused
from tests.openid.standing_in import ABSENT, StandIn, stand_in

P9 = ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"]


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def test_what_people_are_sent_with(nhs_login: StandIn) -> None:
    """As NHS login wants it: no max_age, no acr, no more than the scopes of the file."""
    start = begin(nhs_login)
    asked = query(start.address)
    assert start.address.startswith(f"{nhs_login.issuer}/authorization?")
    assert json.loads(asked.pop("vtr")) == P9
    assert asked == {
        "response_type": "code",
        "response_mode": "query",
        "client_id": "waymark",
        "redirect_uri": BACK,
        "scope": "openid profile email",
        "state": start.state,
        "nonce": start.nonce,
    }
    assert query(begin(nhs_login, fresh=True).address).items() >= {"prompt": "login"}.items()
    assert "max_age" not in query(begin(nhs_login, fresh=True).address)


def test_what_staff_are_sent_with(trust_staff: StandIn) -> None:
    asked = query(begin(trust_staff).address)
    assert asked["acr_values"] == "AAL2 AAL3"
    assert asked["code_challenge_method"] == "S256"
    assert {"vtr", "prompt", "max_age"}.isdisjoint(asked)
    fresh = query(begin(trust_staff, fresh=True).address)
    assert (fresh["prompt"], fresh["max_age"]) == ("login", "0")


def test_every_start_has_its_own_secrets(trust_staff: StandIn) -> None:
    one, other = begin(trust_staff), begin(trust_staff)
    secrets = [one.state, one.nonce, one.verifier, other.state, other.nonce, other.verifier]
    assert len(set(secrets)) == 6
    assert all(len(secret) >= 43 for secret in secrets)
    assert one.verifier not in one.address


def test_the_address_keeps_a_query_that_the_provider_has_there(trust_staff: StandIn) -> None:
    trust_staff.wrong(metadata={"authorization_endpoint": f"{trust_staff.issuer}/authorization?tenant=a%20b"})
    assert query(begin(trust_staff).address)["tenant"] == "a b"


def test_a_person_comes_back(nhs_login: StandIn) -> None:
    nhs_login.says("alex", {"nhs_number": "9000000009"}, sid="there")
    proof = prove(nhs_login)
    assert (proof.subject, proof.sid, proof.level) == ("alex", "there", "P9")
    assert proof.claims["nhs_number"] == "9000000009"
    assert proof.auth_at is not None
    assert abs(proof.auth_at - clock.now()).total_seconds() < 5
    assert [name for name, _ in nhs_login.asked] == ["openid-configuration", "jwks", "token", "userinfo"]


@pytest.mark.parametrize("level", ["P9", "P5", "P0"])
def test_where_a_lower_level_will_do_every_level_is_asked_for(nhs_login: StandIn, level: str) -> None:
    """She who has P9 comes back with P9, and need not do it again."""
    start = begin(nhs_login, lower=True)
    vtr = json.loads(query(start.address)["vtr"])
    assert vtr[:3] == P9
    assert {vector[:2] for vector in vtr} == {"P9", "P5", "P0"}
    nhs_login.says(level=level)
    assert prove(nhs_login, lower=True).level == level
    if level != "P9":
        assert refused(nhs_login) == ("openid.level_too_low", "vot")


@pytest.mark.parametrize("vot", ["P9.Cp.Cd", "P9.Cd.Cp", "Cm.P9"])
def test_the_order_of_a_vector_says_nothing(nhs_login: StandIn, vot: str) -> None:
    nhs_login.wrong(token={"vot": vot})
    assert prove(nhs_login).level == "P9"


@pytest.mark.parametrize("acr", ["AAL2", "AAL3"])
def test_a_member_of_staff_comes_back(trust_staff: StandIn, acr: str) -> None:
    trust_staff.says("asha", {"name": "Asha", "groups": ["one", "two"]}, acr)
    proof = prove(trust_staff)
    assert (proof.subject, proof.level, proof.claims["groups"]) == ("asha", acr, ["one", "two"])


def test_without_an_acr_in_the_file_none_is_asked_for() -> None:
    with stand_in("staff", acr=[]) as provider:
        assert "acr_values" not in query(begin(provider).address)
        provider.wrong(token={"acr": ABSENT})
        assert prove(provider).level is None
        provider.wrong(token={"acr": 7})
        assert prove(provider).level is None


def test_staff_without_userinfo(trust_staff: StandIn) -> None:
    trust_staff.wrong(metadata={"userinfo_endpoint": ABSENT})
    trust_staff.says("asha", in_token={"groups": ["one"]})
    assert prove(trust_staff).claims["groups"] == ["one"]
    assert "userinfo" not in [name for name, _ in trust_staff.asked]


def test_half_of_the_claims_in_the_header_too(nhs_login: StandIn) -> None:
    """So does NHS login."""
    header = {
        "sub": "alex",
        "aud": "waymark",
        "iss": nhs_login.issuer,
        "exp": 1,
        "iat": 1,
        "jti": "a" * 36,
        "more": "a" * 600,
    }
    nhs_login.wrong(header=header)
    assert prove(nhs_login).subject == "somebody"


# How we prove who we are.


def test_each_request_is_signed_anew(nhs_login: StandIn) -> None:
    prove(nhs_login)
    prove(nhs_login)
    one, other = nhs_login.assertions
    assert one["jti"] != other["jti"]
    for said in (one, other):
        assert said["iss"] == said["sub"] == "waymark"
        assert said["aud"] == f"{nhs_login.issuer}/token"
        assert said["exp"] - said["iat"] == 60
        assert set(said) == {"iss", "sub", "aud", "exp", "iat", "jti", "kid"}
    sent = next(form for name, form in nhs_login.asked if name == "token")
    assert sent["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    assert {"client_secret", "code_verifier"}.isdisjoint(sent)


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_secret_goes_where_it_was_agreed(method: str, tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("between-the-two-of-us")
    with stand_in("staff", auth={"method": method, "secret_file": str(tmp_path / "secret")}) as provider:
        assert prove(provider).subject == "somebody"
        sent = next(form for name, form in provider.asked if name == "token")
        assert ("client_secret" in sent) == (method == "client_secret_post")


def test_the_tokens_show_themselves_nowhere(nhs_login: StandIn) -> None:
    nhs_login.says("alex", {"nhs_number": "9000000009"})
    start = begin(nhs_login)
    about, code = discovery.about(nhs_login.provider), nhs_login.code_for(start.address)
    got = exchange(nhs_login.provider, about, code=code, redirect_uri=BACK, verifier="", now=clock.now())
    assert str(got.id_token) not in repr(got)
    assert got.access_token not in repr(got)
    shown = repr(prove(nhs_login))
    assert "9000000009" not in shown
    assert "alex" not in shown
    assert "between" not in repr(replace(nhs_login.provider, secret="between-the-two-of-us"))


# Clocks.


@pytest.mark.parametrize("off", [-3600, -75, 75, 3600])
def test_a_clock_more_than_a_minute_off(nhs_login: StandIn, off: int) -> None:
    nhs_login.wrong(clock_off=off)
    assert refused(nhs_login) == ("openid.clock", None)


@pytest.mark.parametrize("off", [-50, 50])
def test_a_clock_a_little_off_does_not_matter(nhs_login: StandIn, off: int) -> None:
    nhs_login.wrong(clock_off=off)
    assert prove(nhs_login).subject == "somebody"


# What a provider says about our own request.


@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client", "invalid_scope"])
def test_what_is_wrong_with_our_settings_is_named_in_the_log(nhs_login: StandIn, error: str) -> None:
    nhs_login.wrong(error=error)
    assert refused(nhs_login) == ("openid.provider_away", error)


@pytest.mark.parametrize("error", ["alex.morgan@example.org", "", 7, {"a": 1}])
def test_what_a_provider_makes_up_does_not_get_into_the_log(nhs_login: StandIn, error: Any) -> None:
    nhs_login.wrong(body={"token": json.dumps({"error": error}).encode()})
    assert refused(nhs_login) == ("openid.provider_away", "nonsense")


@pytest.mark.parametrize(
    "answer",
    [
        {"id_token": ABSENT},
        {"access_token": ABSENT},
        {"access_token": 7},
        {"token_type": "mac"},
        {"token_type": ABSENT},
    ],
)
def test_half_an_answer_is_nonsense(nhs_login: StandIn, answer: dict[str, Any]) -> None:
    nhs_login.wrong(answer=answer)
    assert refused(nhs_login) == ("openid.provider_away", "nonsense")


def test_an_odd_time_to_live_does_not_matter(nhs_login: StandIn) -> None:
    nhs_login.wrong(answer={"expires_in": 0})
    assert prove(nhs_login).subject == "somebody"
    nhs_login.wrong(answer={"expires_in": -5})
    assert prove(nhs_login).subject == "somebody"


def test_our_keys_are_gone(nhs_login: StandIn) -> None:
    start = begin(nhs_login)
    provider = replace(nhs_login.provider, keys_file=nhs_login.folder / "nowhere.json")
    nhs_login._provider = provider
    nhs_login.keys_file = nhs_login.folder / "nowhere.json"
    assert refused(nhs_login, start) == ("openid.provider_away", "our_keys")


def test_finishing_needs_the_verifier_of_the_start(trust_staff: StandIn) -> None:
    start = begin(trust_staff)
    assert refused(trust_staff, start, verifier="") == ("openid.refused", "code")
    start = begin(trust_staff)
    assert refused(trust_staff, start, verifier="of another start") == ("openid.refused", "code")
    assert finish(trust_staff, begin(trust_staff)).subject == "somebody"
