"""The demo's page of messages, where codes and links are that would have gone out by e-mail or text."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.processes import wait_until


def newest_code(device: Device, contact: str) -> str:
    """The newest code that was sent there, read from the page as a developer reads it."""
    _wait_for(device, contact)
    page = device.context.new_page()
    page.goto(f"{device.address}/demo/messages")
    message = page.locator("section").filter(has_text=contact).first
    expect(message).to_be_visible()
    found = re.search(r"\b\d{6}\b", message.locator("dd strong").inner_text())
    assert found is not None
    page.close()
    return found.group()


def codes_sent_to(device: Device, contact: str) -> list[str]:
    """All codes that were sent there, the newest first."""
    messages = device.get("/api/demo/messages")["messages"]
    return [one["code"] for one in messages if one["to"] == contact and one["code"]]


def _wait_for(device: Device, contact: str) -> None:
    wait_until(lambda: len(codes_sent_to(device, contact)) > 0, f"a code for {contact}")
