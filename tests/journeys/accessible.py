"""Is this page fit for everybody? The rules of WCAG 2.2 AA that a machine can check, and three of our own."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

LINKS = """
() => [...document.querySelectorAll('a[href]')]
  .filter((link) => link.checkVisibility())
  .map((link) => [(link.getAttribute('aria-label') ?? link.textContent).trim(), link.href])
"""


def problems_of(page: Page) -> list[str]:
    """Everything that is wrong with the page that is shown now, in words."""
    return [*_broken_rules(page), *_same_words_elsewhere(page), *_wider_than_the_screen(page), *_headings(page)]


def _broken_rules(page: Page) -> list[str]:
    # What is in order is counted, not described: that halves the time.
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "iframes": False}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


def _same_words_elsewhere(page: Page) -> list[str]:
    """Two links of the same name lead to the same place, or nobody who hears them can choose."""
    leads: dict[str, set[str]] = {}
    for words, address in page.evaluate(LINKS):
        leads.setdefault(words, set()).add(address)
    return [f"“{words}” leads to {sorted(places)}" for words, places in leads.items() if len(places) > 1]


def _wider_than_the_screen(page: Page) -> list[str]:
    width, room = page.evaluate("[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"the page is {width} wide on a screen of {room}"] if width > room else []


def _headings(page: Page) -> list[str]:
    """One first heading, and it is what the window is called by."""
    count = page.locator("h1").count()
    return [] if count == 1 else [f"{count} first headings"]
