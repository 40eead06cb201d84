"""The hazard log is true: each hazard is whole, and every test that it names is there and runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from backend.config import ROOT

LOG = ROOT / "docs" / "hazard-log.md"
ROWS = ("Cause", "Effect", "Before", "What is done", "What stays", "Tests")
SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
LIKELIHOODS = ("very low", "low", "medium", "high", "very high")
NAMED = re.compile(r"`([\w./-]+)::([^`]+)`")
# A test of the app: its words in quotation marks, for one case or for each of several.
IN_APP = re.compile(r"""\bit(?:\.each\(.*?\))?\(\s*(['"`])(?P<name>(?:\\.|(?!\1).)*)\1""", re.DOTALL)
LEAST = 15


def hazards() -> dict[str, dict[str, str]]:
    """Each hazard by its heading, with its rows."""
    found = dict[str, dict[str, str]]()
    for part in re.split(r"^## ", LOG.read_text(), flags=re.MULTILINE)[1:]:
        heading, _, rest = part.partition("\n")
        if re.match(r"H\d+ ", heading):
            found[heading] = dict(re.findall(r"^\| \*\*([\w ]+)\*\* \| (.+) \|$", rest, flags=re.MULTILINE))
    return found


def names_in(file: Path) -> set[str]:
    """The names of the tests in a file of either side."""
    if file.suffix != ".py":
        return {match["name"].replace("\\'", "'") for match in IN_APP.finditer(file.read_text())}
    nodes = ast.walk(ast.parse(file.read_text()))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def missing(named: list[tuple[str, str]]) -> list[str]:
    """What is named and not there."""
    there = {file: names_in(ROOT / file) if (ROOT / file).is_file() else set() for file, _ in named}
    return [f"{file}::{name}" for file, name in named if name not in there[file]]


def test_there_are_hazards_with_numbers_in_order() -> None:
    numbers = [int(re.match(r"H(\d+)", heading)[1]) for heading in hazards()]  # type: ignore[index]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= LEAST


@pytest.mark.parametrize("words", ["out of date", "number is wrong", "shared", "lost or stolen", "made to open"])
def test_the_hazards_of_a_plan_on_a_phone_are_there(words: str) -> None:
    assert [heading for heading in hazards() if words in heading] != []


@pytest.mark.parametrize("heading", hazards())
def test_each_hazard_is_whole_and_held_by_tests_that_exist(heading: str) -> None:
    rows = hazards()[heading]
    assert tuple(rows) == ROWS
    for row in ("Before", "What stays"):
        levels = re.match(r"Severity ([a-z]+), likelihood ([a-z ]+?)\.", rows[row])
        assert levels, f"{row}: begin with severity and likelihood in words."
        assert levels[1] in SEVERITIES
        assert levels[2] in LIKELIHOODS
    named = NAMED.findall(rows["Tests"])
    assert named, "A hazard that no test holds is only a wish."
    assert missing(named) == []


def test_a_test_that_is_not_there_is_found() -> None:
    here = "tests/house/test_hazard_log.py"
    assert missing([(here, "test_a_test_that_is_not_there_is_found"), (here, "test_nothing")]) == [
        f"{here}::test_nothing"
    ]
    clock = "pwa/src/shared/clock.test.ts"
    assert missing([(clock, "is believed once it agrees with the service"), (clock, "is")]) == [f"{clock}::is"]
    assert missing([("tests/nowhere.py", "test_it")]) == ["tests/nowhere.py::test_it"]
