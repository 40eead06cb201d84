"""What else happens to a request: taken back, written to, handed over, promised and missed; and who never sees it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, follow, heading, is_at, press, shows

NOT_HERS = r"status of 404 .*/api/step-ups/"
A_MOMENT_SECONDS = 4


class Answering(Steps):
    nia: Device
    tom: Device

    def given_alex_has_asked_and_looks_at_it(self) -> None:
        self.given_alex_has_asked()
        self.alex.go(f"/my-requests/{self.request_id}")
        shows(self.alex.page, "What you sent")

    def given_asha_looks_at_it(self) -> None:
        self.asha.go(f"/requests/{self.request_id}")
        shows(self.asha.page, "I have stopped sleeping.")

    def when_alex_takes_it_back(self) -> None:
        page = self.alex.page
        follow(page, "I no longer need this")
        expect(heading(page, "I no longer need this")).to_be_visible()
        self.then_the_page_is_accessible()
        page.get_by_label(re.compile("Would you like to say why")).fill("I have slept.")
        press(page, "Take my request back")

    def then_both_read_that_it_was_taken_back(self) -> None:
        expect(heading(self.alex.page, "You took this request back")).to_be_visible()
        self.then_the_page_is_accessible()
        shows(self.asha.page, "Taken back")
        shows(self.asha.page, "I have slept.")
        self.then_the_page_is_accessible(self.asha)

    def when_alex_adds_a_note(self) -> None:
        page = self.alex.page
        follow(page, "Tell them more")
        expect(heading(page, "Add a note")).to_be_visible()
        self.then_the_page_is_accessible()
        page.get_by_label("What would you like to add?").fill("It is louder at night.")
        press(page, "Send the note")
        is_at(page, f"/my-requests/{self.request_id}")
        shows(page, "It is louder at night.")

    def when_asha_writes_back(self) -> None:
        page = self.asha.page
        shows(page, "It is louder at night.")
        follow(page, "Write to Alex Morgan")
        self.then_the_page_is_accessible(self.asha)
        page.get_by_label("Your words to Alex Morgan").fill("I have read it.")
        press(page, "Send the note")
        is_at(page, f"/requests/{self.request_id}")

    def then_alex_reads_ashas_words(self) -> None:
        shows(self.alex.page, "I have read it.")

    def when_asha_hands_it_over_to_tom(self) -> None:
        page = self.asha.page
        follow(page, "Hand over to a colleague")
        shows(page, "Handing over is not an answer.")
        page.get_by_role("radio", name=re.compile("Tom Osei")).check()
        self.then_the_page_is_accessible(self.asha)
        press(page, "Hand it over")
        is_at(page, f"/requests/{self.request_id}")

    def then_alex_reads_that_tom_is_asked(self) -> None:
        shows(self.alex.page, "Tom")
        expect(self.alex.page.get_by_role("status").filter(has_text="Tom")).to_be_visible(timeout=40_000)

    def then_tom_finds_it_among_those_who_wait(self) -> None:
        self.tom = self.stage.sign_in("tom", self.stage.phone())
        waiting = self.tom.page.get_by_role("region", name=re.compile("Nobody has answered"))
        waiting.get_by_role("link", name="Alex Morgan").click()
        is_at(self.tom.page, f"/requests/{self.request_id}")
        expect(self.tom.page.get_by_role("link", name="I will answer")).to_be_visible()
        self.then_the_page_is_accessible(self.tom)

    def when_the_time_of_the_promise_passes(self) -> None:
        self.given_asha_has_promised(seconds=A_MOMENT_SECONDS)

    def then_alex_reads_that_it_was_missed_and_that_we_ask_again(self) -> None:
        expect(heading(self.alex.page, "Asha could not keep to that time")).to_be_visible(timeout=40_000)
        shows(self.alex.page, "We are sorry.")
        shows(self.alex.page, "We will not stop.")
        self.then_the_page_is_accessible()

    def then_asha_reads_that_the_time_has_passed(self) -> None:
        shows(self.asha.page, "That time has passed. We are asking the team again.")
        self.then_the_page_is_accessible(self.asha)

    def given_nia_works_in_another_team(self) -> None:
        self.nia = self.stage.sign_in("nia", self.stage.desktop())
        self.nia.watch.allow(NOT_HERS)

    def then_nia_finds_nothing_in_her_lists(self) -> None:
        shows(self.nia.page, "Nobody is asking for more support just now.")
        follow(self.nia.page, "Caseload")
        shows(self.nia.page, "Your team looks after nobody here yet.")
        self.then_the_page_is_accessible(self.nia)

    def then_the_address_of_the_request_tells_nia_nothing(self) -> None:
        for path in ("", "/answer"):
            self.nia.go(f"/requests/{self.request_id}{path}")
            shows(self.nia.page, "We cannot find this request.")
            assert "Alex" not in self.nia.page.content()
            self.then_the_page_is_accessible(self.nia)

    def given_the_team_is_closed_until_tomorrow(self) -> None:
        """Open for a minute a day, and not in this one."""
        team = self.stage.cast["team"]
        self.stage.service.sql(
            "UPDATE team_hours SET opens = (now() AT TIME ZONE 'Europe/London' - interval '2 hours')::time(0), "
            "closes = (now() AT TIME ZONE 'Europe/London' - interval '1 hour')::time(0) WHERE team_id = %s",
            team,
        )

    def then_home_and_ask_say_when_somebody_is_back(self) -> None:
        page = self.alex.page
        page.reload()
        shows(page, "The team is not here now. It opens")
        shows(page, "ring 111 and choose option 2")
        self.then_the_page_is_accessible()
        follow(page, "I need more support")
        shows(page, "Nobody from your team is here now.")
        shows(page, re.compile(r"They are back .* at .*\. Then we tell Asha first\."))
        expect(page.locator("main a[href='tel:111']").first).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_sends_it_all_the_same(self) -> None:
        press(self.alex.page, "Send")
        is_at(self.alex.page, re.compile(r"/my-requests/[0-9a-f-]{36}$"))

    def then_the_request_says_when_somebody_will_see_it(self) -> None:
        page = self.alex.page
        expect(heading(page, "Your team is not here now")).to_be_visible()
        shows(page, re.compile(r"They are back .* at .*\. Then we tell Asha\. We have your request\."))
        expect(page.get_by_role("status").locator("a[href='tel:111']").first).to_be_visible()
        self.then_the_page_is_accessible()


@pytest.fixture
def story(stage: Stage) -> Answering:
    story = Answering(stage)
    story.given_alex_is_signed_in_on_a_phone()
    return story


@pytest.fixture
def asked(story: Answering) -> Answering:
    """Alex has asked, and both look at it."""
    story.given_asha_is_signed_in_at_her_desk()
    story.given_alex_has_asked_and_looks_at_it()
    story.given_asha_looks_at_it()
    return story


def test_alex_takes_a_request_back(asked: Answering) -> None:
    asked.when_alex_takes_it_back()
    asked.then_both_read_that_it_was_taken_back()


def test_both_write_notes(asked: Answering) -> None:
    asked.when_alex_adds_a_note()
    asked.when_asha_writes_back()
    asked.then_alex_reads_ashas_words()


def test_asha_hands_over_to_tom(asked: Answering) -> None:
    asked.when_asha_hands_it_over_to_tom()
    asked.then_alex_reads_that_tom_is_asked()
    asked.then_tom_finds_it_among_those_who_wait()


def test_a_missed_promise_is_said_and_begins_the_asking_again(asked: Answering) -> None:
    asked.when_the_time_of_the_promise_passes()
    asked.then_alex_reads_that_it_was_missed_and_that_we_ask_again()
    asked.then_asha_reads_that_the_time_has_passed()


def test_another_team_sees_nothing(story: Answering) -> None:
    story.given_alex_has_asked()
    story.given_nia_works_in_another_team()
    story.then_nia_finds_nothing_in_her_lists()
    story.then_the_address_of_the_request_tells_nia_nothing()


def test_nobody_is_there_now(story: Answering) -> None:
    story.given_the_team_is_closed_until_tomorrow()
    story.then_home_and_ask_say_when_somebody_is_back()
    story.when_alex_sends_it_all_the_same()
    story.then_the_request_says_when_somebody_will_see_it()
