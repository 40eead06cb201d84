"""As much as the limits of a section allow is saved, in whatever letters; more is refused in words, where it stands."""

from __future__ import annotations

import json
import time
from typing import Any
from uuid import UUID

import pytest

from backend.core.ids import new_id
from backend.safety_plan.items import LONGEST_NOTE, LONGEST_WORDS, MOST_ITEMS, TOO_MANY
from backend.safety_plan.schemas import LONGEST_PHONE, LONGEST_SAVE, MOST_TAKES
from tests.cast import Cast
from tests.safety_plan.writing import item, part, read, save, section, write

SMILE = "\U0001f600"
LETTERS = ("a", "\u00e9", SMILE, "\u0001", '"')


def full(letter: str, **more: Any) -> dict[str, Any]:
    """An item that has no room for another letter."""
    return item("-" + letter * (LONGEST_WORDS - 2) + "-", note="-" + letter * (LONGEST_NOTE - 2) + "-", **more)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_full_section_is_saved_in_any_letters(cast: Cast, letter: str) -> None:
    items = [full(letter) for _ in range(MOST_ITEMS)]
    kept = part(write(cast.alex, "myself", *items), "myself")["items"]
    assert [(one["words"], one["note"]) for one in kept] == [(one["words"], one["note"]) for one in items]


def test_a_whole_plan_of_emoji_is_saved(cast: Cast) -> None:
    headings = [one["heading"] for one in read(cast.alex, cast)["sections"]]
    groups = {"distract": "people", "next_time": "me", "distressed": "do"}
    for heading in headings:
        items = [full(SMILE, group=groups.get(heading)) for _ in range(MOST_ITEMS)]
        plan = write(cast.alex, heading, *items)
    assert [len(one["items"]) for one in plan["sections"]] == [MOST_ITEMS] * len(headings)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_too_many_is_refused_where_it_stands(cast: Cast, letter: str) -> None:
    items = [full(letter) for _ in range(MOST_ITEMS)]
    items[7]["words"] += "a"
    items[8]["note"] += "a"
    assert write(cast.alex, "myself", *items, expect=422)["fields"] == {
        "myself.7.words": ["Use 2,000 letters or fewer. You have 2,001."],
        "myself.8.note": ["Use 500 letters or fewer. You have 501."],
    }
    assert read(cast.alex, cast)["version"] == 0


@pytest.mark.parametrize("letter", ["a", SMILE])
def test_twenty_thousand_letters_are_refused_where_they_stand(cast: Cast, letter: str) -> None:
    refused = write(cast.alex, "myself", "Walk.", letter * 20_000, expect=422)
    assert refused["fields"] == {"myself.1.words": ["Use 2,000 letters or fewer. You have 20,000."]}
    assert read(cast.alex, cast)["version"] == 0


def test_more_than_all_of_it_is_refused_in_words(cast: Cast) -> None:
    room = LONGEST_SAVE - len(json.dumps({"sections": [section("myself", "")]}))
    write(cast.alex, "myself", "a" * room, expect=422)
    refused = write(cast.alex, "myself", "a" * (room + 1), expect=413)
    assert refused["code"] == "safety_plan.too_much_at_once"
    assert "Your words are still on this device." in refused["detail"]
    assert read(cast.alex, cast)["version"] == 0


def test_the_limit_is_what_the_fields_come_to() -> None:
    """Counted from a save in which every field is as long as it may be."""
    whole = item("\u0001", phone="\u0001", note="\u0001", group="surroundings", may_text=False, has_helped=False)
    around = len(json.dumps(whole)) - 3 * len("\\u0001")
    letters = LONGEST_WORDS + LONGEST_NOTE + LONGEST_PHONE
    longest = len(json.dumps(SMILE)) - 2
    save_of = {"sections": [section("distressed", version=10**9)], "takes": [str(new_id())] * MOST_TAKES}
    save_of |= {"with_account_id": str(UUID(int=0)), "from_version": 10**9}
    needed = MOST_ITEMS * (letters * longest + around + 2) + len(json.dumps(save_of))
    assert needed <= LONGEST_SAVE < needed * 1.01


@pytest.mark.parametrize("hostile", ["items", "sections", "takes"])
def test_a_long_body_of_little_things_is_refused_at_once(cast: Cast, hostile: str) -> None:
    """A few hundred thousand things, each to be refused by itself, would keep the service busy for minutes."""
    many: list[Any] = [{}] * (LONGEST_SAVE // len("{}, ") - 100)
    body = section("myself", "Walk.")
    began = time.perf_counter()
    sections = many if hostile == "sections" else [{**body, "items": many} if hostile == "items" else body]
    save(cast.alex, *sections, takes=many if hostile == "takes" else [], expect=422)
    assert time.perf_counter() - began < 5


def test_one_thing_too_many_is_still_said_in_words(cast: Cast) -> None:
    assert write(cast.alex, "myself", *["Walk."] * 200, expect=422)["fields"] == {"myself": [TOO_MANY]}
