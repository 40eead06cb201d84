"""The demo's one photo: a child's drawing of two otters in a river, drawn here, so that it is nobody's."""

from __future__ import annotations

import io

from backend.core.ids import new_id
from backend.safety_plan import photos
from backend.seed.people import sign_in

WORDS = "My niece's drawing: two brown otters side by side in a blue river, under a yellow sun."
SIZE = (960, 720)
PAPER, SUN, WATER, OTTER, FACE, INK = "#fbf6e9", "#f2b632", "#5b9bd1", "#8a5a34", "#d9b38c", "#2b2b2b"


def fill() -> None:
    """Alex keeps it in the plan, for everybody who sees what keeps Alex going."""
    alex, photo_id = sign_in("alex@example.org"), new_id()
    photos.add_photo(alex, photo_id, _draw())
    photos.describe_photo(alex, photo_id, WORDS, is_private=False)


def _draw() -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 only where a demo is made

    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((740, 50, 880, 190), fill=SUN)
    pen.rectangle((0, 430, *SIZE), fill=WATER)
    for left in (170, 520):
        pen.ellipse((left, 380, left + 290, 560), fill=OTTER)
        pen.ellipse((left - 30, 270, left + 150, 450), fill=OTTER)
        pen.ellipse((left + 5, 350, left + 115, 440), fill=FACE)
        for eye in (left + 25, left + 80):
            pen.ellipse((eye, 325, eye + 16, 341), fill=INK)
        pen.ellipse((left + 48, 362, left + 72, 380), fill=INK)
        pen.arc((left + 35, 375, left + 85, 420), 20, 160, fill=INK, width=5)
    for top in (590, 640, 690):
        pen.line([(x, top + (8 if x % 80 else -8)) for x in range(0, SIZE[0] + 40, 40)], fill=PAPER, width=6)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
