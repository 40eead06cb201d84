"""Photos as phones take them, and files that only claim to be one."""

from __future__ import annotations

import io

from PIL import ExifTags, Image

# 52°12'30" N, 0°7'1" E: where the camera says that it was.
NORTH, EAST = (52.0, 12.0, 30.0), (0.0, 7.0, 1.0)
TURNED = 6


def from_a_phone(width: int = 4000, height: int = 3000) -> bytes:
    """Twelve megapixels, held upright, with the place, the camera and the hour in it. Red in its first corner."""
    picture = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((200, 20, 20), (0, 0, width // 5, height // 5))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = TURNED
    exif[ExifTags.Base.Model] = "Telltale 9"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place.update({ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: NORTH, ExifTags.GPS.GPSLongitudeRef: "E"})
    place[ExifTags.GPS.GPSLongitude] = EAST
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=92, exif=exif)
    return written.getvalue()


def opened(photo: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(photo))
    picture.load()
    return picture


def tells_nothing(photo: bytes) -> bool:
    """No place, no camera, no hour: not as EXIF, and not anywhere else among the bytes."""
    picture = opened(photo)
    return not picture.getexif() and "exif" not in picture.info and not any(mark in photo for mark in MARKS)


MARKS = (b"Exif", b"Telltale", b"http://ns.adobe.com/xap", b"Photoshop 3.0")

# What is wrong with a file, and what the page says of it.
NO_PHOTOS = {
    "notes.jpg": (b"Dear diary, this is no photo at all.", "This file is not a photo."),
    "drawing.png": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "This file is not a photo."),
    "half.jpg": (from_a_phone(1200, 900)[:9000], "This photo is damaged"),
    "live.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400), "Take a screenshot of it"),
}
