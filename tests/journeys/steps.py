"""Steps that several journeys share: who is signed in where, what was asked, what a page shows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.core import clock
from backend.core.ids import new_id
from tests.journeys.device import Device
from tests.journeys.stage import Stage

# A page that is open asks at first every few seconds, then up to every half minute.
SHOWS_BY_ITSELF_MS = 40_000

# What was on its way when a session ended is answered so, and the browser says so on its console.
ENDED = r"status of 401 .*/api/"

MOST_TABS = 60
FOCUSED = """
() => {
  const one = document.activeElement
  return (one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent).trim()
}
"""

WORDS = "I have stopped sleeping."


class Steps:
    """The people of a journey with their devices; each journey adds its own sentences."""

    alex: Device
    asha: Device
    request_id: str

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def given_alex_is_signed_in_on_a_phone(self) -> None:
        self.alex = self.stage.sign_in("alex", self.stage.phone())

    def given_asha_is_signed_in_at_her_desk(self) -> None:
        self.asha = self.stage.sign_in("asha", self.stage.desktop())

    def given_alex_has_asked(self, words: str = WORDS) -> None:
        """Asked by the API: how one asks by hand is another journey."""
        self.request_id = str(new_id())
        self.alex.put(f"/api/step-ups/{self.request_id}", {"words": words, "reach_on": "07700 900101"})

    def given_asha_has_promised(self, **within: float) -> None:
        by_at = (clock.now() + timedelta(**(within or {"hours": 1}))).isoformat()
        self.act(self.asha, "acknowledgements", {"by_at": by_at, "how": "ring"})

    def act(self, device: Device, what: str, body: dict[str, Any]) -> Any:
        """One act on the request by the API, past the pages."""
        return device.put(f"/api/step-ups/{self.request_id}/{what}/{new_id()}", body)

    def then_the_page_is_accessible(self, device: Device | None = None) -> None:
        self.stage.then_the_page_is_accessible(device or self.alex)


def press(page: Page, words: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=words).click()


def sign_out(device: Device) -> None:
    """Sign out from the account page. A read that is still on its way is refused, as it should be."""
    device.watch.allow(ENDED)
    press(device.page, "Sign out")


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=words).click()


def choose(page: Page, question: str | re.Pattern[str], answer: str | re.Pattern[str]) -> None:
    """Answer a question that has a few answers to choose from."""
    page.get_by_role("group", name=question).get_by_role("radio", name=answer).check()


def heading(page: Page, words: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("heading", name=words)


def shows(page: Page, words: str | re.Pattern[str], *, within: float = SHOWS_BY_ITSELF_MS) -> None:
    """The page shows these words, at once or when it next asks."""
    expect(page.locator("main")).to_contain_text(words, timeout=within)


def is_at(page: Page, path: str | re.Pattern[str]) -> None:
    """The address is this path; a string must match as a whole."""
    pattern = path if isinstance(path, re.Pattern) else re.compile(rf"^https?://[^/]+{re.escape(path)}$")
    expect(page).to_have_url(pattern)


def tab_to(page: Page, words: str | re.Pattern[str]) -> None:
    """By the Tab key alone, until what has the focus is labelled so."""
    passed: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        passed.append(str(page.evaluate(FOCUSED)))
        if passed[-1] == words or (isinstance(words, re.Pattern) and words.fullmatch(passed[-1])):
            return
    pytest.fail(f"“{words}” was not reached by Tab: {passed}")
