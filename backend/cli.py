"""`waymark …`: the operator's commands. `web` and `worker` take their settings from the environment alone; the others also
find the demo under .waymark/ when nothing is set.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import select

from backend import demo, worker
from backend.app import create_app, make_base
from backend.audit.models import AuditHead
from backend.audit.verify import broken_links
from backend.config import Config, read_config
from backend.core import schema
from backend.core.db import db
from backend.core.encryption import DataKey, vault
from backend.core.keys import add_master, make_keys, read_keys, without_old_masters, write_keys
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.seed import seed as make_demo_people

DEFAULT_PORT = 8000


@click.group(help=__doc__)
def main() -> None:
    """Entry point of the command `waymark`."""


@contextmanager
def _config() -> Iterator[Config]:
    if os.environ.get("WAYMARK_DATABASE_URL") or not demo.FOLDER.exists():
        yield read_config()
        return
    with demo.environment(int(os.environ.get("PORT", DEFAULT_PORT))) as settings:
        yield read_config(settings)


@contextmanager
def _as_owner() -> Iterator[Config]:
    """Inside the application on the owner's role: operators' commands are not bound by row-level security."""
    with _config() as config:
        if not config.owner_database_url:
            sys.exit("Please set WAYMARK_OWNER_DATABASE_URL: PostgreSQL as the role waymark_owner.")
        with make_base(config, config.owner_database_url).app_context():
            yield config


@main.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, envvar="PORT")
def run(port: int) -> None:
    """Start the demo: database, demo people, web and worker. Ctrl-C stops everything."""
    sys.exit(demo.run(port))


@main.command()
def reset() -> None:
    """Clear the demo's data."""
    demo.reset()


@main.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, envvar="PORT")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--processes", default=2, show_default=True)
def web(port: int, host: str, processes: int) -> None:
    """Answer requests."""
    from granian import Granian  # noqa: PLC0415 only this command serves
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    read_config()
    Granian(
        "backend.wsgi:make_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=processes,
        blocking_threads=1,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


@main.command(name="worker")
def run_worker() -> None:
    """Climb ladders and send messages."""
    worker.run(read_config())


@main.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    with _config() as config:
        schema.migrate(config.owner_database_url)


@main.command()
def seed() -> None:
    """Make the demo people (refused outside the demo)."""
    with _as_owner() as config:
        if not config.is_demo:
            sys.exit("Demo people belong in the demo only.")
        print("Made." if make_demo_people() else "They are there already.")


@main.command(name="sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """A one-time sign-in link for an account, to hand over in person. Works for ten minutes."""
    with _as_owner(), one_transaction():
        account = identity.find_account_by_contact(email)
        if account is None:
            sys.exit("No account has this address.")
        print(identity.make_sign_in_link(account.id))


@main.command()
def openapi() -> None:
    """Print the API's description (docs/openapi.json is made by this)."""
    with tempfile.TemporaryDirectory() as folder:
        keys_file = Path(folder) / "keys.json"
        write_keys(make_keys(), keys_file)
        config = Config("http://localhost", keys_file, "postgresql://", "postgresql://", "postgresql://", is_demo=True)
        answer = create_app(config).test_client().get("/api/openapi.json")
        print(json.dumps(answer.json, indent=1, sort_keys=True))


@main.group()
def keys() -> None:
    """The service's long-lived secrets."""


@keys.command(name="make")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def make_keys_file(path: Path) -> None:
    """Make a new keys file. Never overwrites: without its keys, nothing that was sealed opens again."""
    if path.exists():
        sys.exit(f"{path} is there already and was left alone.")
    write_keys(make_keys(), path)


@keys.command()
def rotate() -> None:
    """Add a master key and wrap every data key with it. Running processes read it when they first meet it."""
    with _as_owner() as config:
        keys_now = add_master(read_keys(config.keys_file))
        write_keys(keys_now, config.keys_file)
        vault.use(keys_now)
        with one_transaction():
            rows = db.session.scalars(select(DataKey).with_for_update()).all()
            for row in rows:
                vault.rewrap(row)
        print(f"{len(rows)} data keys are wrapped by the new master key.")


@keys.command()
def retire() -> None:
    """Forget old master keys, once nothing is wrapped by them."""
    with _as_owner() as config:
        held = read_keys(config.keys_file)
        current = held.current.encode() + b":"
        left = sum(not row.wrapped.startswith(current) for row in db.session.scalars(select(DataKey)))
        if left:
            sys.exit(f"{left} data keys are still wrapped by an old master key: run `waymark keys rotate` first.")
        write_keys(without_old_masters(held), config.keys_file)


@main.group()
def audit() -> None:
    """The audit's chains."""


@audit.command()
def verify() -> None:
    """Compute every chain anew and compare. Exit code 1 when a link does not hold."""
    with _as_owner():
        broken = broken_links()
        for link in broken:
            print(f"broken: chain {link.chain_id} at {link.seq}")
        sys.exit(1 if broken else 0)


@audit.command()
def heads() -> None:
    """Print the newest link of each chain, to be kept somewhere else."""
    with _as_owner():
        for head in db.session.scalars(select(AuditHead).order_by(AuditHead.chain_id)):
            print(head.chain_id, head.seq, head.hash.hex())


if __name__ == "__main__":
    main()
