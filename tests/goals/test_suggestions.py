"""A goal that somebody else suggests is hers when she takes it, and not before."""

from __future__ import annotations

from sqlalchemy import select

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from tests.cast import Cast
from tests.goals.steps import become, goals_path, hide, read, step, track, write
from tests.roles import role
from tests.sharing.ways import share, trust


def notices() -> list[tuple[object, str, object]]:
    with role(OWNER):
        wanted = select(Notice).where(Notice.kind.startswith("goals."), Notice.withdrawn_at.is_(None))
        return [(row.account_id, row.kind, row.subject_id) for row in db.session.scalars(wanted)]


def test_asha_suggests_and_alex_is_told(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    goal_id = new_id()
    goal = write(cast.asha, cast, goal_id)
    assert (goal["status"], goal["by"], goal["suggested_by"], goal["is_mine"]) == (
        "suggested",
        "Asha Begum",
        "Asha Begum",
        True,
    )
    write(cast.asha, cast, goal_id, expect=200)
    assert notices() == [(cast.alex.account_id, "goals.suggested", goal_id)]
    (hers,) = read(cast.alex, cast)["goals"]
    assert (hers["suggested_by"], hers["is_mine"]) == ("Asha Begum", False)


def test_alex_words_it_anew_and_takes_it(cast: Cast) -> None:
    share(cast, "goals", trust(cast, cast.jo), may_add=True)
    goal = write(cast.jo, cast, words="Go to the gym.")
    write(cast.alex, cast, goal["id"], words="Dance in the kitchen.", version=1, expect=200)
    taken = become(cast.alex, cast, goal, "active")
    assert (taken["words"], taken["status"], taken["suggested_by"]) == ("Dance in the kitchen.", "active", "Jo Hart")
    assert [event["kind"] for event in taken["history"]] == ["suggested", "reworded", "taken"]
    assert notices() == [], "Who was not told yet need not be."
    assert read(cast.jo, cast)["goals"][0]["words"] == "Dance in the kitchen."


def test_declining_is_quiet(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    empty = cast.asha.respond("GET", goals_path(cast)).data
    goal = write(cast.asha, cast)
    step(cast.asha, cast, goal)
    assert become(cast.alex, cast, goal, "declined")["status"] == "declined"
    assert cast.asha.respond("GET", goals_path(cast)).data == empty
    assert len(read(cast.alex, cast)["goals"]) == 1
    step(cast.asha, cast, goal, expect=404)
    hidden = write(cast.asha, cast, goal["id"], words="Once more.", version=1, expect=404)
    assert hidden == write(cast.asha, cast, new_id(), words="Once more.", version=1, expect=404)


def test_a_suggestion_lies_between_the_two_of_them(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    share(cast, "goals", trust(cast, cast.jo), may_add=True)
    goal = write(cast.asha, cast)
    assert [read(who, cast)["goals"] for who in (cast.tom, cast.jo)] == [[], []]
    step(cast.jo, cast, goal, expect=404)
    become(cast.alex, cast, goal, "active")
    assert [len(read(who, cast)["goals"]) for who in (cast.tom, cast.jo)] == [1, 1]


def test_a_suggestion_is_neither_private_nor_with_numbers(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    assert "is_private" in write(cast.asha, cast, is_private=True, expect=422)["fields"]
    goal = write(cast.asha, cast)
    assert track(cast.alex, cast, goal, expect=409)["code"] == "goals.wrong_state"
    hide(cast.alex, cast, goal)
    assert read(cast.asha, cast)["goals"] == []


def test_once_taken_it_is_not_the_suggesters_any_more(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    goal = write(cast.asha, cast)
    assert write(cast.asha, cast, goal["id"], words="Better.", version=1, expect=403)["code"] == "goals.not_yours"
    become(cast.alex, cast, goal, "active")
    assert write(cast.asha, cast, goal["id"], words="Better.", version=1, expect=403)["code"] == "goals.not_yours"
    hide(cast.alex, cast, goal)
    assert read(cast.asha, cast)["goals"] == []


def test_the_log_says_it_in_words(cast: Cast) -> None:
    share(cast, "goals", may_add=True)
    goal = write(cast.asha, cast)
    step(cast.asha, cast, goal)
    words = [entry["words"] for entry in cast.alex.get("/api/access-log?section=goals")["entries"]]
    assert "Asha Begum (worker, Riverside Team) suggested a goal." in words
    assert "Asha Begum (worker, Riverside Team) wrote down a step of a goal." in words
