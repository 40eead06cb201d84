"""A provider for people and one for staff, both offered, and both as well-behaved as a test leaves them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from backend.config import Config
from backend.openid import hooks
from tests.openid.standing_in import StandIn, offered, stand_in


@pytest.fixture
def nhs_login() -> Iterator[StandIn]:
    with stand_in("people") as found:
        yield found


@pytest.fixture
def trust_staff() -> Iterator[StandIn]:
    with stand_in("staff") as found:
        yield found


@pytest.fixture
def both(config: Config, nhs_login: StandIn, trust_staff: StandIn) -> Iterator[None]:
    with offered(config, nhs_login, trust_staff):
        yield


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch, whole_app: Flask) -> None:
    """Nobody above decides: this slice by itself, which lets nobody new in and every known one."""
    let_nobody_decide(monkeypatch)


def let_nobody_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    for connected in (hooks._decide, hooks._may_enter):
        for kind in ("people", "staff"):
            monkeypatch.delitem(connected, kind, raising=False)
    monkeypatch.setattr(hooks, "_begin_check", [])
