"""An emergency: Nia of another team looks at Alex's record, Alex is told and reads why, Grace says whether it was right."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, follow, heading, is_at, press, shows

REASON = "Alex does not open the door, and has left a note."


class Emergency(Steps):
    nia: Device
    grace: Device

    def given_nia_works_in_another_team(self) -> None:
        self.nia = self.stage.sign_in("nia", self.stage.desktop())

    def when_nia_looks_alex_up(self) -> None:
        page = self.nia.page
        self.nia.go("/caseload")
        follow(page, re.compile("In an emergency"))
        expect(heading(page, "Who is it about?")).to_be_visible()
        self.then_the_page_is_accessible(self.nia)
        page.get_by_label("Their mobile number or e-mail address").fill(self.stage.cast["emails"]["alex"])
        press(page, "Look up")
        shows(page, "Alex Morgan")

    def when_nia_says_why_and_confirms(self) -> None:
        page = self.nia.page
        press(page, re.compile("Yes, Alex Morgan"))
        page.get_by_label("Say what is happening").fill(REASON)
        self.then_the_page_is_accessible(self.nia)
        press(page, "Go on")
        shows(page, "Alex Morgan will be told now that you looked, and why.")
        self.then_the_page_is_accessible(self.nia)
        press(page, "Look now")

    def then_nia_sees_the_record_and_stops(self) -> None:
        page = self.nia.page
        expect(heading(page, "Alex Morgan")).to_be_visible()
        shows(page, "You can look until")
        shows(page, "They have been told.")
        self.then_the_page_is_accessible(self.nia)
        press(page, "Stop looking")
        is_at(page, "/emergency")

    def then_alex_reads_who_and_why(self) -> None:
        page = self.alex.page
        self.alex.go("/who-has-looked")
        shows(page, "Nia Rees from Hillside Team looked, in an emergency.")
        shows(page, REASON)
        shows(page, "A team lead will look into this within three working days.")
        shows(page, "Nia Rees (worker, Hillside Team) looked without your permission, in an emergency.")
        self.then_the_page_is_accessible()

    def when_alex_says_that_it_looks_odd(self) -> None:
        page = self.alex.page
        page.get_by_role("button", name=re.compile("This looks odd: Nia Rees.*without your permission")).click()
        page.get_by_label("What looks odd to you?").fill("I was at my sister's.")
        press(page, "Tell the trust")
        shows(page, "Thank you for telling us")

    def when_grace_reviews(self) -> None:
        self.grace = self.stage.sign_in("grace", self.stage.desktop())
        page = self.grace.page
        self.grace.go("/team")
        follow(page, "Reviews: 2 to look into")
        shows(page, "Nia Rees from Hillside Team looked at the record of Alex Morgan.")
        shows(page, "I was at my sister's.")
        self.then_the_page_is_accessible(self.grace)
        press(page, re.compile("^Review: Nia Rees"))
        choose(page, "Was it right to look?", "Yes, it was right")
        page.get_by_label("What did you find?").fill("The note was found by the neighbours.")
        self.then_the_page_is_accessible(self.grace)
        press(page, "Save the review")
        shows(page, "Grace Lee wrote:")

    def then_alex_reads_what_grace_found(self) -> None:
        self.alex.go("/who-has-looked")
        shows(self.alex.page, "They found that it was right to look.")
        shows(self.alex.page, "We have received this. Nobody has answered yet.")


@pytest.fixture
def story(stage: Stage) -> Emergency:
    return Emergency(stage)


def test_nia_looks_in_an_emergency_and_alex_is_told(story: Emergency) -> None:
    story.given_alex_is_signed_in_on_a_phone()
    story.given_nia_works_in_another_team()
    story.when_nia_looks_alex_up()
    story.when_nia_says_why_and_confirms()
    story.then_nia_sees_the_record_and_stops()
    story.then_alex_reads_who_and_why()
    story.when_alex_says_that_it_looks_odd()
    story.when_grace_reviews()
    story.then_alex_reads_what_grace_found()
