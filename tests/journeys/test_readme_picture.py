"""The picture of the README: Alex reads by when Asha will ring, beside what Asha sees.

Taken anew only when asked: `WAYMARK_UPDATE_PICTURES=yes make journeys ARGS='-k picture'`.
"""

from __future__ import annotations

import io
import os

from PIL import Image
from playwright.sync_api import expect

from backend.config import ROOT
from tests.journeys.device import PHONE, Device
from tests.journeys.played import Request
from tests.journeys.stage import Stage
from tests.journeys.steps import heading

PICTURE = ROOT / "docs" / "heart.png"
GAP = 24
SHARP = {**PHONE, "device_scale_factor": 1.5}


def test_the_readme_has_its_picture(stage: Stage) -> None:
    if os.environ.get("WAYMARK_UPDATE_PICTURES"):
        _take(stage)
    assert PICTURE.exists(), "Take it with: WAYMARK_UPDATE_PICTURES=yes make journeys ARGS='-k picture'"
    assert PICTURE.stat().st_size < 300_000


def _take(stage: Stage) -> None:
    alex, asha = stage.sign_in("alex", stage.open(SHARP)), stage.sign_in("asha", stage.open(SHARP))
    request = Request(alex, "I have stopped sleeping. The voices are louder again.").promised(asha)
    alex.go(f"/my-requests/{request.id}")
    expect(heading(alex.page, "Asha will ring you by")).to_be_visible()
    asha.go(f"/requests/{request.id}")
    expect(asha.page.get_by_text("You promised to ring Alex")).to_be_visible()
    _side_by_side([_shot(alex), _shot(asha)]).save(PICTURE, optimize=True)


def _shot(device: Device) -> Image.Image:
    return Image.open(io.BytesIO(device.page.screenshot())).convert("RGB")


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(picture.width + GAP for picture in pictures) + GAP
    whole = Image.new("RGB", (width, pictures[0].height + 2 * GAP), "#d8d4cc")
    left = GAP
    for picture in pictures:
        whole.paste(picture, (left, GAP))
        left += picture.width + GAP
    return whole.quantize(128).convert("P")
