"""One service for the whole folder; every test takes a team of its own, and leaves web, worker and database running."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.service import Service, Team, running

TEAMS, PEOPLE = 20, 8


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, list[Team]]]:
    with running(tmp_path_factory.mktemp("faults")) as service:
        yield service, service.make_teams(TEAMS, PEOPLE)


@pytest.fixture
def service(whole: tuple[Service, list[Team]]) -> Service:
    """Whatever the test before did, everything runs."""
    service = whole[0]
    if not service.web.is_running:
        service.start_web()
    if not service.worker.is_running:
        service.start_worker()
    return service


@pytest.fixture
def team(whole: tuple[Service, list[Team]], service: Service) -> Team:
    """A team that no other test meets."""
    return whole[1].pop()
