from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from backend.config import Config
from backend.core import embedded_postgres as postgres
from tests.core.own_service import own_service

SHELL = b"<!doctype html><html><head><style>p{color:red}</style><script>go()</script></head><p>Waymark</p></html>"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built app in small: a shell with inline blocks, and a file whose name carries its hash."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "pwa" / "assets").mkdir(parents=True)
    (folder / "pwa" / "index.html").write_bytes(SHELL)
    (folder / "pwa" / "sw.js").write_text("self.skipWaiting()")
    (folder / "pwa" / "assets" / "index-abc123.js").write_text("go()")
    return folder


@pytest.fixture(scope="session")
def own_app(config: Config, server: postgres.PostgresServer, pages: Path) -> Iterator[Flask]:
    """A service with its own database and real connections; its routes under /api/probe misbehave on purpose."""
    with own_service(config, server, "own_core", pages) as app:
        yield app
