"""Headers on everything that is answered: pages, files, the API, and what goes wrong."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.config import Config
from backend.core import pages as core_pages
from tests.core.conftest import SHELL
from tests.core.own_service import PROBE, ask

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A page, a file, an old file, the API, and each way of going wrong.
ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/my-requests/7", 200),
    ("GET", "/sw.js", 200),
    ("GET", "/assets/index-abc123.js", 200),
    ("GET", "/assets/index-old.js", 404),
    ("GET", "/api/service", 200),
    ("GET", "/api/me", 401),
    ("GET", "/api/nothing", 404),
    ("DELETE", "/api/me", 405),
    ("POST", "/", 405),
    ("POST", "/sw.js", 405),
    ("GET", f"{PROBE}/breaks", 500),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_everything_is_answered_with_them(own_app: Flask, method: str, path: str, status: int) -> None:
    response = ask(own_app, method, path)
    assert response.status_code == status
    for name, value in EVERYWHERE.items():
        assert response.headers.getlist(name) == [value]
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Content-Security-Policy" in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Server" not in response.headers


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_only_what_is_nobodys_is_kept_by_browsers(own_app: Flask, method: str, path: str, status: int) -> None:
    kept = ask(own_app, method, path).headers.get("Cache-Control", "")
    if path.startswith("/api/"):
        assert kept == "no-store"
    elif status == 200 and path.startswith("/assets/"):
        assert "immutable" in kept
    elif status == 200 and path == "/sw.js":
        assert "immutable" not in kept
    elif status == 200:
        assert kept == "no-cache"


def policy(response: TestResponse) -> dict[str, set[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split("; ")]
    return {name: set(values) for name, *values in parts}


def test_the_policy_trusts_ourselves_and_nobody_else(own_app: Flask) -> None:
    allowed = policy(ask(own_app, "GET", "/"))
    assert allowed["default-src"] == {"'none'"}
    for nothing in ("form-action", "base-uri", "frame-ancestors"):
        assert allowed[nothing] == {"'none'"}
    others = set().union(*allowed.values()) - {"'self'", "'none'", "data:", "blob:"}
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", value) for value in others), others
    # Photos are fetched as sealed answers and shown from memory. Nothing that runs may come from there.
    assert allowed["img-src"] == {"'self'", "data:", "blob:"}
    for name in allowed.keys() - {"img-src"}:
        assert not {"data:", "blob:"} & allowed[name], name


def test_inline_blocks_run_by_their_hash_alone(own_app: Flask) -> None:
    allowed = policy(ask(own_app, "GET", "/"))
    for kind, body in (("style-src", b"p{color:red}"), ("script-src", b"go()")):
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        assert allowed[kind] == {"'self'", f"'sha256-{digest}'"}


def test_only_with_tls_the_browser_is_told_to_stay_with_it(config: Config, own_app: Flask) -> None:
    assert "Strict-Transport-Security" not in ask(own_app, "GET", "/").headers
    safe = create_app(replace(config, address="https://waymark.example"))
    assert safe.test_client().get("/").headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_every_page_is_the_shell(own_app: Flask) -> None:
    for path in ("/", "/ask", "/requests/1/answer", "/apiary", "/index"):
        assert ask(own_app, "GET", path).data == SHELL


def test_a_shell_that_was_packed_goes_out_packed(config: Config, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(SHELL)
    (tmp_path / "index.html.gz").write_bytes(gzip.compress(SHELL))
    app = Flask("pages", static_folder=None)
    core_pages.serve(app, tmp_path, is_https=False)
    packed = app.test_client().get("/ask", headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.data) == SHELL
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert app.test_client().get("/ask", headers={"Accept-Encoding": "gzip;q=0"}).data == SHELL


def test_without_a_build_it_says_so(config: Config, whole_app: Flask) -> None:
    assert b"make build" in ask(whole_app, "GET", "/").data
