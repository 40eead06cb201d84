"""What a journey is played on: people of its own, a browser for each device, and the watch over all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, expect

from tests.journeys.accessible import problems_of
from tests.journeys.device import DESKTOP, PHONE, Device, open_device
from tests.journeys.service import People, Service


@dataclass
class Stage:
    """One journey's own team and people on the common service."""

    service: Service
    people: People
    browser: Browser
    cast: dict[str, Any]
    devices: list[Device] = field(default_factory=list)

    def open(self, kind: dict[str, Any], **more: Any) -> Device:
        """A fresh device, signed out, showing nothing yet."""
        device = open_device(self.browser, self.service.address, self.service.push, kind, **more)
        self.devices.append(device)
        return device

    def phone(self, **more: Any) -> Device:
        return self.open(PHONE, **more)

    def desktop(self, **more: Any) -> Device:
        return self.open(DESKTOP, **more)

    def link_for(self, who: str) -> str:
        """A one-time link, as `waymark sign-in-link` makes it; the part after the service's address."""
        link: str = self.people.ask(link=self.cast["emails"][who])
        return link.removeprefix(self.service.address)

    def sign_in(self, who: str, device: Device) -> Device:
        """Sign in by link, as a person does: open it, press the button."""
        device.go(self.link_for(who))
        device.page.get_by_role("button", name="Sign me in").click()
        expect(device.page.get_by_role("navigation", name="Main")).to_be_visible()
        return device

    def then_the_page_is_accessible(self, device: Device) -> None:
        found = problems_of(device.page)
        assert not found, f"{device.page.url}: " + "\n".join(found)

    def then_nothing_went_wrong(self) -> None:
        """No error on any console, no breach of the policy, no request to anybody else."""
        troubles = [trouble for device in self.devices for trouble in device.watch.left()]
        assert not troubles, "\n".join(troubles)

    def close(self) -> None:
        for device in self.devices:
            device.context.close()
