"""`waymark …`: the operator's commands. `web`, `worker` and `auditor` take their settings from the environment alone; the
others also find the demo under .waymark/ when nothing is set.

Each command imports what it needs when it runs: the process that only watches over others then stays small.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from backend.cli_crisis_lines import crisis_lines as crisis_lines_commands
from backend.cli_outcomes import export, instruments
from backend.cli_settings import as_owner, config_here
from backend.cli_sign_on import openid_keys, providers
from backend.cli_staff import staff, staff_rules
from backend.cli_watch import auditor, doctor, step_ups
from backend.config import Config, read_config

DEFAULT_PORT = 8000


@click.group(help=__doc__)
def main() -> None:
    """Entry point of the command `waymark`."""


@main.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, envvar="PORT")
@click.option("--oidc", is_flag=True, help="With a stand-in for NHS login and a trust's own sign-in beside it.")
def run(port: int, *, oidc: bool) -> None:
    """Start the demo: database, demo people, web and worker. Ctrl-C stops everything."""
    from backend import demo

    sys.exit(demo.run(port, by_providers=oidc))


@main.command()
def reset() -> None:
    """Clear the demo's data."""
    from backend import demo

    demo.reset()


@main.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, envvar="PORT")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--processes", default=2, show_default=True)
def web(port: int, host: str, processes: int) -> None:
    """Answer requests."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from backend.care import crisis_lines
    from backend.openid.providers import use_providers

    config = read_config()
    use_providers(config)
    crisis_lines.use_lines(config.nation, config.crisis_lines_file, is_demo=config.is_demo)
    Granian(
        "backend.wsgi:make_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=processes,
        # Of four, two may wait for a provider: the others go on answering people.
        blocking_threads=4 if config.providers_file else 1,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


@main.command(name="worker")
def run_worker() -> None:
    """Climb ladders and send messages."""
    from backend import worker

    worker.run(read_config())


@main.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    from backend.core import schema

    with config_here() as config:
        schema.migrate(config.owner_database_url)


@main.command()
def seed() -> None:
    """Make the demo people (refused outside the demo)."""
    from backend.seed import seed as make_demo_people

    with as_owner() as config:
        if not config.is_demo:
            sys.exit("Demo people belong in the demo only.")
        print("Made." if make_demo_people() else "They are there already.")


@main.command(name="demo-links", hidden=True)
def demo_links() -> None:
    """Say where the demo is and how to get in as each person."""
    from backend.core.work import one_transaction
    from backend.identity import service as identity
    from backend.seed import PEOPLE

    with as_owner() as config, one_transaction():
        print(f"\nWaymark is at {config.address}")
        print("Sign in with a link: each works once, for ten minutes.\n")
        for person in PEOPLE:
            account = identity.find_account_by_contact(person.email)
            if account is not None:
                print(f"  {person.name:<12} {person.who:<26} {identity.make_sign_in_link(account.id)}")
        print("\nUse one browser for Alex and another (or a private window) for Asha.")
        print(f"Messages that would go out by e-mail or text are shown at {config.address}/demo/messages")
        print("A new link: .venv/bin/waymark sign-in-link EMAIL\n", flush=True)


@main.command(name="sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """A one-time sign-in link for an account, to hand over in person. Works for ten minutes."""
    from backend.core.work import one_transaction
    from backend.identity import service as identity

    with as_owner(), one_transaction():
        account = identity.find_account_by_contact(email)
        if account is None:
            sys.exit("No account has this address.")
        print(identity.make_sign_in_link(account.id))


@main.command(name="close-account")
@click.argument("contact")
def close_account(contact: str) -> None:
    """Close the account with this e-mail address or mobile: nobody gets in by it, nothing is shared with it or by it."""
    from backend.core.work import one_transaction
    from backend.sharing import closing

    with as_owner(), one_transaction():
        if closing.close_account(contact) is None:
            sys.exit("No account has this address.")
        print("Closed.")


@main.command(name="replay-withdrawals")
@click.argument("ledger", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def replay_withdrawals(ledger: Path | None) -> None:
    """After a back-up was restored: end all sharing that the ledger (WAYMARK_LEDGER_FILE) says has ended."""
    from backend.core.work import one_transaction
    from backend.sharing import ledger as ledgers

    with as_owner() as config:
        file = ledger or config.ledger_file
        if file is None or not file.exists():
            sys.exit("Please name the ledger, or set WAYMARK_LEDGER_FILE.")
        with one_transaction():
            print(f"{ledgers.replay_withdrawals(file)} had come back and are ended again.")


@main.command()
def openapi() -> None:
    """Print the API's description (docs/openapi.json is made by this)."""
    from backend.app import create_app
    from backend.core.keys import make_keys, write_keys

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
    from backend.core.keys import make_keys, write_keys

    if path.exists():
        sys.exit(f"{path} is there already and was left alone.")
    write_keys(make_keys(), path)


@keys.command()
def rotate() -> None:
    """Add a master key and wrap every data key with it. Running processes read it when they first meet it."""
    from sqlalchemy import select

    from backend.core.db import db
    from backend.core.encryption import DataKey, vault
    from backend.core.keys import add_master, read_keys, write_keys
    from backend.core.work import one_transaction

    with as_owner() as config:
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
    from sqlalchemy import select

    from backend.core.db import db
    from backend.core.encryption import DataKey
    from backend.core.keys import read_keys, without_old_masters, write_keys

    with as_owner() as config:
        held = read_keys(config.keys_file)
        current = held.current.encode() + b":"
        left = sum(not row.wrapped.startswith(current) for row in db.session.scalars(select(DataKey)))
        if left:
            sys.exit(f"{left} data keys are still wrapped by an old master key: run `waymark keys rotate` first.")
        write_keys(without_old_masters(held), config.keys_file)


@keys.command(name="index-names")
def index_names() -> None:
    """Let records from before be found by name in an emergency. Shows no names."""
    from backend.care import service as care
    from backend.core.work import one_transaction

    with as_owner(), one_transaction():
        print(f"{care.index_names()} records can now be found by their name.")


@main.group()
def audit() -> None:
    """The audit's chains."""


@audit.command()
def verify() -> None:
    """Compute every chain anew and compare. Exit code 1 when a link does not hold."""
    from backend.audit.verify import broken_links

    with as_owner():
        broken = broken_links()
        for link in broken:
            print(f"broken: chain {link.chain_id} at {link.seq}")
        sys.exit(1 if broken else 0)


@audit.command()
def heads() -> None:
    """Print the newest link of each chain, to be kept somewhere else."""
    from sqlalchemy import select

    from backend.audit.models import AuditHead
    from backend.core.db import db

    with as_owner():
        for head in db.session.scalars(select(AuditHead).order_by(AuditHead.chain_id)):
            print(head.chain_id, head.seq, head.hash.hex())


main.add_command(instruments)
main.add_command(export)
main.add_command(crisis_lines_commands)
main.add_command(auditor)
main.add_command(doctor)
main.add_command(step_ups)
main.add_command(providers)
main.add_command(openid_keys)
main.add_command(staff_rules)
main.add_command(staff)

if __name__ == "__main__":
    main()
