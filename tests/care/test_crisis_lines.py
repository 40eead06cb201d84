"""Whom to ring: the sets that come with the service, a trust's own file, and everything that can be wrong with one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner, Result

from backend.care import crisis_lines
from backend.care.crisis_checks import can_be_rung
from backend.care.crisis_files import CrisisLine, WrongLines
from backend.cli import main
from backend.config import NATIONS, NotConfigured, read_config
from tests.cast import Cast
from tests.core.test_config import GIVEN

CHECKED = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOCAL: dict[str, Any] = {
    "key": "night_line",
    "name": "Our night line",
    "call": "0113 243 3144",
    "explains": "For people who know us.",
    "hours": [{"weekday": 4, "opens": "19:00", "closes": "07:00"}],
    "source": "https://trust.example/night",
    "checked_on": "2026-11-20",
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """A trust's file with that in it. Today is the day after which everything in it was checked."""

    def to_file(**contents: Any) -> Path:
        file = tmp_path / "own.json"
        file.write_text(json.dumps(contents, indent=1))
        return file

    with time_machine.travel(CHECKED, tick=False):
        yield to_file


@pytest.fixture
def shown_again() -> Iterator[None]:
    """What this process shows is put back."""
    before = crisis_lines._Held.lines
    yield
    crisis_lines._Held.lines = before


def keys(lines: tuple[CrisisLine, ...]) -> list[str]:
    return [line.key for line in lines]


def faults(file: Path, **how: bool) -> list[str]:
    with pytest.raises(WrongLines) as stopped:
        crisis_lines.lines_of("england", file, **how)
    assert stopped.value.code == "\n".join(f"{file.name}, {fault}" for fault in stopped.value.faults)
    return [str(fault) for fault in stopped.value.faults]


@pytest.mark.parametrize("nation", NATIONS)
def test_the_shipped_sets_are_whole(nation: str) -> None:
    lines = crisis_lines.lines_of(nation)
    assert keys(lines)[:2] == ["emergency", "nhs_111"]
    assert [line.call for line in lines[:2]] == ["999", "111"]
    assert "option 2" in lines[1].name
    assert all(line.always_open for line in lines[:2])
    assert all(can_be_rung(number) for line in lines for number in (line.call, line.text) if number)
    assert all(line.source.startswith("https://") and not line.is_local for line in lines)


def test_the_same_line_is_the_same_in_both_nations() -> None:
    england, wales = ({line.key: line for line in crisis_lines.lines_of(nation)} for nation in NATIONS)
    assert england.keys() <= wales.keys()
    for key in england:
        there, here = wales[key].view(), england[key].view()
        assert {**there, "source": ""} == {**here, "source": ""}


def test_numbers_that_nobody_could_confirm_are_not_shipped() -> None:
    numbers = {line.text for nation in NATIONS for line in crisis_lines.lines_of(nation)}
    assert "88247" not in numbers
    by_key = {line.key: line for line in crisis_lines.lines_of("wales")}
    for unknown in ("papyrus", "samaritans_cymru"):
        assert (by_key[unknown].hours, by_key[unknown].always_open) == ((), False)
    assert by_key["samaritans_cymru"].language == "cy"


def test_a_local_line_comes_right_after_999_and_111(write: Write) -> None:
    lines = crisis_lines.lines_of("england", write(lines=[LOCAL]))
    assert keys(lines)[:4] == ["emergency", "nhs_111", "night_line", "samaritans"]
    assert lines[2].is_local
    assert lines[2].view()["hours"] == [{"weekday": 4, "opens": "19:00", "closes": "07:00"}]


def test_a_line_of_the_trust_takes_the_place_of_ours(write: Write) -> None:
    own = {**LOCAL, "key": "samaritans", "name": "Samaritans of Leeds"}
    lines = crisis_lines.lines_of("england", write(lines=[own]))
    assert keys(lines) == keys(crisis_lines.lines_of("england"))
    assert (lines[2].name, lines[2].is_local) == ("Samaritans of Leeds", False)


def test_a_number_is_checked_without_writing_the_line_again(write: Write) -> None:
    file = write(checked={"emergency": "2026-11-21", "calm": "2026-11-22"}, without=["shout"])
    by_key = {line.key: line for line in crisis_lines.lines_of("england", file)}
    assert "shout" not in by_key
    assert by_key["emergency"].checked_on == date(2026, 11, 21)
    assert by_key["calm"].call == "0800 58 58 58"


@pytest.mark.parametrize("key", ["emergency", "nhs_111"])
def test_999_and_111_are_never_taken_away(write: Write, key: str) -> None:
    (fault,) = faults(write(without=[key]))
    assert "always there" in fault
    (fault,) = faults(write(lines=[{**LOCAL, "key": key, "call": "0800 1111"}]))
    assert "always there" in fault


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        ({"call": "0800 FLOWERS"}, 6, "no telephone number"),
        ({"call": "0113 243 31"}, 6, "no telephone number"),
        ({"call": "116 124"}, 6, "no telephone number"),
        ({"call": "01632 960 555"}, 6, "no telephone number"),
        ({"call": None}, 4, '"call"'),
        ({"text": "85258", "text_word": ""}, 18, "text_word"),
        ({"text_word": "HELP"}, 17, 'no "text"'),
        ({"key": "Night line"}, 4, '"key"'),
        ({"name": ""}, 5, '"name"'),
        ({"source": "ask Jo"}, 15, '"source"'),
        ({"checked_on": "last week"}, 16, '"checked_on"'),
        ({"checked_on": "2026-11-23"}, 16, "still to come"),
        ({"always_open": True}, 8, "not both"),
        ({"hours": [{"weekday": 7, "opens": "19:00", "closes": "07:00"}]}, 10, '"weekday"'),
        ({"hours": [{"weekday": 0, "opens": "7 pm", "closes": "07:00"}]}, 11, '"opens"'),
        ({"phone": "111"}, 17, '"phone"'),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)
