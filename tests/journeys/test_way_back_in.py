"""Back in without a passkey: a code or a link, each once, for whoever asks the same answer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.messages import codes_sent_to, newest_code
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, heading, is_at, press, shows

REFUSED_CODE = r"status of 403 .*/api/sign-in/codes/[0-9a-f-]+/use$"
REFUSED_LINK = r"status of 403 .*/api/sign-in/links/use$"
TRIES = 5


class WayBack(Steps):
    other: Device

    def given_alex_has_a_new_phone(self) -> None:
        self.alex = self.stage.phone()
        self.alex.go("/")
        expect(heading(self.alex.page, "Welcome")).to_be_visible()
        self.then_the_page_is_accessible()
        self.contact = self.stage.cast["emails"]["alex"]

    def when_a_code_is_asked_for(self, contact: str | None = None) -> None:
        page = self.alex.page
        page.get_by_label("Your e-mail address or mobile number").fill(contact or self.contact)
        press(page, "Send me a code instead")
        is_at(page, "/sign-in/code")
        self.then_the_page_is_accessible()

    def when_the_code_of_the_demos_messages_is_entered(self) -> None:
        self.enter(newest_code(self.alex, self.contact))

    def then_alex_is_home(self) -> None:
        is_at(self.alex.page, "/")
        expect(self.alex.page.get_by_role("link", name="I need more support")).to_be_visible()

    def when_a_wrong_code_is_entered_five_times(self) -> None:
        self.alex.watch.allow(REFUSED_CODE)
        code = newest_code(self.alex, self.contact)
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        for _ in range(TRIES):
            self.enter(wrong)
            self.then_it_is_refused()
        self.then_the_page_is_accessible()
        self.right_code = code

    def then_the_right_code_is_worth_nothing_any_more(self) -> None:
        self.enter(self.right_code)
        self.then_it_is_refused()

    def when_a_new_code_is_asked_for(self) -> None:
        press(self.alex.page, "Use another e-mail address or number")
        self.alex.page.get_by_label("Your e-mail address or mobile number").fill(self.contact)
        press(self.alex.page, "Send me a code")
        expect(self.alex.page.get_by_label("Code with 6 digits")).to_be_visible()

    def when_a_link_is_used_twice(self) -> None:
        link = self.stage.link_for("alex")
        self.other = self.stage.desktop()
        self.other.go(link)
        shows(self.other.page, "The link works once.")
        self.then_the_page_is_accessible(self.other)
        self.alex.go(link)
        press(self.alex.page, "Sign me in")
        self.then_alex_is_home()
        self.other.watch.allow(REFUSED_LINK)
        press(self.other.page, "Sign me in")

    def then_the_second_time_is_refused(self) -> None:
        expect(heading(self.other.page, "This link does not work")).to_be_visible()
        self.then_the_page_is_accessible(self.other)

    def then_an_unknown_contact_reads_the_same(self) -> None:
        said = {contact: self.said_about(contact) for contact in (self.contact, "nobody.here@example.org")}
        assert len(set(said.values())) == 1, said
        assert codes_sent_to(self.alex, "nobody.here@example.org") == []

    def said_about(self, contact: str) -> str:
        self.alex.go("/")
        self.when_a_code_is_asked_for(contact)
        return self.alex.page.locator("main").inner_text().replace(contact, "CONTACT")

    def then_it_is_refused(self) -> None:
        alert = self.alex.page.get_by_role("alert")
        expect(alert).to_contain_text(re.compile("new code", re.IGNORECASE))

    def enter(self, code: str) -> None:
        page = self.alex.page
        page.get_by_label("Code with 6 digits").fill(code)
        with page.expect_response(lambda answer: answer.url.endswith("/use")):
            press(page, "Go on")


@pytest.fixture
def story(stage: Stage) -> WayBack:
    return WayBack(stage)


def test_alex_comes_back_with_a_code(story: WayBack) -> None:
    story.given_alex_has_a_new_phone()
    story.when_a_code_is_asked_for()
    story.when_the_code_of_the_demos_messages_is_entered()
    story.then_alex_is_home()


def test_a_code_cannot_be_guessed(story: WayBack) -> None:
    story.given_alex_has_a_new_phone()
    story.when_a_code_is_asked_for()
    story.when_a_wrong_code_is_entered_five_times()
    story.then_the_right_code_is_worth_nothing_any_more()
    story.when_a_new_code_is_asked_for()
    story.when_the_code_of_the_demos_messages_is_entered()
    story.then_alex_is_home()


def test_a_link_works_once(story: WayBack) -> None:
    story.given_alex_has_a_new_phone()
    story.when_a_link_is_used_twice()
    story.then_the_second_time_is_refused()


def test_nobody_learns_who_has_an_account(story: WayBack) -> None:
    story.given_alex_has_a_new_phone()
    story.then_an_unknown_contact_reads_the_same()
