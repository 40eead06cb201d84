"""Makes a small, plain JPEG of a photo: bytes come in, bytes go out. Run as a process of its own, never imported.

Only three decoders are allowed. What comes out holds pixels alone: no place, no time, no camera, no small copy of the whole.
It ends with one of the statuses below when nothing could be made.
"""

from __future__ import annotations

import io
import resource
import sys
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SECONDS, BYTES = 10, 1 << 29
NOT_A_PHOTO, TOO_LARGE = 3, 4
KINDS = ("JPEG", "PNG", "WEBP")
# A JPEG (or MPO, two of them in a file) is made smaller while it is read; of the others all pixels are in memory at once.
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
MOST_BYTES = 1_000_000
# The longest side and the quality, best first; the first that is small enough is taken.
TRIES = ((1600, 82), (1600, 70), (1600, 55), (1280, 60), (1024, 60), (800, 50))
GROUND = (255, 255, 255)


def main() -> None:
    """Read the photo from standard input and write the JPEG to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    given = sys.stdin.buffer.read()
    try:
        made = shrink(given)
    except MemoryError:
        sys.exit(TOO_LARGE)
    sys.stdout.buffer.write(made)


def shrink(given: bytes) -> bytes:
    """The JPEG. Ends the process when that is no photo or too large a one."""
    photo = _read(given)
    for side, quality in TRIES:
        photo.thumbnail((side, side))
        made = io.BytesIO()
        photo.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
        if made.tell() <= MOST_BYTES:
            return made.getvalue()
    sys.exit(TOO_LARGE)


def _read(given: bytes) -> Image.Image:
    """The pixels, the right way up, on white where they were see-through."""
    from PIL import Image, ImageOps  # noqa: PLC0415 only once there are limits

    warnings.simplefilter("ignore")  # A broken note of the camera's is no matter: it is thrown away.
    Image.MAX_IMAGE_PIXELS = None  # Judged below, by kind.
    try:
        with Image.open(io.BytesIO(given), formats=KINDS) as photo:
            photo.verify()  # The file's own check sums, where it has them. It has to be opened anew then.
        with Image.open(io.BytesIO(given), formats=KINDS) as photo:
            if photo.width * photo.height > MOST_PIXELS[photo.format or ""]:
                sys.exit(TOO_LARGE)
            photo.draft("RGB", (TRIES[0][0], TRIES[0][0]))
            ImageOps.exif_transpose(photo, in_place=True)
            return _bare(photo)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 decoders have many words for it
        sys.exit(NOT_A_PHOTO)


def _bare(photo: Image.Image) -> Image.Image:
    """The pixels in a picture that never knew anything else."""
    from PIL import Image  # noqa: PLC0415

    mode = "RGBA" if photo.has_transparency_data else "RGB"
    seen = photo if photo.mode == mode else photo.convert(mode)
    seen.thumbnail((TRIES[0][0], TRIES[0][0]))
    bare = Image.new("RGB", seen.size, GROUND)
    bare.paste(seen, mask=seen if mode == "RGBA" else None)
    return bare


if __name__ == "__main__":
    main()
