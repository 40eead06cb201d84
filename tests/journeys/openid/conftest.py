"""A service of its own that people and staff come to by a provider, with the stand-in for both beside it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from backend import demo_sign_in
from tests.journeys import processes
from tests.journeys.openid.stand_in import StandIn
from tests.journeys.service import People, Service, people_of, running
from tests.journeys.stage import Stage

numbers = itertools.count(1)


@dataclass
class Both:
    """The service and the stand-in."""

    service: Service
    stand_in: StandIn


@pytest.fixture(scope="package")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("openid")
    place = demo_sign_in.stand_in_beside(folder / "waymark", processes.free_port(), processes.free_port())
    # The service reads who its providers are when it starts; only then is known where they send people back to.
    demo_sign_in.prepare(place, "http://localhost")
    with running(folder) as service:
        demo_sign_in.prepare(place, service.address)
        service.running["sign-in"] = processes.start("sign-in", place.command, folder / "sign-in.log")
        processes.wait_until(lambda: processes.answers(f"{place.staff}/staff/"), "the stand-in answers")
        yield Both(service, StandIn(place))


@pytest.fixture(scope="package")
def people(both: Both) -> Iterator[People]:
    with people_of(both.service) as people:
        yield people


@pytest.fixture
def stand_in(both: Both) -> StandIn:
    return both.stand_in


@pytest.fixture
def stage(both: Both, people: People, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage with people of its own. At its end nothing may have gone wrong on any device."""
    # All devices share one address here, which outside is one household: the limits are tried elsewhere.
    both.service.sql("DELETE FROM attempts")
    stage = Stage(both.service, people, browser, people.ask(cast=next(numbers)))
    try:
        yield stage
        if not getattr(request.node, "has_failed", False):
            stage.then_nothing_went_wrong()
    finally:
        stage.close()
