"""Everything that can be wrong with an installation, looked at by `waymark doctor`: a line each, in words."""

from __future__ import annotations

from collections.abc import Iterable

import structlog

from backend.config import Config
from backend.watch import database_ailments, setting_ailments
from backend.watch.ailments import LEVELS, Line, broken, ok

log = structlog.get_logger()

LOOKS = (*setting_ailments.LOOKS, *database_ailments.LOOKS)


def look_at_everything(config: Config) -> list[Line]:
    """A line for each thing. A look that fails itself is a line too, and never hides the others."""
    said = [ok("settings", "everything that is needed is set")]
    for look in LOOKS:
        try:
            said += look(config)
        except Exception as problem:  # noqa: BLE001 the words of others may hold passwords: only the kind is said
            about = look.__name__.strip("_").replace("_", " ")
            said.append(broken(about, f"could not be looked at ({type(problem).__name__})"))
    return said


def exit_code(said: Iterable[Line]) -> int:
    """0: all is well. 1: somebody should look. 2: something is broken."""
    return max((LEVELS.index(line.level) for line in said), default=0)
