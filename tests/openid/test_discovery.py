"""What a provider says about itself: copies, new keys, moved addresses, and days on which it cannot be asked."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from structlog.testing import capture_logs

from backend.core import clock
from backend.core.errors import Refusal
from backend.openid import discovery, public_keys
from backend.openid.refusals import ProofRefused, ProviderAway
from tests.openid.proving import begin, prove, refused
from tests.openid.standing_in import ABSENT, StandIn


@contextmanager
def later(**by: float) -> Iterator[None]:
    with time_machine.travel(clock.now() + timedelta(**by), tick=True):
        yield


def asked(one: StandIn, name: str = "openid-configuration") -> int:
    return [each for each, _ in one.asked].count(name)


def letters(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def reason(one: StandIn) -> str:
    with pytest.raises((ProofRefused, ProviderAway)) as stopped:
        begin(one)
    return stopped.value.reason


def test_it_is_asked_once_in_ten_minutes(nhs_login: StandIn) -> None:
    begin(nhs_login)
    with later(minutes=9):
        prove(nhs_login)
    assert (asked(nhs_login), asked(nhs_login, "jwks")) == (1, 1)
    with later(minutes=11):
        begin(nhs_login)
    assert (asked(nhs_login), asked(nhs_login, "jwks")) == (2, 2)


def test_keys_that_roll_in_the_middle_are_met(nhs_login: StandIn) -> None:
    prove(nhs_login)
    with later(minutes=2):
        start = begin(nhs_login)
        nhs_login.roll_keys(keep=False)
        assert prove(nhs_login).subject == "somebody"
        assert asked(nhs_login, "jwks") == 2
        assert start.state


def test_an_unknown_key_is_asked_for_once_a_minute(nhs_login: StandIn) -> None:
    begin(nhs_login)
    nhs_login.wrong(header={"kid": "nobody's"})
    assert refused(nhs_login) == ("openid.refused", "kid")
    assert refused(nhs_login) == ("openid.refused", "kid")
    assert asked(nhs_login, "jwks") == 2
    with later(seconds=61):
        assert refused(nhs_login) == ("openid.refused", "kid")
        assert refused(nhs_login) == ("openid.refused", "kid")
        assert asked(nhs_login, "jwks") == 3


def test_new_keys_are_taken_at_once(nhs_login: StandIn) -> None:
    begin(nhs_login)
    nhs_login.roll_keys()
    assert prove(nhs_login).subject == "somebody"


def test_a_token_without_a_key_name_is_fine_while_there_is_one_key(nhs_login: StandIn) -> None:
    nhs_login.wrong(header={"kid": ABSENT})
    assert prove(nhs_login).subject == "somebody"
    nhs_login.roll_keys()
    discovery.forget()
    assert refused(nhs_login) == ("openid.refused", "kid")


def test_it_has_moved(nhs_login: StandIn) -> None:
    """A token address that is no more: the next start asks anew, and it works."""
    begin(nhs_login)
    with later(minutes=2):
        nhs_login.wrong(status={"token": 404})
        assert refused(nhs_login) == ("openid.provider_away", "status")
        nhs_login.wrong(metadata={"token_endpoint": f"{nhs_login.issuer}/more/token"})
        begin(nhs_login)
        assert discovery.about(nhs_login.provider).token == f"{nhs_login.issuer}/more/token"


@pytest.mark.parametrize(
    "how", [{"status": {"openid-configuration": 503}}, {"metadata": {"issuer": "https://elsewhere.example"}}]
)
def test_an_old_copy_serves_for_a_day(nhs_login: StandIn, how: dict[str, Any]) -> None:
    begin(nhs_login)
    nhs_login.wrong(**how)
    with later(hours=23), capture_logs() as lines:
        assert prove(nhs_login).subject == "somebody"
        begin(nhs_login)
        assert asked(nhs_login) == 2  # Not asked again within the minute.
    assert [line["event"] for line in lines] == ["openid.old_copy"]
    with later(hours=25):
        assert reason(nhs_login) in ("status", "issuer")


def test_it_is_away_and_comes_back(nhs_login: StandIn) -> None:
    assert not discovery.is_away("nhs-login")
    nhs_login.stop()
    assert reason(nhs_login) == "down"
    assert discovery.is_away("nhs-login")
    nhs_login.come_back()
    assert prove(nhs_login).subject == "somebody"
    assert not discovery.is_away("nhs-login")


def test_a_failure_of_long_ago_says_nothing(nhs_login: StandIn) -> None:
    nhs_login.stop()
    assert reason(nhs_login) == "down"
    with later(minutes=6):
        assert not discovery.is_away("nhs-login")


def test_a_refused_code_does_not_mean_that_it_is_away(nhs_login: StandIn) -> None:
    nhs_login.wrong(error="invalid_grant")
    refused(nhs_login)
    assert not discovery.is_away("nhs-login")


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": "SLASH"},
        {"issuer": ABSENT},
        {"issuer": ["SELF"]},
    ],
)
def test_another_issuer(nhs_login: StandIn, metadata: dict[str, Any]) -> None:
    words = {"SLASH": nhs_login.issuer + "/"}
    said = metadata["issuer"]
    if said == ["SELF"]:
        said = [nhs_login.issuer]
    nhs_login.wrong(metadata={"issuer": words.get(said, said) if isinstance(said, str) else said})
    assert reason(nhs_login) == "issuer"


@pytest.mark.parametrize("end", ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
@pytest.mark.parametrize(
    "address",
    [
        "http://elsewhere.example/it",
        "ftp://127.0.0.1/it",
        "javascript:alert(1)",
        "//127.0.0.1/it",
        "/it",
        "https://",
        "https://who@elsewhere.example/it",
        "https://elsewhere.example/it#there",
        "https://elsewhere.example/é",
        "https://elsewhere.example/a\nb",
        "https://[::1",
        "",
        7,
        ABSENT,
    ],
)
def test_addresses_that_are_not_safe(nhs_login: StandIn, end: str, address: Any) -> None:
    nhs_login.wrong(metadata={end: address})
    assert reason(nhs_login) == "endpoint"


def test_a_real_provider_stays_on_tls(nhs_login: StandIn) -> None:
    """http is for a provider on this machine; one that is reached over TLS does not lead us off it, here or elsewhere."""
    provider = replace(nhs_login.provider, issuer="https://login.example")
    for address in ("http://127.0.0.1:8000/token", "http://localhost/token"):
        with pytest.raises(ProofRefused):
            discovery._check_address(provider, address)
    discovery._check_address(provider, "https://other.example/token")


@pytest.mark.parametrize("body", [b"", b"hello", b"[]", b"7", b"null", b'{"issuer":', b"\xff\xfe", b"[" * 50_000])
@pytest.mark.parametrize("name", ["openid-configuration", "jwks"])
def test_garbage(nhs_login: StandIn, name: str, body: bytes) -> None:
    nhs_login.wrong(body={name: body})
    assert reason(nhs_login) == "nonsense"


@pytest.mark.parametrize(
    "body", [b"{}", b'{"keys": 7}', b'{"keys": []}', b'{"keys": [7, {}, {"kty": "RSA"}, {"kty": 7}]}']
)
def test_no_keys(nhs_login: StandIn, body: bytes) -> None:
    nhs_login.wrong(body={"jwks": body})
    assert reason(nhs_login) == "no_keys"


def test_keys_that_are_not_for_this_are_left_out() -> None:
    good, curve = RSAKey.generate_key(2048, auto_kid=True), ECKey.generate_key("P-256", auto_kid=True)
    small = rsa.generate_private_key(65537, 1024).public_key().public_numbers()
    listed = [
        {**good.as_dict(private=False), "use": "sig"},
        {**curve.as_dict(private=False), "key_ops": ["verify"]},
        {**good.as_dict(private=False), "use": "enc"},
        {"kty": "RSA", "kid": "small", "n": letters(small.n), "e": "AQAB"},
        OctKey.generate_key(256).as_dict(private=True),
        OKPKey.generate_key("Ed25519").as_dict(private=False),
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"},
    ]
    usable = list(public_keys.usable_keys({"keys": listed}))
    assert [key.kid for key in usable] == [good.kid, curve.kid]


@pytest.mark.parametrize(("alg", "fits"), [("RS512", True), ("ES256", False), ("PS256", True)])
def test_a_key_is_of_the_kind_that_the_algorithm_needs(alg: str, fits: bool) -> None:
    key = public_keys.usable_keys({"keys": [RSAKey.generate_key(2048, auto_kid=True).as_dict(private=False)]})
    keys = tuple(key)
    assert (public_keys.fitting_key(keys, keys[0].kid, alg) is not None) == fits


def test_a_key_for_one_algorithm_is_for_that_one() -> None:
    key = RSAKey.generate_key(2048, auto_kid=True)
    keys = tuple(public_keys.usable_keys({"keys": [{**key.as_dict(private=False), "alg": "RS512"}]}))
    assert public_keys.fitting_key(keys, key.kid, "RS512") is not None
    assert public_keys.fitting_key(keys, key.kid, "RS256") is None


def test_providers_of_one_key_at_another_address_are_another_copy(nhs_login: StandIn, trust_staff: StandIn) -> None:
    begin(nhs_login)
    other = replace(trust_staff.provider, key="nhs-login")
    assert discovery.about(other).token.startswith(trust_staff.issuer)


def test_nothing_of_it_is_personal_in_the_log(nhs_login: StandIn) -> None:
    nhs_login.wrong(metadata={"issuer": "https://alex.morgan.example"})
    with capture_logs() as lines, pytest.raises(Refusal):
        begin(nhs_login)
    assert lines == [{"event": "openid.refused", "provider": "nhs-login", "reason": "issuer", "log_level": "warning"}]
