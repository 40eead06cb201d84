"""Photos: made small and plain whatever comes in, hers until she shares them, and never more than there is room for."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from backend.safety_plan import photos, shrinking
from backend.safety_plan.photo_models import Photo
from tests.care.queries import count_queries
from tests.cast import Cast
from tests.core.test_errors import problem
from tests.roles import role
from tests.safety_plan import pictures as p
from tests.safety_plan.writing import plan_path, read, show, write
from tests.sharing.steps import audited
from tests.sharing.ways import share, trust

SECTION = "safety_plan"


def kept(photo_id: Any) -> bytes:
    """What is kept of it."""
    with role(OWNER):
        image: bytes = db.session.scalars(select(Photo).where(Photo.id == photo_id)).one().image
    return image


def bomb(side: int) -> bytes:
    """A small PNG that says it is huge, and is."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compressobj(9)
    body = b"".join(rows.compress(bytes(1 + side // 8)) for _ in range(side)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_large_photo_becomes_a_small_one(cast: Cast) -> None:
    given = p.encode(p.noise(4000, 3000), quality=88)
    assert len(given) > 5_000_000
    photo = p.keep(cast.alex, given)
    assert (photo["width"], photo["height"], photo["words"], photo["is_private"]) == (1600, 1200, "", True)
    image = kept(photo["id"])
    assert photo["bytes"] == len(image) < 1_000_000
    assert (p.decode(image).size, p.decode(image).format) == ((1600, 1200), "JPEG")
    assert audited("safety_plan.photo_added") == 1


def test_nothing_of_place_or_camera_is_kept_and_it_stands_upright(cast: Cast) -> None:
    given = p.encode(p.picture(), exif=p.taken_with(), comment=b"Leeds", icc_profile=b"profile" * 40)
    photo = p.keep(cast.alex, given)
    image = kept(photo["id"])
    assert (photo["width"], photo["height"]) == (300, 400)
    shown = p.decode(image)
    assert not shown.getexif()
    assert {"exif", "comment", "icc_profile", "xmp"} & set(shown.info) == set()
    assert not any(word in image for word in (b"Exif", b"A camera", b"Leeds", b"profile", b"GPS"))
    dark, light = shown.getpixel((290, 200)), shown.getpixel((10, 200))
    assert (dark[0] < 60, light[0] > 190) == (True, True), "Held sideways, its top is at the right."


@pytest.mark.parametrize(("kind", "type_"), [("PNG", "image/png"), ("WEBP", "image/webp"), ("MPO", "image/jpeg")])
def test_each_kind_that_a_phone_makes_is_taken(cast: Cast, kind: str, type_: str) -> None:
    photo = p.keep(cast.alex, p.encode(p.picture(), kind), kind=type_)
    assert p.decode(kept(photo["id"])).format == "JPEG"


def test_what_is_see_through_stands_on_white(cast: Cast) -> None:
    image = p.picture().convert("RGBA")
    image.putalpha(0)
    photo = p.keep(cast.alex, p.encode(image, "PNG"), kind="image/png")
    assert p.decode(kept(photo["id"])).getpixel((200, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"A text that says it is a photo." * 50,
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0" + b"not really" * 100,
        p.encode(p.picture())[:2000],
        p.encode(p.picture(), "PNG")[:-40],
        p.encode(p.picture(), "GIF"),
        p.encode(p.picture(), "TIFF"),
        p.encode(p.picture(), "PPM"),
        p.encode(p.picture(), "PDF"),
    ],
    ids=["empty", "text", "page", "head", "cut-jpeg", "cut-png", "gif", "tiff", "ppm", "pdf"],
)
def test_what_is_no_photo_is_refused_in_words(cast: Cast, given: bytes) -> None:
    said = problem(p.send(cast.alex, given), 422, "safety_plan.not_a_photo")
    assert "Nothing else has changed" in said["detail"]
    assert read(cast.alex, cast)["photos"] == []


@pytest.mark.parametrize("kind", ["application/json", "image/gif", "image/svg+xml", "text/html", "", "image/*"])
def test_what_says_that_it_is_something_else_is_not_even_read(cast: Cast, kind: str) -> None:
    problem(p.send(cast.alex, p.encode(p.picture()), kind), 422, "safety_plan.not_a_photo")


@pytest.mark.parametrize("given", [bomb(30_000), bytes(12_000_001)], ids=["bomb", "heavy"])
def test_what_is_too_large_is_refused_in_words(cast: Cast, given: bytes) -> None:
    said = problem(p.send(cast.alex, given, "image/png"), 413, "safety_plan.photo_too_large")
    assert "smaller" in said["detail"]


def test_when_its_process_fails_it_is_nobodys_fault(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrinking, "SHRINKER", shrinking.SHRINKER.with_name("not_there.py"))
    problem(p.send(cast.alex, p.encode(p.picture())), 503, "safety_plan.no_photo_now")


def test_sent_again_it_is_the_same_and_another_one_is_not(cast: Cast) -> None:
    photo_id, given = new_id(), p.encode(p.picture())
    first = p.keep(cast.alex, given, photo_id=photo_id)
    again = p.send(cast.alex, given, photo_id=photo_id)
    assert (again.status_code, again.json) == (200, first)
    other = p.send(cast.alex, p.encode(p.picture(200, 200)), photo_id=photo_id)
    problem(other, 409, "http.id_taken")
    assert p.send(cast.sam, given, photo_id=photo_id).status_code == 409
    assert len(read(cast.alex, cast)["photos"]) == 1


def test_only_who_holds_a_record_keeps_photos(cast: Cast) -> None:
    given = p.encode(p.picture())
    assert p.send(cast.jo, given).status_code == 403
    assert p.send(cast.asha, given).status_code == 403
    assert p.send(cast.nobody, given).status_code == 401
    problem(p.send(cast.alex, given, Origin="https://evil.example"), 403, "http.foreign_origin")


def test_they_are_sealed(cast: Cast) -> None:
    photo = p.keep(cast.alex)
    p.describe(cast.alex, photo)
    with role(OWNER):
        row = db.session.execute(text("SELECT words_sealed, image_sealed FROM safety_plan_photos")).one()
    assert b"Bess" not in row.words_sealed
    assert b"JFIF" not in row.image_sealed


def test_others_see_one_only_when_she_shows_it(cast: Cast) -> None:
    share(cast, SECTION, trust(cast, cast.jo))
    share(cast, SECTION)
    write(cast.alex, "going", "Bess.")
    photo = p.keep(cast.alex)
    for member in (cast.jo, cast.asha):
        assert p.fetch(member, cast, photo).status_code == 404
        assert read(member, cast)["photos"] == []
    p.describe(cast.alex, photo, words="Bess on the beach.")
    for member in (cast.jo, cast.asha):
        answer = p.fetch(member, cast, photo)
        assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
        assert (answer.headers["Cache-Control"], answer.data) == ("no-store", kept(photo["id"]))
        (shown,) = read(member, cast)["photos"]
        assert (shown["words"], shown["is_private"]) == ("Bess on the beach.", False)
    for member in (cast.sam, cast.nia):
        assert p.fetch(member, cast, photo).status_code == 404
    p.describe(cast.alex, photo, is_private=True)
    assert p.fetch(cast.jo, cast, photo).status_code == 404


def test_one_goes_with_the_section_that_it_stands_in(cast: Cast) -> None:
    share(cast, SECTION, trust(cast, cast.jo))
    share(cast, SECTION)
    write(cast.alex, "going", "Bess.")
    photo = p.keep(cast.alex)
    p.describe(cast.alex, photo)
    show(cast.alex, "going", "team")
    assert [p.fetch(one, cast, photo).status_code for one in (cast.jo, cast.asha, cast.alex)] == [404, 200, 200]
    show(cast.alex, "going", "mine")
    assert [p.fetch(one, cast, photo).status_code for one in (cast.jo, cast.asha, cast.alex)] == [404, 404, 200]
    with role(WEB):
        act_as(cast.asha.account_id)
        assert db.session.scalar(text("SELECT count(*) FROM safety_plan_photos")) == 0


def test_nobody_else_changes_or_removes_one(cast: Cast) -> None:
    share(cast, SECTION, trust(cast, cast.sam), may_add=True)
    photo = p.keep(cast.alex)
    p.describe(cast.alex, photo)
    p.describe(cast.sam, photo, expect=404)
    cast.sam.delete(f"/api/my-plan/photos/{photo['id']}", expect=404)
    with role(WEB):
        act_as(cast.sam.account_id)
        for change in ("UPDATE safety_plan_photos SET is_private = false", "DELETE FROM safety_plan_photos"):
            assert db.session.execute(text(change)).rowcount == 0


def test_what_is_removed_is_gone_and_makes_room(cast: Cast) -> None:
    photo = p.keep(cast.alex)
    assert read(cast.alex, cast)["photo_bytes_left"] == 5_000_000 - photo["bytes"]
    cast.alex.delete(f"/api/my-plan/photos/{photo['id']}")
    cast.alex.delete(f"/api/my-plan/photos/{photo['id']}", expect=404)
    assert p.fetch(cast.alex, cast, photo).status_code == 404
    assert read(cast.alex, cast)["photo_bytes_left"] == 5_000_000
    with role(OWNER):
        assert db.session.scalar(text("SELECT count(*) FROM safety_plan_photos")) == 0
    assert audited("safety_plan.photo_removed") == 1


def test_there_is_room_for_five_megabytes_in_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    size = p.keep(cast.alex)["bytes"]
    monkeypatch.setattr(photos, "MOST_IN_ALL", 2 * size)
    last = p.keep(cast.alex)
    assert photos.bytes_left(cast.alex.record_id) == 0
    said = problem(p.send(cast.alex, p.encode(p.picture())), 409, "safety_plan.photos_full")
    assert "Your other photos are safe" in said["detail"]
    cast.alex.delete(f"/api/my-plan/photos/{last['id']}")
    p.keep(cast.alex)


def test_a_photo_alone_is_no_plan_yet(cast: Cast) -> None:
    p.keep(cast.alex)
    plan = read(cast.alex, cast)
    assert (plan["is_begun"], plan["version"], len(plan["photos"])) == (False, 0, 1)


def test_words_on_a_photo_have_their_limit(cast: Cast) -> None:
    photo = p.keep(cast.alex)
    assert p.describe(cast.alex, photo, words=" Bess. ")["words"] == "Bess."
    refused = p.describe(cast.alex, photo, words="a" * 501, expect=422)
    assert "words" in refused["fields"]


def test_the_image_is_not_fetched_for_the_list(cast: Cast) -> None:
    p.keep(cast.alex)
    with count_queries() as seen:
        cast.alex.get(plan_path(cast))
    assert any("safety_plan_photos" in sql for sql in seen)
    assert not any("image_sealed" in sql for sql in seen)
