"""What a printed page shows: its words, and whether there is ink where it should be."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

# Darker than this is ink; in points, how near to the edge printers cannot print.
INK, EDGE = 140, 12


@dataclass(frozen=True)
class Sheet:
    """One file from a printer's side, its first page drawn at one dot a point."""

    pages: int
    words: str
    picture: Image.Image

    def share_of_ink(self) -> float:
        """Of all dots, how many are dark."""
        histogram = self.picture.convert("L").histogram()
        return sum(histogram[:INK]) / sum(histogram)

    def is_clear_at_its_edges(self) -> bool:
        """Nothing is cut off: a ring of white goes round it."""
        grey = self.picture.convert("L")
        wide, high = grey.size
        ring = [(0, 0, wide, EDGE), (0, high - EDGE, wide, high), (0, 0, EDGE, high), (wide - EDGE, 0, wide, high)]
        return not any(_has_ink(grey.crop(side)) for side in ring)

    def has_ink_in_each_quarter(self, down: float = 0.5) -> bool:
        """Both columns of the upper part hold something."""
        grey = self.picture.convert("L")
        wide, high = grey.size[0], int(grey.size[1] * down)
        halves = [(0, 0, wide // 2, high), (wide // 2, 0, wide, high)]
        return all(_has_ink(grey.crop(half)) for half in halves)


def _has_ink(grey: Image.Image) -> bool:
    return any(grey.histogram()[:INK])


def read_paper(pdf: bytes) -> Sheet:
    document = pypdfium2.PdfDocument(pdf)
    try:
        words = "\n".join(page.get_textpage().get_text_range() for page in document)
        # Words that were broken at the end of a line are one again.
        return Sheet(len(document), " ".join(words.split()), document[0].render(scale=1).to_pil())
    finally:
        document.close()
