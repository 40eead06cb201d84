"""`waymark providers …`, `waymark openid-keys …`: by whom people and staff may sign in, and how those know us."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli_settings import as_owner, config_here

if TYPE_CHECKING:
    from backend.config import Config
    from backend.openid.client_keys import ClientKeys
    from backend.openid.providers import Provider

FILE = click.argument(
    "file", envvar="WAYMARK_OPENID_KEYS_FILE", required=False, type=click.Path(dir_okay=False, path_type=Path)
)


@click.group()
def providers() -> None:
    """The services by which people and staff may sign in (WAYMARK_PROVIDERS_FILE)."""


@providers.command(name="check")
def check_providers() -> None:
    """Ask each provider, and say what is right and what is wrong. Exit code 1 when something is wrong."""
    from backend.openid.looking import look_at

    is_right = True
    with config_here() as config:
        for provider in _offered(config):
            print(f"{provider.name} ({provider.key})")
            for seen in look_at(provider):
                print(f"  {'right' if seen.is_right else 'WRONG'}  {seen.words}")
                is_right = is_right and seen.is_right
    if not is_right:
        sys.exit(1)


@providers.command(name="show")
def show_providers() -> None:
    """Print what each provider has to be told of us, what we ask it for, and who of the staff is let in as what."""
    from backend.openid.providers import KEYS_PATH, RETURN_PATH

    with config_here() as config:
        offered = _offered(config)
        for provider in offered:
            print(f"{provider.name} ({provider.key}, for {provider.kind})")
            print(f"  issuer             {provider.issuer}")
            print(f"  client id          {provider.client_id}")
            print(f"  redirect address   {config.address}{RETURN_PATH}")
            print(f"  logout address     {config.address}{provider.logout_path} (back-channel)")
            if provider.keys_file is not None:
                print(f"  our keys (JWKS)    {config.address}{KEYS_PATH}")
            print(f"  we prove ourselves {_proving(provider)}")
            print(f"  we ask for         {_asking(provider)}\n")
        has_owner = bool(config.owner_database_url)
    staff = [provider for provider in offered if provider.kind == "staff"]
    if staff and has_owner:
        _show_rules(staff)
    elif staff:
        print("Who of the staff is let in as what: set WAYMARK_OWNER_DATABASE_URL, then `waymark staff-rules show`.")


def _show_rules(staff: list[Provider]) -> None:
    from backend.admission import staff_rules

    with as_owner():
        for provider in staff:
            print("\n".join(staff_rules.show_words(provider)) + "\n")


def _offered(config: Config) -> tuple[Provider, ...]:
    """The providers of the file, or an end with every fault named."""
    from backend.openid.providers import all_providers, use_providers

    use_providers(config)
    if not all_providers():
        print("There are none: WAYMARK_PROVIDERS_FILE is not set, or names none. Everybody signs in as before.")
    return all_providers()


def _proving(provider: Provider) -> str:
    if provider.keys_file is None:
        return f"by a secret ({provider.auth_method})"
    return f"by a signature of ours ({provider.auth_method}, {provider.signing_alg})"


def _asking(provider: Provider) -> str:
    parts = [f"scopes {' '.join(provider.scopes)}"]
    parts += [f"vtr {', '.join(provider.vtr)}"] if provider.vtr else []
    parts += [f"for an invitation also {', '.join(provider.vtr_lower)}"] if provider.vtr_lower else []
    parts += [f"acr {' or '.join(provider.acr)}"] if provider.acr else []
    return "; ".join(parts)


@click.group(name="openid-keys")
def openid_keys() -> None:
    """The key pairs by which providers know us (WAYMARK_OPENID_KEYS_FILE). Running processes read the file when it changes."""


@openid_keys.command(name="make")
@FILE
def make(file: Path | None) -> None:
    """Make the file with one key pair. Never overwrites: providers know us by what is in it."""
    from backend.openid.client_keys import make_client_keys, write_client_keys

    path = _named(file)
    if path.exists():
        sys.exit(f"{path} is there already and was left alone. A new key is added by `waymark openid-keys rotate`.")
    write_client_keys(make_client_keys(), path)
    print(f"Made {path}. Its public half is published at /api/openid/keys.")


@openid_keys.command(name="rotate")
@FILE
@click.option(
    "--announce", is_flag=True, help="Only publish a new key, for providers that have to be told of it first."
)
def rotate(file: Path | None, *, announce: bool) -> None:
    """Sign with a new key, or with the one that was announced. Older ones stay published until they are retired."""
    from backend.openid.client_keys import announced, rotated, write_client_keys

    path = _named(file)
    keys = _read(path)
    if announce and keys.announced:
        sys.exit(f"Key {keys.keys[0].kid} is announced already: `waymark openid-keys rotate` signs with it.")
    after = announced(keys) if announce else rotated(keys)
    write_client_keys(after, path)
    print(f"{'Announced' if announce else 'Signing with'} key {after.keys[0].kid}; {len(after.keys)} are published.")


@openid_keys.command(name="retire")
@FILE
def retire(file: Path | None) -> None:
    """Forget the keys that are older than the one that signs. Wait until every provider has read the new one."""
    from backend.openid.client_keys import without_old_keys, write_client_keys

    path = _named(file)
    keys = _read(path)
    after = without_old_keys(keys)
    write_client_keys(after, path)
    print(f"{len(keys.keys) - len(after.keys)} retired; {len(after.keys)} are published.")


def _named(file: Path | None) -> Path:
    """The file of the command line or the environment; without either, the demo's."""
    if file is not None:
        return file
    with config_here() as config:
        if config.openid_keys_file is None:
            sys.exit("Please name the file, or set WAYMARK_OPENID_KEYS_FILE.")
        return config.openid_keys_file


def _read(path: Path) -> ClientKeys:
    from backend.openid.client_keys import ClientKeysMissing, read_client_keys

    try:
        return read_client_keys(path)
    except ClientKeysMissing as problem:
        sys.exit(str(problem))
