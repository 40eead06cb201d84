"""What no single setting of a provider can know: whether it fits the others, and the place where we run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backend.openid.client_keys import ClientKeysMissing, client_keys

BY_KEY, BASIC, POST = "private_key_jwt", "client_secret_basic", "client_secret_post"
# What every provider reads alike when it comes in a header; other letters some take as they are and some do not.
PLAIN = re.compile(r"[\w.~-]+", re.ASCII)


@dataclass(frozen=True)
class Surroundings:
    """What decides beside the file: whether a provider may be on this machine, and where our own keys are."""

    may_be_local: bool
    keys_file: Path | None


def faults_of(one: dict[str, Any], surroundings: Surroundings) -> Iterator[tuple[str, str]]:
    """What no single field can know, with the field that it is about."""
    if not _is_issuer(one["issuer"], may_be_local=surroundings.may_be_local):
        yield "issuer", "an https:// address without ? and # (http:// only on this machine, and only in the demo)"
    if "openid" not in one["scopes"]:
        yield "scopes", '"openid" has to be among them'
    yield from _wrong_for_kind(one)
    yield from _wrong_auth(one, surroundings.keys_file)


def _is_issuer(address: str, *, may_be_local: bool) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    is_plain = bool(host) and "@" not in parts.netloc and not re.search(r"[?#\s]", address)
    is_local = may_be_local and parts.scheme == "http" and host in ("localhost", "127.0.0.1")
    return is_plain and (parts.scheme == "https" or is_local)


def _wrong_for_kind(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A setting in the wrong place would be thought to do something."""
    elsewhere: tuple[str, ...] = ("acr", "passkeys_too", "organisation", "rules_claims", "name_claims")
    if one["kind"] == "people" and not one.get("vtr"):
        yield "vtr", 'for people, the vectors to ask for, such as "P9.Cp.Cd"'
    if one["kind"] == "staff":
        elsewhere = ("vtr", "vtr_lower")
    for field in elsewhere:
        if one.get(field):
            yield field, f"this is not for providers of {one['kind']}"


def _wrong_auth(one: dict[str, Any], keys_file: Path | None) -> Iterator[tuple[str, str]]:
    auth = one["auth"]
    if auth["method"] == BY_KEY:
        if "secret_file" in auth:
            yield "auth", "with private_key_jwt there is no secret_file"
        yield from (("auth", words) for words in _wrong_keys(keys_file))
        return
    if "alg" in auth:
        yield "auth", "an alg is for private_key_jwt only"
    if not one["secret"]:
        yield "auth", "secret_file: a file that can be read, with the secret and nothing else in it"
    elif auth["method"] == BASIC and not (PLAIN.fullmatch(one["secret"]) and PLAIN.fullmatch(one["client_id"])):
        yield "auth", f"with {BASIC}, client_id and secret have letters, digits and -._~ only; use {POST} for others"


def _wrong_keys(keys_file: Path | None) -> Iterator[str]:
    if keys_file is None:
        yield "private_key_jwt needs WAYMARK_OPENID_KEYS_FILE, made by `waymark openid-keys make`"
        return
    try:
        client_keys(keys_file)
    except ClientKeysMissing as problem:
        yield str(problem)


def standing_twice(said: list[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """What two providers may not have in common: which one has it, in which field, and the words."""
    keys, registered = set[str](), set[tuple[str, str]]()
    for number, one in enumerate(said):
        if one["key"] in keys:
            yield number, "key", f'"{one["key"]}" stands twice here'
        if (one["issuer"], one["client_id"]) in registered:
            yield number, "client_id", "this client_id stands twice for one issuer"
        keys.add(one["key"])
        registered.add((one["issuer"], one["client_id"]))
