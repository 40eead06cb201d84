"""Steps that the journeys by a provider share: who has what there, and the way there and back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.device import Device
from tests.journeys.openid.stand_in import NHS_LOGIN, TRUST, Known, StandIn, continue_as, fresh_number
from tests.journeys.stage import Stage
from tests.journeys.steps import Steps, follow, heading, is_at, press, shows

# The way back refuses something on purpose, and the browser says so on its console.
REFUSED = r"status of (403|409|503) .*/api/openid/finish$"
# The bar of those who are signed in.
MAIN = "Main"


class ByProvider(Steps):
    """People with their devices, who are known to a provider too."""

    hers: Known

    def __init__(self, stage: Stage, stand_in: StandIn) -> None:
        super().__init__(stage)
        self.stand_in = stand_in

    def given_a_phone(self) -> Device:
        """Signed out, on the first page. It may leave for a provider."""
        device = self.stage.phone()
        self.stand_in.let_visit(device)
        device.go("/")
        expect(heading(device.page, "Welcome")).to_be_visible()
        return device

    def given_a_desk(self) -> Device:
        device = self.stage.desktop()
        self.stand_in.let_visit(device)
        device.go("/")
        expect(heading(device.page, "Welcome")).to_be_visible()
        return device

    def given_signed_in_by_link(self, who: str, device: Device | None = None) -> Device:
        return self.stage.sign_in(who, device or self.given_a_phone())

    def given_alexs_record_has_a_number(self, number: str) -> None:
        """A worker has written it down, who knows Alex."""
        asha = self.stage.sign_in("asha", self.stage.desktop())
        record = next(
            one["record_id"] for one in asha.get("/api/people")["people"] if one["preferred_name"].startswith("Alex")
        )
        asha.put(f"/api/records/{record}/nhs-number", {"nhs_number": number})

    def given_alex_has_nhs_login(self, level: str = "P9") -> None:
        """With the number of the record."""
        number = fresh_number()
        self.given_alexs_record_has_a_number(number)
        self.hers = self.stand_in.person("Alex Morgan", level, number)

    def when_continuing_with_nhs_login(self, device: Device, as_whom: Known) -> None:
        press(device.page, f"Continue with {NHS_LOGIN}")
        continue_as(device.page, as_whom)

    def when_continuing_with_the_trust(self, device: Device, as_whom: Known, *, level: str = "") -> None:
        press(device.page, f"Continue with {TRUST}")
        continue_as(device.page, as_whom, level=level)

    def then_it_ended(self, device: Device, title: str | re.Pattern[str]) -> None:
        """A page of its own says what happened, and whom to ring; nothing of the way back stays in the address."""
        page = device.page
        expect(heading(page, title)).to_be_visible()
        is_at(page, "/sign-in/back")
        for number in ("Ring 999", "Ring 111"):
            expect(page.locator("main").get_by_role("link", name=re.compile(number))).to_be_visible()
        self.then_the_page_is_accessible(device)

    def then_it_is_added_in_one_tap(self, device: Device, name: str) -> None:
        """Proved on this device a moment ago, and offered on the account page of whoever signed in the other way."""
        page = device.page
        expect(heading(page, f"Is this {name} yours?")).to_be_visible()
        self.then_the_page_is_accessible(device)
        page.get_by_role("button", name=f"Add {name} to my account").first.click()
        shows(page, f"{name} is added.")


def is_home(page: Page) -> None:
    """A person's own first page."""
    expect(page.get_by_role("navigation", name=MAIN)).to_be_visible()
    is_at(page, "/")
    expect(page.get_by_role("link", name="I need more support")).to_be_visible()


def sign_out_here(device: Device) -> None:
    device.go("/account")
    device.watch.allow(r"status of 401 .*/api/")
    press(device.page, "Sign out")
    expect(heading(device.page, "Welcome")).to_be_visible()


def other_ways(page: Page) -> None:
    follow(page, "Other ways to sign in")
    expect(heading(page, re.compile("Welcome|Sign in"))).to_be_visible()
