"""Signing in with NHS login: the first time, again, added on the account page, not known yet; and turning back half way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.openid.stand_in import NHS_LOGIN, StandIn, continue_as, fresh_number, turn_back
from tests.journeys.openid.steps import REFUSED, ByProvider, is_home, other_ways, sign_out_here
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, is_at, press, shows


class SigningIn(ByProvider):
    def given_alex_is_signed_out_on_a_phone(self) -> None:
        self.alex = self.given_a_phone()

    def given_alex_is_signed_in_by_link(self) -> None:
        self.alex = self.given_signed_in_by_link("alex")

    def given_nhs_login_does_not_know_the_record(self) -> None:
        """Neither has a number of the other."""
        self.hers = self.stand_in.person("Alex Morgan", "P9", fresh_number())

    def given_only_a_lower_level(self) -> None:
        self.stand_in.now_has(self.hers, level="P5")

    def when_alex_continues_with_nhs_login(self) -> None:
        self.when_continuing_with_nhs_login(self.alex, self.hers)

    def when_alex_adds_it_on_the_account_page(self) -> None:
        self.alex.go("/account")
        press(self.alex.page, f"Add {NHS_LOGIN} to my account")
        continue_as(self.alex.page, self.hers)

    def when_alex_turns_back(self, words: str) -> None:
        self.alex.watch.allow(REFUSED)
        press(self.alex.page, f"Continue with {NHS_LOGIN}")
        turn_back(self.alex.page, words)

    def when_alex_signs_in_the_other_way(self) -> None:
        """By a link here, which stands for a passkey or a code; the offer waits on the account page."""
        self.stage.sign_in("alex", self.alex)
        self.alex.go("/account")

    def then_the_first_page_puts_it_first(self) -> None:
        buttons = self.alex.page.locator("main").get_by_role("button")
        expect(buttons.first).to_have_text(f"Continue with {NHS_LOGIN}")
        self.then_the_page_is_accessible()

    def then_alex_is_home(self) -> None:
        is_home(self.alex.page)
        shows(self.alex.page, "Asha Begum")

    def then_nothing_of_the_way_back_is_left(self) -> None:
        """Neither in the address, nor where a script could read it."""
        page = self.alex.page
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
        assert "code" not in kept
        assert "state" not in kept
        assert self.hers.sub not in kept

    def then_it_stands_among_the_ways_in(self) -> None:
        page = self.alex.page
        is_at(page, "/account")
        expect(page.get_by_text(f"{NHS_LOGIN} is added.")).to_be_visible()
        row = page.get_by_role("listitem").filter(has_text=NHS_LOGIN)
        expect(row.get_by_role("button", name="Remove")).to_be_visible()
        self.then_the_page_is_accessible()

    def then_it_is_not_known_yet(self) -> None:
        self.then_it_ended(self.alex, "We do not know you by this yet")
        assert self.alex.ask("GET", "/api/me").status == 401


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> SigningIn:
    return SigningIn(stage, stand_in)


def test_the_number_fits_and_the_record_opens(story: SigningIn) -> None:
    story.given_alex_has_nhs_login()
    story.given_alex_is_signed_out_on_a_phone()
    story.then_the_first_page_puts_it_first()
    story.when_alex_continues_with_nhs_login()
    story.then_alex_is_home()
    story.then_nothing_of_the_way_back_is_left()
    sign_out_here(story.alex)
    story.when_alex_continues_with_nhs_login()
    story.then_alex_is_home()


def test_added_on_the_account_page_it_opens_the_account(story: SigningIn) -> None:
    story.given_alex_is_signed_in_by_link()
    story.given_nhs_login_does_not_know_the_record()
    story.when_alex_adds_it_on_the_account_page()
    story.then_it_stands_among_the_ways_in()
    sign_out_here(story.alex)
    story.when_alex_continues_with_nhs_login()
    story.then_alex_is_home()


def test_not_known_yet_it_is_added_after_signing_in_the_other_way(story: SigningIn) -> None:
    story.given_nhs_login_does_not_know_the_record()
    story.given_alex_is_signed_out_on_a_phone()
    story.when_alex_continues_with_nhs_login()
    story.then_it_is_not_known_yet()
    story.when_alex_signs_in_the_other_way()
    story.then_it_is_added_in_one_tap(story.alex, NHS_LOGIN)
    sign_out_here(story.alex)
    story.when_alex_continues_with_nhs_login()
    story.then_alex_is_home()


def test_not_to_share_is_a_choice(story: SigningIn) -> None:
    story.given_alex_is_signed_out_on_a_phone()
    story.when_alex_turns_back("I do not agree to share")
    story.then_it_ended(story.alex, "You chose not to share your details with us")
    other_ways(story.alex.page)


def test_turned_back_half_way(story: SigningIn) -> None:
    story.given_nhs_login_does_not_know_the_record()
    story.given_alex_is_signed_out_on_a_phone()
    story.when_alex_turns_back("Cancel")
    story.then_it_ended(story.alex, "You stopped before the end")
    press(story.alex.page, f"Start again with {NHS_LOGIN}")
    continue_as(story.alex.page, story.hers)
    story.then_it_is_not_known_yet()


def test_a_lower_level_opens_no_record(story: SigningIn) -> None:
    story.given_alex_has_nhs_login()
    story.given_only_a_lower_level()
    story.given_alex_is_signed_out_on_a_phone()
    story.alex.watch.allow(REFUSED)
    story.when_alex_continues_with_nhs_login()
    story.then_it_ended(story.alex, "We need to be surer that it is you")
    assert story.alex.ask("GET", "/api/me").status == 401
    story.stand_in.now_has(story.hers, level="P9")
    press(story.alex.page, "Prove who I am")
    continue_as(story.alex.page, story.hers)
    story.then_alex_is_home()


def test_the_page_that_was_asked_for_opens_after_it(story: SigningIn) -> None:
    story.given_alex_has_nhs_login()
    story.given_alex_is_signed_out_on_a_phone()
    story.alex.go("/my-plan")
    expect(heading(story.alex.page, "Sign in to go on")).to_be_visible()
    story.when_alex_continues_with_nhs_login()
    is_at(story.alex.page, "/my-plan")
    expect(heading(story.alex.page, "My plan")).to_be_visible()
