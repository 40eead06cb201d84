"""Pictures made on the spot, and sending them as a device does."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from backend.core import http
from backend.core.ids import new_id
from tests.cast import ADDRESS, Cast, Member
from tests.safety_plan.writing import plan_path

ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
TURNED = 6


def picture(width: int = 400, height: int = 300) -> Image.Image:
    """Dark at the top, light at the bottom, so that one sees which way up it is."""
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def noise(width: int, height: int) -> Image.Image:
    """What makes large files."""
    return Image.effect_noise((width, height), 90).convert("RGB")


def taken_with(orientation: int = TURNED) -> Image.Exif:
    """What a camera writes into its file: make, which way it was held, and where."""
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKER] = orientation, "A camera"
    where = notes.get_ifd(PLACE)
    where[1], where[2] = "N", (51.0, 30.0, 26.0)
    return notes


def encode(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def decode(made: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(made))
    image.load()
    return image


def send(member: Member, given: bytes, kind: str = "image/jpeg", photo_id: Any = None, **headers: str) -> TestResponse:
    """PUT a photo. Without an id, a new one."""
    client = member.app.test_client(use_cookies=False)
    sent = {"Origin": ADDRESS, "Cookie": f"{http.COOKIE}={member.token}", **headers}
    return client.put(f"/api/my-plan/photos/{photo_id or new_id()}", data=given, content_type=kind, headers=sent)


def keep(member: Member, given: bytes | None = None, **more: Any) -> Any:
    """A photo that is kept: how it is shown."""
    answer = send(member, given or encode(picture()), **more)
    assert answer.status_code == 201, answer.text
    return answer.json


def fetch(member: Member, cast: Cast, photo: Any) -> TestResponse:
    return member.respond("GET", plan_path(cast, "photos", photo["id"]))


def describe(member: Member, photo: Any, *, expect: int = 200, **more: Any) -> Any:
    body = {"words": "Bess on the beach.", "is_private": False, **more}
    return member.put(f"/api/my-plan/photos/{photo['id']}/words", body, expect=expect)


def show_a_photo(member: Member, words: str = "Bess on the beach.") -> Any:
    """A photo that whoever sees the section sees too."""
    return describe(member, keep(member), words=words)
