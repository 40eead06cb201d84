"""Saying how life is: all of DIALOG by keyboard alone, and on a phone that has no signal for half of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.device import Device
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, heading, is_at, press, shows

NO_WAY_THERE = r"net::ERR_INTERNET_DISCONNECTED"
MOST_STEPS = 25
# In the order of the questionnaire, as a screen reader says them.
QUESTIONS = [
    "How satisfied are you with your mental health?",
    "How satisfied are you with your physical health?",
    "How satisfied are you with your job situation?",
    "How satisfied are you with your accommodation, the place where you live?",
    "How satisfied are you with your leisure activities, what you do in your free time?",
    "How satisfied are you with your friendships?",
    "How satisfied are you with your partner or family?",
    "How satisfied are you with your personal safety?",
    "How satisfied are you with your medication?",
    "How satisfied are you with the practical help you receive?",
    "How satisfied are you with your meetings with mental health professionals?",
]
ANSWERS = [
    "1, totally dissatisfied",
    "2, very dissatisfied",
    "3, fairly dissatisfied",
    "4, in the middle",
    "5, fairly satisfied",
    "6, very satisfied",
    "7, totally satisfied",
]
OFFLINE_FROM, OFFLINE_TO = 4, 9


class Rating(Steps):
    """Alex, and Asha where she is needed."""

    def given_alex_is_at_the_first_question(self) -> None:
        self.given_alex_is_signed_in_on_a_phone()
        self.alex.watch.allow(NO_WAY_THERE)
        self.alex.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        self.alex.go("/how-life-is")
        expect(heading(self.alex.page, "How life is")).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_starts_by_keyboard(self) -> None:
        self.tab_to("link", "Answer the questions")
        self.alex.page.keyboard.press("Enter")
        is_at(self.alex.page, "/questions/dialog")

    def then_the_question_is_named(self, number: int) -> None:
        """A screen reader begins at the question, and says where it stands among the others."""
        question = self.alex.page.get_by_role("heading", level=1, name=f"{number} of 11 {QUESTIONS[number - 1]}")
        expect(question).to_be_focused()
        group = self.alex.page.get_by_role("group", name=QUESTIONS[number - 1], exact=True)
        for answer in ANSWERS:
            expect(group.get_by_role("radio", name=answer, exact=True)).to_have_count(1)
        expect(group.get_by_role("radio")).to_have_count(7)
        expect(group.get_by_role("img")).to_have_count(0)

    def when_alex_answers_by_keyboard(self, number: int, value: int) -> None:
        page = self.alex.page
        self.tab_to("radio", ANSWERS[0])
        page.keyboard.press("Space")
        for _ in range(value - 1):
            page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name=ANSWERS[value - 1], exact=True)).to_be_checked()
        more_help = page.get_by_role("group", name="Do you want more help with this?")
        expect(more_help.get_by_role("radio", name="Yes")).to_be_visible()
        if value <= 2:
            self.tab_to("radio", "Yes")
            page.keyboard.press("Space")
            expect(more_help.get_by_role("radio", name="Yes")).to_be_checked()
        self.tab_to("button", "Next" if number < len(QUESTIONS) else "Check your answers")
        page.keyboard.press("Enter")

    def when_alex_leaves_one_out_by_keyboard(self) -> None:
        page = self.alex.page
        self.tab_to("DisclosureTriangle", "Leave this one out")
        page.keyboard.press("Enter")
        self.tab_to("button", "It does not apply to me")
        page.keyboard.press("Enter")

    def when_alex_sends_by_keyboard(self) -> None:
        page = self.alex.page
        expect(page.get_by_role("heading", level=1, name="Check your answers")).to_be_focused()
        self.then_the_page_is_accessible()
        self.tab_to("textbox", "Anything you would like to add? (if you like)")
        page.keyboard.type("Typed without a mouse.")
        self.tab_to("radio", re.compile("Whoever you share these with"))
        page.keyboard.press("Space")
        self.tab_to("button", "Send")
        page.keyboard.press("Enter")

    def then_the_results_are_there(self) -> None:
        page = self.alex.page
        is_at(page, "/how-life-is")
        shows(page, "Your answers are sent.")
        expect(heading(page, "This time")).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_answers_with_a_thumb(self, number: int, value: int) -> None:
        page = self.alex.page
        page.get_by_role("radio", name=ANSWERS[value - 1], exact=True).tap()
        press(page, "Next" if number < len(QUESTIONS) else "Check your answers")

    def when_the_signal_is(self, *, there: bool) -> None:
        self.alex.context.set_offline(not there)

    def when_alex_sends(self) -> None:
        choose(self.alex.page, "Who sees this one?", "Only me")
        press(self.alex.page, "Send")

    def then_nothing_was_sent(self) -> None:
        large = heading(self.alex.page, "This has not been sent")
        expect(large).to_be_focused()
        shows(self.alex.page, "Nothing is sent by itself.")
        self.then_the_page_is_accessible()

    def then_the_service_has(self, count: int) -> None:
        record = self.alex.get("/api/me")["record_id"]
        assert self.alex.get(f"/api/records/{record}/outcomes")["count"] == count

    def when_alex_hides_it(self, wording: str) -> None:
        """Asha's page is open meanwhile."""
        choice = {"is_shared": False, "may_add": False, "wording": wording}
        self.alex.put("/api/sharing/team/dialog_results", choice)

    def tab_to(self, role: str, name: str | re.Pattern[str]) -> None:
        """Press Tab until what is focused has this role and name, as a screen reader is told them."""
        passed = []
        for _ in range(MOST_STEPS):
            self.alex.page.keyboard.press("Tab")
            found = told_at_the_focus(self.alex)
            if found[0] == role and (name.search(found[1]) if isinstance(name, re.Pattern) else found[1] == name):
                return
            passed.append(found)
        pytest.fail(f"{role} “{name}” was not reached by Tab: {passed}")


