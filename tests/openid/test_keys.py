"""Our own key pairs: for their owner's eyes, rotated without a gap, and only their public halves shown."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from backend.openid import client_keys as module
from backend.openid.client_keys import (
    ClientKeysMissing,
    announced,
    client_keys,
    make_client_keys,
    read_client_keys,
    rotated,
    without_old_keys,
    write_client_keys,
)
from tests.openid.proving import prove
from tests.openid.standing_in import StandIn

PRIVATE = {"d", "p", "q", "dp", "dq", "qi"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_client_keys(make_client_keys(), tmp_path / "below" / "keys.json")
    return tmp_path / "below" / "keys.json"


def test_what_was_written_is_read(path: Path) -> None:
    keys = rotated(read_client_keys(path))
    write_client_keys(keys, path)
    read = read_client_keys(path)
    assert read.signs == keys.signs
    assert read.public() == keys.public()
    assert all(key.raw_value.key_size == 2048 for key in read.keys)


def test_only_its_owner_reads_it(path: Path) -> None:
    path.with_suffix(".new").write_text("left behind by a crash")
    path.with_suffix(".new").chmod(0o644)
    write_client_keys(make_client_keys(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(ClientKeysMissing, match="chmod 600"):
        read_client_keys(path)


def test_a_crash_leaves_the_old_keys(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_text()

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module.json, "dump", fail)
    with pytest.raises(OSError, match="no space"):
        write_client_keys(make_client_keys(), path)
    assert path.read_text() == before


@pytest.mark.parametrize(
    "held", ["", "[]", "{}", "7", '{"keys": []}', '{"keys": [], "signs": "a"}', '{"keys": [{}], "signs": "a"}', "\xff"]
)
def test_what_is_no_keys_file_is_said_to_be_none(path: Path, held: str) -> None:
    path.write_text(held)
    with pytest.raises(ClientKeysMissing, match="waymark openid-keys make"):
        read_client_keys(path)


def test_public_halves_do_not_sign(path: Path) -> None:
    keys = read_client_keys(path)
    path.write_text(json.dumps({"signs": keys.signs, "keys": [key.as_dict(private=False) for key in keys.keys]}))
    with pytest.raises(ClientKeysMissing, match="public keys only"):
        read_client_keys(path)


def test_nothing_private_is_published(path: Path) -> None:
    shown = read_client_keys(path).public()["keys"]
    assert [set(key) for key in shown] == [{"kty", "n", "e", "kid", "use"}]
    assert shown[0]["use"] == "sig"
    assert PRIVATE.isdisjoint(shown[0])


def test_keys_are_not_shown_by_accident(path: Path) -> None:
    keys = read_client_keys(path)
    private = keys.current.as_dict(private=True)
    assert all(str(private[part]) not in repr(keys) for part in PRIVATE)


def test_rotating_keeps_what_was_signed_before_readable() -> None:
    first = make_client_keys()
    old = jwt.encode({"alg": "RS512", "kid": first.signs}, {"a": 1}, first.current, ["RS512"])
    second = rotated(first)
    assert second.signs != first.signs
    published = KeySet.import_key_set(second.public())  # type: ignore[arg-type]
    assert jwt.decode(old, published, ["RS512"]).claims == {"a": 1}
    third = rotated(second)
    assert [key.kid for key in third.keys][1:] == [key.kid for key in second.keys]
    retired = without_old_keys(third)
    assert [key.kid for key in retired.keys] == [third.signs]


def test_a_key_can_be_announced_before_it_signs() -> None:
    first = make_client_keys()
    told = announced(first)
    assert told.signs == first.signs
    assert told.announced
    assert len(told.public()["keys"]) == 2
    assert without_old_keys(told) == told
    second = rotated(told)
    assert second.signs == told.keys[0].kid
    assert not second.announced
    assert len(second.keys) == 2


def test_a_running_process_meets_a_rotation(nhs_login: StandIn, path: Path) -> None:
    nhs_login.keys_file = path
    nhs_login._provider = replace(nhs_login.provider, keys_file=path)
    prove(nhs_login)
    before = read_client_keys(path)
    write_client_keys(rotated(before), path)
    prove(nhs_login)
    assert [said["kid"] for said in nhs_login.assertions] == [before.signs, read_client_keys(path).signs]


def test_a_file_that_is_gone_or_broken_leaves_us_with_what_we_had(path: Path) -> None:
    held = client_keys(path)
    path.write_text("half")
    assert client_keys(path) is held
    path.unlink()
    assert client_keys(path) is held
    with pytest.raises(ClientKeysMissing):
        client_keys(path.with_name("nowhere.json"))
