"""Using the plan on the worst day: with a signal and without, read aloud, always with a way to somebody."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.device import ARGUMENTS, Device
from tests.journeys.plan_played import LAKE, NIGHT, SISTER, SONGS, TEA
from tests.journeys.plan_steps import PlanSteps
from tests.journeys.screens import LARGE_TEXT
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, press, shows

NO_SIGNAL = r"net::ERR_(INTERNET_DISCONNECTED|FAILED)"


class Using(PlanSteps):
    def given_a_copy_is_kept_on_the_phone(self) -> None:
        """Chosen by hand on the page that asks; it opens at once."""
        self.alex.go("/my-plan/phone")
        page = self.alex.page
        page.evaluate("async () => { await navigator.serviceWorker.ready }")
        page.get_by_role("radio", name=re.compile("opens at once")).check()
        press(page, "Use this")
        page.wait_for_function("() => localStorage.getItem('waymark.kept') !== null")

    def when_the_session_has_ended_and_the_signal_is_gone(self) -> None:
        self.alex.context.clear_cookies(name=re.compile("session"))
        self.alex.watch.allow(NO_SIGNAL)
        self.alex.context.set_offline(True)

    def then_each_section_is_a_screen_of_its_own(self) -> None:
        page = self.alex.page
        shows(page, "Nothing is sent to anybody.")
        for words, hidden in ((TEA, LAKE), (LAKE, TEA), (SISTER, LAKE), (NIGHT, SISTER)):
            self.then_there_is_a_way_to_somebody()
            press(page, "Next")
            shows(page, words)
            expect(page.get_by_role("heading", level=1)).to_be_focused()
            expect(page.get_by_text(hidden)).to_have_count(0)

    def then_there_is_a_way_to_somebody(self) -> None:
        expect(self.alex.page.get_by_role("button", name="Talk to somebody")).to_be_visible()

    def then_somebody_is_one_tap_away(self, *, signed_in: bool) -> None:
        page = self.alex.page
        press(page, "Talk to somebody")
        main = page.locator("main")
        for name, address in (
            (f"Ring {SISTER}", "tel:07700900123"),
            (f"Text {SISTER}", "sms:07700900123"),
            (f"Ring {NIGHT}", "tel:01632960555"),
            ("Ring 999", "tel:999"),
            ("Ring 111", "tel:111"),
        ):
            expect(main.get_by_role("link", name=name, exact=True)).to_have_attribute("href", address)
        expect(main.get_by_role("link", name="Ask for more support")).to_have_count(1 if signed_in else 0)
        self.then_the_page_is_accessible()
        page.go_back()
        expect(heading(page, "Services I can ring")).to_be_visible()

    def then_it_ends_kindly(self) -> None:
        for _ in range(5):
            press(self.alex.page, "Next")
        expect(heading(self.alex.page, "You have been through your plan")).to_be_visible()
        self.then_there_is_a_way_to_somebody()

    def when_alex_has_it_read_aloud(self) -> None:
        assert self.said() == [], "Nothing is read by itself."
        press(self.alex.page, "Next")
        press(self.alex.page, "Read this aloud")

    def then_only_her_words_are_said(self) -> None:
        assert self.said() == [f"en-GB: {words}" for words in (TEA, "The blue cup.", SONGS)]
        press(self.alex.page, "Stop reading")
        expect(self.alex.page.get_by_role("button", name="Read this aloud")).to_be_visible()

    def when_tea_helps(self) -> None:
        page = self.alex.page
        press(page, "Next")
        press(page, "This helped")
        press(page, TEA)
        press(page, "Stop here")
        expect(heading(page, "You can stop here")).to_be_visible()
        assert not self.has_helped(TEA), "It becomes part of the plan when she says so."

    def when_alex_is_ready(self) -> None:
        follow(self.alex.page, "When you are ready: what helped?")
        expect(self.alex.page.get_by_role("checkbox", name=TEA)).to_be_checked()
        self.then_the_page_is_accessible()

    def when_the_plan_changes_elsewhere(self) -> None:
        self.plan.change("myself", {"words": "Wash my face"})

    def when_alex_puts_it_in_the_plan(self) -> None:
        press(self.alex.page, "Put it in my plan")

    def then_nothing_was_merged_in_silence(self) -> None:
        shows(self.alex.page, "Your plan was changed in the meantime")
        assert not self.has_helped(TEA)

    def then_it_is_part_of_the_plan(self) -> None:
        expect(heading(self.alex.page, "It is in your plan now")).to_be_visible()
        assert self.has_helped(TEA)
        assert [one["words"] for one in self.plan.now("myself")["items"]] == [TEA, SONGS, "Wash my face"]

    def said(self) -> list[str]:
        said: list[str] = self.alex.page.evaluate("window.said")
        return said

    def has_helped(self, words: str) -> bool:
        items = self.plan.now("myself")["items"]
        return any(one["words"] == words and one["has_helped"] for one in items)


@pytest.fixture
def story(stage: Stage) -> Using:
    return Using(stage)


def test_the_walk(story: Using) -> None:
    story.given_alex_has_a_plan()
    story.when_alex_uses_the_plan()
    story.then_each_section_is_a_screen_of_its_own()
    story.then_somebody_is_one_tap_away(signed_in=True)
    story.then_it_ends_kindly()


def test_the_walk_from_the_phone_with_no_signal(story: Using) -> None:
    story.given_alex_has_a_plan()
    story.given_a_copy_is_kept_on_the_phone()
    story.when_the_session_has_ended_and_the_signal_is_gone()
    story.when_alex_uses_the_plan()
    shows(story.alex.page, "This is your plan as of today.")
    story.then_each_section_is_a_screen_of_its_own()
    story.then_somebody_is_one_tap_away(signed_in=False)


def test_reading_aloud(story: Using) -> None:
    story.given_alex_has_a_plan()
    story.when_alex_uses_the_plan()
    story.when_alex_has_it_read_aloud()
    story.then_only_her_words_are_said()


def test_what_helped_becomes_part_of_the_plan(story: Using) -> None:
    story.given_alex_has_a_plan()
    story.alex.watch.allow(r"status of 409 .*/api/my-plan/saves/")
    story.when_alex_uses_the_plan()
    story.when_tea_helps()
    story.when_alex_is_ready()
    story.when_the_plan_changes_elsewhere()
    story.when_alex_puts_it_in_the_plan()
    story.then_nothing_was_merged_in_silence()
    story.when_alex_puts_it_in_the_plan()
    story.then_it_is_part_of_the_plan()


def test_the_walk_by_keyboard_alone(story: Using) -> None:
    story.given_alex_has_a_plan()
    story.when_alex_uses_the_plan()
    page = story.alex.page
    for words in ("What I can do myself", "People and places that take my mind off it", "People I can ask"):
        _press_by_keyboard(story.alex, "Next")
        expect(heading(page, words)).to_be_focused()
    _press_by_keyboard(story.alex, "Back")
    expect(heading(page, "People and places")).to_be_focused()


def _press_by_keyboard(device: Device, name: str) -> None:
    for _ in range(40):
        device.page.keyboard.press("Tab")
        if device.page.evaluate("document.activeElement.textContent.trim()") == name:
            device.page.keyboard.press("Enter")
            return
    raise AssertionError(f"“{name}” is not reached by Tab.")


@pytest.mark.parametrize(
    "kind",
    [
        {"viewport": {"width": 320, "height": 568}},
        {"viewport": {"width": 1280, "height": 800}},
        {"viewport": {"width": 844, "height": 390}},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
    ],
    ids=["320", "1280", "landscape", "dark", "forced"],
)
def test_every_screen_is_fit_for_everybody(story: Using, kind: dict[str, Any]) -> None:
    story.given_alex_has_a_plan(**kind)
    story.when_alex_uses_the_plan()
    then_each_screen_is_fit_for_everybody(story)


def test_every_screen_is_fit_for_everybody_in_letters_twice_the_size(stage: Stage) -> None:
    large = stage.browser.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=[*ARGUMENTS, LARGE_TEXT]
    )
    try:
        story = Using(replace(stage, browser=large))
        story.given_alex_has_a_plan()
        story.when_alex_uses_the_plan()
        then_each_screen_is_fit_for_everybody(story)
    finally:
        large.close()


def then_each_screen_is_fit_for_everybody(story: Using) -> None:
    for _ in range(9):
        story.then_the_page_is_accessible()
        press(story.alex.page, "Next")
    expect(heading(story.alex.page, "You have been through your plan")).to_be_visible()
    story.then_the_page_is_accessible()
