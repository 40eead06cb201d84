"""A browser that keeps its cookies, as a person's does, on its way to a provider and back."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from backend.core import http
from backend.core.db import db
from backend.openid import identities, protocol
from tests.cast import ADDRESS, Cast, Member
from tests.openid.standing_in import StandIn


class Browser:
    """One browser. `get`, `post` … check the status and answer the JSON."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.app = app
        self.client = app.test_client()
        if token:
            self.client.set_cookie(http.COOKIE, token)

    def ask(self, method: str, path: str, body: Any = None, *, expect: int = 200, origin: str = ADDRESS) -> Any:
        response = self.respond(method, path, body, origin=origin)
        assert response.status_code == expect, f"{method} {path}: {response.status_code} {response.text[:400]}"
        return response.get_json(silent=True)

    def respond(self, method: str, path: str, body: Any = None, *, origin: str = ADDRESS) -> TestResponse:
        return self.client.open(path, method=method, json=body, headers={"Origin": origin})

    def get(self, path: str, *, expect: int = 200) -> Any:
        return self.ask("GET", path, expect=expect)

    def post(self, path: str, body: Any = None, *, expect: int = 200) -> Any:
        return self.ask("POST", path, body or {}, expect=expect)

    def begin(self, provider: StandIn, purpose: str = "sign_in", *, expect: int = 200, **wish: Any) -> Any:
        """Set out. Answers the provider's address, or the refusal."""
        answer = self.post(f"/api/openid/{provider.settings['key']}/begin", {"purpose": purpose, **wish}, expect=expect)
        return answer["address"] if expect == 200 else answer

    def finish(self, came: dict[str, Any], *, expect: int = 200) -> Any:
        """Come back."""
        return self.post("/api/openid/finish", came, expect=expect)

    def go(self, provider: StandIn, purpose: str = "sign_in", *, expect: int = 200, **wish: Any) -> Any:
        """There and back."""
        return self.finish(provider.answer_for(self.begin(provider, purpose, **wish)), expect=expect)

    @property
    def token(self) -> str:
        """The session's secret, if it holds one."""
        cookie = self.client.get_cookie(http.COOKIE)
        return cookie.value if cookie else ""


def browser_of(member: Member) -> Browser:
    """Where that member is signed in."""
    return Browser(member.app, member.token)


def stranger(cast: Cast) -> Browser:
    """Where nobody is signed in."""
    return Browser(cast.nobody.app)


def known_as(member: Member, provider: StandIn, subject: str) -> None:
    """That member has this way in already."""
    proof = protocol.Proof(provider.provider, subject, None, None, None, {})
    identities.keep(member.account_id, proof)
    db.session.commit()
