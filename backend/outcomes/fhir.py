"""A FHIR R4 Questionnaire, turned into our own format with its lines kept, so that faults name the lines of the FHIR file.

Read are groups, choice and integer items, their answers with an ordinal value or item weight, SNOMED CT codes, and scores
given by a calculated expression of the SDC guide (a sum or a mean over items). What would change the meaning of an answer and
is not understood is a fault; what is merely not shown is a remark. Pure.
(https://hl7.org/fhir/R4/questionnaire.html, https://hl7.org/fhir/uv/sdc/)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from backend.core.placed_json import Fault, Placed
from backend.outcomes.definitions import MEAN, SUM

SNOMED = "http://snomed.info/sct"
WEIGHTS = ("/ordinalValue", "/itemWeight")
CALCULATED = "/sdc-questionnaire-calculatedExpression"
LOWEST, HIGHEST = "/minValue", "/maxValue"
MEANING = ("enableWhen", "answerValueSet", "initial")
REFUSED_TYPES = "Only questions with listed answers (choice) or whole numbers (integer) can be asked here."
MINUTES_FOR_TEN = 2

Node = dict[str, Placed]


@dataclass
class _Turning:
    """What was found so far. `names` are our keys by link id."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    groups: list[Placed] = field(default_factory=list)
    items: list[Placed] = field(default_factory=list)
    scores: list[tuple[Node, int, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def is_fhir(document: Placed) -> bool:
    """Whether this is a FHIR Questionnaire."""
    found = document.value.get("resourceType") if isinstance(document.value, dict) else None
    return found is not None and found.value == "Questionnaire"


def to_own_format(document: Placed) -> tuple[Placed, list[Fault], list[Fault]]:
    """The same in our own format, what could not be turned, and remarks about what is left out."""
    top, turning = document.value, _Turning()
    for item in _list(top, "item"):
        _turn(turning, item, None)
    name = _text(top, "name") or _text(top, "id") or _text(top, "title") or ""
    body: dict[str, Any] = {
        "key": _key(name),
        "version": _text(top, "version"),
        "title": _text(top, "title") or _text(top, "name"),
        "explains": _text(top, "description") or _text(top, "purpose") or _text(top, "title"),
        "minutes": max(1, round(len(turning.items) * MINUTES_FOR_TEN / 10)),
        "source": _text(top, "publisher") or _text(top, "url"),
        "licence": _text(top, "copyright"),
        "groups": turning.groups,
        "items": turning.items,
        "scores": [found for score in turning.scores for found in _score(turning, *score)],
    }
    lines = {"licence": "copyright", "source": "publisher", "items": "item", "explains": "description"}
    placed = {
        name: Placed(value, _line(top, lines.get(name, name), document.line))
        for name, value in body.items()
        if value is not None
    }
    return Placed(placed, document.line), turning.faults, turning.remarks


def _turn(turning: _Turning, item: Placed, group: str | None) -> None:
    node = item.value if isinstance(item.value, dict) else {}
    kind = _text(node, "type")
    if kind == "group":
        _turn_group(turning, item, node)
    elif kind == "display":
        turning.remarks.append(Fault(item.line, "This text is not shown."))
    elif _expression(node) is not None:
        turning.scores.append((node, item.line, _expression(node) or ""))
    elif kind in ("choice", "integer"):
        turning.items.append(_item(turning, item.line, node, group))
        for inner in _list(node, "item"):
            _turn(turning, inner, group)
    else:
        turning.faults.append(Fault(item.line, f'The type "{kind}" is not understood. {REFUSED_TYPES}'))


def _turn_group(turning: _Turning, item: Placed, node: Node) -> None:
    key = _key(_text(node, "linkId") or "")
    title = _text(node, "text") or key
    group = {"key": Placed(key, item.line), "title": Placed(title, item.line)}
    turning.groups.append(Placed(group, item.line))
    for inner in _list(node, "item"):
        _turn(turning, inner, key)


def _item(turning: _Turning, line: int, node: Node, group: str | None) -> Placed:
    for name in MEANING:
        if name in node:
            words = f'"{name}" is not understood, and leaving it out would change the question.'
            turning.faults.append(Fault(node[name].line, words))
    if _flag(node, "repeats"):
        turning.faults.append(Fault(node["repeats"].line, "A question with several answers cannot be asked here."))
    link = _text(node, "linkId") or ""
    turning.names[link] = _key(link)
    labels = [_label(turning, option) for option in _list(node, "answerOption")]
    low, high = _range(turning, line, node, [value for value, _, _ in labels if value is not None])
    body: dict[str, Any] = {
        "key": turning.names[link],
        "code": _code(turning, node),
        "words": _text(node, "text"),
        "group": group,
        "low": low,
        "high": high,
        "labels": [Placed({"value": Placed(value, at), "words": Placed(words, at)}, at) for value, words, at in labels],
    }
    where = {"key": "linkId", "words": "text", "labels": "answerOption"}
    placed = {
        name: Placed(value, _line(node, where.get(name, name), line))
        for name, value in body.items()
        if value is not None
    }
    return Placed(placed, line)


def _label(turning: _Turning, option: Placed) -> tuple[int | None, str, int]:
    """What the answer counts, and what it is called."""
    node: Node = option.value if isinstance(option.value, dict) else {}
    coding: Node = node["valueCoding"].value if "valueCoding" in node else {}
    weight = next((found for holder in (node, coding) for found in _numbers(holder, WEIGHTS)), None)
    whole = node["valueInteger"].value if "valueInteger" in node else None
    value = weight if weight is not None else whole
    words = _text(coding, "display") or _text(coding, "code") or (str(whole) if whole is not None else "")
    if not isinstance(value, int | float) or value != int(value):
        fault = "This answer says no whole number that it counts: give it an ordinalValue or itemWeight."
        turning.faults.append(Fault(option.line, fault))
        return None, words, option.line
    return int(value), words, option.line


def _range(turning: _Turning, line: int, node: Node, values: list[int]) -> tuple[int | None, int | None]:
    low, high = (next(_numbers(node, (end,)), None) for end in (LOWEST, HIGHEST))
    if values:
        return min(values), max(values)
    if low is None or high is None:
        turning.faults.append(Fault(line, "This question lists no answers, and says no minValue and maxValue."))
    return (None if low is None else int(low)), (None if high is None else int(high))


def _code(turning: _Turning, node: Node) -> str | None:
    codes = [code.value for code in _list(node, "code") if isinstance(code.value, dict)]
    ours = [code for code in codes if _text(code, "system") == SNOMED]
    if codes and not ours:
        turning.remarks.append(Fault(node["code"].line, "Only SNOMED CT codes are kept; this one is not."))
    return _text(ours[0], "code") if ours else None


def _score(turning: _Turning, node: Node, line: int, expression: str) -> Iterator[Placed]:
    """A sum or mean over the items that the expression names; over all where it names none."""
    how = _how(expression)
    if how is None:
        turning.faults.append(Fault(line, f"This score cannot be worked out here: {expression}"))
        return
    named = [turning.names[link] for link in re.findall(r"""['"]([^'"]+)['"]""", expression) if link in turning.names]
    items = list(dict.fromkeys(named)) or list(turning.names.values())
    body: dict[str, Any] = {
        "key": _key(_text(node, "linkId") or "score"),
        "title": _text(node, "text") or "Score",
        "how": how,
        "items": [Placed(item, line) for item in items],
    }
    yield Placed({name: Placed(value, line) for name, value in body.items()}, line)


def _how(expression: str) -> str | None:
    plain = re.sub(r"""'[^']*'|"[^"]*\"""", "", expression)
    if re.search(r"[*/]|-\s|\biif\b|\bround\b|\bdiv\b", plain):
        return None
    if re.search(r"\bavg\(", plain):
        return MEAN
    return SUM if re.search(r"\bsum\(|\+", plain) else None


def _expression(node: Node) -> str | None:
    for extension in _list(node, "extension"):
        if (_text(extension.value, "url") or "").endswith(CALCULATED) and "valueExpression" in extension.value:
            return _text(extension.value["valueExpression"].value, "expression")
    return None


def _numbers(node: Node, ends: tuple[str, ...]) -> Iterator[float]:
    for extension in _list(node, "extension"):
        if (_text(extension.value, "url") or "").endswith(ends):
            yield from (
                extension.value[name].value for name in ("valueDecimal", "valueInteger") if name in extension.value
            )


def _list(node: Node, name: str) -> list[Placed]:
    found = node[name].value if name in node else []
    return found if isinstance(found, list) else []


def _text(node: Node, name: str) -> str | None:
    found = node[name].value if name in node else None
    return found if isinstance(found, str) else None


def _flag(node: Node, name: str) -> bool:
    return name in node and node[name].value is True


def _line(node: Node, name: str, otherwise: int) -> int:
    return node[name].line if name in node else otherwise


def _key(name: str) -> str:
    """A link id or name as a key of ours."""
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:38]
    return f"q{key}" if key[:1].isdigit() else key
