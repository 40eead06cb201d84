"""Without a pointer: Alex asks, Asha answers, and both always see where they are."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, heading, is_at, shows

MOST_STEPS = 40

FOCUSED = """
() => {
  const one = document.activeElement
  const said = one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent
  return said.trim()
}
"""

# The ring around a radio is drawn on the face beside it, that of a summary on the words in it: that is what one sees.
IS_SEEN = """
() => {
  const one = document.activeElement
  const drawn = [one, one.firstElementChild, one.nextElementSibling, one.parentElement].filter(Boolean).map((each) => getComputedStyle(each))
  const face = one.matches('input') ? one.nextElementSibling ?? one : one
  const box = face.getBoundingClientRect()
  const isDrawn = drawn.some(({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none')
  return isDrawn && box.bottom > 0 && box.top < innerHeight
}
"""


class ByKeyboard(Steps):
    def when_alex_skips_to_the_content(self) -> None:
        page = self.alex.page
        page.reload()
        expect(heading(page, re.compile("Alex"))).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == "Skip to main content"
        self.then_the_focus_is_seen(page)
        page.keyboard.press("Enter")
        self.tab_to(page, "I need more support")

    def when_alex_asks(self) -> None:
        page = self.alex.page
        page.keyboard.press("Enter")
        expect(heading(page, "Ask for more support")).to_be_focused()
        shows(page, "We tell Asha now.")
        self.tab_to(page, "What is happening?")
        page.keyboard.type("By keyboard.")
        self.tab_to(page, "Today")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_label("In the next few days")).to_be_checked()
        self.tab_to(page, "Send")
        page.keyboard.press("Enter")

    def then_alex_is_at_the_request(self) -> None:
        page = self.alex.page
        is_at(page, re.compile(r"/my-requests/[0-9a-f-]{36}$"))
        expect(heading(page, "Your request").first).to_be_focused()
        shows(page, "By keyboard.")

    def given_sam_has_asked_too(self) -> None:
        sam = self.stage.sign_in("sam", self.stage.phone())
        sam.put("/api/step-ups/01890000-0000-7000-8000-" + self.stage.cast["team"][-12:], {"words": "Sam asks."})

    def when_asha_walks_down_the_list(self) -> None:
        page = self.asha.page
        page.reload()
        expect(heading(page, "Requests")).to_be_visible()
        expect(page.get_by_role("link", name="Sam Price")).to_be_visible()
        for key, name in (("j", "Alex Morgan"), ("j", "Sam Price"), ("k", "Alex Morgan")):
            page.keyboard.press(key)
            expect(page.get_by_role("link", name=name)).to_be_focused()
            self.then_the_focus_is_seen(page)
        page.keyboard.press("Enter")
        shows(page, "By keyboard.")
        expect(page.get_by_role("link", name="I will answer")).to_be_visible()

    def when_asha_promises(self) -> None:
        page = self.asha.page
        self.tab_to(page, "I will answer")
        page.keyboard.press("Enter")
        expect(heading(page, "I will answer")).to_be_focused()
        shows(page, "By when?")
        self.tab_to(page, re.compile("15 minutes"))
        page.keyboard.press("Space")
        self.tab_to(page, "Send the promise")
        page.keyboard.press("Enter")

    def then_the_promise_stands(self) -> None:
        shows(self.asha.page, "You promised to ring Alex Morgan by")
        expect(heading(self.alex.page, re.compile("Asha will ring you by"))).to_be_visible(timeout=40_000)

    def when_urgent_help_is_opened_and_closed(self) -> None:
        page = self.alex.page
        page.reload()
        expect(heading(page, "Your request").first).to_be_visible()
        self.tab_to(page, "Urgent help")
        page.keyboard.press("Enter")
        sheet = page.get_by_role("dialog", name="Urgent help")
        expect(sheet).to_be_visible()
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(page.get_by_role("link", name="Urgent help")).to_be_focused()

    def then_the_focus_is_seen(self, page: Page) -> None:
        assert page.evaluate(IS_SEEN), f"nobody sees the focus on “{page.evaluate(FOCUSED)}”"

    def tab_to(self, page: Page, words: str | re.Pattern[str]) -> None:
        """Press Tab until the focus is there; on the way it must always be seen."""
        passed = []
        for _ in range(MOST_STEPS):
            page.keyboard.press("Tab")
            said = str(page.evaluate(FOCUSED))
            if said == words or (isinstance(words, re.Pattern) and words.search(said)):
                self.then_the_focus_is_seen(page)
                return
            if said:
                self.then_the_focus_is_seen(page)
            passed.append(said[:40])
        pytest.fail(f"“{words}” was not reached by Tab: {passed}")


@pytest.fixture
def story(stage: Stage) -> ByKeyboard:
    return ByKeyboard(stage)


def test_asking_and_answering_by_keyboard_alone(story: ByKeyboard) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_asha_is_signed_in_at_her_desk()
    story.when_alex_skips_to_the_content()
    story.when_alex_asks()
    story.then_alex_is_at_the_request()
    story.given_sam_has_asked_too()
    story.when_asha_walks_down_the_list()
    story.when_asha_promises()
    story.then_the_promise_stands()
    story.when_urgent_help_is_opened_and_closed()
