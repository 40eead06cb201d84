"""Reads what a provider has signed, and believes nothing else in it before the signature holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from authlib.oauth2.claims import JWTClaims  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, ClaimError, ExceededSizeError, JoseError

from backend.openid import discovery
from backend.openid.asking import NONSENSE
from backend.openid.providers import Provider
from backend.openid.refusals import ProofRefused

LARGEST = 16 * 1024
LARGEST_HEADER = 4 * 1024  # NHS login says half of its claims in the header, too.
LEEWAY = timedelta(seconds=60)
OLDEST = timedelta(minutes=10)
LONGEST_NAME = 255
SIGNED_PARTS, ENCRYPTED_PARTS = 3, 5
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

Claims = dict[str, Any]


@dataclass(frozen=True)
class Signed:
    """A token whose signature holds."""

    header: Claims
    claims: Claims


def read_signed(provider: Provider, token: object, *, types: tuple[str, ...]) -> Signed:
    """What the token says, once its signature holds. `types` are what it may call itself. Raises ProofRefused, ProviderAway."""
    compact = _compact(token)
    registry = jws.JWSRegistry(algorithms=list(provider.id_token_algs), strict_check_header=False)
    registry.max_header_length = LARGEST_HEADER
    header = _header(compact, registry)
    _check_header(provider, header, types)
    key = discovery.key_for(provider, header.get("kid"), header["alg"])
    try:
        claims = jwt.decode(compact, key, registry=registry).claims
    except BadSignatureError:
        raise ProofRefused("signature") from None
    except (JoseError, *NONSENSE):
        raise ProofRefused("form") from None
    check_text(claims)
    return Signed(header, claims)


def check_id_token(provider: Provider, signed: Signed, *, nonce: str, access_token: str, now: datetime) -> None:
    """Whether it is for us, for this sign-in, and for now. Raises ProofRefused, named for the first claim that is wrong."""
    if not nonce:
        raise ProofRefused("nonce")
    known = {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}
    claims = CodeIDToken(signed.claims, signed.header, _expected(provider, "sub", "exp"), known)
    _validate(claims, now)
    _check_age(signed.claims, now)
    check_name(signed.claims["sub"], "sub")
    check_name(signed.claims.get("sid", "none"), "sid")


def check_logout_token(provider: Provider, signed: Signed, *, now: datetime) -> None:
    """Whether it says that somebody signed out, to us, just now. Raises ProofRefused."""
    _validate(JWTClaims(signed.claims, signed.header, _expected(provider, "jti")), now)
    _check_age(signed.claims, now)
    events = signed.claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise ProofRefused("events")
    if "nonce" in signed.claims:
        raise ProofRefused("nonce")  # An ID token may not be played back as the end of a session.
    named = [name for name in ("sub", "sid") if name in signed.claims]
    if not named:
        raise ProofRefused("sub")
    for name in ("jti", *named):
        check_name(signed.claims[name], name)


def check_name(value: object, reason: str) -> None:
    """A name that a provider gives to somebody or something: short, and of letters that everything can keep."""
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= LONGEST_NAME
        or not (value.isascii() and value.isprintable())
    ):
        raise ProofRefused(reason)


def check_text(claims: Mapping[str, Any]) -> None:
    """JSON may hold NUL, which PostgreSQL cannot keep, and halves of letters, which nothing can."""
    try:
        written = json.dumps(claims, ensure_ascii=False, allow_nan=False)
        written.encode()
    except NONSENSE:
        raise ProofRefused("text") from None
    if "\\u0000" in written:
        raise ProofRefused("text")


def instant(claims: Mapping[str, Any], name: str) -> datetime | None:
    """A claim that is a time. Raises ProofRefused when it is something else."""
    seconds = claims.get(name)
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ProofRefused(name)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise ProofRefused(name) from None


def _compact(token: object) -> str:
    if not isinstance(token, str) or not token.isascii():
        raise ProofRefused("form")
    if len(token) > LARGEST:
        raise ProofRefused("size")
    parts = token.count(".") + 1
    if parts != SIGNED_PARTS:
        raise ProofRefused("encrypted" if parts == ENCRYPTED_PARTS else "form")
    return token


def _header(compact: str, registry: jws.JWSRegistry) -> Claims:
    try:
        return dict(jws.extract_compact(compact.encode(), registry=registry).protected)
    except ExceededSizeError:
        raise ProofRefused("size") from None
    except (JoseError, *NONSENSE):
        raise ProofRefused("form") from None


def _check_header(provider: Provider, header: Claims, types: tuple[str, ...]) -> None:
    if header.get("alg") not in provider.id_token_algs:
        raise ProofRefused("alg")
    if "cty" in header or "enc" in header:
        raise ProofRefused("nested")
    if "crit" in header or "b64" in header:
        raise ProofRefused("header")
    said = header.get("typ", types[0])
    if not isinstance(said, str) or said.lower() not in types:
        raise ProofRefused("typ")


def _expected(provider: Provider, *more: str) -> dict[str, dict[str, Any]]:
    always: dict[str, dict[str, Any]] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "iat": {"essential": True},
    }
    return always | {name: {"essential": True} for name in more}


def _validate(claims: Any, now: datetime) -> None:
    """Authlib's own checks. The log learns which claim was wrong, and nothing of what it said."""
    try:
        claims.validate(int(now.timestamp()), int(LEEWAY.total_seconds()))
    except ClaimError as wrong:
        raise ProofRefused(wrong.claim.split(",")[0]) from None
    except (JoseError, *NONSENSE):
        raise ProofRefused("form") from None


def _check_age(claims: Claims, now: datetime) -> None:
    """It was made for this very exchange: an old one was kept by somebody."""
    issued_at = instant(claims, "iat")
    if issued_at is None or now - issued_at > OLDEST + LEEWAY:
        raise ProofRefused("iat")
