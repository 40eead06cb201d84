"""What one sweep reads of a team, and for how long that serves."""

from __future__ import annotations

import uuid

import pytest

from backend.core import clock
from backend.core.embedded_postgres import OWNER, WORKER
from backend.notifications import service as notifications
from backend.rota import service as rota
from backend.step_up import whom
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ask, let_the_engine_look
from tests.step_up.playing import leaves


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """The teams of which somebody asked who is on duty."""
    teams: list[uuid.UUID] = []
    real = rota.on_duty

    def on_duty(team_id, now):
        teams.append(team_id)
        return real(team_id, now)

    monkeypatch.setattr(rota, "on_duty", on_duty)
    return teams


def ask_both(cast: Cast, asked: list[uuid.UUID]) -> None:
    """Two requests of one team; what their pages asked for does not count."""
    ask(cast.alex)
    ask(cast.sam)
    asked.clear()


def test_a_sweep_asks_once_who_is_on_duty_in_a_team(cast: Cast, asked: list[uuid.UUID]) -> None:
    ask_both(cast, asked)
    let_the_engine_look()
    assert asked == [cast.riverside]


def test_the_next_sweep_asks_anew(cast: Cast, asked: list[uuid.UUID]) -> None:
    ask(cast.alex)
    asked.clear()
    let_the_engine_look()
    ask(cast.sam)
    asked.clear()
    let_the_engine_look()
    assert asked == [cast.riverside]


def test_within_a_long_sweep_it_is_asked_anew_after_two_seconds(
    cast: Cast, asked: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_both(cast, asked)
    monkeypatch.setattr(whom, "KEPT_SECONDS", -1)
    let_the_engine_look()
    assert asked == [cast.riverside, cast.riverside]


def test_whoever_has_left_is_not_told_by_the_end_of_a_long_sweep(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    crews, seconds = whom.Crews(clock.now()), iter((1.0, 3.0))
    crews._since = 0.0
    monkeypatch.setattr(whom.time, "monotonic", lambda: next(seconds, 3.0))
    with role(WORKER):
        assert cast.tom.account_id in whom.find_at_top(crews.of(cast.riverside)).accounts
    leaves(cast.tom)
    with role(WORKER):
        assert whom.find_at_top(crews.of(cast.riverside)).accounts == [cast.asha.account_id, cast.grace.account_id]


def test_it_asks_once_who_can_be_reached(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    times, real = [], notifications.reachable

    def reachable(accounts):
        times.append(list(accounts))
        return real(accounts)

    monkeypatch.setattr(notifications, "reachable", reachable)
    with role(OWNER):
        crew = whom.Crew(cast.riverside, clock.now())
        assert crew.reachable([cast.asha.account_id]) == [cast.asha.account_id]
        assert crew.reachable([cast.tom.account_id, cast.asha.account_id]) == [
            cast.tom.account_id,
            cast.asha.account_id,
        ]
    assert times == [[cast.asha.account_id], [cast.tom.account_id]]
