"""The demo: everything on this machine, under one folder, with people to be. `make run` starts it, `make reset` clears it.

It differs from production in three things only: PostgreSQL is embedded, demo people exist, and messages that would go out by
e-mail or text are shown on a page because there is no way to send them. Signing in works as everywhere: by a one-time link.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from honcho.manager import Manager

from backend.app import make_base
from backend.config import ROOT, Config, read_config
from backend.core import embedded_postgres as postgres
from backend.core import schema
from backend.core.keys import make_keys, write_keys
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.seed import PEOPLE, seed

FOLDER = ROOT / ".waymark"
DATABASE = "waymark"
WAIT_SECONDS = 30


@contextmanager
def environment(port: int, folder: Path = FOLDER) -> Iterator[dict[str, str]]:
    """Database, keys and settings of the demo, made where missing; the database stops with the last one who uses it."""
    keys_file = folder / "keys.json"
    server = postgres.start(folder / "postgres")
    try:
        postgres.make_database(server, DATABASE)
        if not keys_file.exists():
            write_keys(make_keys(), keys_file)
        yield {
            "WAYMARK_DEMO": "yes",
            "WAYMARK_ADDRESS": os.environ.get("WAYMARK_ADDRESS", f"http://localhost:{port}"),
            "WAYMARK_KEYS_FILE": str(keys_file),
            "WAYMARK_DATABASE_URL": postgres.url(server, postgres.WEB, DATABASE),
            "WAYMARK_WORKER_DATABASE_URL": postgres.url(server, postgres.WORKER, DATABASE),
            "WAYMARK_OWNER_DATABASE_URL": postgres.url(server, postgres.OWNER, DATABASE),
            "WAYMARK_PUSH_HOSTS": os.environ.get("WAYMARK_PUSH_HOSTS", ""),
            "WAYMARK_LOG_LEVEL": os.environ.get("WAYMARK_LOG_LEVEL", "WARNING"),
        }
    finally:
        server.cleanup()


def run(port: int) -> int:
    """Prepare, start web and worker, say how to get in, and stay until Ctrl-C. Returns the exit code."""
    with environment(port) as settings:
        config = read_config(settings)
        prepare(config)
        manager = Manager()
        whole = {**os.environ, **settings}
        waymark = f"{sys.executable} -m backend.cli"
        manager.add_process("web", f"{waymark} web --port {port}", env=whole, cwd=str(ROOT))
        manager.add_process("worker", f"{waymark} worker", env=whole, cwd=str(ROOT))
        threading.Thread(target=_welcome, args=(config, port), daemon=True).start()
        manager.loop()
        return int(manager.returncode or 0)


def prepare(config: Config) -> None:
    """The schema and the demo people, where they are not there yet."""
    schema.migrate(config.owner_database_url)
    with make_base(config, config.owner_database_url).app_context():
        seed()


def reset(folder: Path = FOLDER) -> None:
    """Clear the demo. Stop it first."""
    shutil.rmtree(folder, ignore_errors=True)


def _welcome(config: Config, port: int) -> None:
    if not _answers(f"http://127.0.0.1:{port}/health"):
        print("Waymark has not answered yet. Look above for the reason.", flush=True)  # noqa: T201
        return
    lines = [f"\nWaymark is at {config.address}", "Sign in once with a link (it works for ten minutes, one time):\n"]
    with make_base(config, config.owner_database_url).app_context():
        for person in PEOPLE:
            with one_transaction():
                account = identity.find_account_by_contact(person.email)
                link = identity.make_sign_in_link(account.id) if account else ""
            lines.append(f"  {person.name:<12} {person.who:<34} {link}")
    lines += [
        "",
        "A new link: .venv/bin/waymark sign-in-link EMAIL. Use two browsers, or one and a private window.",
        "",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201


def _answers(url: str) -> bool:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 our own address
                return True
        except OSError:
            time.sleep(0.1)
    return False
