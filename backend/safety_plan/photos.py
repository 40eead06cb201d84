"""Photos of what keeps her going: made small, sealed, at most 5 MB in all, and private until she says otherwise."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, IdTaken, NotFound
from backend.safety_plan import access
from backend.safety_plan.photo_models import Photo
from backend.safety_plan.shrinking import Small, shrink

MOST_IN_ALL = 5_000_000
# What a photo is known by and shown with; never the image.
SHOWN = (
    Photo.id,
    Photo.record_id,
    Photo.at,
    Photo.bytes_kept,
    Photo.width,
    Photo.height,
    Photo.words_sealed,
    Photo.is_private,
)


class PhotosFull(Conflict):
    code = "safety_plan.photos_full"
    words = "There is no room for another photo. Your other photos are safe. Take one away, then try again."


def list_photos(place: uuid.UUID, *, is_own: bool) -> list[dict[str, Any]]:
    """The photos that whoever acts meets there, the oldest first, without their images. Log it first."""
    wanted = select(*SHOWN).where(_met(place, is_own=is_own))
    return [_view(row) for row in db.session.execute(wanted.order_by(Photo.at, Photo.id))]


def bytes_left(record_id: uuid.UUID) -> int:
    """How much room there is for further photos."""
    kept = db.session.scalar(select(func.sum(Photo.bytes_kept)).where(Photo.record_id == record_id))
    return max(0, MOST_IN_ALL - int(kept or 0))


def add_photo(actor: Actor, photo_id: uuid.UUID, given: bytes) -> bool:
    """Keep a photo, private at first. Returns whether it is new.

    Raises NotAPhoto, PhotoTooLarge, NoPhotoNow, PhotosFull, IdTaken.
    """
    right, small = access.own_right(actor), shrink(given)
    record_id = access.hold_plan(_own(actor)).record_id
    kept = db.session.scalar(select(Photo).where(Photo.id == photo_id))
    if kept is not None:
        if kept.image != small.image:
            raise IdTaken
        return False
    if len(small.image) > bytes_left(record_id):
        raise PhotosFull
    db.session.add(_photo(actor, photo_id, record_id, small))
    access.write_down(actor, "safety_plan.photo_added", record_id, photo_id, right)
    db.session.flush()
    return True


def describe_photo(actor: Actor, photo_id: uuid.UUID, words: str, *, is_private: bool) -> None:
    """Say what is on a photo, and whether others see it. Raises NotFound."""
    right, photo = access.own_right(actor), find_own(actor, photo_id)
    photo.words, photo.is_private = words, is_private
    access.write_down(actor, "safety_plan.photo_described", photo.record_id, photo_id, right)
    db.session.flush()


def remove_photo(actor: Actor, photo_id: uuid.UUID) -> None:
    """Take a photo away for good. Raises NotFound."""
    right, photo = access.own_right(actor), find_own(actor, photo_id)
    db.session.delete(photo)
    access.write_down(actor, "safety_plan.photo_removed", photo.record_id, photo_id, right)
    db.session.flush()


def show_photo(actor: Actor, photo_id: uuid.UUID) -> dict[str, Any]:
    """One of her own as a page shows it. Raises NotFound."""
    return _view(find_own(actor, photo_id))


def read_photo(actor: Actor, record_id: uuid.UUID, photo_id: uuid.UUID) -> bytes:
    """The image, for her and whoever meets it. Raises NotFound."""
    if access.open_plan(actor, record_id) is None:
        raise NotFound
    photo = db.session.scalar(select(Photo).where(Photo.id == photo_id, Photo.record_id == record_id))
    if photo is None:
        raise NotFound
    image: bytes = photo.image
    return image


def find_own(actor: Actor, photo_id: uuid.UUID) -> Photo:
    """One of her own photos. Raises NotFound."""
    photo = db.session.scalar(select(Photo).where(Photo.id == photo_id, Photo.record_id == _own(actor)))
    if photo is None:
        raise NotFound
    return photo


def images_of(place: uuid.UUID, *, is_own: bool, at_most: int) -> list[tuple[str, bytes]]:
    """Words and image of the first photos that whoever acts meets there, for paper. Log it first."""
    wanted = select(Photo.id, Photo.record_id, Photo.words_sealed, Photo.image_sealed)
    wanted = wanted.where(_met(place, is_own=is_own))
    return [
        (
            Photo.words.open(Photo, row.id, row.record_id, row.words_sealed),
            Photo.image.open(Photo, row.id, row.record_id, row.image_sealed),
        )
        for row in db.session.execute(wanted.order_by(Photo.at, Photo.id).limit(at_most))
    ]


def _met(place: uuid.UUID, *, is_own: bool) -> ColumnElement[bool]:
    return Photo.record_id == place if is_own else and_(Photo.record_id == place, ~Photo.is_private)


def _own(actor: Actor) -> uuid.UUID:
    if actor.record_id is None:
        raise NotFound
    return actor.record_id


def _photo(actor: Actor, photo_id: uuid.UUID, record_id: uuid.UUID, small: Small) -> Photo:
    photo = Photo(id=photo_id, record_id=record_id, account_id=actor.account_id, at=clock.now(), is_private=True)
    photo.bytes_kept, photo.width, photo.height = len(small.image), small.width, small.height
    photo.words, photo.image = "", small.image
    return photo


def _view(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "words": Photo.words.open(Photo, row.id, row.record_id, row.words_sealed),
        "width": row.width,
        "height": row.height,
        "bytes": row.bytes_kept,
        "is_private": row.is_private,
        "at": row.at,
    }
