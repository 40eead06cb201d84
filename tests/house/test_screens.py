"""`make screens` and the journey through every page know every page there is."""

from __future__ import annotations

from tests.journeys.pages import PAGES, routes
from tests.journeys.screens import pictured


def test_every_page_route_is_on_the_list() -> None:
    assert {table: set(paths) for table, paths in PAGES.items()} == routes()


def test_every_page_route_is_pictured() -> None:
    there = {(table, path) for table, paths in routes().items() for path in paths}
    assert there - pictured() == set(), "A page is missing from tests/journeys/screens.py."
