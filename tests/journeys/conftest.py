"""The service and the browser once for all journeys; people and devices anew for each."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.device import launch
from tests.journeys.service import People, Service, people_of, running
from tests.journeys.stage import Stage

numbers = itertools.count(1)

# The first journey waits for the whole service to start; a busy machine needs its time for that.
MOST_SECONDS = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(MOST_SECONDS))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("journeys")
    with running(folder) as service:
        yield service


@pytest.fixture(scope="session")
def people(service: Service) -> Iterator[People]:
    with people_of(service) as people:
        yield people


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def stage(service: Service, people: People, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage with people of its own. At its end nothing may have gone wrong on any device."""
    # All devices share one address here, which outside is one household: the limits are tried elsewhere.
    service.sql("DELETE FROM attempts")
    stage = Stage(service, people, browser, people.ask(cast=next(numbers)))
    try:
        yield stage
        if not getattr(request.node, "has_failed", False):
            stage.then_nothing_went_wrong()
    finally:
        stage.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """A failed journey leaves pictures of its devices, their troubles, and what the processes said."""
    report = yield
    stage = getattr(item, "funcargs", {}).get("stage")
    if report.when == "call" and report.failed and stage is not None:
        item.has_failed = True  # type: ignore[attr-defined]
        report.sections.append(("on the devices", _tell(stage, item)))
        report.sections.append(("from the processes", stage.service.said()))
    return report


def _tell(stage: Stage, item: pytest.Item) -> str:
    told = []
    for number, device in enumerate(stage.devices):
        picture = Path(stage.service.folder) / f"{item.name}-{number}.png"
        device.page.screenshot(path=picture)
        told.append(f"{device.page.url} {picture}\n  " + "\n  ".join(device.watch.left()))
    return "\n".join(told)
