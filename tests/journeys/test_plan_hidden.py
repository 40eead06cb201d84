"""Leaving the plan quickly, so that nothing of it shows and "back" does not lead to it; and a look that tells nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.device import ARGUMENTS
from tests.journeys.plan_steps import USE, PlanSteps
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, press

WEATHER = "https://www.bbc.co.uk/weather"
NO_SIGNAL = r"net::ERR_(INTERNET_DISCONNECTED|FAILED)"

# Presses, and looks again before the next picture is drawn: can anything be read?
LEAVES = """
() => {
  const before = document.body.innerText.includes('Make tea')
  document.querySelector('.wm-header__leave').click()
  return [before, document.body.innerText.trim(), document.title]
}
"""


# Of each page that "back" leads to: what can be read on it, from its first words on.
TELLS_WHAT_SHOWS = """
if (location.host.startsWith('localhost') && performance.getEntriesByType('navigation')[0].type === 'back_forward') {
  new MutationObserver(() => {
    if (document.body?.checkVisibility() && document.body.innerText.trim() !== '') shownOnTheWayBack(document.body.innerText)
  }).observe(document, { childList: true, subtree: true })
}
"""


SAYS_WHEN_SHOWN = """
addEventListener('pageshow', ({ persisted }) => shown(location.pathname, persisted, document.body.checkVisibility()))
"""


class Hiding(PlanSteps):
    def given_the_weather_is_there(self) -> None:
        self.alex.watch.allow(re.escape(WEATHER), r"request to https://www\.bbc\.co\.uk/weather", NO_SIGNAL)

        def answer(route: Route) -> None:
            route.fulfill(content_type="text/html", body="<!doctype html><title>Weather</title><h1>Weather</h1>")

        self.alex.context.route(WEATHER, answer)
        self.shown_on_the_way_back: list[str] = []

        def note(words: str) -> None:
            self.shown_on_the_way_back.append(words)

        self.alex.context.expose_function("shownOnTheWayBack", note)
        self.alex.context.add_init_script(TELLS_WHAT_SHOWS)

    def when_alex_leaves_while_it_is_read_aloud(self) -> None:
        page = self.alex.page
        press(page, "Next")
        press(page, "Read this aloud")
        self.length = page.evaluate("history.length")
        before, text, title = page.evaluate(LEAVES)
        assert (before, text, title) == (True, "", "Weather")

    def then_the_weather_stands_in_its_place(self) -> None:
        page = self.alex.page
        expect(page).to_have_url(WEATHER)
        assert page.evaluate("history.length") == self.length

    def then_back_shows_nothing_of_it(self) -> None:
        page = self.alex.page
        for _ in range(2):
            with page.expect_event("framenavigated", lambda frame: frame.url.startswith(self.alex.address)):
                page.evaluate("() => void setTimeout(() => history.back())")
            expect(page).to_have_url(WEATHER)
        assert self.shown_on_the_way_back == []

    def then_the_voice_was_stopped(self) -> None:
        self.alex.go("/privacy")
        assert self.alex.page.evaluate("sessionStorage.getItem('said.stopped')") == "3"

    def then_it_opens_again_when_it_is_asked_for(self) -> None:
        self.alex.go(USE)
        expect(heading(self.alex.page, "How I know it is getting harder")).to_be_visible()

    def when_alex_leaves_from_a_dialog(self) -> None:
        follow(self.alex.page, "Urgent help")
        sheet = self.alex.page.get_by_role("dialog", name="Urgent help")
        expect(sheet.get_by_role("link", name="Use my plan")).to_be_visible()
        self.length = self.alex.page.evaluate("history.length")
        sheet.get_by_role("link", name="Leave this page quickly").click()

    def when_alex_chooses_the_plain_look(self) -> None:
        self.alex.go("/look")
        self.alex.page.get_by_role("radio", name="Notebook").check()
        self.then_the_page_is_accessible()

    def then_it_is_a_notebook_from_the_first_picture_on(self) -> None:
        page = self.alex.page
        # Before any file of ours runs: what the page itself says.
        page.route("**/assets/*.js", lambda route: route.abort())
        self.alex.watch.allow(NO_SIGNAL)
        page.goto(self.alex.address + "/privacy", wait_until="domcontentloaded")
        assert page.title() == "Notebook"
        name = page.locator(".wm-header__name")
        assert name.inner_text().strip() == "Notebook"
        page.unroute("**/assets/*.js")
        page.reload()
        expect(page).to_have_title(re.compile("^Privacy .* Notebook$"))
        assert page.locator("link[rel=manifest]").get_attribute("href") == "/manifest-plain.webmanifest"
        expect(page.get_by_role("banner")).not_to_contain_text("Waymark", use_inner_text=True)


@pytest.fixture
def story(stage: Stage) -> Hiding:
    return Hiding(stage)


@pytest.fixture
def keeps_pages_alive(stage: Stage) -> Iterator[Browser]:
    """A browser that holds on to the pages one leaves, as phones do; the driver of the journeys forbids it otherwise."""
    browser = stage.browser.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=[*ARGUMENTS, "--enable-features=BackForwardCache"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def test_leaving_quickly(story: Hiding) -> None:
    story.given_alex_has_a_plan()
    story.given_the_weather_is_there()
    story.when_alex_uses_the_plan()
    story.when_alex_leaves_while_it_is_read_aloud()
    story.then_the_weather_stands_in_its_place()
    story.then_back_shows_nothing_of_it()
    story.then_the_voice_was_stopped()
    story.then_it_opens_again_when_it_is_asked_for()
    story.when_alex_leaves_from_a_dialog()
    story.then_the_weather_stands_in_its_place()


def test_leaving_when_an_earlier_page_is_kept_alive(stage: Stage, keeps_pages_alive: Browser) -> None:
    """Each page says, when it is shown, whether the browser had kept it alive, and whether anything can be seen on it."""
    page = keeps_pages_alive.new_context(service_workers="block").new_page()
    shown: list[list[Any]] = []
    page.expose_function("shown", lambda *what: shown.append(list(what)))
    page.add_init_script(SAYS_WHEN_SHOWN)
    page.route(WEATHER, lambda route: route.fulfill(content_type="text/html", body="<title>Weather</title>"))
    for path, words in (("/privacy", "Privacy"), ("/look", "How this app looks")):
        page.goto(stage.service.address + path)
        expect(heading(page, words).first).to_be_visible()
    follow(page, "Leave this page quickly")
    expect(page).to_have_url(WEATHER)
    shown.clear()
    with page.expect_event("framenavigated", lambda frame: frame.url.endswith("/privacy")):
        page.evaluate("() => void setTimeout(() => history.back())")
    expect(page).to_have_url(WEATHER)
    assert ["/privacy", True, False] in shown
    assert not [one for one in shown if one[0] == "/privacy" and one[2]]


def test_the_plain_look(story: Hiding) -> None:
    # Without the service worker, which would answer for the files that this journey holds back.
    story.given_alex_has_a_plan(service_workers="block")
    story.when_alex_chooses_the_plain_look()
    story.then_it_is_a_notebook_from_the_first_picture_on()
