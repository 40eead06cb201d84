"""Sets words as a tagged PDF (PDF/UA-1): JSON comes in, the file goes out. Run as a process of its own, never imported.

It is given a layout, which is ours, and what is to be set, which is people's. People's words come as data and are shown as
plain text: nothing in them is ever read as markup. There is no network here, no package, and no file but the layout and the
pictures that came with it.
"""

from __future__ import annotations

import base64
import json
import re
import resource
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

SECONDS, BYTES = 10, 1 << 30
STANDARD: Literal["ua-1"] = "ua-1"
# What typst says of letters that no font here has; a file with gaps would not be readable for everybody.
NO_LETTER = re.compile(r"the text `\"(.+?)\"` could not be displayed")
MOST_TRIES, LATIN_ENDS = 12, 0x250
STANDS_FOR = "\N{WHITE SQUARE}"
# A layout that may shrink puts the number of its pages behind this name.
PAGES = "<pages>"


@dataclass(frozen=True)
class Work:
    """A layout in its folder, the sizes of type to try for one page, the size for more, and the instant that the file names."""

    layout: Path
    sizes: list[float]
    long_size: float
    at: int


def main() -> None:
    """Read what is to be set from standard input and write the file to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    given = json.loads(sys.stdin.buffer.read())
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in given["pictures"].items():
            Path(folder, name).write_bytes(base64.b64decode(picture))
        layout = Path(folder, "layout.typ")
        layout.write_text(given["layout"])
        work = Work(layout, given["sizes"], given["long_size"], given["plan"]["at"])
        sys.stdout.buffer.write(set_with_gaps(given["plan"], work))


def set_with_gaps(plan: dict[str, Any], work: Work) -> bytes:
    """Set it; where no font here has some letters, put a square for them, and say so on the paper."""
    from typst import TypstError  # noqa: PLC0415 only once there are limits

    given = json.dumps(plan, ensure_ascii=False)
    for tries in range(MOST_TRIES):
        try:
            return set_plan(given, work)
        except TypstError as problem:
            missing = NO_LETTER.search(str(problem))
            if missing is None:
                raise
            kinds = {_kind(letter) for letter in missing[1]} if tries < MOST_TRIES - 2 else None
            given = json.dumps({**json.loads(_without(given, kinds)), "has_gaps": True}, ensure_ascii=False)
    raise SystemExit(1)


def set_plan(given: str, work: Work) -> bytes:
    """The file. Raises TypstError."""
    import typst  # noqa: PLC0415 only once there are limits

    folder = work.layout.parent
    return typst.compile(
        work.layout,
        root=folder,
        format="pdf",
        sys_inputs={"plan": given, "size": str(_size(given, work))},
        pdf_standards=STANDARD,
        package_path=folder,
        package_cache_path=folder,
        timestamp=work.at,
    )


def _size(given: str, work: Work) -> float:
    """The largest type that needs one page. Where none does: two pages that can be read, not two of small type."""
    return next((size for size in work.sizes if _pages(given, work, size) == 1), work.long_size)


def _pages(given: str, work: Work, size: float) -> int:
    import typst  # noqa: PLC0415 only once there are limits

    folder = work.layout.parent
    said = typst.query(
        work.layout,
        PAGES,
        field="value",
        one=True,
        root=folder,
        sys_inputs={"plan": given, "size": str(size)},
        package_path=folder,
        package_cache_path=folder,
    )
    return int(json.loads(said))


def _without(given: str, kinds: set[str] | None) -> str:
    """The same without letters of these kinds; with None without all that are not Latin."""
    return "".join(STANDS_FOR if _is_gap(letter, kinds) else letter for letter in given)


def _is_gap(letter: str, kinds: set[str] | None) -> bool:
    if ord(letter) < LATIN_ENDS or letter == STANDS_FOR:
        return False
    return kinds is None or _kind(letter) in kinds


def _kind(letter: str) -> str:
    """The first word of its name, which is mostly its script: ARABIC, CJK, HANGUL."""
    return unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0].split("-")[0]


if __name__ == "__main__":
    main()
