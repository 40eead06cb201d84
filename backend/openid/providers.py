"""The providers that the trust's file names (`WAYMARK_PROVIDERS_FILE`), as they hold in this process. No file: none."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backend.config import Config
from backend.core.errors import NotFound
from backend.openid import provider_files
from backend.openid.provider_checks import BY_KEY, Surroundings

# Where a provider sends the browser back to (a page), where it tells us that somebody signed out, and where our keys are.
RETURN_PATH = "/sign-in/back"
KEYS_PATH = "/api/openid/keys"


@dataclass(frozen=True)
class Provider:
    """One provider. `kind` is "people" or "staff"; `vtr` and `vtr_lower` are for people, `acr` and what follows for staff.

    `auth_method`: private_key_jwt (with `keys_file` and `signing_alg`), client_secret_basic or client_secret_post.
    """

    key: str
    kind: str
    name: str
    issuer: str
    client_id: str
    auth_method: str
    scopes: tuple[str, ...] = ("openid",)
    id_token_algs: tuple[str, ...] = ("RS256",)
    signing_alg: str = "RS512"
    secret: str | None = field(default=None, repr=False)
    keys_file: Path | None = None
    vtr: tuple[str, ...] = ()
    vtr_lower: tuple[str, ...] = ()
    acr: tuple[str, ...] = ()
    passkeys_too: bool = True
    organisation_id: uuid.UUID | None = None
    rules_claims: tuple[str, ...] = ()
    name_claims: tuple[str, ...] = ("name",)

    @property
    def logout_path(self) -> str:
        """Where this provider posts its logout tokens."""
        return f"/api/openid/{self.key}/logout"


class NoSuchProvider(NotFound):
    """Gone from the file, or never there."""

    code = "openid.no_such_provider"
    words = "That way to sign in is not offered here. Please choose another one."


class _Held:
    providers: tuple[Provider, ...] = ()


def use_providers(config: Config) -> None:
    """Offer the providers of the configured file. Raises WrongProviders, naming each fault with its line."""
    file, keys_file = config.providers_file, config.openid_keys_file
    read = read_providers(file, address=config.address, is_demo=config.is_demo, keys_file=keys_file) if file else ()
    offer(read)


def offer(providers: tuple[Provider, ...]) -> None:
    """Offer these, and no others."""
    _Held.providers = providers


def read_providers(
    file: Path, *, address: str, is_demo: bool = False, keys_file: Path | None = None
) -> tuple[Provider, ...]:
    """The providers in the file. One on this machine is taken only where we are on it ourselves. Raises WrongProviders."""
    is_here = re.match(r"http://(localhost|127\.0\.0\.1)(:\d+)?(/|$)", address) is not None
    surroundings = Surroundings(is_demo or is_here, keys_file)
    return tuple(_provider(said, keys_file) for said in provider_files.read_file(file, surroundings))


def _provider(said: dict[str, Any], keys_file: Path | None) -> Provider:
    auth = said["auth"]
    given: dict[str, Any] = {name: said[name] for name in ("key", "kind", "name", "issuer", "client_id", "secret")}
    lists = ("scopes", "vtr", "vtr_lower", "acr", "rules_claims", "name_claims")
    return Provider(
        **given | {name: tuple(said[name]) for name in lists if name in said},
        auth_method=auth["method"],
        signing_alg=auth.get("alg", Provider.signing_alg),
        keys_file=keys_file if auth["method"] == BY_KEY else None,
        id_token_algs=tuple(said["id_token_alg"]),
        passkeys_too=said.get("passkeys_too", True),
        organisation_id=said.get("organisation"),
    )


def all_providers() -> tuple[Provider, ...]:
    """The providers in the order of the file."""
    return _Held.providers


def provider_of(key: str) -> Provider:
    """The provider with that key. Raises NoSuchProvider."""
    found = next((provider for provider in _Held.providers if provider.key == key), None)
    if found is None:
        raise NoSuchProvider
    return found
