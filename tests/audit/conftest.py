from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from backend.config import Config
from backend.core import embedded_postgres as postgres
from tests.core.own_service import own_service


@pytest.fixture(scope="module")
def own_app(
    config: Config, server: postgres.PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A service with its own database and real connections."""
    folder: Path = tmp_path_factory.mktemp("own_audit")
    with own_service(config, server, "own_audit", folder) as app:
        yield app
