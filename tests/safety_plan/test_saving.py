"""Writing the plan: what is saved, and what is said about what cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from backend.core.ids import new_id
from tests.cast import Cast
from tests.safety_plan.writing import item, part, read, save, section, suggest, words_in, write
from tests.sharing.ways import share

LONG = "a" * 2000


def faults(cast: Cast, heading: str, *items: dict[str, Any] | str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = write(cast.alex, heading, *items, expect=422)["fields"]
    assert read(cast.alex, cast)["version"] == 0, "Nothing was saved."
    return found


def test_nothing_is_written_yet(cast: Cast) -> None:
    plan = read(cast.alex, cast)
    assert (plan["is_begun"], plan["version"], plan["is_mine"], plan["person_name"]) == (False, 0, True, "Alex Morgan")
    assert (plan["may_add"], plan["suggestions"]) == (True, [])
    assert len(plan["sections"]) == 10
    assert words_in(plan) == {}
    assert {one["audience"] for one in plan["sections"]} == {"shared"}


def test_alex_saves_two_sections_at_once(cast: Cast) -> None:
    plan = save(cast.alex, section("signs", "I stop cooking.", "I sleep all day."), section("myself", "Walk."))
    assert plan == {**read(cast.alex, cast), "as_of": plan["as_of"]}
    assert words_in(plan) == {"signs": ["I stop cooking.", "I sleep all day."], "myself": ["Walk."]}
    assert (plan["is_begun"], plan["version"]) == (True, 1)
    assert (part(plan, "signs")["version"], part(plan, "signs")["by"]) == (1, "Alex Morgan")
    again = write(cast.alex, "signs", "I stop cooking.", version=1)
    assert (again["version"], part(again, "signs")["version"], part(again, "myself")["version"]) == (2, 2, 1)


def test_everything_about_an_item_comes_back(cast: Cast) -> None:
    whole = item("Kim", phone="07700900982", may_text=True, note="After six.", has_helped=True)
    (kept,) = part(write(cast.alex, "people", whole), "people")["items"]
    assert kept == {**whole, "phone": "07700 900982", "group": None}


def test_order_is_what_she_says(cast: Cast) -> None:
    first, second = item("Walk."), item("Sing.")
    write(cast.alex, "myself", first, second)
    assert words_in(write(cast.alex, "myself", second, first, version=1)) == {"myself": ["Sing.", "Walk."]}


def test_a_section_can_be_emptied(cast: Cast) -> None:
    write(cast.alex, "myself", "Walk.")
    plan = write(cast.alex, "myself", version=1)
    assert (words_in(plan), plan["is_begun"], part(plan, "myself")["version"]) == ({}, True, 2)


def test_a_retry_is_answered_and_makes_no_version(cast: Cast) -> None:
    save_id, one = new_id(), section("people", item("Kim", phone="07700 900982"))
    first = save(cast.alex, one, save_id=save_id)
    again = save(cast.alex, one, save_id=save_id, expect=200)
    assert again == {**first, "as_of": again["as_of"]}
    write(cast.alex, "people", "Lee", version=1)
    assert save(cast.alex, one, save_id=save_id, expect=200)["version"] == 2, "Also when something came after it."


@pytest.mark.parametrize(
    "change",
    [
        {"items": [item("Lee")]},
        {"heading": "signs"},
        {"items": []},
    ],
)
def test_an_id_is_for_one_content(cast: Cast, change: dict[str, Any]) -> None:
    save_id, one = new_id(), section("myself", "Walk.")
    save(cast.alex, one, save_id=save_id)
    assert save(cast.alex, {**one, **change}, save_id=save_id, expect=409)["code"] == "http.id_taken"
    more = (one, section("signs", "I stop cooking."))
    assert save(cast.alex, *more, save_id=save_id, expect=409)["code"] == "http.id_taken"
    assert save(cast.sam, section("myself", "Mine."), save_id=save_id, expect=409)["code"] == "http.conflict"


def test_too_long_is_said_where_it_stands(cast: Cast) -> None:
    found = faults(cast, "signs", "Fine.", item("a" * 20_000, note="b" * 501), item(LONG, note="c" * 500))
    assert found == {
        "signs.1.words": ["Use 2,000 letters or fewer. You have 20,000."],
        "signs.1.note": ["Use 500 letters or fewer. You have 501."],
    }


def test_blank_words_are_no_words(cast: Cast) -> None:
    assert list(faults(cast, "signs", "  \n ", "")) == ["signs.0.words", "signs.1.words"]


def test_forty_things_and_no_more(cast: Cast) -> None:
    assert list(faults(cast, "signs", *["Sleep."] * 41)) == ["signs"]
    assert len(part(write(cast.alex, "signs", *["Sleep."] * 40), "signs")["items"]) == 40


def test_the_same_thing_stands_once(cast: Cast) -> None:
    one = item("Walk.")
    assert list(faults(cast, "myself", one, item("Sing."), one)) == ["myself.2.words"]
    twice = save(cast.alex, section("myself", "Walk."), section("myself", "Sing."), expect=422)
    assert list(twice["fields"]) == ["myself"]


@pytest.mark.parametrize(
    ("heading", "group", "fits"),
    [
        ("distract", "people", True),
        ("distract", "places", True),
        ("distract", None, False),
        ("distract", "do", False),
        ("distressed", "dont", True),
        ("next_time", "surroundings", True),
        ("signs", "do", False),
        ("signs", None, True),
    ],
)
def test_an_item_stands_in_a_half_of_its_own_section(
    cast: Cast, heading: str, group: str | None, *, fits: bool
) -> None:
    if fits:
        assert part(write(cast.alex, heading, item("Walk.", group=group)), heading)["items"][0]["group"] == group
    else:
        assert list(faults(cast, heading, item("Walk.", group=group))) == [f"{heading}.0.group"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"sections": []},
        {"sections": [{"heading": "secrets", "items": [], "version": 0}]},
        {"sections": [{"heading": "signs", "items": [{"words": "No id."}], "version": 0}]},
        {"sections": [{"heading": "signs", "items": [], "version": -1}]},
        {"sections": [{"heading": "signs", "items": [], "version": "0"}]},
        {"sections": [{"heading": "signs", "items": [{**item("x"), "colour": "red"}], "version": 0}]},
        {"sections": [section("signs", "NUL \x00")]},
        {"sections": [section("signs", "Half a letter \ud800")]},
        {"sections": [section("signs", "x")], "from_version": 0},
        {"sections": [section("signs", "x")], "with_account_id": "Asha"},
    ],
)
def test_what_is_no_save_is_refused(cast: Cast, body: dict[str, Any]) -> None:
    assert cast.alex.put(f"/api/my-plan/saves/{new_id()}", body, expect=422)["fields"]


def test_a_suggestion_that_nobody_made_is_not_taken(cast: Cast) -> None:
    share(cast, "safety_plan", may_add=True)
    suggested = suggest(cast.asha, cast)
    for takes in ([str(new_id())], [suggested["id"], str(new_id())]):
        assert list(write(cast.alex, "myself", "Walk.", takes=takes, expect=422)["fields"]) == ["takes"]
    assert read(cast.alex, cast)["version"] == 0
    assert len(read(cast.alex, cast)["suggestions"]) == 1


def test_saving_leaves_its_row(cast: Cast) -> None:
    write(cast.alex, "signs", "I stop cooking.")
    (entry,) = cast.alex.get("/api/access-log?section=safety_plan&own=true")["entries"]
    assert entry["words"] == "You wrote in your safety plan."