def told_at_the_focus(device: Device) -> tuple[str, str]:
    """Role and name in the tree that assistive technology reads."""
    protocol = device.protocol()
    focused = protocol.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    nodes = protocol.send("Accessibility.getPartialAXTree", {"objectId": focused, "fetchRelatives": False})["nodes"]
    return nodes[0].get("role", {}).get("value", ""), nodes[0].get("name", {}).get("value", "")


def row(page: Page, area: str) -> str:
    """What the list of answers says about an area."""
    return page.locator(".nhsuk-summary-list__row", has_text=area).first.inner_text()


@pytest.fixture
def story(stage: Stage) -> Rating:
    return Rating(stage)


def test_all_of_dialog_by_keyboard_alone(story: Rating) -> None:
    story.given_alex_is_at_the_first_question()
    story.when_alex_starts_by_keyboard()
    for number in range(1, len(QUESTIONS) + 1):
        story.then_the_question_is_named(number)
        if number == 3:
            story.when_alex_leaves_one_out_by_keyboard()
        else:
            story.when_alex_answers_by_keyboard(number, 1 + number % 7)
    assert "Does not apply" in row(story.alex.page, "Job situation")
    assert "More help, please" in row(story.alex.page, "Partner or family")
    story.when_alex_sends_by_keyboard()
    story.then_the_results_are_there()
    story.then_the_service_has(1)


def test_a_phone_without_signal_from_the_fourth_question_to_the_ninth(story: Rating) -> None:
    story.given_alex_is_at_the_first_question()
    story.alex.page.get_by_role("link", name="Answer the questions").tap()
    story.then_the_page_is_accessible()
    for number in range(1, len(QUESTIONS) + 1):
        story.when_the_signal_is(there=not OFFLINE_FROM <= number <= OFFLINE_TO)
        story.when_alex_answers_with_a_thumb(number, 5)
    story.when_the_signal_is(there=False)
    story.when_alex_sends()
    story.then_nothing_was_sent()
    story.when_the_signal_is(there=True)
    shows(story.alex.page, "You have signal again.")
    story.then_the_service_has(0)
    press(story.alex.page, "Send again")
    story.then_the_results_are_there()
    story.then_the_service_has(1)
    story.alex.keeps_drafts(0)


def test_leaving_and_coming_back(story: Rating) -> None:
    story.given_alex_is_at_the_first_question()
    page = story.alex.page
    page.get_by_role("link", name="Answer the questions").tap()
    for number in (1, 2, 3):
        story.when_alex_answers_with_a_thumb(number, 4)
    expect(page.get_by_role("heading", level=1, name="4 of 11")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="3 of 11")).to_be_focused()
    expect(page.get_by_role("radio", name="4, in the middle")).to_be_checked()
    story.alex.keeps_drafts(1)
    page.get_by_role("link", name="Save and leave").click()
    page.get_by_role("link", name="Go on with your questions").click()
    shows(page, "You began today. 3 of 11 answered.")
    story.then_the_page_is_accessible()
    press(page, "Go on")
    expect(page.get_by_role("heading", level=1, name="4 of 11")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", level=1, name="4 of 11")).to_be_visible()


def test_entering_for_somebody_and_asking_them(story: Rating) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_asha_is_signed_in_at_her_desk()
    record = story.alex.get("/api/me")["record_id"]
    wording = story.alex.get("/api/sharing/team")["wording"]
    story.alex.put("/api/sharing/team/dialog_results", {"is_shared": True, "may_add": True, "wording": wording})
    page = story.asha.page
    story.asha.go(f"/records/{record}/how-life-is")
    shows(page, "Nothing is written down here.")
    page.get_by_role("link", name="Enter answers for them").click()
    page.get_by_role("radio", name="6, very satisfied").check()
    story.then_the_page_is_accessible(story.asha)
    for number in range(1, len(QUESTIONS)):
        press(page, "Next" if number == 1 else "Skip for now")
    press(page, "Check your answers")
    choose(page, "How did you do this?", re.compile("For them"))
    press(page, "Send")
    shows(page, "Mental health: very satisfied")
    story.asha.keeps_drafts(0)
    page.get_by_role("link", name="Ask for a questionnaire").click()
    press(page, "Ask")
    shows(page, "Asha Begum asked.")
    story.then_the_page_is_accessible(story.asha)
    story.alex.go("/how-life-is")
    shows(story.alex.page, "Asha Begum asked you to fill this in by")
    shows(story.alex.page, "Entered by Asha Begum for you.")
    story.then_the_page_is_accessible()
    story.when_alex_hides_it(wording)
    shows(page, "Nothing is written down here.")
