"""The plan: made once, never changed, and true about who wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text

from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WEB
from backend.dialog_plus.models import PlanVersion
from tests.cast import Cast, Member
from tests.dialog_plus import talking as t
from tests.outcomes.filling import answers, rate
from tests.roles import role


def plan_of(member: Member, cast: Cast, ended: Any, expect: int = 200) -> Any:
    return member.get(f"{t.record(cast)}/plans/{ended['plan_id']}", expect=expect)


def test_a_finished_conversation_is_a_plan(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast, together=False)
    t.choose(cast.alex, cast, conversation, "job", "family")
    t.write(cast.alex, cast, conversation, "It is lonely.")
    t.write(cast.alex, cast, conversation, "", area="family")
    t.propose(cast.alex, cast, conversation, due_on="2099-12-01")
    t.propose(cast.alex, cast, conversation, area=None, words="Sleep.", owner="other", owner_name="Bea", due_on=None)
    plan = plan_of(cast.alex, cast, t.end(cast.alex, cast, conversation))
    assert (plan["version"], plan["written"], plan["by"], plan["with"]) == (1, "alone", "Alex Morgan", [])
    assert [area["title"] for area in plan["areas"]] == ["Job situation", "Partner or family", "Other things"]
    (note,) = plan["areas"][0]["notes"]
    assert note == {
        "title": "How it is now, and why",
        "words": "It is lonely.",
        "by": "Alex Morgan",
        "typed_for": "self",
    }
    assert plan["areas"][1] == {"title": "Partner or family", "value": None, "notes": [], "actions": []}
    (ring,), (sleep,) = plan["areas"][0]["actions"], plan["areas"][2]["actions"]
    assert (ring["words"], ring["due_on"], ring["is_agreed"]) == ("Ring the college.", "2099-12-01", False)
    assert (sleep["owner_name"], sleep["due_on"]) == ("Bea", None)


def test_nothing_changes_a_plan(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation)
    ended = t.end(cast.alex, cast, conversation)
    before = plan_of(cast.alex, cast, ended)
    t.agree(cast.alex, cast, action, "person")
    t.went(cast.alex, cast, action)
    later = t.begin(cast.alex, cast)
    t.propose(cast.alex, cast, later, action["id"], words="Write.", version=1, expect=200)
    assert plan_of(cast.alex, cast, ended) == before
    second = plan_of(cast.alex, cast, t.end(cast.alex, cast, later))
    assert (second["version"], second["areas"][0]["actions"][0]["words"]) == (2, "Write.")
    plans = cast.alex.get(f"{t.record(cast)}/working-on")["plans"]
    assert [plan["version"] for plan in plans] == [2, 1]
    with role(WEB):
        nested = db.session.begin_nested()
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text("UPDATE plan_versions SET version = 9"))
        nested.rollback()


def test_its_words_are_sealed(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    t.write(cast.alex, cast, conversation)
    t.end(cast.alex, cast, conversation)
    with role(OWNER):
        plan = db.session.scalars(select(PlanVersion)).one()
    assert b"kettle" not in plan.body_sealed
    assert "kettle" in plan.body


def test_what_was_looked_back_at_is_in_it(cast: Cast) -> None:
    first = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, first)
    t.end(cast.alex, cast, first)
    second = t.begin(cast.alex, cast)
    t.went(cast.alex, cast, action, "partly", words="Half.", conversation_id=second["id"])
    plan = plan_of(cast.alex, cast, t.end(cast.alex, cast, second))
    assert plan["reviewed"] == [{"words": "Ring the college.", "status": "partly", "went": "Half."}]


def _asha_opens(cast: Cast, conversation: Any) -> None:
    t.read(cast.asha, cast, conversation)


def _asha_writes(cast: Cast, conversation: Any) -> None:
    t.propose(cast.asha, cast, conversation)


def _asha_says_yes(cast: Cast, conversation: Any) -> None:
    t.agree(cast.asha, cast, t.propose(cast.alex, cast, conversation), "worker")


def _typed_for_asha(cast: Cast, conversation: Any) -> None:
    t.agree(cast.alex, cast, t.propose(cast.alex, cast, conversation), "worker", "this_device")


def _jo_writes(cast: Cast, conversation: Any) -> None:
    t.propose(cast.jo, cast, conversation)


@pytest.mark.parametrize(
    ("how", "happens", "written", "others"),
    [
        ("together", None, "alone", []),
        ("together", _asha_opens, "together", ["Asha Begum"]),
        ("together", _asha_writes, "together", ["Asha Begum"]),
        ("together", _asha_says_yes, "together", ["Asha Begum"]),
        ("together", _typed_for_asha, "together", []),
        ("together", _jo_writes, "alone", ["Jo Hart"]),
        ("alone", _asha_opens, "alone", []),
        ("alone", _asha_writes, "together", ["Asha Begum"]),
        ("alone", _asha_says_yes, "together", ["Asha Begum"]),
        ("alone", _jo_writes, "alone", ["Jo Hart"]),
    ],
)
def test_together_is_said_only_when_it_is_true(
    cast: Cast, how: str, happens: Any, written: str, others: list[str]
) -> None:
    t.with_team(cast)
    t.with_jo(cast, may_add=True)
    conversation = t.begin(cast.alex, cast, together=how == "together")
    t.choose(cast.alex, cast, conversation)
    if happens:
        happens(cast, conversation)
    plan = plan_of(cast.alex, cast, t.end(cast.alex, cast, conversation))
    assert (plan["written"], plan["with"]) == (written, others)


def test_a_worker_on_their_own_has_not_written_it_together(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.choose(cast.asha, cast, conversation)
    t.write(cast.asha, cast, conversation, typed_for="person")
    plan = plan_of(cast.asha, cast, t.end(cast.asha, cast, conversation))
    assert (plan["written"], plan["by"], plan["with"]) == ("alone", "Asha Begum", [])
    assert plan["areas"][0]["notes"][0]["typed_for"] == "person"


def test_without_a_phone_a_yes_in_the_room_makes_it_together(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.agree(cast.asha, cast, t.propose(cast.asha, cast, conversation), "person", "this_device")
    plan = plan_of(cast.asha, cast, t.end(cast.asha, cast, conversation))
    assert (plan["written"], plan["with"]) == ("together", ["Alex Morgan"])


def _value(seen: Any) -> Any:
    return seen["areas"][0]["value"]


def test_ratings_stand_beside_for_who_may_see_them(cast: Cast) -> None:
    t.with_team(cast)
    rate(cast.alex, answers(job=2))
    rate(cast.alex, answers(job=5))
    conversation = t.begin(cast.asha, cast)
    t.choose(cast.alex, cast, conversation)
    seen = t.read(cast.alex, cast, conversation)
    job = next(one for one in seen["ratings"] if one["item"] == "job")
    assert (_value(seen), job["value"], job["previous"], len(seen["ratings"])) == (5, 5, 2, 11)
    assert (job["title"], job["wants_help"]) == ("Job situation", False)
    assert all(one["title"] for one in seen["ratings"])
    hidden = t.read(cast.asha, cast, conversation)
    assert (_value(hidden), hidden["response_id"], hidden["answered_at"]) == (None, None, None)
    assert {one["value"] for one in hidden["ratings"]} == {None}
    assert [one["title"] for one in hidden["ratings"]] == [one["title"] for one in seen["ratings"]]
    ended = t.end(cast.alex, cast, conversation)
    assert _value(plan_of(cast.alex, cast, ended)) == 5
    assert _value(plan_of(cast.asha, cast, ended)) is None
    t.with_team(cast, "dialog_results", may_add=False)
    rate(cast.alex, answers(job=7))
    assert _value(t.read(cast.asha, cast, conversation)) == _value(plan_of(cast.asha, cast, ended)) == 5


def test_what_she_keeps_to_herself_is_shown_to_her_alone(cast: Cast) -> None:
    t.with_team(cast)
    t.with_team(cast, "dialog_results")
    rate(cast.alex, answers(job=3), is_private=True)
    conversation = t.begin(cast.alex, cast, together=False)
    t.choose(cast.alex, cast, conversation)
    assert _value(t.read(cast.alex, cast, conversation)) == 3
    assert _value(t.read(cast.asha, cast, conversation)) is None
    ended = t.end(cast.alex, cast, conversation)
    assert (_value(plan_of(cast.alex, cast, ended)), _value(plan_of(cast.asha, cast, ended))) == (3, None)


def test_together_they_talk_about_what_both_may_see(cast: Cast) -> None:
    t.with_team(cast)
    t.with_team(cast, "dialog_results")
    rate(cast.alex, answers(job=6))
    rate(cast.alex, answers(job=3), is_private=True)
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    assert _value(t.read(cast.alex, cast, conversation)) == _value(t.read(cast.asha, cast, conversation)) == 6


def test_what_she_rates_for_herself_while_talking_stays_out_of_it(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    rate(cast.alex, answers(job=4), is_private=True)
    assert _value(t.read(cast.alex, cast, conversation)) is None


def test_ratings_made_while_talking_are_there_at_once(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    rate(cast.alex, answers(job=4))
    assert _value(t.read(cast.alex, cast, conversation)) == 4
    ended = t.end(cast.alex, cast, conversation)
    rate(cast.alex, answers(job=1))
    assert _value(plan_of(cast.alex, cast, ended)) == _value(t.read(cast.alex, cast, conversation)) == 4
