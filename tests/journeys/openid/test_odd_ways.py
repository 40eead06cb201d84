"""The way back, taken in every way that it is not meant for: each ends on a page that says what to do."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.device import Device
from tests.journeys.openid.stand_in import NHS_LOGIN, StandIn, continue_as
from tests.journeys.openid.steps import REFUSED, ByProvider, is_home
from tests.journeys.stage import Stage
from tests.journeys.steps import heading, is_at, press

OVER = "This sign-in is over"
ELSEWHERE = (
    "//elsewhere.example/x",
    "https://elsewhere.example/",
    "/\\elsewhere.example",
    "javascript:alert(1)",
    "/a\nb",
    "",
)


class OddWays(ByProvider):
    way_back: str

    def given_alex_is_on_the_providers_page(self, device: Device | None = None) -> Device:
        device = device or self.given_a_phone()
        device.watch.allow(REFUSED)
        press(device.page, f"Continue with {NHS_LOGIN}")
        expect(heading(device.page, "(a stand-in)")).to_be_visible()
        return device

    def when_alex_comes_back(self, device: Device) -> None:
        """And somebody notes the address on the way."""

        def note(request: Request) -> None:
            if "/sign-in/back?" in request.url:
                self.way_back = request.url

        device.page.on("request", note)
        continue_as(device.page, self.hers)

    def when_the_way_back_is_caught(self, device: Device) -> None:
        """Before our page opens, as somebody would who reads along: nothing has been finished yet."""
        asks = device.context.request
        answer = asks.post(device.page.url, form={"sub": self.hers.sub, "choice": "Continue"}, max_redirects=0)
        while "/sign-in/back?" not in (to := urljoin(answer.url, answer.headers["location"])):
            answer = asks.get(to, max_redirects=0)
        self.way_back = to


@pytest.fixture
def story(stage: Stage, stand_in: StandIn) -> OddWays:
    story = OddWays(stage, stand_in)
    story.given_alex_has_nhs_login()
    return story


def test_a_bookmark_of_the_way_back(story: OddWays) -> None:
    device = story.given_alex_is_on_the_providers_page()
    story.when_alex_comes_back(device)
    is_home(device.page)
    # Signed in, and the same address once more.
    device.page.goto(story.way_back)
    story.then_it_ended(device, OVER)
    expect(device.page.get_by_text("You are still signed in as Alex Morgan.")).to_be_visible()
    device.page.get_by_role("link", name="Go on as you are").click()
    is_home(device.page)
    # And with nothing in it.
    other = story.given_a_phone()
    other.go("/sign-in/back")
    story.then_it_ended(other, OVER)


def test_the_back_button_after_signing_in(story: OddWays) -> None:
    device = story.given_alex_is_on_the_providers_page()
    story.when_alex_comes_back(device)
    is_home(device.page)
    # What the provider asked is over, and its page says so.
    device.watch.allow(r"status of 400 .*/sign-in/")
    device.page.go_back()
    expect(heading(device.page, "This sign-in has ended").or_(heading(device.page, "(a stand-in)"))).to_be_visible()
    device.go("/")
    is_home(device.page)


def test_the_way_back_in_another_browser(story: OddWays) -> None:
    device = story.given_alex_is_on_the_providers_page()
    story.when_the_way_back_is_caught(device)
    other = story.given_a_phone()
    other.watch.allow(REFUSED)
    other.page.goto(story.way_back)
    story.then_it_ended(other, "You began in another browser")
    assert other.ask("GET", "/api/me").status == 401


def test_two_tabs_at_once(story: OddWays) -> None:
    device = story.given_alex_is_on_the_providers_page()
    first: Page = device.page
    second = device.context.new_page()
    second.goto(device.address + "/")
    press(second, f"Continue with {NHS_LOGIN}")
    continue_as(second, story.hers)
    is_home(second)
    continue_as(first, story.hers)
    is_home(first)
    second.reload()
    is_home(second)


def test_it_leads_nowhere_else_afterwards(story: OddWays) -> None:
    device = story.given_a_phone()
    for where in ELSEWHERE:
        answer = device.ask("POST", "/api/openid/nhs-login/begin", {"purpose": "sign_in", "return_to": where})
        assert answer.status == 422, where
    device.go("/?next=//elsewhere.example/x")
    story.given_alex_is_on_the_providers_page(device)
    story.when_alex_comes_back(device)
    is_at(device.page, "/")
    is_home(device.page)
    assert not re.search("elsewhere", device.page.url)
