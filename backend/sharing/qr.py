"""A QR code as one SVG path, so that a page draws it without a picture file and without inline styles."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import segno

QUIET_ZONE = 4


def qr_code(words: str) -> dict[str, Any]:
    """`size`: squares a side, the quiet zone included; `path`: the dark squares, one unit each, runs joined."""
    rows = list(segno.make(words, error="m", micro=False).matrix_iter(border=QUIET_ZONE))
    return {"size": len(rows), "path": "".join(_row(y, row) for y, row in enumerate(rows))}


def _row(y: int, row: Any) -> str:
    drawn, x = "", 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            drawn += f"M{x} {y}h{length}v1h-{length}z"
        x += length
    return drawn
