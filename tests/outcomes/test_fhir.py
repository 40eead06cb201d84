"""A FHIR R4 Questionnaire becomes one of ours, or says by line why it cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backend.outcomes.loading import read_instrument
from backend.outcomes.scoring import score_all

URL = "http://hl7.org/fhir"
ORDINAL = f"{URL}/StructureDefinition/ordinalValue"
WEIGHT = f"{URL}/StructureDefinition/itemWeight"
CALCULATED = f"{URL}/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def option(value: int, words: str, url: str = ORDINAL) -> dict[str, Any]:
    weight = {"url": url, "valueDecimal": value}
    return {"valueCoding": {"code": f"a{value}", "display": words, "extension": [weight]}}


def question(link: str, text: str, **more: Any) -> dict[str, Any]:
    options = [option(value, words) for value, words in enumerate(("never", "sometimes", "always"))]
    return {"linkId": link, "text": text, "type": "choice", "answerOption": options, **more}


def calculated(expression: str) -> dict[str, Any]:
    value = {"language": "text/fhirpath", "expression": expression}
    extension = [{"url": CALCULATED, "valueExpression": value}]
    return {"linkId": "total", "text": "Total", "type": "decimal", "readOnly": True, "extension": extension}


def form(*items: dict[str, Any], **more: Any) -> str:
    document = {
        "resourceType": "Questionnaire",
        "name": "HopeScale",
        "version": "2.1",
        "status": "active",
        "title": "How hopeful I am",
        "publisher": "A university",
        "copyright": "Licence 123 to this trust.",
        "item": list(items),
        **more,
    }
    return json.dumps({name: value for name, value in document.items() if value is not None}, indent=1)


def test_a_whole_one() -> None:
    code = [{"system": "http://snomed.info/sct", "code": "22298006"}]
    inner = [question("1.1", "I feel hopeful.", code=code), question("1.2", "I make plans.")]
    group = {"linkId": "1", "text": "Hope", "type": "group", "item": inner}
    number = {"linkId": "2", "text": "From 0 to 10?", "type": "integer", "extension": [
        {"url": f"{URL}/StructureDefinition/minValue", "valueInteger": 0},
        {"url": f"{URL}/StructureDefinition/maxValue", "valueInteger": 10},
    ]}  # fmt: skip
    read = read_instrument(form(group, number, calculated("%resource.item.answer.value.ordinal().sum()")))
    assert (read.faults, read.remarks) == ([], [])
    found = read.instrument
    assert found is not None
    assert (found.key, found.version, found.title, found.licence) == (
        "hopescale",
        "2.1",
        "How hopeful I am",
        "Licence 123 to this trust.",
    )
    assert [(item.key, item.code, item.group, item.low, item.high) for item in found.items] == [
        ("q1_1", "22298006", "q1", 0, 2),
        ("q1_2", None, "q1", 0, 2),
        ("q2", None, None, 0, 10),
    ]
    assert [label.words for label in found.items[0].labels] == ["never", "sometimes", "always"]
    (score,) = score_all(found, {"q1_1": 2, "q1_2": 1, "q2": 7})
    assert (score.value, score.n, score.of) == (10, 3, 3)


def test_a_score_over_named_items_is_a_mean_of_those() -> None:
    expression = "(%resource.item.where(linkId='a').answer.value | %resource.item.where(linkId='b').answer.value).avg()"
    read = read_instrument(form(question("a", "A"), question("b", "B"), question("c", "C"), calculated(expression)))
    assert read.instrument is not None, read.faults
    (score,) = read.instrument.scores
    assert (score.how, score.items, score.low, score.high) == ("mean", ("a", "b"), 0, 2)


def test_weights_on_the_option_and_plain_numbers_count() -> None:
    weighted = {"valueInteger": 1, "extension": [{"url": WEIGHT, "valueDecimal": 4}]}
    item = {"linkId": "a", "text": "A", "type": "choice", "answerOption": [{"valueInteger": 0}, weighted]}
    read = read_instrument(form(item))
    assert read.instrument is not None, read.faults
    assert [(label.value, label.words) for label in read.instrument.items[0].labels] == [(0, "0"), (4, "1")]


@pytest.mark.parametrize(
    ("item", "words", "line_has"),
    [
        (question("a", "A", enableWhen=[{"question": "b"}]), '"enableWhen" is not understood', "enableWhen"),
        (question("a", "A", repeats=True), "several answers", "repeats"),
        (question("a", "A", answerOption=[{"valueCoding": {"display": "yes"}}]), "give it an ordinalValue", "{"),
        (question("a", "A", answerOption=[option(1, "x"), option(1, "y")]), "two labels for 1", "{"),
        ({"linkId": "a", "text": "A", "type": "string"}, 'The type "string" is not understood', "{"),
        ({"linkId": "a", "text": "A", "type": "integer"}, "no minValue and maxValue", "{"),
        (calculated("%a.sum() / 2"), "cannot be worked out here: %a.sum() / 2", "{"),
        (question("a", "A", code=[{"system": "http://snomed.info/sct", "code": "22298007"}]), "is not a SNOMED CT code", "code"),
    ],
)  # fmt: skip
def test_what_would_change_the_meaning_is_refused(item: dict[str, Any], words: str, line_has: str) -> None:
    text = form(question("first", "First"), item)
    read = read_instrument(text)
    assert read.instrument is None
    (fault,) = [fault for fault in read.faults if words in fault.words]
    assert line_has in text.splitlines()[fault.line - 1]
    assert fault.line > text.splitlines().index('   "text": "First",')


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"copyright": None}, '"licence" of the questionnaire is missing'),
        ({"publisher": None}, '"source" of the questionnaire is missing'),
        ({"version": None}, '"version" of the questionnaire is missing'),
        ({"item": []}, '"items" of the questionnaire is empty'),
    ],
)
def test_what_is_missing_is_named(more: dict[str, Any], words: str) -> None:
    read = read_instrument(form(question("a", "A"), **more))
    assert any(words in fault.words for fault in read.faults)


def test_what_is_only_not_shown_is_a_remark() -> None:
    display = {"linkId": "x", "text": "Please take your time.", "type": "display"}
    other = question("a", "A", code=[{"system": "http://loinc.org", "code": "1-8"}])
    read = read_instrument(form(display, other))
    assert read.instrument is not None
    assert [remark.words[:10] for remark in read.remarks] == ["This text ", "Only SNOME"]
