"""Reads the trust's file of providers, and says on which of its lines what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from backend.core.placed_json import Fault, Unreadable, faults_in, line_of, plain, read_placed
from backend.core.schemas import Input
from backend.openid.provider_checks import BASIC, BY_KEY, POST, Surroundings, faults_of, standing_twice

RSA_ALGS = tuple(f"{kind}{bits}" for kind in ("RS", "PS") for bits in (256, 384, 512))
ALGS = (*RSA_ALGS, "ES256", "ES384", "ES512")
LONGEST_SECRET = 1000
VECTOR = r"P(0|5|9)(\.[A-Z][a-z0-9])+\Z"


class WrongProviders(SystemExit):
    """The file cannot be used. The words name each fault with its line, so that nothing starts with half of it."""

    def __init__(self, file: Path, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{file.name}, {fault}" for fault in faults))


def _some(longest: int) -> validate.Length:
    return validate.Length(1, longest, error=f"1 to {longest} letters")


def _words(*, needed: bool = False, one_of: tuple[str, ...] = ()) -> fields.List[Any]:
    check = validate.OneOf(one_of, error=f"one of {', '.join(one_of)}") if one_of else _some(100)
    length = [validate.Length(min=1, error="at least one")] if needed else []
    return fields.List(fields.String(validate=check), required=needed, validate=length)


def _vectors() -> fields.List[Any]:
    check = validate.Regexp(VECTOR, error='a vector such as "P9.Cp.Cd"')
    return fields.List(fields.String(validate=check))


class _Auth(Input):
    method = fields.String(required=True, validate=validate.OneOf((BY_KEY, BASIC, POST)))
    alg = fields.String(validate=validate.OneOf(RSA_ALGS, error=f"one of {', '.join(RSA_ALGS)}"))
    secret_file = fields.String(validate=_some(500))


class _Provider(Input):
    key = fields.String(
        required=True, validate=validate.Regexp(r"[a-z][a-z0-9-]{0,39}\Z", error="small letters, digits and -")
    )
    kind = fields.String(required=True, validate=validate.OneOf(("people", "staff"), error='"people" or "staff"'))
    name = fields.String(required=True, validate=_some(60))
    issuer = fields.String(required=True, validate=_some(500))
    client_id = fields.String(
        required=True, validate=validate.Regexp(r"[!-~]{1,200}\Z", error="1 to 200 plain letters")
    )
    auth = fields.Nested(_Auth, required=True)
    scopes = _words(needed=True)
    vtr = _vectors()
    vtr_lower = _vectors()
    acr = _words()
    id_token_alg = _words(needed=True, one_of=ALGS)
    passkeys_too = fields.Boolean(truthy={True}, falsy={False})
    organisation = fields.UUID(allow_none=True)
    rules_claims = _words()
    name_claims = _words()


class _File(Input):
    providers = fields.List(fields.Nested(_Provider), required=True)


def read_file(file: Path, surroundings: Surroundings) -> list[dict[str, Any]]:
    """The providers as the file names them, each with its `secret`. Raises WrongProviders with everything that is wrong."""
    try:
        placed, faults = read_placed(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongProviders(file, [Fault(1, f"this cannot be read ({type(problem).__name__})")]) from None
    except Unreadable as problem:
        raise WrongProviders(file, [problem.fault]) from None
    try:
        said = _File().load(plain(placed))["providers"]
    except ValidationError as problem:
        raise WrongProviders(file, [*faults, *faults_in(problem.messages, placed)]) from None
    places = placed.value["providers"].value
    for one, place in zip(said, places, strict=True):
        one["secret"] = _secret(one["auth"])
        faults += [Fault(line_of(place, field), words) for field, words in faults_of(one, surroundings)]
    faults += [Fault(line_of(places[number], field), words) for number, field, words in standing_twice(said)]
    if faults:
        raise WrongProviders(file, sorted(faults, key=lambda fault: fault.line))
    return list(said)


def _secret(auth: dict[str, Any]) -> str | None:
    """The secret without the end of its line; nothing where there is none, or something that is no text."""
    if "secret_file" not in auth:
        return None
    try:
        secret = Path(auth["secret_file"]).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return secret if len(secret) <= LONGEST_SECRET and secret.isprintable() and secret.isascii() else None
