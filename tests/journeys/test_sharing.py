"""Sharing: a person invites somebody in the room, who joins with an own account; less, nothing, and all of it again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.played import WORDS, Request, Trusted
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, choose, follow, heading, is_at, press, shows

REFUSED = "status of 403 .*/api/trusted/"


class Sharing(Steps):
    jo: Device
    link: str
    code: str

    def given_alex_has_asked_for_support(self) -> None:
        self.record = self.alex.get("/api/me")["record_id"]
        Request(self.alex)

    def when_alex_begins_to_invite(self) -> None:
        page = self.alex.page
        page.get_by_role("link", name="People", exact=True).click()
        expect(heading(page, "Who could be here")).to_be_visible()
        self.then_the_page_is_accessible()
        follow(page, "Invite somebody")
        self.then_the_page_is_accessible()
        choose(page, "Is anybody pressing you to do this?", re.compile("^No$"))
        press(page, "Go on")
        page.get_by_label("What do you call them?").fill("Jo")
        page.get_by_label("A friend").check()
        self.then_the_page_is_accessible()
        press(page, "Go on")

    def when_alex_chooses_what_jo_sees(self) -> None:
        page = self.alex.page
        page.get_by_label("My requests").check()
        self.then_the_page_is_accessible()
        press(page, "Go on")
        page.get_by_label("3 months").check()
        self.then_the_page_is_accessible()
        press(page, "Go on")
        page.get_by_label("Please do", exact=True).fill("Ring me in the evening.")
        press(page, "Go on")
        preview = page.get_by_role("group", name="What Jo would see")
        expect(preview).to_contain_text(WORDS)
        expect(preview).to_contain_text("Ring me in the evening.")
        self.then_the_page_is_accessible()
        press(page, "Go on")

    def when_alex_makes_the_invitation(self) -> None:
        page = self.alex.page
        press(page, "Make the invitation")
        expect(heading(page, "The invitation for Jo is ready")).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("code to scan"))).to_be_visible()
        self.then_the_page_is_accessible()
        page.get_by_text("Or send the link").click()
        self.link = page.get_by_text(re.compile(r"/trusted#")).inner_text()
        self.code = page.get_by_role("img", name="The code is").inner_text()
        assert self.link.partition("#")[2] not in page.url

    def then_leaving_loses_link_and_code(self) -> None:
        page = self.alex.page
        follow(page, "I have passed on both")
        expect(heading(page, "Invited, not here yet")).to_be_visible()
        page.go_back()
        expect(heading(page, "Invite Jo again")).to_be_visible()
        assert self.link not in page.content()

    def when_jo_opens_the_link(self) -> None:
        self.jo = self.stage.phone()
        self.jo.add_passkey_reader()
        self.jo.page.goto(self.link)
        expect(heading(self.jo.page, "Alex Morgan has invited you")).to_be_visible()
        self.then_the_page_is_accessible(self.jo)
        press(self.jo.page, "Go on")

    def when_jo_joins_with(self, code: str) -> None:
        page = self.jo.page
        page.get_by_label("Code with 6 digits").fill(code)
        self.then_the_page_is_accessible(self.jo)
        press(page, "Go on")
        press(page, "Add my passkey")

    def then_jo_is_told_that_the_code_is_wrong(self) -> None:
        shows(self.jo.page, "That is not the code.")
        self.then_the_page_is_accessible(self.jo)

    def then_jo_has_an_own_account(self) -> None:
        page = self.jo.page
        expect(heading(page, "You have accepted")).to_be_visible()
        self.then_the_page_is_accessible(self.jo)
        me = self.jo.get("/api/me")
        assert (me["name"], me["is_person"], me["is_worker"]) == ("Jo", False, False)
        follow(page, "Go there now")
        is_at(page, "/support")

    def given_jo_has_accepted(self) -> None:
        self.jo = self.stage.sign_in("nia", self.stage.phone())
        self.trusted = Trusted(self.alex, "Jo").accepted(self.jo)

    def then_jo_sees_requests_and_nothing_else(self) -> None:
        assert [one["words"] for one in self.requests_jo_sees()] == [WORDS]
        assert self.jo.get(f"/api/records/{self.record}/about-me")["sections"] == []

    def then_jo_sees_nothing(self) -> None:
        assert self.requests_jo_sees() == []

    def requests_jo_sees(self) -> list[dict[str, str]]:
        shown: list[dict[str, str]] = self.jo.get(f"/api/records/{self.record}/step-ups")["step_ups"]
        return shown

    def then_alex_reads_that_jo_has_looked(self) -> None:
        self.alex.go("/people")
        shows(self.alex.page, re.compile(r"Jo .*your requests"))
        self.then_the_page_is_accessible()

    def when_alex_stops_sharing_with_jo(self) -> None:
        page = self.alex.page
        self.alex.go("/people")
        shows(page, "Jo can see your requests")
        self.then_the_page_is_accessible()
        follow(page, "Stop sharing with Jo")
        self.then_the_page_is_accessible()
        press(page, "Stop sharing")
        expect(heading(page, "Jo sees nothing more")).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_shares_again(self) -> None:
        page = self.alex.page
        follow(page, "Go to my people")
        shows(page, "Jo sees your name and your team. Nothing more.")
        follow(page, "Change what Jo sees")
        page.get_by_label("My requests").check()
        press(page, "Save")
        expect(heading(page, "Saved")).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_stops_everything(self) -> None:
        page = self.alex.page
        follow(page, "Go to my people")
        follow(page, "Stop all sharing")
        self.then_the_page_is_accessible()
        press(page, "Stop all sharing now")
        expect(heading(page, "Everything is stopped")).to_be_visible()
        self.then_the_page_is_accessible()

    def when_alex_takes_that_back(self) -> None:
        press(self.alex.page, "Undo")
        expect(heading(self.alex.page, "All is as it was")).to_be_visible()


@pytest.fixture
def story(stage: Stage) -> Sharing:
    sharing = Sharing(stage)
    sharing.given_alex_is_signed_in_on_a_phone()
    sharing.given_alex_has_asked_for_support()
    return sharing


def test_jo_joins_in_the_room_and_sees_just_that(story: Sharing) -> None:
    story.when_alex_begins_to_invite()
    story.when_alex_chooses_what_jo_sees()
    story.when_alex_makes_the_invitation()
    story.then_leaving_loses_link_and_code()
    story.when_jo_opens_the_link()
    story.jo.watch.allow(REFUSED)
    story.when_jo_joins_with("000000" if not story.code.startswith("000") else "111111")
    story.then_jo_is_told_that_the_code_is_wrong()
    story.when_jo_joins_with(story.code)
    story.then_jo_has_an_own_account()
    story.then_jo_sees_requests_and_nothing_else()
    story.then_alex_reads_that_jo_has_looked()


def test_what_is_stopped_is_gone_at_once(story: Sharing) -> None:
    story.given_jo_has_accepted()
    story.then_jo_sees_requests_and_nothing_else()
    story.when_alex_stops_sharing_with_jo()
    story.then_jo_sees_nothing()
    story.when_alex_shares_again()
    story.then_jo_sees_requests_and_nothing_else()
    story.when_alex_stops_everything()
    story.then_jo_sees_nothing()
    story.when_alex_takes_that_back()
    story.then_jo_sees_requests_and_nothing_else()


def test_the_wrong_account_uses_nothing_up(story: Sharing) -> None:
    link = Trusted(story.alex, "Jo").made["link"]
    page = story.alex.page
    page.goto(link)
    expect(heading(page, "This is another account")).to_be_visible()
    shows(page, "You are signed in as Alex Morgan.")
    story.then_the_page_is_accessible()
    press(page, "Sign out and use another account")
    expect(heading(page, "Alex Morgan has invited you")).to_be_visible()


def test_who_is_pressed_may_share_nothing(story: Sharing) -> None:
    page = story.alex.page
    story.alex.go("/people/invite")
    choose(page, "Is anybody pressing you to do this?", "Not sure")
    press(page, "Go on")
    shows(page, "It looks the same to them.")
    shows(page, "Asha Begum, your worker")
    story.then_the_page_is_accessible()
    follow(page, "Leave. Invite nobody")
    expect(heading(page, "Who could be here")).to_be_visible()
