"""An invitation answered with NHS login: at once by who has proved it, after a worker's word by who has not, not by somebody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.openid.stand_in import NHS_LOGIN, StandIn, continue_as, fresh_number
from tests.journeys.openid.steps import REFUSED, ByProvider, is_home
from tests.journeys.played import Trusted
from tests.journeys.stage import Stage
from tests.journeys.steps import follow, heading, is_at, press, shows

TEAM = "Riverside Community Mental Health Team"


class Joining(ByProvider):
    kim: Device

    def given_asha_has_invited_kim(self, **more: Any) -> None:
        """By the API: how one invites by hand is another journey."""
        self.given_asha_is_signed_in_at_her_desk()
        letter = {
            "preferred_name": "Kim",
            "team_id": self.stage.cast["team"],
            "key_worker_id": self.stage.cast["ids"]["asha"],
            "identity_check": "known_to_me",
            "contact": None,
        }
        made = self.asha.ask("POST", "/api/invitations", {**letter, **more})
        assert made.ok, made.text()
        self.link = made.json()["link"]

    def given_kim_has_nhs_login(self, level: str, number: str | None = None) -> None:
        self.hers = self.stand_in.person("Kim Doyle", level, number)

    def when_kim_opens_the_link(self) -> None:
        self.kim = self.stage.phone()
        self.stand_in.let_visit(self.kim)
        self.kim.page.goto(self.link)
        expect(heading(self.kim.page, re.compile("Hello, Kim"))).to_be_visible()
        press(self.kim.page, "Join")
        expect(heading(self.kim.page, "How do you want to get in?")).to_be_visible()
        self.then_the_page_is_accessible(self.kim)

    def when_kim_joins(self, button: str = f"Continue with {NHS_LOGIN}") -> None:
        press(self.kim.page, button)
        continue_as(self.kim.page, self.hers)

    def when_kim_chooses_what_is_seen(self) -> None:
        page = self.kim.page
        expect(heading(page, re.compile("What your team can see"))).to_be_visible()
        press(page, "Decide later")
        follow(page, "Go to my first page")

    def when_asha_looks_who_waits(self) -> None:
        self.asha.go("/caseload/invite")
        expect(heading(self.asha.page, "Waiting for you to confirm them")).to_be_visible()
        shows(self.asha.page, f"Signed in with {NHS_LOGIN}. Invited by Asha Begum.")
        self.then_the_page_is_accessible(self.asha)

    def when_asha_confirms_kim(self) -> None:
        page = self.asha.page
        press(page, "I know that it is Kim")
        page.get_by_label("I know them in person, and they told me that they have signed in").check()
        self.then_the_page_is_accessible(self.asha)
        press(page, "Confirm, and open the record")
        shows(page, "Kim is let in.")

    def when_asha_does_not_know_them(self) -> None:
        press(self.asha.page, "It is not Kim")
        expect(heading(self.asha.page, "Is this not Kim?")).to_be_visible()
        press(self.asha.page, "Yes, do not let them in")
        shows(self.asha.page, "Kim was not let in.")

    def then_kim_waits(self) -> None:
        page = self.kim.page
        expect(heading(page, "Nearly there")).to_be_visible()
        is_at(page, "/waiting")
        shows(page, f"{TEAM} has been told")
        expect(page.locator("main").get_by_role("link", name=re.compile("Ring 999"))).to_be_visible()
        self.then_the_page_is_accessible(self.kim)

    def then_nothing_is_open_to_kim(self) -> None:
        me = self.kim.get("/api/me")
        assert (me["is_person"], me["record_id"]) == (False, None)

    def then_kim_is_home(self) -> None:
        """The page has moved on by itself, when it next asked."""
        expect(self.kim.page.get_by_role("link", name="I need more support")).to_be_visible(timeout=40_000)
        is_home(self.kim.page)
        shows(self.kim.page, "Asha Begum")

    def then_asha_reads_that_it_did_not_fit(self) -> None:
        page = self.asha.page
        self.asha.go("/caseload/invite")
        expect(heading(page, "Sign-ins that did not fit")).to_be_visible()
        shows(page, f"Kim, with {NHS_LOGIN}")
        self.then_the_page_is_accessible(self.asha)
        press(page, "I have looked into it: Kim")
        shows(page, "Thank you. It is off the list.")


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> Joining:
    return Joining(stage, stand_in)


def test_who_has_proved_it_joins_at_once(story: Joining) -> None:
    story.given_asha_has_invited_kim()
    story.given_kim_has_nhs_login("P9", fresh_number())
    story.when_kim_opens_the_link()
    story.when_kim_joins()
    story.when_kim_chooses_what_is_seen()
    story.then_kim_is_home()


def test_who_has_not_proved_it_waits_for_a_worker(story: Joining) -> None:
    story.given_asha_has_invited_kim()
    story.given_kim_has_nhs_login("P5", fresh_number())
    story.when_kim_opens_the_link()
    story.when_kim_joins("I cannot prove there who I am")
    story.then_kim_waits()
    story.then_nothing_is_open_to_kim()
    story.when_asha_looks_who_waits()
    story.when_asha_confirms_kim()
    story.then_kim_is_home()


def test_whom_nobody_knows_is_told_so_kindly(story: Joining) -> None:
    story.given_asha_has_invited_kim()
    story.given_kim_has_nhs_login("P0")
    story.when_kim_opens_the_link()
    story.when_kim_joins("I cannot prove there who I am")
    story.then_kim_waits()
    story.when_asha_looks_who_waits()
    story.when_asha_does_not_know_them()
    press(story.kim.page, "Look again now")
    expect(heading(story.kim.page, "The team could not confirm you")).to_be_visible()
    story.then_the_page_is_accessible(story.kim)
    story.then_nothing_is_open_to_kim()


def test_another_number_than_the_invitations_opens_nothing_and_the_team_is_told(story: Joining) -> None:
    story.given_asha_has_invited_kim(nhs_number=fresh_number())
    story.given_kim_has_nhs_login("P9", fresh_number())
    story.when_kim_opens_the_link()
    story.kim.watch.allow(REFUSED)
    story.when_kim_joins()
    story.then_it_ended(story.kim, "We could not match you with a record")
    assert story.kim.ask("GET", "/api/me").status == 401
    story.then_asha_reads_that_it_did_not_fit()


def test_an_invitation_meant_for_somebody_else(story: Joining) -> None:
    story.given_alex_has_nhs_login()
    alex = story.given_a_phone()
    story.when_continuing_with_nhs_login(alex, story.hers)
    is_home(alex.page)
    story.given_asha_has_invited_kim()
    story.when_kim_opens_the_link()
    story.kim.watch.allow(REFUSED)
    story.when_kim_joins()
    story.then_it_ended(story.kim, "You have joined already")


def test_a_carer_accepts_with_nhs_login(story: Joining) -> None:
    alex = story.given_signed_in_by_link("alex")
    hers = story.stand_in.person("Jo Hart", "P0")
    made = Trusted(alex, "Jo").made
    jo = story.stage.phone()
    story.stand_in.let_visit(jo)
    jo.page.goto(made["link"])
    press(jo.page, "Go on")
    jo.page.get_by_label("Code with 6 digits").fill(made["code"])
    press(jo.page, "Go on")
    expect(heading(jo.page, "How do you want to get in?")).to_be_visible()
    story.then_the_page_is_accessible(jo)
    story.when_continuing_with_nhs_login(jo, hers)
    is_at(jo.page, "/support")
    expect(jo.page.get_by_role("link", name="Alex Morgan")).to_be_visible()
    story.then_the_page_is_accessible(jo)
