"""Leaving: ending a session elsewhere, signing out with and without a signal, the quick way out, and urgent help anywhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.device import Device
from tests.journeys.stage import Stage
from tests.journeys.steps import ENDED, WORDS, Steps, follow, heading, is_at, press, shows, sign_out

WEATHER = "https://www.bbc.co.uk/weather"
SIGNED_OUT_PAGES = ("/", "/sign-in/code", "/sign-in/link", "/join", "/urgent-help", "/privacy", "/demo/messages")
NO_SIGNAL = r"net::ERR_INTERNET_DISCONNECTED"

# What may stay: that a sign-out is still to be told to the service, when a hand last moved here, and what is everybody's:
# the crisis lines, by which services one may sign in, and how far this phone's clock was from the service's.
KEPT = """
async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: (await caches.keys()).filter((name) => !name.startsWith('waymark-shell-')),
  marks: Object.keys(localStorage).filter((key) => !['leaving', 'active', 'lines', 'providers', 'clock'].some((name) => key === `waymark.${name}`)),
})
"""
NOTHING: dict[str, list[str]] = {"databases": [], "caches": [], "marks": []}


class Leaving(Steps):
    desk: Device

    def given_alex_is_signed_in_at_a_desk_too(self) -> None:
        self.desk = self.stage.sign_in("alex", self.stage.desktop())

    def when_alex_ends_the_session_at_the_desk(self) -> None:
        page = self.alex.page
        follow(page, "Account")
        shows(page, "Chrome on Android")
        self.then_the_page_is_accessible()
        press(page, "Sign out there: Chrome on Linux")
        shows(page, "It is signed out there.")
        shows(page, "You are signed in only here.")

    def then_the_desk_is_signed_out_at_its_next_act(self) -> None:
        self.desk.watch.allow(ENDED)
        follow(self.desk.page, "My requests")
        expect(self.desk.page.get_by_text("You have been signed out. Sign in to go on.")).to_be_visible()
        expect(self.desk.page.get_by_role("button", name="Sign in with your passkey")).to_be_visible()
        self.then_the_page_is_accessible(self.desk)
        assert self.kept(self.desk) == NOTHING

    def given_alex_has_begun_to_write(self) -> None:
        page = self.alex.page
        follow(page, "I need more support")
        page.get_by_label("What is happening?").fill(WORDS)
        page.wait_for_function("async () => (await indexedDB.databases()).length > 0")
        follow(page, "Account")

    def when_the_signal_is_gone(self) -> None:
        self.alex.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        self.alex.watch.allow(NO_SIGNAL)
        self.alex.context.set_offline(True)

    def when_alex_signs_out(self) -> None:
        sign_out(self.alex)
        shows_all(self.alex.page, "You have signed out. Nothing of yours is left on this device.")

    def then_nothing_is_left_on_the_phone(self) -> None:
        self.alex.page.wait_for_function("async () => (await indexedDB.databases()).length === 0")
        assert self.kept(self.alex) == NOTHING

    def when_the_signal_is_back_and_the_app_is_opened(self) -> None:
        assert self.alex.ask("GET", "/api/me").status == 200, "The service does not know yet."
        self.alex.context.set_offline(False)
        self.alex.page.reload()
        expect(heading(self.alex.page, "Welcome")).to_be_visible()

    def then_the_session_has_ended(self) -> None:
        self.alex.page.wait_for_function("() => localStorage.getItem('waymark.leaving') === null")
        assert self.alex.ask("GET", "/api/me").status == 401

    def given_the_weather_is_there(self) -> None:
        self.alex.watch.allow(re.escape(WEATHER))

        def answer(route: Route) -> None:
            route.fulfill(content_type="text/html", body="<!doctype html><title>Weather</title><h1>Weather</h1>")

        self.alex.context.route(WEATHER, answer)

    def when_alex_leaves_in_a_hurry(self) -> None:
        follow(self.alex.page, "My requests")
        expect(heading(self.alex.page, "My requests")).to_be_visible()
        self.before = self.alex.page.evaluate("history.length")
        follow(self.alex.page, "Leave this page quickly")

    def when_alex_presses_shift_three_times(self) -> None:
        self.before = self.alex.page.evaluate("history.length")
        for _ in range(3):
            self.alex.page.keyboard.press("Shift")

    def then_the_weather_is_shown_in_its_place(self) -> None:
        expect(self.alex.page).to_have_url(WEATHER)
        assert self.alex.page.evaluate("history.length") == self.before

    def then_urgent_help_opens_on(self, paths: tuple[str, ...]) -> None:
        for path in paths:
            self.alex.go(path)
            expect(self.alex.page.locator("h1")).to_be_visible()
            follow(self.alex.page, "Urgent help")
            sheet = self.alex.page.get_by_role("dialog", name="Urgent help")
            for number in ("tel:999", "tel:111", "tel:116123"):
                expect(sheet.locator(f"a[href='{number}']")).to_be_visible()
            press(self.alex.page, "Close")
            expect(sheet).to_be_hidden()

    @staticmethod
    def kept(device: Device) -> Any:
        return device.page.evaluate(KEPT)


def shows_all(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible()


@pytest.fixture
def story(stage: Stage) -> Leaving:
    return Leaving(stage)


def test_ending_the_session_on_another_device(story: Leaving) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_alex_is_signed_in_at_a_desk_too()
    story.when_alex_ends_the_session_at_the_desk()
    story.then_the_desk_is_signed_out_at_its_next_act()


def test_signing_out_leaves_nothing(story: Leaving) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_alex_has_begun_to_write()
    story.when_alex_signs_out()
    story.then_nothing_is_left_on_the_phone()
    story.then_the_session_has_ended()


def test_signing_out_without_a_signal_leaves_nothing(story: Leaving) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_alex_has_begun_to_write()
    story.when_the_signal_is_gone()
    story.when_alex_signs_out()
    story.then_nothing_is_left_on_the_phone()
    story.when_the_signal_is_back_and_the_app_is_opened()
    story.then_the_session_has_ended()


def test_the_quick_way_out(story: Leaving) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_the_weather_is_there()
    story.when_alex_leaves_in_a_hurry()
    story.then_the_weather_is_shown_in_its_place()
    story.alex.go("/")
    story.when_alex_presses_shift_three_times()
    story.then_the_weather_is_shown_in_its_place()


def test_urgent_help_is_everywhere(story: Leaving) -> None:
    story.alex = story.stage.phone()
    story.alex.go("/")
    is_at(story.alex.page, "/")
    story.then_urgent_help_opens_on(SIGNED_OUT_PAGES)
    story.when_the_signal_is_gone()
    story.then_urgent_help_opens_on(SIGNED_OUT_PAGES)
