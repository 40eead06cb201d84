"""`waymark providers` and `waymark openid-keys`: what the operator reads, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from backend.cli import main
from backend.config import ROOT, Config
from backend.openid import discovery, providers
from backend.openid.client_keys import read_client_keys
from tests.openid.standing_in import SECRET, StandIn, stand_in


@pytest.fixture
def settings(config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """An environment in which commands find everything but the owner's way to the database."""
    monkeypatch.setenv("WAYMARK_ADDRESS", config.address)
    monkeypatch.setenv("WAYMARK_KEYS_FILE", str(config.keys_file))
    monkeypatch.setenv("WAYMARK_DATABASE_URL", "postgresql://nowhere")
    monkeypatch.setenv("WAYMARK_WORKER_DATABASE_URL", "postgresql://nowhere")
    for name in ("WAYMARK_OWNER_DATABASE_URL", "WAYMARK_PROVIDERS_FILE", "WAYMARK_OPENID_KEYS_FILE", "WAYMARK_DEMO"):
        monkeypatch.delenv(name, raising=False)
    before = providers.all_providers()
    yield monkeypatch
    providers.offer(before)


def offer(settings: pytest.MonkeyPatch, *stand_ins: StandIn) -> None:
    file = stand_ins[0].folder / "all.json"
    file.write_text(json.dumps({"providers": [one.settings for one in stand_ins]}))
    settings.setenv("WAYMARK_PROVIDERS_FILE", str(file))
    settings.setenv("WAYMARK_OPENID_KEYS_FILE", str(stand_ins[0].keys_file))
    discovery.forget()


def waymark(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_check_says_that_all_is_right(settings: Any, nhs_login: StandIn, trust_staff: StandIn) -> None:
    offer(settings, nhs_login, trust_staff)
    said = waymark("providers", "check")
    assert said.exit_code == 0, said.output
    assert "NHS login (nhs-login)" in said.output
    assert "Trust sign-in (trust-staff)" in said.output
    assert "WRONG" not in said.output
    assert said.output.count("right  ") == 6
    assert "1 key that we can use" in said.output


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"clock_off": 300}, "ahead of ours"),
        ({"clock_off": -300}, "behind ours"),
        ({"status": {"openid-configuration": 500}}, "answers with an error"),
        ({"body": {"openid-configuration": b"<html>"}}, "makes no sense"),
        ({"redirect": {"jwks": "https://elsewhere.example"}}, "sends us elsewhere"),
        ({"metadata": {"issuer": "https://elsewhere.example"}}, "another issuer"),
        ({"metadata": {"token_endpoint": "http://elsewhere.example"}}, "not https"),
        ({"body": {"jwks": b'{"keys": []}'}}, "no key that we can use"),
        ({"body": {"jwks": b" " * 300_000}}, "too large"),
        ({"metadata": {"scopes_supported": ["openid"]}}, "does not know this scope: profile, email"),
        ({"metadata": {"token_endpoint_auth_methods_supported": ["none"]}}, "prove who we are: private_key_jwt"),
        ({"metadata": {"token_endpoint_auth_signing_alg_values_supported": ["RS256"]}}, "algorithm for us: RS512"),
        ({"metadata": {"id_token_signing_alg_values_supported": ["RS256"]}}, "id_token_alg has none of these"),
    ],
)
def test_check_says_what_is_wrong(settings: Any, nhs_login: StandIn, how: dict[str, Any], words: str) -> None:
    offer(settings, nhs_login)
    nhs_login.wrong(**how)
    said = waymark("providers", "check")
    assert said.exit_code == 1, said.output
    assert "WRONG" in said.output
    assert words in said.output


def test_check_of_one_that_is_down_goes_on_to_the_next(settings: Any, nhs_login: StandIn, trust_staff: StandIn) -> None:
    offer(settings, nhs_login, trust_staff)
    nhs_login.stop()
    trust_staff.wrong(metadata={"acr_values_supported": ["AAL1"]})
    said = waymark("providers", "check")
    assert said.exit_code == 1
    assert "nobody answers there" in said.output
    assert "does not know this acr: AAL2, AAL3" in said.output


