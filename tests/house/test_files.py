"""What lies in the repository: locked dependencies, the API's description, and nothing of anybody's machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from backend.config import ROOT

# Put together here, so that this file does not name them itself.
PLACES = ("/" + "work/", "/" + "root/", "registry." + "npmjs", "python" + "hosted", "pypi." + "org")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_python_is_locked_by_hash_and_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    pins = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    pins = [pin for pin in pins if pin.strip()]
    assert len(pins) > 20
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert re.findall(r"(?:https?|file)://|--(?:extra-)?index-url|--find-links|@ file", text) == []


def test_what_runs_is_part_of_what_is_tested() -> None:
    pinned = {name: _pins(name) for name in ("requirements.lock", "requirements-dev.lock")}
    assert pinned["requirements.lock"] <= pinned["requirements-dev.lock"], "The two locks name other versions."


def _pins(name: str) -> set[str]:
    return set(re.findall(r"^[\w.\[\]-]+==[^\s;]+", (ROOT / name).read_text(), re.MULTILINE))


def test_the_page_is_locked_by_hash_and_names_no_address() -> None:
    text = (ROOT / "pwa" / "package-lock.json").read_text()
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert len(packages) > 50
    assert [name for name, entry in packages.items() if not entry.get("integrity")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry or entry.get("link")] == []


def test_the_api_is_described_as_it_is() -> None:
    command = [sys.executable, "-m", "backend.cli", "openapi"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    same = printed == (ROOT / "docs" / "openapi.json").read_text()
    assert same, "docs/openapi.json is behind: run `make types`."


def test_nothing_tells_on_whose_machine_it_was_made() -> None:
    names = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True, cwd=ROOT).stdout.split(b"\0")
    paths = [ROOT / name.decode() for name in names if name]
    assert len(paths) > 100
    telling = [
        f"{path.relative_to(ROOT)}: {place}"
        for path in paths
        if path.is_file()
        for place in PLACES
        if place.encode() in path.read_bytes()
    ]
    assert telling == []
