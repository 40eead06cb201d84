"""The trust's file of providers: what it may say, and everything that can be wrong with it, each with its line."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.config import Config, NotConfigured, read_config
from backend.openid import providers
from backend.openid.client_keys import make_client_keys, write_client_keys
from backend.openid.provider_files import WrongProviders
from backend.openid.providers import NoSuchProvider, Provider, read_providers
from tests.core.test_config import GIVEN
from tests.openid.standing_in import ABSENT, _settings

HTTPS = "https://waymark.example.nhs.uk"
Read = Callable[..., tuple[Provider, ...]]


@pytest.fixture(scope="module")
def keys_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("openid") / "keys.json"
    write_client_keys(make_client_keys(), path)
    return path


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("between-the-two-of-us\n")
    return tmp_path / "secret"


def people(**more: Any) -> dict[str, Any]:
    return _with(_settings("people", "https://auth.login.nhs.uk", Path("none")), more)


def staff(secret_file: Path, **more: Any) -> dict[str, Any]:
    return _with(_settings("staff", "https://login.trust.example", secret_file), more)


def _with(settings: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**settings, **more}.items() if value is not ABSENT}


def write(folder: Path, *entries: Any) -> Path:
    file = folder / "providers.json"
    file.write_text(json.dumps({"providers": list(entries)}, indent=1))
    return file


def faults(folder: Path, *entries: Any, address: str = HTTPS, **how: Any) -> list[str]:
    with pytest.raises(WrongProviders) as stopped:
        read_providers(write(folder, *entries), address=address, **how)
    assert str(stopped.value) == "\n".join(f"providers.json, {fault}" for fault in stopped.value.faults)
    return [str(fault) for fault in stopped.value.faults]


def test_both_kinds_are_read(tmp_path: Path, keys_file: Path, secret_file: Path) -> None:
    organisation = uuid.uuid4()
    file = write(
        tmp_path, people(), staff(secret_file, organisation=str(organisation), passkeys_too=False, name_claims=["a"])
    )
    nhs_login, trust = read_providers(file, address=HTTPS, keys_file=keys_file)
    assert (nhs_login.key, nhs_login.kind, nhs_login.issuer) == ("nhs-login", "people", "https://auth.login.nhs.uk")
    assert (nhs_login.auth_method, nhs_login.signing_alg, nhs_login.keys_file) == (
        "private_key_jwt",
        "RS512",
        keys_file,
    )
    assert (nhs_login.secret, nhs_login.id_token_algs) == (None, ("RS512",))
    assert nhs_login.vtr == ("P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm")
    assert (trust.secret, trust.keys_file) == ("between-the-two-of-us", None)
    assert (trust.acr, trust.passkeys_too, trust.organisation_id) == (("AAL2", "AAL3"), False, organisation)
    assert (trust.rules_claims, trust.name_claims) == (("nationalrbacaccess", "selectedrole", "groups"), ("a",))
    assert trust.logout_path == "/api/openid/trust-staff/logout"


def test_what_is_left_out_has_its_default(tmp_path: Path, secret_file: Path) -> None:
    left_out = dict.fromkeys(("acr", "passkeys_too", "organisation", "rules_claims"), ABSENT)
    (trust,) = read_providers(write(tmp_path, staff(secret_file, **left_out)), address=HTTPS)
    assert (trust.acr, trust.passkeys_too, trust.organisation_id, trust.rules_claims) == ((), True, None, ())
    assert trust.name_claims == ("name",)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"key": "NHS"}, "small letters"),
    ({"key": "a/b"}, "small letters"),
    ({"key": ""}, "small letters"),
    ({"key": "a" * 41}, "small letters"),
    ({"kind": "robots"}, "kind"),
    ({"name": ""}, "name"),
    ({"issuer": "http://login.example"}, "https"),
    ({"issuer": "http://127.0.0.1:9000"}, "https"),
    ({"issuer": "http://localhost:9000"}, "https"),
    ({"issuer": "https://login.example?tenant=1"}, "https"),
    ({"issuer": "https://login.example#a"}, "https"),
    ({"issuer": "https://"}, "https"),
    ({"issuer": "https://a@login.example"}, "https"),
    ({"issuer": "https://login.example:port"}, "https"),
    ({"issuer": "https://[::1"}, "https"),
    ({"issuer": "login.example"}, "https"),
    ({"client_id": ""}, "client_id"),
    ({"client_id": "two words"}, "client_id"),
    ({"scopes": ["profile"]}, "openid"),
    ({"scopes": []}, "at least one"),
    ({"scopes": "openid"}, "scopes"),
    ({"id_token_alg": ["none"]}, "id_token_alg"),
    ({"id_token_alg": ["HS256"]}, "id_token_alg"),
    ({"id_token_alg": ["RS256", "hs256"]}, "id_token_alg"),
    ({"id_token_alg": []}, "at least one"),
    ({"id_token_alg": ABSENT}, "id_token_alg"),
    ({"scope": ["openid"]}, "scope"),
    ({"secret": "abc"}, "secret"),
]


@pytest.mark.parametrize(
    ("more", "word"), WRONG, ids=[json.dumps(more, default=lambda _: "absent") for more, _ in WRONG]
)
def test_each_fault_is_named_in_either_kind(
    tmp_path: Path, keys_file: Path, secret_file: Path, more: dict[str, Any], word: str
) -> None:
    for entry in (people(**more), staff(secret_file, **more)):
        found = faults(tmp_path, entry, keys_file=keys_file)
        assert any(word in fault for fault in found), found


PEOPLE: list[tuple[dict[str, Any], str]] = [
    ({"vtr": ABSENT}, "vtr|vectors"),
    ({"vtr": []}, "vectors"),
    ({"vtr": ["P7.Cp.Cd"]}, "vector"),
    ({"vtr": ["P9,Cp"]}, "vector"),
    ({"vtr_lower": ["P5 "]}, "vector"),
    ({"acr": ["AAL2"]}, "not for providers of people"),
    ({"rules_claims": ["groups"]}, "not for providers of people"),
    ({"auth": {"method": "private_key_jwt", "alg": "HS256"}}, "alg"),
    ({"auth": {"method": "private_key_jwt", "alg": "none"}}, "alg"),
    ({"auth": {"method": "private_key_jwt", "secret_file": "/a"}}, "no secret_file"),
    ({"auth": {"method": "none"}}, "method"),
    ({"auth": {"method": "client_secret_jwt"}}, "method"),
    ({"auth": {}}, "method"),
    ({"auth": "private_key_jwt"}, "auth"),
]


@pytest.mark.parametrize(
    ("more", "word"), PEOPLE, ids=[json.dumps(more, default=lambda _: "absent") for more, _ in PEOPLE]
)
def test_faults_of_providers_for_people(tmp_path: Path, keys_file: Path, more: dict[str, Any], word: str) -> None:
    found = faults(tmp_path, people(**more), keys_file=keys_file)
    assert any(one in fault for fault in found for one in word.split("|")), found


@pytest.mark.parametrize(
    ("secret", "method", "fits"),
    [
        ("plain-._~1", "client_secret_basic", True),
        ("with+plus", "client_secret_basic", False),
        ("with:colon", "client_secret_basic", False),
        ("with+plus:%", "client_secret_post", True),
        ("two\nlines", "client_secret_post", False),
        ("", "client_secret_post", False),
        ("é", "client_secret_post", False),
        ("a" * 1001, "client_secret_post", False),
    ],
)
def test_secrets(tmp_path: Path, secret: str, method: str, fits: bool) -> None:
    (tmp_path / "secret").write_text(secret)
    entry = staff(tmp_path / "secret", auth={"method": method, "secret_file": str(tmp_path / "secret")})
    if fits:
        assert read_providers(write(tmp_path, entry), address=HTTPS)[0].secret == secret
        return
    found = faults(tmp_path, entry)
    assert len(found) == 1
    assert not secret or secret not in found[0], "A secret is not shown."


@pytest.mark.parametrize(
    "auth", [{"method": "client_secret_basic"}, {"method": "client_secret_post", "secret_file": "/nowhere"}]
)
def test_a_secret_that_is_not_there(tmp_path: Path, secret_file: Path, auth: dict[str, str]) -> None:
    assert "secret_file" in faults(tmp_path, staff(secret_file, auth=auth))[0]


def test_an_algorithm_is_for_keys_only(tmp_path: Path, secret_file: Path) -> None:
    auth = {"method": "client_secret_basic", "secret_file": str(secret_file), "alg": "RS256"}
    assert "private_key_jwt only" in faults(tmp_path, staff(secret_file, auth=auth))[0]


def test_keys_have_to_be_there_and_ours_alone(tmp_path: Path) -> None:
    assert "WAYMARK_OPENID_KEYS_FILE" in faults(tmp_path, people())[0]
    assert "openid-keys make" in faults(tmp_path, people(), keys_file=tmp_path / "nowhere.json")[0]
    write_client_keys(make_client_keys(), tmp_path / "keys.json")
    (tmp_path / "keys.json").chmod(0o644)
    assert "chmod 600" in faults(tmp_path, people(), keys_file=tmp_path / "keys.json")[0]


def test_staff_may_prove_us_by_keys_too(tmp_path: Path, keys_file: Path, secret_file: Path) -> None:
    entry = staff(secret_file, auth={"method": "private_key_jwt", "alg": "PS256"})
    (trust,) = read_providers(write(tmp_path, entry), address=HTTPS, keys_file=keys_file)
    assert (trust.signing_alg, trust.keys_file) == ("PS256", keys_file)


def test_what_is_for_people_is_not_for_staff(tmp_path: Path, secret_file: Path) -> None:
    assert "not for providers of staff" in faults(tmp_path, staff(secret_file, vtr=["P9.Cp.Cd"]))[0]


@pytest.mark.parametrize("value", ["yes", 7, "true"])
def test_yes_and_no_are_true_and_false(tmp_path: Path, secret_file: Path, value: Any) -> None:
    assert "passkeys_too" in faults(tmp_path, staff(secret_file, passkeys_too=value))[0]


def test_nothing_stands_twice(tmp_path: Path, secret_file: Path) -> None:
    found = faults(tmp_path, staff(secret_file), staff(secret_file))
    assert len(found) == 2
    other = staff(secret_file, key="another", client_id="another")
    assert len(read_providers(write(tmp_path, staff(secret_file), other), address=HTTPS)) == 2


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "providers.json"
    file.write_text(
        """{"providers": [
 {"key": "nhs-login", "kind": "people", "name": "NHS login",
  "issuer": "http://auth.login.nhs.uk", "client_id": "waymark",
  "auth": {"method": "private_key_jwt"},
  "scopes": ["profile"],
  "id_token_alg": ["RS512"]}]}"""
    )
    with pytest.raises(WrongProviders) as stopped:
        read_providers(file, address=HTTPS)
    assert [fault.line for fault in stopped.value.faults] == [2, 3, 4, 5]
    assert "providers.json, line 3: an https:// address" in str(stopped.value)


@pytest.mark.parametrize(
    "text", ["", "[]", "7", "{}", '{"providers": {}}', '{"providers": [7]}', '{"more": 1}', "{" * 5000, "\xff"]
)
def test_what_is_no_such_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "providers.json"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(WrongProviders, match=r"providers\.json, line"):
        read_providers(file, address=HTTPS)


def test_a_setting_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "providers.json"
    file.write_text('{"providers": [],\n "providers": []}')
    with pytest.raises(WrongProviders, match=r"line 2.*twice"):
        read_providers(file, address=HTTPS)


# A provider on this machine: for the demo, and for nobody else.


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9000", "http://localhost:9000/staff"])
def test_a_provider_on_this_machine_is_for_the_demo(tmp_path: Path, secret_file: Path, issuer: str) -> None:
    entry = staff(secret_file, issuer=issuer)
    assert faults(tmp_path, entry)
    assert faults(tmp_path, entry, address="http://localhost.example")
    assert read_providers(write(tmp_path, entry), address="http://localhost:8000")
    assert read_providers(write(tmp_path, entry), address="http://127.0.0.1")
    assert read_providers(write(tmp_path, entry), address=HTTPS, is_demo=True)


@pytest.mark.parametrize(
    "issuer", ["http://elsewhere.example", "http://localhost.example", "http://127.0.0.1@elsewhere.example"]
)
def test_not_even_the_demo_goes_elsewhere_without_tls(tmp_path: Path, secret_file: Path, issuer: str) -> None:
    assert faults(tmp_path, staff(secret_file, issuer=issuer), address="http://localhost:8000", is_demo=True)


# What the process offers.


@pytest.fixture
def as_before():
    before = providers.all_providers()
    yield
    providers.offer(before)


def test_without_a_file_nothing_is_offered(config: Config, as_before: None) -> None:
    providers.use_providers(replace(config, providers_file=None))
    assert providers.all_providers() == ()
    with pytest.raises(NoSuchProvider):
        providers.provider_of("nhs-login")


def test_what_the_file_names_is_offered(config: Config, as_before: None, tmp_path: Path, secret_file: Path) -> None:
    providers.use_providers(replace(config, providers_file=write(tmp_path, staff(secret_file))))
    assert [one.key for one in providers.all_providers()] == ["trust-staff"]
    assert providers.provider_of("trust-staff").name == "Trust sign-in"


def test_a_wrong_file_changes_nothing(config: Config, as_before: None, tmp_path: Path, secret_file: Path) -> None:
    providers.use_providers(replace(config, providers_file=write(tmp_path, staff(secret_file))))
    with pytest.raises(WrongProviders):
        providers.use_providers(replace(config, providers_file=write(tmp_path, staff(secret_file, key="A"))))
    assert [one.key for one in providers.all_providers()] == ["trust-staff"]


@pytest.mark.parametrize("name", ["WAYMARK_PROVIDERS_FILE", "WAYMARK_OPENID_KEYS_FILE"])
def test_a_named_file_has_to_be_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotConfigured, match=name):
        read_config({**GIVEN, name: str(tmp_path / "nowhere.json")})
    (tmp_path / "there.json").write_text("{}")
    read = read_config({**GIVEN, name: str(tmp_path / "there.json")})
    assert tmp_path / "there.json" in (read.providers_file, read.openid_keys_file)
    unset = read_config({**GIVEN, name: ""})
    assert (unset.providers_file, unset.openid_keys_file) == (None, None)
