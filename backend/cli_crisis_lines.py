"""`waymark crisis-lines …`: whom people are told to ring or text, and whether somebody has looked at the numbers lately."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from backend.config import NATIONS, Config

NATION = click.option(
    "--nation", type=click.Choice(NATIONS), default=Config.nation, envvar="WAYMARK_NATION", show_default=True
)
FILE = click.argument(
    "file",
    required=False,
    envvar="WAYMARK_CRISIS_LINES_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)


@click.group(name="crisis-lines")
def crisis_lines() -> None:
    """The lines on the page for urgent help: the nation's, and the trust's own from a file (WAYMARK_CRISIS_LINES_FILE)."""


@crisis_lines.command(name="list")
@NATION
@FILE
def list_lines(nation: str, file: Path | None) -> None:
    """Print the lines in the order in which people see them."""
    for line in _lines(nation, file):
        ways = [f"ring {line.call}"] if line.call else []
        ways += [f"text {line.text_word or ''} to {line.text}".replace("  ", " ")] if line.text else []
        print(f"{line.key}: {line.name}, {', '.join(ways)} ({_when(line)}{', local' if line.is_local else ''})")
        print(f"    checked on {line.checked_on} against {line.source}")


@crisis_lines.command(name="check")
@NATION
@FILE
def check_lines(nation: str, file: Path | None) -> None:
    """Say what is wrong with the file, line by line, and which numbers are to be checked. Exit code 1 when there is any."""
    from backend.care import crisis_lines as lines
    from backend.core import clock

    shown = _lines(nation, file)
    old = lines.to_check(shown, clock.in_london(clock.now()).date())
    for line in old:
        print(f"{line.key}: not checked since {line.checked_on}. Look at {line.source}")
    if old:
        sys.exit(1)
    print(f"{len(shown)} lines, nothing to mend, every number checked within {lines.CHECK_AFTER.days} days.")


def _lines(nation: str, file: Path | None) -> tuple[Any, ...]:
    """The lines, or an end with every fault named. Numbers that Ofcom keeps for stories are right in the demo's own file."""
    from backend.care import crisis_lines as lines

    return lines.lines_of(nation, file, is_demo=file is not None and file.resolve().parent == lines.SHIPPED)


def _when(line: Any) -> str:
    if line.always_open:
        return "day and night"
    return "with hours" if line.hours else "hours not known"
