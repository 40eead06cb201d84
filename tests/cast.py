"""The same people in every test, so that a reader learns them once. Each is signed in with a real session.

Alex holds a record with the Riverside team; Asha is their key worker, Tom on the duty desk, Grace the lead. Sam is another
person of the same team, with Tom as key worker. Nia works in another team. Jo is Alex's friend, without record or team.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from backend.care import service as care
from backend.care.hours import Span
from backend.core import http
from backend.core.db import db
from backend.identity import service as identity
from backend.identity import sessions

ADDRESS = "http://localhost:8000"
ALWAYS = [Span(day, time(0, 0), time(0, 0)) for day in range(7)]


@dataclass
class Member:
    """Somebody with a browser. `get`, `put` … check the status and answer the JSON."""

    app: Flask
    name: str
    account_id: uuid.UUID
    token: str
    record_id: uuid.UUID | None = None

    def get(self, path: str, *, expect: int = 200, **headers: str) -> Any:
        return self.ask("GET", path, expect=expect, headers=headers)

    def put(self, path: str, body: Any = None, *, expect: int = 200) -> Any:
        return self.ask("PUT", path, body, expect=expect)

    def post(self, path: str, body: Any = None, *, expect: int = 200) -> Any:
        return self.ask("POST", path, body, expect=expect)

    def patch(self, path: str, body: Any = None, *, expect: int = 200) -> Any:
        return self.ask("PATCH", path, body, expect=expect)

    def delete(self, path: str, *, expect: int = 204) -> Any:
        return self.ask("DELETE", path, expect=expect)

    def ask(
        self, method: str, path: str, body: Any = None, *, expect: int = 200, headers: dict[str, str] | None = None
    ) -> Any:
        response = self.respond(method, path, body, headers)
        assert response.status_code == expect, f"{method} {path}: {response.status_code} {response.text[:400]}"
        return response.get_json(silent=True)

    def respond(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> TestResponse:
        client = self.app.test_client(use_cookies=False)
        sent = {"Origin": ADDRESS, **(headers or {})}
        if self.token:
            sent["Cookie"] = f"{http.COOKIE}={self.token}"
        if method not in {"GET", "DELETE"} and body is None:
            body = {}
        return client.open(path, method=method, json=body, headers=sent)


@dataclass
class Cast:
    alex: Member
    asha: Member
    tom: Member
    grace: Member
    sam: Member
    nia: Member
    jo: Member
    nobody: Member
    riverside: uuid.UUID
    hillside: uuid.UUID


def build_cast(app: Flask) -> Cast:
    """Make them all, through the services, as the owner's role."""
    trust = care.create_organisation("Rivers NHS Foundation Trust")
    riverside = care.create_team("Riverside Team", trust.id, phone="01632 960001", hours=ALWAYS).id
    hillside = care.create_team("Hillside Team", trust.id, phone="01632 960002", hours=ALWAYS).id
    asha = _worker(app, "Asha Begum", riverside, "worker")
    tom = _worker(app, "Tom Osei", riverside, "duty")
    grace = _worker(app, "Grace Lee", riverside, "lead")
    nia = _worker(app, "Nia Rees", hillside, "worker")
    alex = _person(app, "Alex Morgan", riverside, asha.account_id)
    sam = _person(app, "Sam Price", riverside, tom.account_id)
    jo = _account(app, "Jo Hart")
    nobody = Member(app, "nobody", uuid.UUID(int=0), "")
    db.session.commit()
    return Cast(alex, asha, tom, grace, sam, nia, jo, nobody, riverside, hillside)


def _account(app: Flask, name: str) -> Member:
    first = name.split(maxsplit=1)[0].lower()
    account = identity.create_account(name, email=f"{first}@example.org")
    token, _ = sessions.begin(account.id, "passkey", "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile")
    return Member(app, name, account.id, token)


def _worker(app: Flask, name: str, team_id: uuid.UUID, role: str) -> Member:
    member = _account(app, name)
    care.add_member(team_id, member.account_id, role)
    return member


def _person(app: Flask, name: str, team_id: uuid.UUID, key_worker_id: uuid.UUID) -> Member:
    member = _account(app, name)
    member.record_id = care.create_record(member.account_id, team_id, key_worker_id).id
    return member


def sign_in(member: Member) -> Member:
    """The same person, signed in anew: for tests that moved the clock beyond the old sign-in."""
    token, _ = sessions.begin(member.account_id, "passkey", "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile")
    db.session.commit()
    return replace(member, token=token)
