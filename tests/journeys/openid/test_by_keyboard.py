"""Without a pointer: signing in, and a sign-in that does not fit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.openid.stand_in import NHS_LOGIN, Known, StandIn, fresh_number
from tests.journeys.openid.steps import REFUSED, ByProvider, is_home
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, tab_to


class ByKeyboard(ByProvider):
    def when_pressed(self, page: Page, words: str | re.Pattern[str]) -> None:
        tab_to(page, words)
        page.keyboard.press("Enter")

    def when_choosing(self, page: Page, known: Known) -> None:
        """On the provider's page: its radios by the arrow keys, and on by Enter."""
        expect(heading(page, "(a stand-in)")).to_be_visible()
        page.locator(f'input[name=sub][value="{known.sub}"]').focus()
        page.keyboard.press("Space")
        self.when_pressed(page, "Continue")


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> ByKeyboard:
    return ByKeyboard(stage, stand_in)


def test_signing_in(story: ByKeyboard) -> None:
    story.given_alex_has_nhs_login()
    device = story.given_a_desk()
    story.when_pressed(device.page, f"Continue with {NHS_LOGIN}")
    story.when_choosing(device.page, story.hers)
    is_home(device.page)
    expect(device.page.get_by_role("heading", level=1)).to_be_focused()


def test_a_sign_in_that_does_not_fit(story: ByKeyboard) -> None:
    """Alex's number is another one meanwhile: the page says so, has the focus, and leads on."""
    story.given_alex_has_nhs_login()
    device = story.given_a_desk()
    story.when_pressed(device.page, f"Continue with {NHS_LOGIN}")
    story.when_choosing(device.page, story.hers)
    is_home(device.page)
    story.stand_in.now_has(story.hers, nhs_number=fresh_number())
    other = story.given_a_desk()
    other.watch.allow(REFUSED)
    story.when_pressed(other.page, f"Continue with {NHS_LOGIN}")
    story.when_choosing(other.page, story.hers)
    story.then_it_ended(other, "We could not match you with a record")
    expect(heading(other.page, "We could not match you with a record")).to_be_focused()
    story.when_pressed(other.page, "Other ways to sign in")
    expect(heading(other.page, "Welcome")).to_be_focused()
