"""Takes pictures of pages, and puts those of one person on one sheet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from tests.journeys.device import PHONE, Device

SIZES = {"320": (320, 568), "390": (390, 844), "1280": (1280, 800)}
STILL: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
# On the sheet: how wide a column is, and how tall a picture may be.
COLUMN, TALLEST, GAP, LINE = 240, 900, 16, 22
NOT_THERE_YET = ".wm-loading"

# What is fixed to the screen would cover what is behind it in a picture of the whole page.
PUT_THE_BAR_BELOW = """
() => {
  for (const bar of document.querySelectorAll('nav')) {
    bar.removeAttribute('style')
    if (getComputedStyle(bar).position !== 'fixed') continue
    const top = document.scrollingElement.scrollHeight - bar.offsetHeight
    Object.assign(bar.style, { position: 'absolute', bottom: 'auto', top: `${top}px` })
  }
}
"""


class Camera:
    """Writes PNGs to `folder`/<who>/; `large` is a browser with letters of twice the size."""

    def __init__(self, folder: Path, ordinary: Browser, large: Browser) -> None:
        self.folder, self.ordinary, self.large = folder, ordinary, large
        self.count = 0

    def take(self, device: Device, who: str, name: str, path: str, *, is_main: bool) -> None:
        """The page at `path` in every size."""
        device.go(path)
        self.take_now(device, who, name)
        if is_main:
            self._take_dark(device, who, name)
            self._take_large(device, who, name, path)

    def take_now(self, device: Device, who: str, name: str) -> None:
        """Whatever the device shows, in every size."""
        for size in SIZES:
            self._shoot(device.page, who, f"{name}--{size}", size)

    def take_unsent(self, device: Device, who: str, name: str) -> None:
        """What asking looks like while there is no signal. In browsers of their own, which keep the words to themselves."""
        for browser, sizes in ((self.ordinary, {size: size for size in SIZES}), (self.large, {"large-text": "390"})):
            context = browser.new_context(
                storage_state=device.context.storage_state(), viewport=PHONE["viewport"], **STILL
            )
            page = context.new_page()
            _ask_in_vain(page, device.address)
            for label, size in sizes.items():
                self._shoot(page, who, f"{name}--{label}", size)
            if browser is self.ordinary:
                page.emulate_media(color_scheme="dark")
                self._shoot(page, who, f"{name}--dark", "390")
            context.close()

    def make_contact_sheets(self) -> None:
        """One picture a person with all of theirs, the small ones first."""
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            pictures = [(path.stem, _small(path)) for path in sorted(folder.glob("*.png"))]
            _sheet(pictures).save(self.folder / f"{folder.name}.png")

    def _take_dark(self, device: Device, who: str, name: str) -> None:
        device.page.emulate_media(color_scheme="dark")
        self._shoot(device.page, who, f"{name}--dark", "390")
        device.page.emulate_media(color_scheme="light")

    def _take_large(self, device: Device, who: str, name: str, path: str) -> None:
        state = device.context.storage_state()
        context = self.large.new_context(storage_state=state, viewport=PHONE["viewport"], **STILL)
        page = context.new_page()
        page.goto(device.address + path)
        self._shoot(page, who, f"{name}--large-text", "390")
        context.close()

    def _shoot(self, page: Page, who: str, name: str, size: str) -> None:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(NOT_THERE_YET)).to_have_count(0)
        folder = self.folder / who
        folder.mkdir(parents=True, exist_ok=True)
        page.evaluate(PUT_THE_BAR_BELOW)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        self.count += 1


def _ask_in_vain(page: Page, address: str) -> None:
    page.goto(f"{address}/ask")
    expect(page.get_by_text(re.compile("We tell|Nobody from your team"))).to_be_visible()
    page.get_by_label("What is happening?").fill("I have stopped sleeping.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="This has NOT been sent")).to_be_visible()


def _small(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        picture.thumbnail((COLUMN, TALLEST))
        return picture.convert("RGB")


def _sheet(pictures: list[tuple[str, Image.Image]], across: int = 6) -> Image.Image:
    rows = [pictures[start : start + across] for start in range(0, len(pictures), across)]
    heights = [max(picture.height for _, picture in row) + LINE + GAP for row in rows]
    sheet = Image.new("RGB", (across * (COLUMN + GAP) + GAP, sum(heights) + GAP), "#dddddd")
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for number, (name, picture) in enumerate(row):
            left = GAP + number * (COLUMN + GAP)
            draw.text((left, top), name[:42], fill="black")
            sheet.paste(picture, (left, top + LINE))
        top += height
    return sheet
