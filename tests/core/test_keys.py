"""The keys file: for its owner's eyes, never half written, and plain about what is wrong with it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from backend.cli import main
from backend.core import keys as module
from backend.core.keys import KeysMissing, add_master, make_keys, read_keys, without_old_masters, write_keys


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    keys = add_master(make_keys())
    write_keys(keys, tmp_path / "below" / "keys.json")
    read = read_keys(tmp_path / "below" / "keys.json")
    assert read == keys
    assert list(read.masters) == list(keys.masters)
    assert read.current == keys.current


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text("{}")
    path.chmod(0o644)
    path.with_suffix(".new").write_text("left behind by a crash")
    path.with_suffix(".new").chmod(0o644)
    write_keys(make_keys(), path)
    assert mode(path) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["keys.json"]


def test_a_crash_leaves_the_old_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, old = tmp_path / "keys.json", make_keys()
    write_keys(old, path)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module.json, "dump", fail)
    with pytest.raises(OSError, match="no space"):
        write_keys(make_keys(), path)
    assert read_keys(path) == old


@pytest.mark.parametrize("held", ["", "[]", "{}", "7", '{"masters": [], "index": "", "push": ""}', '{"masters": 7}'])
def test_what_is_no_keys_file_is_said_to_be_none(tmp_path: Path, held: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(held)
    with pytest.raises(KeysMissing, match="waymark keys make"):
        read_keys(path)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing, match=r"nowhere\.json: make them once"):
        read_keys(tmp_path / "nowhere.json")


def test_keys_are_not_shown_by_accident() -> None:
    """A traceback or a debugger prints what it holds."""
    keys = make_keys()
    assert "PRIVATE KEY" not in repr(keys)
    assert repr(keys.index) not in repr(keys)
    assert repr(next(iter(keys.masters.values()))) not in repr(keys)


def test_fresh_keys_are_fresh() -> None:
    one, other = make_keys(), make_keys()
    assert one.index != other.index
    assert not set(one.masters.values()) & set(other.masters.values())
    assert one.push != other.push


def test_rotating_keeps_the_old_masters_until_they_are_retired() -> None:
    first = make_keys()
    second = add_master(first)
    assert second.current not in first.masters
    assert second.masters[first.current] == first.masters[first.current]
    assert (second.index, second.push) == (first.index, first.push)
    retired = without_old_masters(second)
    assert list(retired.masters) == [second.current]
    assert (retired.index, retired.push) == (first.index, first.push)


def test_the_command_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    assert CliRunner().invoke(main, ["keys", "make", str(path)]).exit_code == 0
    before = path.read_text()
    assert json.loads(before)["masters"]
    again = CliRunner().invoke(main, ["keys", "make", str(path)])
    assert again.exit_code == 1
    assert "left alone" in again.output
    assert path.read_text() == before