@pytest.mark.parametrize("command", ["check", "show"])
def test_without_a_file_there_is_nothing_to_say(settings: Any, command: str) -> None:
    said = waymark("providers", command)
    assert said.exit_code == 0
    assert "There are none" in said.output


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_wrong_file_is_told_line_by_line(settings: Any, tmp_path: Path, command: str) -> None:
    (tmp_path / "providers.json").write_text('{"providers": [\n{"key": "A"}]}')
    settings.setenv("WAYMARK_PROVIDERS_FILE", str(tmp_path / "providers.json"))
    said = waymark("providers", command)
    assert said.exit_code == 1
    assert "providers.json, line 2" in said.output


def test_web_does_not_start_with_a_wrong_file(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "providers.json").write_text('{"providers": [\n{"key": "A"}]}')
    settings.setenv("WAYMARK_PROVIDERS_FILE", str(tmp_path / "providers.json"))
    said = waymark("web")
    assert said.exit_code == 1
    assert "providers.json, line 2" in said.output


def test_show_prints_what_is_to_be_registered(settings: Any, nhs_login: StandIn, trust_staff: StandIn) -> None:
    offer(settings, nhs_login, trust_staff)
    said = waymark("providers", "show")
    assert said.exit_code == 0, said.output
    for line in (
        "redirect address   http://localhost:8000/sign-in/back",
        "logout address     http://localhost:8000/api/openid/nhs-login/logout",
        "logout address     http://localhost:8000/api/openid/trust-staff/logout",
        "our keys (JWKS)    http://localhost:8000/api/openid/keys",
        "by a signature of ours (private_key_jwt, RS512)",
        "by a secret (client_secret_basic)",
        "vtr P9.Cp.Cd, P9.Cp.Ck, P9.Cm",
        "acr AAL2 or AAL3",
        "staff-rules show",
    ):
        assert line in said.output
    assert SECRET not in said.output
    assert said.output.count("JWKS") == 1


def test_show_tells_the_rules_too(settings: Any, config: Config, trust_staff: StandIn) -> None:
    offer(settings, trust_staff)
    environment = {**os.environ, "WAYMARK_OWNER_DATABASE_URL": config.owner_database_url}
    command = [sys.executable, "-m", "backend.cli", "providers", "show"]
    said = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "Trust sign-in (trust-staff) lets in" in said.stdout


# Our own keys.


def test_make_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    assert waymark("openid-keys", "make", str(path)).exit_code == 0
    before = path.read_text()
    again = waymark("openid-keys", "make", str(path))
    assert again.exit_code == 1
    assert "left alone" in again.output
    assert path.read_text() == before
    assert "PRIVATE" not in again.output


def test_rotate_and_retire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys.json"
    monkeypatch.setenv("WAYMARK_OPENID_KEYS_FILE", str(path))
    waymark("openid-keys", "make")
    first = read_client_keys(path).signs
    assert "2 are published" in waymark("openid-keys", "rotate").output
    second = read_client_keys(path)
    assert (second.signs != first, [key.kid for key in second.keys][1]) == (True, first)
    assert "1 retired; 1 are published" in waymark("openid-keys", "retire").output
    assert [key.kid for key in read_client_keys(path).keys] == [second.signs]


def test_announce_first(tmp_path: Path) -> None:
    path = str(tmp_path / "keys.json")
    waymark("openid-keys", "make", path)
    first = read_client_keys(Path(path)).signs
    assert "Announced" in waymark("openid-keys", "rotate", "--announce", path).output
    assert read_client_keys(Path(path)).signs == first
    assert waymark("openid-keys", "rotate", "--announce", path).exit_code == 1
    assert waymark("openid-keys", "rotate", path).exit_code == 0
    assert read_client_keys(Path(path)).signs != first
    assert len(read_client_keys(Path(path)).keys) == 2


def test_without_a_file_it_says_what_to_do(settings: Any, tmp_path: Path) -> None:
    assert "WAYMARK_OPENID_KEYS_FILE" in waymark("openid-keys", "rotate").output
    said = waymark("openid-keys", "rotate", str(tmp_path / "nowhere.json"))
    assert said.exit_code == 1
    assert "openid-keys make" in said.output


def test_check_counts_keys(settings: Any) -> None:
    with stand_in("staff") as provider:
        provider.roll_keys()
        offer(settings, provider)
        assert "2 keys that we can use" in waymark("providers", "check").output