def test_a_fault_is_named_with_its_line(write: Write, wrong: dict[str, Any], line: int, words: str) -> None:
    (fault,) = faults(write(lines=[{**LOCAL, **wrong}]))
    assert fault.startswith(f"line {line}: ")
    assert words in fault


def test_every_fault_is_named_at_once(write: Write) -> None:
    nowhere = {name: value for name, value in LOCAL.items() if name != "call"}
    found = faults(write(lines=[nowhere, nowhere], without=["zzz"]))
    assert [fault.partition(": ")[2].split(":")[0] for fault in found] == [
        "a number is missing",
        "a number is missing",
        '"night_line" stands twice here',
    ]
    assert faults(write(without=["zzz"])) == ['line 3: there is no line "zzz"']
    assert faults(write(checked={"calm": "2026-11-23"})) == ["line 3: this day is still to come"]


@pytest.mark.parametrize("text", ["", "[]", "no JSON", '{"lines": [3]}', '{"lines": {}}', '{"checked": []}', "[[[["])
def test_what_is_no_list_of_lines_is_refused(write: Write, text: str) -> None:
    file = write()
    file.write_text(text)
    assert faults(file)[0].startswith("line 1: ")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path / "missing.json") == ["line 1: this cannot be read (FileNotFoundError)"]
    (tmp_path / "latin.json").write_bytes('{"lines": "é"}'.encode("latin-1"))
    assert faults(tmp_path / "latin.json") == ["line 1: this cannot be read (UnicodeDecodeError)"]


def test_the_demos_line_is_made_up_and_only_the_demo_takes_it() -> None:
    demo = crisis_lines.SHIPPED / "demo.json"
    assert keys(crisis_lines.lines_of("england", demo, is_demo=True))[2] == "rivers_night_line"
    assert "no telephone number" in faults(demo)[0]


def test_numbers_get_old_after_ninety_days() -> None:
    lines = crisis_lines.lines_of("england")
    assert crisis_lines.to_check(lines, date(2027, 2, 20)) == []
    assert crisis_lines.to_check(lines, date(2027, 2, 21)) == list(lines)


def test_everybody_is_told_all_that_a_line_has(cast: Cast, write: Write, shown_again: None) -> None:
    crisis_lines.use_lines("wales", write(lines=[LOCAL]))
    contacts = cast.nobody.get("/api/service")["crisis_contacts"]
    assert [contact["key"] for contact in contacts] == keys(crisis_lines.crisis_lines())
    assert contacts[2] == {
        **LOCAL,
        "text": None,
        "text_word": None,
        "for_whom": None,
        "always_open": False,
        "is_local": True,
        "language": None,
    }


def test_a_nation_without_a_set_is_refused_at_the_start() -> None:
    with pytest.raises(NotConfigured, match="WAYMARK_NATION: one of england, wales"):
        read_config({**GIVEN, "WAYMARK_NATION": "mars"})
    assert read_config({**GIVEN, "WAYMARK_NATION": "wales"}).nation == "wales"
    config = read_config(
        {**GIVEN, "WAYMARK_CRISIS_LINES_FILE": "/etc/lines.json", "WAYMARK_OPERATOR_EMAIL": "ops@a.example"}
    )
    assert (config.crisis_lines_file, config.operator_email) == (Path("/etc/lines.json"), "ops@a.example")


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["crisis-lines", *arguments], env={"WAYMARK_CRISIS_LINES_FILE": ""})


def test_the_operator_lists_what_people_see(write: Write) -> None:
    said = command("list", "--nation", "wales", str(write(lines=[LOCAL])))
    assert said.exit_code == 0
    assert "nhs_111: NHS 111, option 2, ring 111 (day and night)\n" in said.output
    assert "night_line: Our night line, ring 0113 243 3144 (with hours, local)\n" in said.output
    assert "call: C.A.L.L. Wales, ring 0800 132 737, text help to 81066 (day and night)\n" in said.output
    assert "papyrus: Papyrus HOPELINE247, ring 0800 068 4141 (hours not known)\n" in said.output
    assert "checked on 2026-11-20 against https://trust.example/night\n" in said.output


def test_checking_says_what_is_wrong_and_what_is_old_by_its_exit_code(write: Write) -> None:
    assert command("check").exit_code == 0
    wrong = command("check", str(write(without=["emergency"])))
    assert wrong.exit_code == 1
    assert "own.json, line 3: this line is always there" in wrong.output
    old = command("check", str(write(checked={"samaritans": "2026-08-23"})))
    assert old.exit_code == 1
    said = "samaritans: not checked since 2026-08-23. Look at https://www.samaritans.org/how-we-can-help/contact-samaritan/"
    assert old.output.splitlines() == [said]
