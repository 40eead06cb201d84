"""The stand-in for NHS login and a staff provider stays among the tools of development: no deployed service has it or takes it."""

from __future__ import annotations

import json
import re
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

from backend import demo_sign_in
from backend.config import REQUIRED, ROOT, NotConfigured, read_config
from backend.openid.provider_files import WrongProviders
from backend.openid.providers import RETURN_PATH, read_providers
from tests.house.source import sources
from tests.journeys.pages import routes

STAND_IN = "demo-provider"
STARTS_IT = {"backend/demo.py", "backend/demo_sign_in.py"}
# What a container, an archive or a unit is made by; whichever of these comes to be must leave the stand-in out.
DEPLOYS = ("Containerfile", "Dockerfile", "compose.yaml", "MANIFEST.in", ".dockerignore", ".containerignore")


def tracked(*patterns: str) -> list[Path]:
    said = subprocess.run(["git", "ls-files", "-z", *patterns], capture_output=True, check=True, cwd=ROOT).stdout
    return [ROOT / name.decode() for name in said.split(b"\0") if name]


def test_only_the_demo_starts_it() -> None:
    found = {
        str(source.path.relative_to(ROOT))
        for source in sources()
        if re.search(r"demo_sign_in|demo-provider", source.text)
    }
    assert found == STARTS_IT


def test_no_page_knows_of_it() -> None:
    places = [*tracked("pwa/src"), *tracked("pwa/build"), *tracked("pwa/*.ts"), ROOT / "pwa" / "index.html"]
    assert len(places) > 100
    assert [str(path) for path in places if path.is_file() and STAND_IN.encode() in path.read_bytes()] == []


def test_its_library_is_for_development_alone() -> None:
    package = json.loads((ROOT / "pwa" / "package.json").read_text())
    assert "oidc-provider" in package["devDependencies"]
    assert "oidc-provider" not in package["dependencies"]
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text())["packages"]
    assert lock["node_modules/oidc-provider"]["dev"] is True


def test_it_listens_on_this_machine_alone() -> None:
    text = "\n".join(path.read_text() for path in tracked(f"pwa/{STAND_IN}"))
    assert len(re.findall(r"\.listen\(", text)) == 1
    assert re.search(r"\.listen\(.+, '127\.0\.0\.1'\)", text), "It must name 127.0.0.1 where it listens."


def test_nothing_that_is_deployed_takes_it_along() -> None:
    """The pages that are served are built from pwa/src; whatever copies more than that must leave the stand-in out."""
    makers = [path for name in DEPLOYS if (path := ROOT / name).exists()] + tracked("deploy")
    copying = [path for path in makers if re.search(r"^(COPY|ADD|include|graft) .*pwa", path.read_text(), re.MULTILINE)]
    assert [str(path) for path in copying if f"pwa/{STAND_IN}" not in (ROOT / ".dockerignore").read_text()] == []


@pytest.mark.parametrize(
    ("address", "is_demo", "may"),
    [
        ("https://waymark.example.nhs.uk", False, False),
        ("http://localhost:8000", False, True),
        ("http://localhost:8000", True, True),
    ],
)
def test_only_a_service_on_this_machine_takes_it(tmp_path: Path, address: str, is_demo: bool, may: bool) -> None:
    stand_in = demo_sign_in.stand_in_beside(tmp_path, 8001, 8002)
    demo_sign_in.prepare(stand_in, "http://localhost:8000")
    found = None
    with nullcontext() if may else pytest.raises(WrongProviders, match="https:// address"):
        found = read_providers(stand_in.providers_file, address=address, is_demo=is_demo, keys_file=stand_in.keys_file)
    assert [one.key for one in found or ()] == (["nhs-login", "trust-staff"] if may else [])


def test_no_deployed_service_is_a_demo() -> None:
    environment = {**dict.fromkeys(REQUIRED, "x"), "WAYMARK_ADDRESS": "https://waymark.example.nhs.uk"}
    with pytest.raises(NotConfigured, match="WAYMARK_DEMO"):
        read_config({**environment, "WAYMARK_DEMO": "yes"})


def test_a_provider_leads_back_to_a_page_that_is_there() -> None:
    assert RETURN_PATH in routes()["everybody"]
