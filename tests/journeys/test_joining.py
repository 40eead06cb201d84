"""Joining: a worker invites, the person takes the link or scans the code, adds a way in, and chooses what is seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.messages import newest_code
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, follow, heading, is_at, press, shows


class Joining(Steps):
    kim: Device

    def when_asha_invites_kim(self) -> None:
        page = self.asha.page
        follow(page, "Caseload")
        self.then_the_page_is_accessible(self.asha)
        follow(page, "Invite a person")
        expect(heading(page, "Invite a person")).to_be_visible()
        page.get_by_label("What do they like to be called?").fill("Kim")
        page.get_by_label("I know them in person").check()
        self.then_the_page_is_accessible(self.asha)
        press(page, "Make the invitation")
        expect(heading(page, "The invitation for Kim is ready")).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("code to scan"))).to_be_visible()
        self.then_the_page_is_accessible(self.asha)
        self.link = page.get_by_text(re.compile(r"/join#")).inner_text()

    def when_kim_opens_the_link(self) -> None:
        self.kim = self.stage.phone()
        self.kim.add_passkey_reader()
        self.kim.page.goto(self.link)
        expect(heading(self.kim.page, re.compile("Hello, Kim"))).to_be_visible()
        shows(self.kim.page, "Asha Begum from Riverside Community Mental Health Team has invited you.")
        self.then_the_page_is_accessible(self.kim)

    def when_kim_joins_with_a_passkey(self) -> None:
        page = self.kim.page
        press(page, "Join")
        expect(heading(page, re.compile("Add a passkey"))).to_be_visible()
        self.then_the_page_is_accessible(self.kim)
        press(page, "Add my passkey")

    def when_kim_joins_with_a_code(self) -> None:
        page = self.kim.page
        contact = f"kim.{self.stage.cast['team'][-12:]}@example.org"
        press(page, "Join")
        press(page, re.compile("use a code"))
        page.get_by_label("Your e-mail address or mobile number").fill(contact)
        self.then_the_page_is_accessible(self.kim)
        press(page, "Send me a code")
        shows(page, f"We have sent a code to {contact}.")
        page.get_by_label("Code with 6 digits").fill(newest_code(self.kim, contact))
        press(page, "Join")

    def then_kim_sees_what_the_team_would_see(self) -> None:
        page = self.kim.page
        expect(heading(page, re.compile("What your team can see"))).to_be_visible()
        expect(page.get_by_role("group", name=re.compile("safety plan"))).to_be_visible()
        shows(page, "The requests you send go to your team.")
        self.then_the_page_is_accessible(self.kim)

    def when_kim_chooses(self) -> None:
        page = self.kim.page
        choose(page, re.compile("safety plan"), "Yes, they can see it")
        shows(page, "Saved. Your team can see this now.")
        choose(page, re.compile("goals"), "No, keep it private")
        shows(page, "Saved. Your team can not see this any more.")
        press(page, "Go on")
        expect(heading(page, re.compile("You have joined"))).to_be_visible()
        self.then_the_page_is_accessible(self.kim)

    def then_kim_arrives_home(self) -> None:
        page = self.kim.page
        follow(page, "Go to my first page")
        is_at(page, "/")
        expect(page.get_by_role("link", name="I need more support")).to_be_visible()
        shows(page, "Asha Begum, your key worker")

    def then_the_choice_is_kept(self) -> None:
        sections = {one["section"]: one for one in self.kim.get("/api/sharing/team")["sections"]}
        assert sections["safety_plan"]["is_shared"] is True
        assert sections["goals"]["is_shared"] is False
        assert sections["dialog_results"]["decided_at"] is None

    def then_asha_finds_kim_under_people(self) -> None:
        page = self.asha.page
        follow(page, "Go to the caseload")
        mine = page.get_by_role("list").filter(has=page.get_by_role("heading", name="Alex Morgan"))
        expect(mine.get_by_role("heading", name="Kim")).to_be_visible()

    def then_the_link_does_not_work_twice(self) -> None:
        other = self.stage.phone()
        other.watch.allow("status of 403 .*/api/invitations/open$")
        other.page.goto(self.link)
        expect(heading(other.page, "This invitation does not work")).to_be_visible()
        self.then_the_page_is_accessible(other)


@pytest.fixture
def story(stage: Stage) -> Joining:
    return Joining(stage)


def test_kim_joins_by_link_with_a_passkey(story: Joining) -> None:
    story.given_asha_is_signed_in_at_her_desk()
    story.when_asha_invites_kim()
    story.when_kim_opens_the_link()
    story.when_kim_joins_with_a_passkey()
    story.then_kim_sees_what_the_team_would_see()
    story.when_kim_chooses()
    story.then_kim_arrives_home()
    story.then_the_choice_is_kept()
    story.then_asha_finds_kim_under_people()
    story.then_the_link_does_not_work_twice()


def test_kim_joins_with_a_code_where_there_are_no_passkeys(story: Joining) -> None:
    story.given_asha_is_signed_in_at_her_desk()
    story.when_asha_invites_kim()
    story.when_kim_opens_the_link()
    story.when_kim_joins_with_a_code()
    story.then_kim_sees_what_the_team_would_see()
    story.when_kim_chooses()
    story.then_kim_arrives_home()
