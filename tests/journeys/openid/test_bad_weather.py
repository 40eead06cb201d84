"""A provider is away, slow, or has new keys: it is said in words, and nobody who is signed in is thrown out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.openid.stand_in import NHS_LOGIN, PEOPLE, StandIn, continue_as
from tests.journeys.openid.steps import REFUSED, ByProvider, is_home
from tests.journeys.processes import wait_until
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, press, shows

AWAY = f"{NHS_LOGIN} does not answer"
# Keys that are new to us are asked for at once, and then at most once a minute: nobody can make us ask without end.
NEW_KEYS_ARE_KNOWN_WITHIN_S = 75


class InBadWeather(ByProvider):
    def given_alex_is_signed_in_on_a_laptop(self) -> None:
        self.laptop = self.given_signed_in_by_link("alex", self.given_a_desk())

    def given_alex_is_on_the_providers_page(self) -> None:
        self.alex = self.given_a_phone()
        self.alex.watch.allow(REFUSED)
        press(self.alex.page, f"Continue with {NHS_LOGIN}")
        expect(heading(self.alex.page, "(a stand-in)")).to_be_visible()

    def when_alex_goes_on(self) -> None:
        continue_as(self.alex.page, self.hers)

    def then_it_says_that_it_does_not_answer(self) -> None:
        expect(heading(self.alex.page, AWAY)).to_be_visible(timeout=20_000)
        self.then_it_ended(self.alex, AWAY)
        shows(self.alex.page, "nothing is lost")

    def then_the_button_says_so_too(self) -> None:
        """On the first page, with the other ways beside it."""
        other = self.given_a_phone()
        shows(other.page, f"{NHS_LOGIN} did not answer a moment ago.")
        expect(other.page.get_by_role("button", name="Sign in with your passkey")).to_be_visible()
        self.then_the_page_is_accessible(other)

    def then_nobody_was_thrown_out(self) -> None:
        is_home_again(self.laptop)

    def then_alex_gets_in_with_the_new_keys(self) -> None:
        """At once, or, where the provider was asked in vain less than a minute ago, after starting again as the page says."""
        page = self.alex.page
        home = page.get_by_role("link", name="I need more support")
        again = page.get_by_role("button", name=f"Start again with {NHS_LOGIN}")

        def is_in() -> bool:
            expect(home.or_(again)).to_be_visible(timeout=20_000)
            if home.is_visible():
                return True
            self.stage.service.sql("DELETE FROM attempts")
            again.click()
            self.when_alex_goes_on()
            return False

        wait_until(is_in, "the new keys are known", seconds=NEW_KEYS_ARE_KNOWN_WITHIN_S)

    def then_it_works_again(self) -> None:
        press(self.alex.page, f"Start again with {NHS_LOGIN}")
        self.when_alex_goes_on()
        is_home(self.alex.page)


def is_home_again(device: Device) -> None:
    device.page.reload()
    is_home(device.page)


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> InBadWeather:
    story = InBadWeather(stage, stand_in)
    story.given_alex_has_nhs_login()
    story.given_alex_is_signed_in_on_a_laptop()
    return story


@pytest.mark.parametrize("weather", ["deaf", "slow"])
def test_a_provider_that_does_not_answer(story: InBadWeather, weather: str) -> None:
    story.given_alex_is_on_the_providers_page()
    with story.stand_in.weather(PEOPLE, weather):
        story.when_alex_goes_on()
        story.then_it_says_that_it_does_not_answer()
        story.then_the_button_says_so_too()
        story.then_nobody_was_thrown_out()
    story.then_it_works_again()


def test_keys_roll_over_while_somebody_signs_in(story: InBadWeather) -> None:
    story.given_alex_is_on_the_providers_page()
    story.stand_in.roll_over_keys(PEOPLE)
    story.when_alex_goes_on()
    story.then_nobody_was_thrown_out()
    story.then_alex_gets_in_with_the_new_keys()
