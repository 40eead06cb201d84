"""Every fault of a questionnaire is found, at its line, in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.outcomes import catalogue
from backend.outcomes.catalogue import BrokenInstrument
from backend.outcomes.loading import read_instrument

GOOD: dict[str, Any] = {
    "key": "sleep",
    "version": "1",
    "title": "How I sleep",
    "explains": "Two questions about your nights.",
    "minutes": 1,
    "source": "Made here.",
    "licence": "Free to use.",
    "groups": [{"key": "nights", "title": "Nights"}],
    "items": [
        {"key": "falling", "code": "22298006", "words": "Falling asleep", "low": 0, "high": 3, "group": "nights",
         "labels": [{"value": 0, "words": "badly"}, {"value": 3, "words": "well"}]},
        {"key": "waking", "words": "Waking up", "low": 0, "high": 3},
    ],
    "scores": [{"key": "all", "title": "Sleep", "how": "sum", "items": ["falling", "waking"]}],
    "change": {"score": 2},
}  # fmt: skip


def lines(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1)


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """The good one with one thing changed; DROP takes it away."""
    document = json.loads(json.dumps(GOOD))
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    if to is DROP:
        del holder[path[-1]]
    else:
        holder[path[-1]] = to
    return document


DROP = "(left out)"
FAULTS = [
    (("items", 0, "code"), "1037661000000100", "is not a SNOMED CT code"),
    (("items", 1, "code"), "22298006", 'two items with the code "22298006"'),
    (("items", 1, "key"), "falling", 'two items with the key "falling"'),
    (("items", 1, "key"), "Waking Up", "must begin with a small letter"),
    (("items", 1, "low"), 9, "upside down: from 9 to 3"),
    (("items", 1, "high"), 1000, "too long"),
    (("items", 1, "low"), "0", '"low" of item 2 must be a whole number'),
    (("items", 1, "low"), True, '"low" of item 2 must be a whole number'),
    (("items", 1, "words"), "  ", '"words" of item 2 is empty'),
    (("items", 1, "group"), "days", 'the group "days", which is not there'),
    (("items", 1, "colour"), "red", '"colour" of item 2 is not known here'),
    (("items", 0, "labels", 1, "value"), 7, "The label 7 lies outside 0 to 3"),
    (("items", 0, "labels", 1, "value"), 0, "two labels for 0"),
    (("items", 0, "is_compared"), "no", "must be true or false"),
    (("items",), [], '"items" of the questionnaire is empty'),
    (("items",), DROP, '"items" of the questionnaire is missing'),
    (("items", 0), 4, "item 1 must be an object"),
    (("scores", 0, "items", 1), "dreaming", 'names the item "dreaming", which is not there'),
    (("scores", 0, "items", 1), "falling", 'names the item "falling" twice'),
    (("scores", 0, "how"), "median", '"how" of score 1 must be mean or sum'),
    (("scores", 0, "group"), "days", 'the group "days", which is not there'),
    (("groups",), [{"key": "nights", "title": "A"}, {"key": "nights", "title": "B"}], 'two groups with the key "nights"'),
    (("change", "score"), 0, "must be more than 0"),
    (("change", "items"), 1, '"items" of "change" is not known here'),
    (("licence",), DROP, '"licence" of the questionnaire is missing. Say who allows its use'),
    (("source",), "", '"source" of the questionnaire is empty. Say who made'),
    (("minutes",), 0, '"minutes" must be 1 or more'),
    (("every_days",), -3, '"every_days" must be 1 or more'),
    (("skip_reasons",), ["too_hard"], '"too_hard" is no reason to skip'),
    (("version",), 2, '"version" of the questionnaire must be words in quotes'),
]  # fmt: skip


def test_a_good_one_has_nothing_to_mend() -> None:
    read = read_instrument(lines(GOOD))
    assert (read.faults, read.document) == ([], GOOD)
    assert read.instrument is not None
    assert [(score.low, score.high) for score in read.instrument.scores] == [(0, 6)]
    assert read.instrument.items[1].question == "Waking up"


@pytest.mark.parametrize(("path", "to", "words"), FAULTS, ids=lambda part: str(part)[:40])
def test_each_fault_is_found(path: tuple[Any, ...], to: Any, words: str) -> None:
    read = read_instrument(lines(changed(*path, to=to)))
    assert read.instrument is None
    assert [fault for fault in read.faults if words in fault.words], read.faults


def test_a_fault_names_its_line() -> None:
    text = lines(changed("items", 1, "low", to=9))
    (fault,) = read_instrument(text).faults
    assert text.splitlines()[fault.line - 1].strip() == '"low": 9,'
    assert str(fault).startswith(f"line {fault.line}: ")


def test_all_faults_come_at_once_in_the_order_of_their_lines() -> None:
    document = changed("items", 1, "low", to=9)
    del document["licence"]
    document["scores"][0]["how"] = "median"
    document["minutes"] = 0
    found = [fault.line for fault in read_instrument(lines(document)).faults]
    assert (len(found), found) == (4, sorted(found))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This is not JSON"),
        ("{", "This is not JSON"),
        ('{"key": "a",\n "key": "b"}', '"key" stands twice here'),
        ("[1]", "must be an object"),
        ('{"a": 1} x', "There is more after its end"),
        ('{"a": ' + "[" * 9000, "nested too deeply"),
        ('{"minutes": 1e400}', "must be a whole number"),
    ],
)
def test_what_is_no_questionnaire_at_all(text: str, words: str) -> None:
    assert any(words in fault.words for fault in read_instrument(text).faults)


def test_each_item_gives_what_all_have() -> None:
    document = changed("items", to=[{"key": "a", "words": "A"}, {"key": "b", "words": "B", "high": 5, "labels": []}])
    document |= {"scores": [], "each_item": {"low": 1, "high": 3, "labels": [{"value": 1, "words": "no"}]}}
    read = read_instrument(lines(document))
    assert read.instrument is not None, read.faults
    one, other = read.instrument.items
    assert [(item.low, item.high, len(item.labels)) for item in (one, other)] == [(1, 3, 1), (1, 5, 0)]


def test_the_service_refuses_to_start_with_a_broken_one(tmp_path: Path) -> None:
    for name in ("dialog", "gbo"):
        text = (catalogue.FOLDER / f"{name}.json").read_text()
        (tmp_path / f"{name}.json").write_text(text.replace("1037661000000102", "1037661000000100"))
    with pytest.raises(BrokenInstrument, match=r"cannot start[\s\S]*dialog.json, line \d+: 1037661000000100 is not"):
        catalogue.read_shipped(tmp_path)
    (tmp_path / "gbo.json").unlink()
    with pytest.raises(BrokenInstrument, match=r"gbo\.json is missing"):
        catalogue.read_shipped(tmp_path)


def test_what_comes_with_the_service_is_whole() -> None:
    catalogue.read_shipped()
    dialog, gbo = catalogue._Known.shipped["dialog"], catalogue._Known.shipped["gbo"]
    assert [item.key for item in dialog.items if not item.is_compared] == ["medication", "practical_help", "meetings"]
    assert (dialog.change.item, gbo.change.item, dialog.every_days) == (1, 3, 183)
    assert [(item.low, item.high) for item in (*dialog.items, *gbo.items)] == [(1, 7)] * 11 + [(0, 10)] * 3
    assert [label.words for label in dialog.items[0].labels] == [
        "totally dissatisfied", "very dissatisfied", "fairly dissatisfied", "in the middle", "fairly satisfied",
        "very satisfied", "totally satisfied",
    ]  # fmt: skip
