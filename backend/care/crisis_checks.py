"""What may be wrong with one crisis line: no number, a number that rings nowhere, a day still to come. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import phonenumbers
from phonenumbers import shortnumberinfo

# Whoever is in danger, and whoever needs somebody now, finds these wherever they are: the same everywhere, first.
ALWAYS = ("emergency", "nhs_111")
STAYS = 'this line is always there as it is; when you have checked it, say so under "checked"'
NO_NUMBER = "this is no telephone number that can be rung in the United Kingdom"
# Kept free by Ofcom for stories: it rings nowhere.
MADE_UP = "01632960"


def faults_of(line: dict[str, Any], latest: date, *, is_demo: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with one line: the field, and the words."""
    if line["call"] is None and line["text"] is None:
        yield "key", 'a number is missing: "call", "text" or both'
    for way in ("call", "text"):
        if line[way] is not None and not can_be_rung(line[way], is_demo=is_demo):
            yield way, NO_NUMBER
    if line["text_word"] is not None and line["text"] is None:
        yield "text_word", 'a word to text, but no "text" to send it to'
    if line["always_open"] and line["hours"]:
        yield "hours", "either hours or always_open, not both"
    if line["checked_on"] > latest:
        yield "checked_on", "this day is still to come"


def can_be_rung(written: str, *, is_demo: bool = False) -> bool:
    """Whether it is a number in service in the United Kingdom, or one of its short codes. The demo's ring nowhere."""
    if not re.fullmatch(r"\+?[\d ]+", written):
        return False
    if written.replace(" ", "").startswith(MADE_UP):
        return is_demo
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) or shortnumberinfo.is_valid_short_number_for_region(number, "GB")
