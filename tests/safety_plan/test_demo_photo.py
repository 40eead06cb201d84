"""The demo's photo is a drawing, small, shown to whoever sees what keeps Alex going, and said in words."""

from __future__ import annotations

from flask import Flask

from backend.core.embedded_postgres import OWNER
from backend.safety_plan import photos
from backend.seed import drawing, people
from tests.roles import role
from tests.safety_plan.pictures import decode


def test_it_is_kept_like_any_other(app: Flask) -> None:
    with role(OWNER):
        assert people.make()
        drawing.fill()
        alex = people.sign_in("alex@example.org")
        assert alex.record_id is not None
        (shown,) = photos.list_photos(alex.record_id, is_own=False)
        (words, image) = photos.images_of(alex.record_id, is_own=False, at_most=1)[0]
    assert (shown["words"], words) == (drawing.WORDS, drawing.WORDS)
    assert shown["bytes"] == len(image) < 100_000
    assert decode(image).size == drawing.SIZE == (shown["width"], shown["height"])
