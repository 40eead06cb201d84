"""A whole way there and back by the bare protocol, and what the log says when it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from backend.core import clock
from backend.core.errors import Refusal
from backend.openid import protocol
from backend.openid.protocol import LogoutToken, Proof, Start
from tests.openid.standing_in import StandIn

BACK = "http://localhost:8000/sign-in/back"


def begin(one: StandIn, *, lower: bool = False, fresh: bool = False) -> Start:
    return protocol.start(one.provider, redirect_uri=BACK, lower=lower, fresh=fresh)


def finish(one: StandIn, start: Start, **instead: Any) -> Proof:
    said = {"nonce": start.nonce, "verifier": start.verifier, "lower": False, "redirect_uri": BACK, "now": clock.now()}
    code = instead.pop("code", None) or one.code_for(start.address)
    return protocol.finish(one.provider, code=code, **{**said, **instead})


def prove(one: StandIn, *, lower: bool = False) -> Proof:
    return finish(one, begin(one, lower=lower), lower=lower)


def refused(one: StandIn, start: Start | None = None, **instead: Any) -> tuple[str, str | None]:
    """The code and the log's reason. There is one line, and nothing in it but our own words."""
    start = start or begin(one)
    with capture_logs() as lines, pytest.raises(Refusal) as stopped:
        finish(one, start, **instead)
    return _said(one, lines, stopped.value)


def refused_logout(one: StandIn, token: str) -> tuple[str, str | None]:
    with capture_logs() as lines, pytest.raises(Refusal) as stopped:
        read_logout(one, token)
    return _said(one, lines, stopped.value)


def read_logout(one: StandIn, token: str) -> LogoutToken:
    return protocol.read_logout(one.provider, token, clock.now())


def _said(one: StandIn, lines: Any, refusal: Refusal) -> tuple[str, str | None]:
    lines = [line for line in lines if line["event"] != "openid.old_copy"]
    assert len(lines) == 1, lines
    assert set(lines[0]) <= {"event", "provider", "reason", "log_level"}
    assert lines[0]["provider"] == one.settings["key"]
    event = {"openid.provider_away": "openid.away", "openid.clock": "openid.clock"}.get(refusal.code, "openid.refused")
    assert lines[0]["event"] == event
    return refusal.code, lines[0].get("reason")
