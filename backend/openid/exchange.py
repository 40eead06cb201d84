"""Takes a code to the provider and brings back what it stands for. Nothing of it is kept beyond the one sign-in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from authlib.oauth2.rfc7523 import PrivateKeyJWT  # type: ignore[import-untyped]

from backend.openid import tokens
from backend.openid.asking import clock_off, errand, read_object
from backend.openid.client_keys import ClientKeysMissing, client_keys
from backend.openid.discovery import About
from backend.openid.provider_checks import BY_KEY
from backend.openid.providers import Provider
from backend.openid.refusals import ProofRefused, ProviderAway

ASSERTION_SECONDS = 60
# What may go into the log of what a provider says about our request; anything else it says is its own.
OUR_FAULTS = ("invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_grant_type")


@dataclass(frozen=True)
class Exchanged:
    """The tokens, and how far the provider's clock is from ours, where it says so. Never shows itself."""

    id_token: object = field(repr=False)
    access_token: str = field(repr=False)
    clock_off: timedelta | None


def make_session(provider: Provider, about: About, now: datetime) -> OAuth2Session:
    """A session in which we prove who we are as the provider wants it. Raises ProviderAway when we have no key to do it."""
    session = OAuth2Session(
        provider.client_id,
        provider.secret,
        scope=" ".join(provider.scopes),
        token_endpoint_auth_method=provider.auth_method,
        code_challenge_method="S256",
    )
    if provider.auth_method == BY_KEY:
        _sign_with_key(session, provider, about, now)
    return session


def exchange(
    provider: Provider, about: About, *, code: str, redirect_uri: str, verifier: str, now: datetime
) -> Exchanged:
    """Exchange the code. Raises ProofRefused when the provider does not take it, ProviderAway."""
    session, answers = make_session(provider, about, now), list[requests.Response]()

    def note(answer: requests.Response) -> requests.Response:
        answers.append(answer)
        return answer

    session.register_compliance_hook("access_token_response", note)
    more = {"code_verifier": verifier} if verifier else {}
    with errand(provider, session):
        try:
            said = session.fetch_token(
                about.token, grant_type="authorization_code", code=code, redirect_uri=redirect_uri, **more
            )
        except OAuthError as problem:
            raise _refusal(problem.error) from None
        answers[0].raise_for_status()
        if not isinstance(said["access_token"], str) or said["token_type"].lower() != "bearer":
            raise ProviderAway("nonsense")
        return Exchanged(said["id_token"], said["access_token"], clock_off(answers[0], now))


def read_userinfo(provider: Provider, about: About, access_token: str, subject: str) -> dict[str, Any]:
    """What the provider tells of that subject; nothing where it has no such address. Raises ProofRefused, ProviderAway."""
    if about.userinfo is None:
        return {}
    session = OAuth2Session(provider.client_id, token={"access_token": access_token, "token_type": "Bearer"})
    with errand(provider, session):
        said = read_object(session.get(about.userinfo))
    if said.get("sub") != subject:
        raise ProofRefused("sub")
    tokens.check_text(said)
    return said


def _sign_with_key(session: OAuth2Session, provider: Provider, about: About, now: datetime) -> None:
    """RFC 7523: short-lived, for the token endpoint, used once. Claims and all are made anew for every request."""
    try:
        key = client_keys(provider.keys_file).current if provider.keys_file else None
    except ClientKeysMissing:
        key = None
    if key is None:
        raise ProviderAway("our_keys")
    made_at = int(now.timestamp())
    claims = {"iat": made_at, "exp": made_at + ASSERTION_SECONDS, "jti": secrets.token_urlsafe(24)}
    session.client_secret = key
    session.register_client_auth_method(
        PrivateKeyJWT(about.token, claims=claims, headers={"kid": key.kid}, alg=provider.signing_alg)
    )


def _refusal(error: object) -> ProofRefused | ProviderAway:
    """A code that is used, old or not ours is refused. Everything else is between the provider and our settings."""
    if error == "invalid_grant":
        return ProofRefused("code")
    return ProviderAway(str(error) if error in OUR_FAULTS else "nonsense")
