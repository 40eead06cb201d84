"""Where to turn at any hour. A fallback in code, dated, so that it is there when nothing else is.

Each entry says where it was checked and when; check again when a date is older than half a year.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class CrisisContact:
    """A national line, open all day, every day, free to use."""

    key: str
    name: str
    call: str | None
    text: str | None
    text_word: str | None
    explains: str
    source: str
    checked_on: date


CHECKED = date(2026, 11, 21)

CONTACTS = (
    CrisisContact(
        key="emergency",
        name="Emergency services",
        call="999",
        text=None,
        text_word=None,
        explains="If your life or somebody else's is in danger.",
        source="NHS care cards: call 999 or go to A&E now",
        checked_on=CHECKED,
    ),
    CrisisContact(
        key="nhs_111",
        name="NHS 111, option 2",
        call="111",
        text=None,
        text_word=None,
        explains="Urgent mental health help. Call 111, then choose option 2.",
        source="Crisis pages of NHS trusts: shsc.nhs.uk, lpft.nhs.uk, tewv.nhs.uk",
        checked_on=CHECKED,
    ),
    CrisisContact(
        key="samaritans",
        name="Samaritans",
        call="116 123",
        text=None,
        text_word=None,
        explains="Talk about anything that is upsetting you. It does not have to be a crisis.",
        source="Crisis pages of NHS trusts: shsc.nhs.uk, lpft.nhs.uk",
        checked_on=CHECKED,
    ),
    CrisisContact(
        key="shout",
        name="Shout",
        call=None,
        text="85258",
        text_word="SHOUT",
        explains="Text with somebody if you would rather not talk.",
        source="Crisis pages of NHS trusts: shsc.nhs.uk, lpft.nhs.uk",
        checked_on=CHECKED,
    ),
)


def crisis_contacts() -> list[dict[str, Any]]:
    """The contacts as pages show them."""
    return [{**asdict(contact), "always_open": True} for contact in CONTACTS]
