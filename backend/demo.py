"""The demo: everything on this machine, under one folder, with people to be. `make run` starts it, `make reset` clears it.

It differs from production in three things only: PostgreSQL is embedded, demo people exist, and messages that would go out by
e-mail or text are shown on a page because there is no way to send them. Signing in works as everywhere: by a one-time link.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from honcho.manager import Manager

from backend import demo_sign_in
from backend.config import ROOT
from backend.core import embedded_postgres as postgres
from backend.core import revisions
from backend.core.keys import make_keys, write_keys
from backend.demo_sign_in import StandIn

FOLDER = ROOT / ".waymark"
DATABASE = "waymark"
WAIT_SECONDS = 30
DEFAULT_PORT = 8000
WAYMARK = (sys.executable, "-m", "backend.cli")


@contextmanager
def environment(port: int | None = None, folder: Path = FOLDER) -> Iterator[dict[str, str]]:
    """Database, keys and settings of the demo, made where missing; the database stops with the last one who uses it.

    Without a port it is the demo as it was last started, so that a link made beside it leads there.
    """
    keys_file = folder / "keys.json"
    server = postgres.start(folder / "postgres")
    try:
        postgres.make_database(server, DATABASE)
        if not keys_file.exists():
            write_keys(make_keys(), keys_file)
        yield {
            "WAYMARK_DEMO": "yes",
            "WAYMARK_ADDRESS": os.environ.get("WAYMARK_ADDRESS") or _address(port, folder / "address"),
            "WAYMARK_KEYS_FILE": str(keys_file),
            "WAYMARK_CRISIS_LINES_FILE": str(ROOT / "backend" / "care" / "lines" / "demo.json"),
            "WAYMARK_LEDGER_FILE": str(folder / "withdrawals.jsonl"),
            "WAYMARK_DATABASE_URL": postgres.url(server, postgres.WEB, DATABASE),
            "WAYMARK_WORKER_DATABASE_URL": postgres.url(server, postgres.WORKER, DATABASE),
            "WAYMARK_OWNER_DATABASE_URL": postgres.url(server, postgres.OWNER, DATABASE),
            "WAYMARK_AUDITOR_DATABASE_URL": postgres.url(server, postgres.AUDITOR, DATABASE),
            "WAYMARK_AUDITOR_PORT": os.environ.get("WAYMARK_AUDITOR_PORT", ""),
            "WAYMARK_PUSH_HOSTS": os.environ.get("WAYMARK_PUSH_HOSTS", ""),
            "WAYMARK_LOG_LEVEL": os.environ.get("WAYMARK_LOG_LEVEL", "WARNING"),
            **demo_sign_in.remembered(folder),
        }
    finally:
        server.cleanup()


def run(port: int, folder: Path = FOLDER, *, by_providers: bool = False) -> int:
    """Prepare, start web, worker and auditor, say how to get in, and stay until Ctrl-C. Returns the exit code.

    This process only watches over the others and stays small: what needs the whole application runs in its own process.
    `by_providers` starts a stand-in for NHS login and for a trust's own sign-in beside them.
    """
    stand_in = _stand_in(port, folder) if by_providers else None
    if stand_in is None:
        demo_sign_in.forget(folder)
    with environment(port, folder) as settings:
        whole = {**os.environ, **settings}
        if not _is_prepared(settings["WAYMARK_OWNER_DATABASE_URL"]):
            subprocess.run([*WAYMARK, "migrate"], env=whole, cwd=ROOT, check=True)
            subprocess.run([*WAYMARK, "seed"], env=whole, cwd=ROOT, check=True)
        manager = Manager()
        if stand_in:
            demo_sign_in.set_rules(stand_in, settings)
            _add_stand_in(manager, stand_in)
        command = " ".join(WAYMARK)
        manager.add_process("web", f"exec {command} web --port {port} --processes 1", env=whole, cwd=str(ROOT))
        manager.add_process("worker", f"exec {command} worker", env=whole, cwd=str(ROOT))
        manager.add_process("auditor", f"exec {command} auditor", env=_without_keys(whole), cwd=str(ROOT))
        threading.Thread(target=_welcome, args=(whole, port, stand_in), daemon=True).start()
        manager.loop()
        return int(manager.returncode or 0)


def _stand_in(port: int, folder: Path) -> StandIn:
    """On the two ports after the demo's own."""
    stand_in = demo_sign_in.stand_in_beside(folder, port + 1, port + 2)
    demo_sign_in.prepare(stand_in, os.environ.get("WAYMARK_ADDRESS") or f"http://localhost:{port}")
    return stand_in


def _add_stand_in(manager: Manager, stand_in: StandIn) -> None:
    """It is somebody else's service: it gets nothing of ours but what its file says."""
    own = {"PATH": os.environ.get("PATH", "")}
    manager.add_process("sign-in", f"exec {shlex.join(stand_in.command)}", env=own, cwd=str(ROOT))


def _without_keys(whole: dict[str, str]) -> dict[str, str]:
    """The auditor's environment: it must not be able to open words, or to reach the database as anybody else.

    Nobody of the demo's people has tried a phone, which it rightly finds: that stands in `waymark doctor`, not between the links.
    """
    own = "WAYMARK_AUDITOR_DATABASE_URL"
    kept = {
        name: value
        for name, value in whole.items()
        if name == own or not name.endswith(("DATABASE_URL", "KEYS_FILE", "API_KEY"))
    }
    return {**kept, "WAYMARK_LOG_LEVEL": os.environ.get("WAYMARK_LOG_LEVEL", "CRITICAL")}


def reset(folder: Path = FOLDER) -> None:
    """Clear the demo. Stop it first."""
    shutil.rmtree(folder, ignore_errors=True)


def _address(port: int | None, kept: Path) -> str:
    if port is not None:
        kept.write_text(f"http://localhost:{port}")
    return kept.read_text() if kept.exists() else f"http://localhost:{DEFAULT_PORT}"


def _is_prepared(owner_url: str) -> bool:
    """Whether the schema is the present one, so that a second start need not look closer."""
    with psycopg.connect(owner_url) as connection:
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
            return False
        return connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revisions.newest(),)


def _welcome(whole: dict[str, str], port: int, stand_in: StandIn | None) -> None:
    if not _answers(f"http://127.0.0.1:{port}/health/ready"):
        print("Waymark has not answered yet. Look above for the reason.", flush=True)  # noqa: T201
        return
    subprocess.run([*WAYMARK, "demo-links"], env=whole, cwd=ROOT, check=False)
    if stand_in:
        print(demo_sign_in.WORTH_TRYING.format(counter=stand_in.staff), flush=True)  # noqa: T201


def _answers(url: str) -> bool:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 our own address
                return True
        except OSError:
            time.sleep(0.1)
    return False
