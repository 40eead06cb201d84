"""Checking what is written in a section, and keeping it as text that seals. Pure."""

from __future__ import annotations

import json
from typing import Any

from backend.core.errors import Invalid
from backend.safety_plan.headings import BY_KEY, Heading
from backend.safety_plan.phones import NotAPhone, read_phone

Json = dict[str, Any]
Faults = dict[str, list[str]]

LONGEST_WORDS, LONGEST_NOTE, MOST_ITEMS = 2000, 500, 40

NO_WORDS = "Write a few words first."
TWICE = "This is there twice. Take one of them away."
TOO_MANY = f"You have more than {MOST_ITEMS} things here. Take some away, then save again."
NO_SUCH_GROUP = "Choose where this belongs."
NO_PHONES_HERE = "A telephone number cannot go here. Put it under people or services."


def check_sections(sections: list[Json]) -> dict[str, list[Json]]:
    """The items of each section as they are kept, by heading. Raises Invalid, with fields like `people.0.phone`."""
    faults: Faults = {}
    kept: dict[str, list[Json]] = {}
    for section in sections:
        heading = BY_KEY[section["heading"]]
        if heading.key in kept:
            faults[heading.key] = [TWICE]
        kept[heading.key] = _check_items(heading, section["items"], faults)
    if faults:
        raise Invalid(fields=faults)
    return kept


def check_suggested(heading: str, item: Json) -> Json:
    """One item that somebody proposes. Raises Invalid, with fields like `item.phone`."""
    faults: Faults = {}
    kept = _check_item(BY_KEY[heading], item, "item", faults)
    if faults:
        raise Invalid(fields=faults)
    return kept


def seal_text(kept: Any) -> str:
    """As it goes into a sealed column. What is the same gives the same text."""
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read_text(text: str) -> Any:
    """What `seal_text` made a text of."""
    return json.loads(text)


def _check_items(heading: Heading, items: list[Json], faults: Faults) -> list[Json]:
    if len(items) > MOST_ITEMS:
        faults[heading.key] = [TOO_MANY]
        return []
    kept = [_check_item(heading, item, f"{heading.key}.{place}", faults) for place, item in enumerate(items)]
    ids = [item["id"] for item in kept]
    for place, item in enumerate(kept):
        if item["id"] in ids[:place]:
            faults[f"{heading.key}.{place}.words"] = [TWICE]
    return kept


def _check_item(heading: Heading, item: Json, place: str, faults: Faults) -> Json:
    if not item["words"]:
        faults[f"{place}.words"] = [NO_WORDS]
    for name, longest in (("words", LONGEST_WORDS), ("note", LONGEST_NOTE)):
        if len(item[name]) > longest:
            faults[f"{place}.{name}"] = [f"Use {longest:,} letters or fewer. You have {len(item[name]):,}."]
    if item["group"] not in (heading.groups or (None,)):
        faults[f"{place}.group"] = [NO_SUCH_GROUP]
    phone = _check_phone(heading, item["phone"], place, faults)
    return {
        "id": str(item["id"]),
        "words": item["words"],
        "group": item["group"],
        "phone": phone,
        "may_text": item["may_text"] and phone is not None,
        "note": item["note"],
        "has_helped": item["has_helped"],
    }


def _check_phone(heading: Heading, typed: str | None, place: str, faults: Faults) -> str | None:
    try:
        phone = read_phone(typed)
    except NotAPhone as why:
        faults[f"{place}.phone"] = [str(why)]
        return None
    if phone is not None and not heading.has_phones:
        faults[f"{place}.phone"] = [NO_PHONES_HERE]
    return phone
