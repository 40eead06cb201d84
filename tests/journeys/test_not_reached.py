"""No signal, or no service: asking says that it was not sent, whom to ring, and sends nothing without being told to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.stage import Stage
from tests.journeys.steps import SHOWS_BY_ITSELF_MS, WORDS, Steps, follow, heading, is_at, press, shows

NO_WAY_THERE = (
    r"net::ERR_INTERNET_DISCONNECTED",
    r"net::ERR_CONNECTION_(REFUSED|RESET|CLOSED)",
    r"net::ERR_FAILED",
    r"net::ERR_EMPTY",
)
# Once there is a way again, the page looks whether the request arrived after all.
NOT_ARRIVED = r"status of 404 .*/api/step-ups/[0-9a-f-]{36}$"
# The right-hand sides are what the phone dials.
LINES = {"999": "tel:999", "111": "tel:111", "116 123": "tel:116123"}
TEAM = "tel:01632960101"


class NotReached(Steps):
    def given_alex_is_writing(self) -> None:
        self.given_alex_is_signed_in_on_a_phone()
        self.alex.watch.allow(*NO_WAY_THERE, NOT_ARRIVED)
        self.alex.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        follow(self.alex.page, "I need more support")
        shows(self.alex.page, "We tell Asha now.")
        self.alex.page.get_by_label("What is happening?").fill(WORDS)

    def when_the_signal_is_gone(self) -> None:
        self.alex.context.set_offline(True)

    def when_the_signal_is_back(self) -> None:
        self.alex.context.set_offline(False)

    def when_the_service_is_gone(self) -> None:
        self.stage.service.kill_web()

    def when_the_service_is_back(self) -> None:
        self.stage.service.start_web()

    def when_alex_presses_send(self) -> None:
        press(self.alex.page, "Send")

    def then_it_says_in_large_letters_that_nothing_was_sent(self) -> None:
        large = heading(self.alex.page, "This has NOT been sent")
        expect(large).to_be_visible()
        expect(large).to_be_focused()
        size = large.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 24
        self.then_the_page_is_accessible()

    def then_there_are_numbers_to_ring(self, *, team: bool = True) -> None:
        expected = {*LINES.values(), *([TEAM] if team else [])}
        assert expected <= self.dialled(self.alex)

    def then_the_words_are_still_there(self) -> None:
        expect(self.alex.page.get_by_label("What is happening?")).to_have_value(WORDS)

    def then_it_asks_before_it_sends(self) -> None:
        button = self.alex.page.get_by_role("button", name="Send it now")
        expect(button).to_be_visible(timeout=SHOWS_BY_ITSELF_MS)
        shows(self.alex.page, "The connection is back. Send it now?")
        assert self.requests() == []
        self.then_the_page_is_accessible()
        button.click()

    def then_it_is_sent_once(self) -> None:
        is_at(self.alex.page, re.compile(r"/my-requests/[0-9a-f-]{36}$"))
        shows(self.alex.page, WORDS)
        assert len(self.requests()) == 1

    def when_the_page_is_opened_again(self) -> None:
        self.alex.page.reload()

    def then_the_shell_opens_and_says_so(self) -> None:
        expect(heading(self.alex.page, "We cannot reach Waymark")).to_be_visible()
        self.then_there_are_numbers_to_ring(team=False)
        self.then_the_page_is_accessible()

    def then_the_kept_words_are_shown_as_not_sent(self) -> None:
        shows(self.alex.page, "They have not been sent.")
        self.then_the_words_are_still_there()
        assert self.requests() == []

    def requests(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.alex.get("/api/step-ups")["step_ups"]
        return found

    @staticmethod
    def dialled(device: Device) -> set[str]:
        links = device.page.locator("main a[href^='tel:']")
        return set(links.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))"))


@pytest.fixture
def story(stage: Stage) -> NotReached:
    return NotReached(stage)


@pytest.fixture
def web_comes_back(stage: Stage) -> Iterator[None]:
    """Whatever happens in the journey, the service answers again for the next one."""
    yield
    if "web" not in stage.service.running:
        stage.service.start_web()


def test_alex_asks_without_a_signal(story: NotReached) -> None:
    story.given_alex_is_writing()
    story.when_the_signal_is_gone()
    story.when_alex_presses_send()
    story.then_it_says_in_large_letters_that_nothing_was_sent()
    story.then_there_are_numbers_to_ring()
    story.then_the_words_are_still_there()
    story.when_the_signal_is_back()
    story.then_it_asks_before_it_sends()
    story.then_it_is_sent_once()


def test_the_words_outlive_the_page(story: NotReached) -> None:
    story.given_alex_is_writing()
    story.when_the_signal_is_gone()
    story.when_alex_presses_send()
    story.then_it_says_in_large_letters_that_nothing_was_sent()
    story.when_the_page_is_opened_again()
    story.then_the_shell_opens_and_says_so()
    story.when_the_signal_is_back()
    story.then_the_kept_words_are_shown_as_not_sent()
    story.when_alex_presses_send()
    story.then_it_is_sent_once()


def test_the_service_is_down(story: NotReached, web_comes_back: None) -> None:
    story.given_alex_is_writing()
    story.when_the_service_is_gone()
    story.when_alex_presses_send()
    story.then_it_says_in_large_letters_that_nothing_was_sent()
    story.then_there_are_numbers_to_ring()
    story.when_the_service_is_back()
    story.then_it_asks_before_it_sends()
    story.then_it_is_sent_once()
