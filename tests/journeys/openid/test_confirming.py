"""A change of who gets in asks once more who it is: by the way that the person came in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.openid.stand_in import NHS_LOGIN, StandIn, continue_as
from tests.journeys.openid.steps import REFUSED, ByProvider, is_home
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, is_at, press, shows

NOT_FRESH = r"status of 403 .*/api/(identities|contacts|passkeys)"


class Confirming(ByProvider):
    def given_alex_came_by_nhs_login_an_hour_ago(self) -> None:
        self.alex = self.given_a_phone()
        self.when_continuing_with_nhs_login(self.alex, self.hers)
        is_home(self.alex.page)
        account = self.alex.get("/api/me")["account_id"]
        self.stage.service.sql(
            "UPDATE sessions SET signed_in_at = signed_in_at - interval '1 hour' WHERE account_id = %s", account
        )

    def when_alex_removes_it(self) -> None:
        page = self.alex.page
        self.alex.go("/account")
        self.alex.watch.allow(NOT_FRESH)
        press(page, f"Remove {NHS_LOGIN}")
        press(page, "Yes, remove it")

    def then_it_is_asked_for_by_the_way_alex_came(self) -> None:
        page = self.alex.page
        asks = page.get_by_role("dialog", name="Confirm it is you")
        expect(asks).to_be_visible()
        expect(asks.get_by_role("button").first).to_have_text(f"Confirm with {NHS_LOGIN}")
        self.then_the_page_is_accessible()

    def then_it_can_be_removed_now(self) -> None:
        page = self.alex.page
        is_at(page, "/account")
        expect(page.get_by_text("Thank you. Now press once more what you wanted to do.")).to_be_visible()
        press(page, f"Remove {NHS_LOGIN}")
        press(page, "Yes, remove it")
        shows(page, f"{NHS_LOGIN} is removed here.")


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> Confirming:
    story = Confirming(stage, stand_in)
    story.given_alex_has_nhs_login()
    story.given_alex_came_by_nhs_login_an_hour_ago()
    return story


def test_confirmed_by_the_provider_the_change_is_made(story: Confirming) -> None:
    story.when_alex_removes_it()
    story.then_it_is_asked_for_by_the_way_alex_came()
    press(story.alex.page, f"Confirm with {NHS_LOGIN}")
    continue_as(story.alex.page, story.hers)
    story.then_it_can_be_removed_now()


def test_somebody_else_at_the_provider_confirms_nothing(story: Confirming) -> None:
    somebody = story.stand_in.person("Sam Price", "P9")
    story.when_alex_removes_it()
    story.alex.watch.allow(REFUSED)
    press(story.alex.page, f"Confirm with {NHS_LOGIN}")
    continue_as(story.alex.page, somebody)
    story.then_it_ended(story.alex, "That was another account")
    expect(heading(story.alex.page, "That was another account")).to_be_visible()
    assert len(story.alex.get("/api/identities")["identities"]) == 1
