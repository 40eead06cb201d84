"""A photo made small and plain, by a process of its own: `photo_shrinker`."""

from __future__ import annotations

import struct
import threading
from dataclasses import dataclass
from pathlib import Path

from backend.core.errors import Invalid, TooLarge, Unavailable
from backend.core.short_lived import Failed, run_script

SHRINKER = Path(__file__).with_name("photo_shrinker.py")
LONGEST_SECONDS = 20
# Each may take a few hundred megabytes for a moment.
AT_ONCE = threading.BoundedSemaphore(1)
# What its process says when it makes nothing.
NOT_A_PHOTO, TOO_LARGE = 3, 4
SIZES = frozenset({0xC0, 0xC1, 0xC2})


class NotAPhoto(Invalid):
    code = "safety_plan.not_a_photo"
    words = "We could not read this as a photo. Nothing else has changed. Please choose another one."


class PhotoTooLarge(TooLarge):
    code = "safety_plan.photo_too_large"
    words = "This photo is too large for us. Nothing else has changed. Please choose a smaller one."


class NoPhotoNow(Unavailable):
    code = "safety_plan.no_photo_now"
    words = "We could not take the photo just now. Nothing else has changed. Please try again in a minute."


@dataclass(frozen=True)
class Small:
    """A JPEG as it is kept, and its size in pixels."""

    image: bytes
    width: int
    height: int


def shrink(given: bytes) -> Small:
    """At most 1600 pixels a side and 1 MB, and nothing in it but pixels. Raises NotAPhoto, PhotoTooLarge, NoPhotoNow."""
    try:
        made = run_script(SHRINKER, given, LONGEST_SECONDS, AT_ONCE)
    except Failed as failed:
        raise {NOT_A_PHOTO: NotAPhoto, TOO_LARGE: PhotoTooLarge}.get(failed.status or 0, NoPhotoNow) from None
    return Small(made, *_size_of(made))


def _size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height, from the frame's own header: what we made ourselves needs no decoder here."""
    at = 2
    while jpeg[at + 1] not in SIZES:
        at += 2 + int(struct.unpack_from(">H", jpeg, at + 2)[0])
    height, width = struct.unpack_from(">HH", jpeg, at + 5)
    return width, height
