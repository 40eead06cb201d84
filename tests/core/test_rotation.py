"""`waymark keys rotate` and `retire`, run as an operator runs them, while a service is up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask

from backend.config import ROOT
from backend.core.encryption import vault
from backend.core.ids import new_id
from backend.core.keys import add_master, read_keys, write_keys
from backend.core.work import one_transaction

PLACE = "notes.words_sealed:1"


@pytest.fixture
def running(own_app: Flask) -> Iterator[Flask]:
    """The vault works with this service's keys file, and afterwards with the one from before."""
    keys, reread = vault.keys, vault._reread
    path = own_app.config["WAYMARK"].keys_file
    vault.use(read_keys(path), lambda: read_keys(path))
    with own_app.app_context():
        yield own_app
    vault.use(keys, reread)


def waymark(app: Flask, *words: str) -> subprocess.CompletedProcess[str]:
    config = app.config["WAYMARK"]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")},
        "WAYMARK_ADDRESS": config.address,
        "WAYMARK_KEYS_FILE": str(config.keys_file),
        "WAYMARK_DATABASE_URL": config.database_url,
        "WAYMARK_WORKER_DATABASE_URL": config.worker_database_url,
        "WAYMARK_OWNER_DATABASE_URL": config.owner_database_url,
    }
    command = [sys.executable, "-m", "backend.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


def test_keys_are_rotated_and_retired_under_a_running_service(running: Flask) -> None:
    path = running.config["WAYMARK"].keys_file
    before, owner, late = read_keys(path), new_id(), new_id()
    with one_transaction():
        vault.make_data_key(owner)
        sealed = vault.seal(owner, PLACE, "I have stopped sleeping.")

    rotated = waymark(running, "keys", "rotate")
    assert rotated.returncode == 0, rotated.stderr
    assert "data keys are wrapped by the new master key" in rotated.stdout
    assert list(read_keys(path).masters)[1:] == list(before.masters)
    assert path.stat().st_mode & 0o777 == 0o600

    with one_transaction():  # The service has met nothing new yet: its next key must not be lost all the same.
        vault.make_data_key(late)
    retired = waymark(running, "keys", "retire")
    assert retired.returncode == 0, retired.stdout + retired.stderr
    after = read_keys(path)
    assert len(after.masters) == 1
    assert after.current not in before.masters
    assert (after.index, after.push) == (before.index, before.push)

    vault.use(after)
    assert vault.open(owner, PLACE, sealed) == "I have stopped sleeping."
    assert vault.open(late, PLACE, vault.seal(late, PLACE, "")) == ""


def test_a_master_that_still_wraps_something_is_not_retired(running: Flask) -> None:
    path = running.config["WAYMARK"].keys_file
    rotated = add_master(read_keys(path))
    write_keys(rotated, path)
    vault.use(type(rotated)(dict(reversed(rotated.masters.items())), rotated.index, rotated.push))
    with one_transaction():
        vault.make_data_key(new_id())
    refused = waymark(running, "keys", "retire")
    assert refused.returncode == 1
    assert "run `waymark keys rotate` first" in refused.stderr
    assert read_keys(path) == rotated
