"""The plan on paper: one sheet, or a card for a wallet. What is private or hidden is not on it."""

from __future__ import annotations

import uuid
from typing import Any

from backend.care import service as care
from backend.care.crisis_lines import crisis_contacts
from backend.core import clock
from backend.core.actor import Actor
from backend.core.errors import NotFound, Unavailable
from backend.core.paper import Paper, set_paper
from backend.core.short_lived import Failed
from backend.safety_plan import access, agreements, card_paper, photos, service, sheet_paper
from backend.safety_plan.agreeing import NothingYet
from backend.safety_plan.headings import DISTRESSED, DO, DONT, GOING
from backend.sharing import access as sharing

Json = dict[str, Any]

SHEET, CARD = "sheet", "card"
GROUPS = {
    "people": "People",
    "places": "Places",
    "hard": "What was hard",
    "me": "For me",
    "my_people": "For my people",
    "surroundings": "For my surroundings",
    "do": "Please do",
    "dont": "Please don't",
}
# As many as stand beside each other, and as many as leave room for the words.
MOST_PHOTOS, MOST_LINES, MOST_ON_CARD = 4, 6, 4
# More letters than one page ever holds: then there is no need to try.
ONE_PAGE = 14_000
PEOPLE_ON_CARD, SERVICES_ON_CARD, LETTERS_ON_CARD = 3, 3, 120
NO_WORDS = "A photo in this plan"


class NoFile(Unavailable):
    code = "safety_plan.no_file"
    words = "We could not make the file just now. The plan is safe, and you can read it here. Please try again."


def make_paper(actor: Actor, record_id: uuid.UUID, kind: str) -> bytes:
    """The plan as this reader meets it, as PDF/UA-1; logged as an export.

    Raises NotFound, also for who meets nothing, NothingYet for a person who has not written yet, NoFile.
    """
    right = access.open_plan(actor, record_id, "export")
    place, is_own = sharing.where_to_look(record_id, right), right is not None and right.way == sharing.OWN
    shown = photos.images_of(place, is_own=is_own, at_most=MOST_PHOTOS) if kind == SHEET else []
    sections = _written(service.sections_seen(place, is_own=is_own), with_photos=bool(shown))
    if not sections:
        raise NothingYet if is_own else NotFound
    if kind == CARD:
        return _set(_card(sections))
    facts = [f"As it stood on {_day(clock.in_london(clock.now()))}.", *_agreed(place, right)]
    return _set(_sheet(care.preferred_names_of([record_id])[record_id], facts, sections, shown))


def _written(sections: list[Json], *, with_photos: bool) -> list[Json]:
    return [section for section in sections if section["items"] or (with_photos and section["heading"] == GOING)]


def _set(paper: Paper) -> bytes:
    try:
        return set_paper(paper)
    except Failed:
        raise NoFile from None


def _sheet(name: str, facts: list[str], sections: list[Json], shown: list[tuple[str, bytes]]) -> Paper:
    pictures = {f"photo-{place}.jpg": image for place, (_, image) in enumerate(shown)}
    alts = [{"file": file, "alt": words or NO_WORDS} for file, (words, _) in zip(pictures, shown, strict=True)]
    plan = {
        "title": f"{name}'s plan",
        "footer": f"{name}'s plan. {facts[0]}",
        "facts": facts,
        "at": _at(),
        "sections": [_section(section, alts) for section in sections],
        "lines_title": "If it cannot wait",
        "lines": _lines(MOST_LINES),
    }
    letters = sum(len(item["words"]) + len(item["note"]) for section in sections for item in section["items"])
    return Paper(
        sheet_paper.LAYOUT, plan, pictures, sheet_paper.SIZES if letters < ONE_PAGE else (), sheet_paper.LONG_SIZE
    )


def _section(section: Json, alts: list[Json]) -> Json:
    names = dict.fromkeys(item["group"] for item in section["items"])
    order = [name for name in (None, *GROUPS) if name in names]
    return {
        "title": section["title"],
        "groups": [
            {
                "title": GROUPS.get(name or "", ""),
                "items": [_item(item) for item in section["items"] if item["group"] == name],
            }
            for name in order
        ],
        "photos": alts if section["heading"] == GOING else [],
    }


def _item(item: Json) -> Json:
    phone = item["phone"] or ""
    return {
        "words": item["words"],
        "phone": f"{phone} (ring or text)" if phone and item["may_text"] else phone,
        "note": item["note"],
    }


def _card(sections: list[Json]) -> Paper:
    people = [_to_ring(item) for item in _items(sections, "people") if item["phone"]][:PEOPLE_ON_CARD]
    services = [_to_ring(item) for item in _items(sections, "services") if item["phone"]][:SERVICES_ON_CARD]
    please = {name: [item for item in _items(sections, DISTRESSED) if item["group"] == name] for name in (DO, DONT)}
    plan = {
        "title": "A card for your wallet",
        "how": ["Cut along the marks. Fold in the middle. Keep it where you will find it."],
        "at": _at(),
        "front_title": "I can ring",
        "ring": people + services,
        "lines": _lines(MOST_ON_CARD),
        "back_title": "When I am very distressed",
        "do_title": GROUPS[DO],
        "dont_title": GROUPS[DONT],
        "please": _in_turn(please[DO], please[DONT]),
    }
    return Paper(card_paper.LAYOUT, plan)


def _in_turn(do: list[Json], dont: list[Json]) -> list[Json]:
    """First of each, then second of each: what finds no room on the card is what stands last in both."""
    longest = max(len(do), len(dont))
    pairs = [(side, items[place : place + 1]) for place in range(longest) for side, items in ((DO, do), (DONT, dont))]
    return [{"side": side, "words": _short(items[0]["words"])} for side, items in pairs if items]


def _to_ring(item: Json) -> Json:
    return {"name": _short(item["words"]), "ring": item["phone"]}


def _lines(most: int) -> list[Json]:
    """Lines for everybody, at any hour: paper cannot say whether one is open now."""
    found = [line for line in crisis_contacts() if line["always_open"] and line["for_whom"] is None]
    return [{"name": line["name"], "ring": _ring(line)} for line in found[:most]]


def _ring(line: Json) -> str:
    if line["call"]:
        return str(line["call"])
    return f"Text {line['text_word']} to {line['text']}" if line["text_word"] else f"Text {line['text']}"


def _short(words: str) -> str:
    """So much of somebody's words as a card holds; where they go on is shown."""
    line = " ".join(words.split())
    return line if len(line) <= LETTERS_ON_CARD else f"{line[: LETTERS_ON_CARD - 1].rstrip()}…"


def _agreed(place: uuid.UUID, right: sharing.Access | None) -> list[str]:
    held = agreements.describe_agreements(place, right)["agreement"]
    if held is None:
        return []
    both = f"{held['person']['by']} and {held['worker']['by']} agreed on it."
    again = f"It is to be looked at again on {_day(held['review_on'])}."
    return [f"{both} {'It has changed since.' if held['changed_since'] else again}"]


def _items(sections: list[Json], heading: str) -> list[Json]:
    return [item for section in sections if section["heading"] == heading for item in section["items"]]


def _at() -> int:
    return int(clock.now().timestamp())


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
