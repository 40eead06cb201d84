"""Browsers that keep cookies, as a phone does: the session's and that of the kept plan."""

from __future__ import annotations

from typing import Any

from werkzeug.test import Client, TestResponse

from backend.core import http
from backend.core.ids import new_id
from backend.safety_plan.kept_cookie import COOKIE, PATH
from tests.cast import ADDRESS, Member

HOST = "localhost"


class Phone:
    """A browser of somebody's. Signed in with a session of its own, until `leave`."""

    def __init__(self, member: Member) -> None:
        self.client: Client = member.app.test_client()
        self.id = new_id()
        self.sign_in(member)

    def sign_in(self, member: Member) -> None:
        self.client.set_cookie(http.COOKIE, member.token, domain=HOST)

    def leave(self) -> None:
        """What remains when a session has run out: everything but its cookie."""
        self.client.delete_cookie(http.COOKIE, domain=HOST)

    def lose_secret(self) -> None:
        self.client.delete_cookie(COOKIE, domain=HOST, path=PATH)

    @property
    def secret(self) -> str | None:
        cookie = self.client.get_cookie(COOKIE, domain=HOST, path=PATH)
        return cookie.value if cookie else None

    def ask(self, method: str, path: str, expect: int = 200) -> Any:
        answer = self.respond(method, path)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return answer.get_json(silent=True)

    def respond(self, method: str, path: str) -> TestResponse:
        body = {} if method == "PUT" else None
        return self.client.open(path, method=method, json=body, headers={"Origin": ADDRESS}, base_url=ADDRESS)

    def keep(self, expect: int = 201) -> Any:
        return self.ask("PUT", f"/api/my-plan/phones/{self.id}", expect)

    def may_keep(self) -> bool:
        """What it is told when it asks by its secret alone."""
        answer = self.respond("GET", "/api/kept-plan")
        assert answer.status_code in (200, 404), answer.text
        assert answer.status_code == 200 or answer.json["code"] == "safety_plan.not_kept"
        return answer.status_code == 200
