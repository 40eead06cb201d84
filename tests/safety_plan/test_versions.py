"""What stood before is kept, is hers alone, and can be brought back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast
from tests.safety_plan.writing import SECTION, item, part, read, save, section, show, words_in, write
from tests.sharing.ways import share, trust

VERSIONS = "/api/my-plan/versions"


@pytest.fixture
def four(cast: Cast) -> Any:
    """Signs three times, and what helps once in between."""
    save(cast.alex, section("signs", "First."), section("people", item("Kim", phone="07700 900982")))
    write(cast.alex, "myself", "Walk.")
    write(cast.alex, "signs", "Second.", "And more.", version=1)
    return write(cast.alex, "signs", version=2)


def test_each_save_is_a_version_the_newest_first(cast: Cast, four: Any) -> None:
    rows = cast.alex.get(VERSIONS)["versions"]
    said = [(row["version"], row["headings"], row["by"], row["from_version"]) for row in rows]
    assert said == [
        (4, ["signs"], "Alex Morgan", None),
        (3, ["signs"], "Alex Morgan", None),
        (2, ["myself"], "Alex Morgan", None),
        (1, ["signs", "people"], "Alex Morgan", None),
    ]


def test_a_version_is_the_whole_plan_as_it_then_stood(cast: Cast, four: Any) -> None:
    stood = {number: words_in(cast.alex.get(f"{VERSIONS}/{number}")) for number in (1, 2, 3, 4)}
    kim = {"people": ["Kim"]}
    walk = {**kim, "myself": ["Walk."]}
    assert stood == {
        1: {**kim, "signs": ["First."]},
        2: {**walk, "signs": ["First."]},
        3: {**walk, "signs": ["Second.", "And more."]},
        4: walk,
    }
    first = cast.alex.get(f"{VERSIONS}/1")
    assert (first["version"], first["by"], part(first, "people")["items"][0]["phone"]) == (
        1,
        "Alex Morgan",
        "07700 900982",
    )


def test_bringing_back_is_another_version(cast: Cast, four: Any) -> None:
    old = part(cast.alex.get(f"{VERSIONS}/1"), "signs")
    back = save(cast.alex, section("signs", *old["items"], version=3), from_version=1)
    assert (words_in(back)["signs"], back["version"], part(back, "signs")["version"]) == (["First."], 5, 4)
    assert part(back, "signs")["items"] == old["items"]
    assert cast.alex.get(VERSIONS)["versions"][0]["from_version"] == 1
    assert words_in(cast.alex.get(f"{VERSIONS}/3"))["signs"] == ["Second.", "And more."], "Nothing is lost by it."
    log = cast.alex.get("/api/access-log?section=safety_plan&own=true")["entries"]
    assert log[0]["words"] == "You brought back an older part of your safety plan."


def test_a_version_that_was_never_there_is_not_brought_back(cast: Cast, four: Any) -> None:
    refused = save(cast.alex, section("signs", "First.", version=3), from_version=5, expect=422)
    assert list(refused["fields"]) == ["from_version"]


@pytest.mark.parametrize("number", ["0", "5", "99999999999999999999", "-1", "first"])
def test_a_version_that_was_never_there_is_not_found(cast: Cast, four: Any, number: str) -> None:
    assert cast.alex.get(f"{VERSIONS}/{number}", expect=404)["code"] == "http.not_found"


def test_before_the_first_save_there_is_none(cast: Cast) -> None:
    show(cast.alex, "signs", "mine")
    assert cast.alex.get(VERSIONS) == {"versions": []}
    cast.alex.get(f"{VERSIONS}/1", expect=404)


def test_others_have_no_door_to_what_stood_before(cast: Cast, four: Any) -> None:
    share(cast, SECTION, may_add=True)
    share(cast, SECTION, trust(cast, cast.sam), may_add=True)
    for path in (VERSIONS, f"{VERSIONS}/1"):
        assert cast.asha.get(path, expect=403)["code"] == "http.forbidden"
    assert cast.sam.get(VERSIONS) == {"versions": []}
    cast.sam.get(f"{VERSIONS}/1", expect=404)
    seen = read(cast.sam, cast)
    assert (seen["version"], words_in(seen)) == (None, {"people": ["Kim"], "myself": ["Walk."]})
    emptied = part(seen, "signs")
    assert (emptied["version"], emptied["at"], emptied["by"]) == (0, None, None), "As if never written."
