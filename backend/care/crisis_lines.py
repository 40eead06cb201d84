"""Whom to ring or text at any hour: the lines of the nation, and the trust's own, as they hold in this process.

The sets that come with the service are in `lines/`, one file for each nation, every number with its source and the day on
which it was compared with it. A number that only somebody's memory knows is not in them: the text number of Papyrus, for
one. Where a source does not say when a line is open, we do not say it either: Papyrus (day and night since 2023, and in
2025 in doubt) and the Welsh line of Samaritans (49 hours a week, we do not know which).

999 and 111 option 2 are always there, always first, and as they are: no configuration takes them away or rewords them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from backend.care.crisis_checks import ALWAYS
from backend.care.crisis_files import CrisisLine, WrongLines, read_file
from backend.config import Config
from backend.core.placed_json import Fault

SHIPPED = Path(__file__).parent / "lines"
CHECK_AFTER = timedelta(days=90)


class _Held:
    lines: tuple[CrisisLine, ...] = ()


def use_lines(nation: str, file: Path | None = None, *, is_demo: bool = False) -> None:
    """Show the lines of that nation and those of the trust's file. Raises WrongLines, naming each fault with its line."""
    _Held.lines = lines_of(nation, file, is_demo=is_demo)


def lines_of(nation: str, file: Path | None = None, *, is_demo: bool = False) -> tuple[CrisisLine, ...]:
    """The lines as people would meet them: 999 and 111, the trust's own, and the others of the nation."""
    national = {line.key: line for line in read_file(SHIPPED / f"{nation}.json", is_own=False).lines}
    if file is None:
        return tuple(national.values())
    own = read_file(file, is_demo=is_demo)
    known = national.keys() | {line.key for line in own.lines}
    if strangers := [Fault(where, f'there is no line "{key}"') for key, where in own.named.items() if key not in known]:
        raise WrongLines(file, strangers)
    merged = national | {line.key: replace(line, is_local=line.key not in national) for line in own.lines}
    dated = {key: replace(line, checked_on=own.checked.get(key, line.checked_on)) for key, line in merged.items()}
    return tuple(sorted((line for key, line in dated.items() if key not in own.without), key=_place))


def crisis_lines() -> tuple[CrisisLine, ...]:
    """The lines that this process shows. Before anything was configured: England's."""
    if not _Held.lines:
        use_lines(Config.nation)
    return _Held.lines


def crisis_contacts() -> list[dict[str, Any]]:
    """The lines as pages show them."""
    return [line.view() for line in crisis_lines()]


def to_check(lines: tuple[CrisisLine, ...], today: date) -> list[CrisisLine]:
    """The lines whose numbers nobody has checked for ninety days, the longest first."""
    old = [line for line in lines if line.checked_on < today - CHECK_AFTER]
    return sorted(old, key=lambda line: line.checked_on)


def _place(line: CrisisLine) -> int:
    """999, then 111, then what is near, then the rest; in each the order of the files."""
    if line.key in ALWAYS:
        return ALWAYS.index(line.key)
    return len(ALWAYS) + (not line.is_local)
