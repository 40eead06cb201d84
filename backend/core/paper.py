"""Paper: people's words as a tagged PDF, set in a layout of ours by a process of its own (`paper_setter`)."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backend.core.short_lived import run_script

SETTER = Path(__file__).with_name("paper_setter.py")
LONGEST_SECONDS = 10
# Each takes about fifty megabytes for a moment.
AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Paper:
    """What is to be set: a layout, the words (with `at`, the instant that the file names), and pictures by file name.

    `sizes`: sizes of type in points, the best first, of which the first that needs one page is taken. Without any, or where
    none does, it is `long_size` on as many pages as it takes.
    """

    layout: str
    plan: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)
    sizes: Sequence[float] = ()
    long_size: float = 11


def set_paper(paper: Paper, seconds: float = LONGEST_SECONDS, setter: Path = SETTER) -> bytes:
    """The file, made within that time and a few at once. Raises `short_lived.Failed`."""
    pictures = {name: base64.b64encode(picture).decode() for name, picture in paper.pictures.items()}
    given: dict[str, Any] = {
        "layout": paper.layout,
        "plan": paper.plan,
        "pictures": pictures,
        "sizes": list(paper.sizes),
    }
    given["long_size"] = paper.long_size
    return run_script(setter, json.dumps(given).encode(), seconds, AT_ONCE)
