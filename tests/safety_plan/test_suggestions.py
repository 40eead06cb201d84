"""What others propose lies between the two of them, until she takes it or says no, quietly."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from tests.cast import Cast, Member
from tests.roles import role
from tests.safety_plan.writing import SECTION, decline, item, plan_path, read, show, suggest, words_in, write
from tests.sharing.ways import break_glass, session_of, share, trust


def notices() -> list[tuple[object, str, object]]:
    with role(OWNER):
        wanted = select(Notice).where(Notice.kind == "safety_plan.suggested", Notice.withdrawn_at.is_(None))
        return [(row.account_id, row.kind, str(row.subject_id)) for row in db.session.scalars(wanted)]


def waiting(member: Member, cast: Cast) -> list[tuple[str, str, bool]]:
    found = read(member, cast)["suggestions"]
    return [(one["item"]["words"], one["by"], one["is_mine"]) for one in found]


@pytest.fixture
def open_to_add(cast: Cast) -> None:
    """The team and Jo may add."""
    share(cast, SECTION, may_add=True)
    share(cast, SECTION, trust(cast, cast.jo), may_add=True)


def test_asha_suggests_and_alex_is_told(cast: Cast, open_to_add: None) -> None:
    made = suggest(cast.asha, cast, "Ring me.", heading="people", phone="01632960001", may_text=True, note="In hours.")
    assert made == {
        "id": made["id"],
        "heading": "people",
        "item": {
            "id": made["id"],
            "words": "Ring me.",
            "group": None,
            "phone": "01632 960001",
            "may_text": True,
            "note": "In hours.",
            "has_helped": False,
        },
        "by": "Asha Begum",
        "at": made["at"],
        "is_mine": True,
    }
    assert notices() == [(cast.alex.account_id, "safety_plan.suggested", made["id"])]
    assert waiting(cast.alex, cast) == [("Ring me.", "Asha Begum", False)]


def test_it_lies_between_the_two_of_them(cast: Cast, open_to_add: None) -> None:
    suggest(cast.asha, cast, "Sing.")
    suggest(cast.jo, cast, "Dance.")
    assert waiting(cast.alex, cast) == [("Sing.", "Asha Begum", False), ("Dance.", "Jo Hart", False)]
    assert waiting(cast.asha, cast) == [("Sing.", "Asha Begum", True)]
    assert waiting(cast.jo, cast) == [("Dance.", "Jo Hart", True)]
    assert [waiting(who, cast) for who in (cast.tom, cast.grace)] == [[], []]


def test_taken_it_is_in_the_plan(cast: Cast, open_to_add: None) -> None:
    made = suggest(cast.jo, cast, "Dance.")
    plan = write(cast.alex, "myself", {**made["item"], "words": "Dance in the kitchen."}, takes=[made["id"]])
    assert (words_in(plan), plan["suggestions"]) == ({"myself": ["Dance in the kitchen."]}, [])
    assert notices() == [], "Who was not told yet need not be."
    seen = read(cast.jo, cast)
    assert (words_in(seen), seen["suggestions"]) == ({"myself": ["Dance in the kitchen."]}, [])
    assert decline(cast.alex, made, expect=409)["code"] == "safety_plan.answered"


def test_a_refused_save_takes_nothing(cast: Cast, open_to_add: None) -> None:
    made = suggest(cast.jo, cast, "Dance.")
    write(cast.alex, "myself", "Walk.")
    write(cast.alex, "myself", made["item"], takes=[made["id"]], expect=409)
    assert len(waiting(cast.alex, cast)) == 1


def test_declining_is_quiet_and_can_be_said_twice(cast: Cast, open_to_add: None) -> None:
    before = {**read(cast.asha, cast), "as_of": None}
    made = suggest(cast.asha, cast)
    for _ in range(2):
        assert decline(cast.alex, made)["suggestions"] == []
    assert {**read(cast.asha, cast), "as_of": None} == before
    assert notices() == []
    log = [entry["words"] for entry in cast.alex.get("/api/access-log?section=safety_plan&own=true")["entries"]]
    assert log.count("You said no to something for your safety plan.") == 1


def test_what_she_declined_she_can_still_take(cast: Cast, open_to_add: None) -> None:
    made = suggest(cast.jo, cast, "Dance.")
    decline(cast.alex, made)
    assert words_in(write(cast.alex, "myself", made["item"], takes=[made["id"]])) == {"myself": ["Dance."]}


def test_a_suggestion_for_a_hidden_part_tells_nothing_about_it(cast: Cast, open_to_add: None) -> None:
    write(cast.alex, "myself", "Walk.")
    show(cast.alex, "myself", "mine")
    made = suggest(cast.jo, cast, "Dance.")
    write(cast.alex, "myself", made["item"], takes=[made["id"]], version=1)
    assert (words_in(read(cast.jo, cast)), waiting(cast.jo, cast)) == ({}, [])


def test_sent_again_it_is_the_same(cast: Cast, open_to_add: None) -> None:
    suggestion_id = new_id()
    first = suggest(cast.asha, cast, "Sing.", suggestion_id)
    assert suggest(cast.asha, cast, "Sing.", suggestion_id, expect=200) == first
    assert len(notices()) == 1
    assert suggest(cast.asha, cast, "Shout.", suggestion_id, expect=409)["code"] == "http.id_taken"
    assert suggest(cast.asha, cast, "Sing.", suggestion_id, heading="signs", expect=409)["code"] == "http.id_taken"
    assert suggest(cast.jo, cast, "Sing.", suggestion_id, expect=409)["code"] == "http.conflict"


@pytest.mark.parametrize(
    ("item_of", "field"),
    [
        ({"words": "  "}, "item.words"),
        ({"words": "a" * 20_000}, "item.words"),
        ({"note": "a" * 501}, "item.note"),
        ({"heading": "people", "phone": "0800 REVERSE"}, "item.phone"),
        ({"phone": "111"}, "item.phone"),
        ({"heading": "distract"}, "item.group"),
        ({"group": "do"}, "item.group"),
    ],
)
def test_what_cannot_be_suggested_is_said(cast: Cast, open_to_add: None, item_of: dict[str, Any], field: str) -> None:
    assert list(suggest(cast.asha, cast, **{"words": "Sing.", **item_of}, expect=422)["fields"]) == [field]
    assert waiting(cast.alex, cast) == []


def test_who_may_not_add_cannot_suggest(cast: Cast) -> None:
    share(cast, SECTION)
    share(cast, SECTION, trust(cast, cast.jo))
    break_glass(cast, cast.nia, session_of(cast.nia))
    for reader in (cast.asha, cast.jo, cast.nia):
        assert suggest(reader, cast, expect=403)["code"] == "sharing.may_not_add"
        assert read(reader, cast)["may_add"] is False
    suggest(cast.sam, cast, expect=404)
    suggest(cast.nobody, cast, expect=401)
    assert suggest(cast.alex, cast, expect=403)["code"] == "safety_plan.own_plan"
    assert (waiting(cast.alex, cast), notices()) == ([], [])


def test_only_she_answers(cast: Cast, open_to_add: None) -> None:
    made = suggest(cast.asha, cast)
    assert decline(cast.asha, made, expect=403)["code"] == "http.forbidden"
    assert decline(cast.sam, made, expect=404)["code"] == "http.not_found"
    assert write(cast.sam, "myself", item("Mine."), takes=[made["id"]], expect=422)["fields"]["takes"]
    decline(cast.alex, {"id": new_id()}, expect=404)
    assert len(waiting(cast.alex, cast)) == 1


def test_the_log_says_it_in_words(cast: Cast, open_to_add: None) -> None:
    suggest(cast.asha, cast)
    words = [entry["words"] for entry in cast.alex.get("/api/access-log?section=safety_plan")["entries"]]
    assert "Asha Begum (worker, Riverside Team) suggested something for your safety plan." in words


def test_what_they_suggested_goes_with_their_right_to_see(cast: Cast) -> None:
    friend = trust(cast, cast.jo)
    share(cast, SECTION, friend, may_add=True, only_while_open=True)
    cast.jo.put(plan_path(cast, "suggestions", new_id()), {"heading": "signs", "item": {"words": "x"}}, expect=404)
    assert read(cast.jo, cast)["may_add"] is False
