"""One service for the whole folder; every test takes a team of its own, and leaves web, worker and database running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.moved_clock import MovedClock
from tests.faults.service import Service, Team, running

LARGE, SMALL = [8] * 4, [3] * 24


# Starting, killing and starting again takes its time where many share two processors; the waits have deadlines of their own.
PATIENCE_SECONDS = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(PATIENCE_SECONDS))


MOVED = [1] * 6


@dataclass
class Moved:
    """A service whose clock can be moved, and teams of one person that no test has met yet."""

    service: Service
    clock: MovedClock
    teams: list[Team]


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    folder = tmp_path_factory.mktemp("moved")
    clock = MovedClock(folder / "clock")
    with running(folder, processes=2, clock=clock) as service:
        teams = service.make_teams(*MOVED)
        service.keep_signed_in()
        yield Moved(service, clock, teams)


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
def some_teams(whole: Whole, service: Service) -> list[Team]:
    """Four teams, for what must not become one message to one worker."""
    return [whole.small.pop() for _ in range(4)]


@pytest.fixture
def large_team(whole: Whole, service: Service) -> Team:
    """A team with eight people."""
    return whole.large.pop()
