"""One service for the whole folder; every test takes a team of its own, and leaves web, worker and database running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.faults.service import Service, Team, running

LARGE, SMALL = [8] * 4, [3] * 18


@dataclass
class Whole:
    """What all tests share: the service, and the teams that no test has met yet."""

    service: Service
    large: list[Team]
    small: list[Team]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with running(tmp_path_factory.mktemp("faults")) as service:
        teams = service.make_teams(*LARGE, *SMALL)
        yield Whole(service, teams[: len(LARGE)], teams[len(LARGE) :])


@pytest.fixture
def service(whole: Whole) -> Service:
    """Whatever the test before did, everything runs."""
    if not whole.service.web.is_running:
        whole.service.start_web()
    if not whole.service.worker.is_running:
        whole.service.start_worker()
    return whole.service


@pytest.fixture
def team(whole: Whole, service: Service) -> Team:
    """A team that no other test meets, with three people."""
    return whole.small.pop()


@pytest.fixture
def other_team(whole: Whole, service: Service) -> Team:
    return whole.small.pop()


@pytest.fixture
def large_team(whole: Whole, service: Service) -> Team:
    """A team with eight people."""
    return whole.large.pop()
