"""What a worker reads before seeing people: what is due and what is new, as far as each of them lets the team see it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from tests.cast import Cast, Member, sign_in
from tests.dialog_plus.talking import begin, end, propose
from tests.outcomes.filling import ask_for, outcomes, rate
from tests.roles import role
from tests.sharing.ways import join_team, move_to, share, stop_all, trust

QUIET = {"review": None, "new_ratings": 0, "actions_due": 0, "open_conversation": False}


def caseload(member: Member) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = member.get("/api/caseload")["people"]
    return found


def alex_for(member: Member, cast: Cast) -> dict[str, Any]:
    """What the member's caseload says of Alex, without names."""
    (found,) = [one for one in caseload(member) if one["record_id"] == str(cast.alex.record_id)]
    return {name: found[name] for name in QUIET}


def today(days: int = 0) -> str:
    return str(clock.in_london(clock.now()).date() + timedelta(days=days))


def logged(cast: Cast, member: Member) -> list[tuple[str | None, str | None]]:
    with role(OWNER):
        wanted = select(AuditEntry).where(
            AuditEntry.action == "record.read",
            AuditEntry.record_id == cast.alex.record_id,
            AuditEntry.actor_id == member.account_id,
        )
        return sorted((row.section, row.how) for row in db.session.scalars(wanted))


def test_own_people_stand_first_and_then_names(cast: Cast) -> None:
    names = {who.name: [one["preferred_name"] for one in caseload(who)] for who in (cast.asha, cast.tom, cast.grace)}
    assert names == {
        "Asha Begum": ["Alex Morgan", "Sam Price"],
        "Tom Osei": ["Sam Price", "Alex Morgan"],
        "Grace Lee": ["Alex Morgan", "Sam Price"],
    }
    mine, other = caseload(cast.asha)
    assert (mine["is_mine"], other["is_mine"]) == (True, False)
    assert mine["key_worker"] == {"account_id": str(cast.asha.account_id), "name": "Asha Begum"}
    assert (mine["team_id"], alex_for(cast.asha, cast)) == (str(cast.riverside), QUIET)
    assert caseload(cast.nia) == []


def test_it_is_never_ordered_by_a_score(cast: Cast) -> None:
    before = [one["record_id"] for one in caseload(cast.grace)]
    share(cast, "dialog_results")
    for value in (7, 1):
        rate(cast.alex, None, answers=[{"item": "job", "value": value, "skipped": None, "wants_help": True}])
        assert [one["record_id"] for one in caseload(cast.grace)] == before


@pytest.mark.parametrize("who", ["alex", "jo"])
def test_it_is_for_workers(cast: Cast, who: str) -> None:
    trust(cast, cast.jo)
    assert getattr(cast, who).get("/api/caseload", expect=403)["code"] == "http.forbidden"
    cast.nobody.get("/api/caseload", expect=401)


def test_what_was_asked_for_is_due_also_where_results_are_hidden(cast: Cast) -> None:
    ask_for(cast.asha, cast, due_on=today(20))
    ask_for(cast.tom, cast, due_on=today(3))
    review = {"due_on": today(3), "title": "How my life is going", "why": "asked"}
    assert alex_for(cast.grace, cast) == {**QUIET, "review": review}


def test_the_usual_review_follows_the_last_rating_where_it_may_be_seen(cast: Cast) -> None:
    rate(cast.alex)
    assert alex_for(cast.asha, cast) == QUIET
    share(cast, "dialog_results")
    review = {"due_on": today(183), "title": "How my life is going", "why": "usual"}
    assert alex_for(cast.asha, cast) == {**QUIET, "review": review, "new_ratings": 1}
    ask_for(cast.asha, cast, due_on=today(300))
    assert alex_for(cast.asha, cast)["review"]["why"] == "asked"


def test_new_ratings_are_new_to_each_worker_until_they_look(cast: Cast, time_machine_at: Any) -> None:
    share(cast, "dialog_results")
    rate(cast.alex)
    rate(cast.alex)
    assert [alex_for(who, cast)["new_ratings"] for who in (cast.asha, cast.tom)] == [2, 2]
    outcomes(cast.asha, cast)
    assert [alex_for(who, cast)["new_ratings"] for who in (cast.asha, cast.tom)] == [0, 2]
    with time_machine_at(clock.now() + timedelta(minutes=1)):
        rate(cast.alex)
        assert [alex_for(who, cast)["new_ratings"] for who in (cast.asha, cast.tom)] == [1, 3]


def test_a_private_rating_is_neither_new_nor_due(cast: Cast) -> None:
    share(cast, "dialog_results")
    rate(cast.alex, is_private=True)
    assert alex_for(cast.asha, cast) == QUIET


def test_actions_due_and_a_conversation(cast: Cast, time_machine_at: Any) -> None:
    share(cast, "dialog_plus_plan", may_add=True)
    conversation = begin(cast.alex, cast, together=False)
    for due_on in (today(), today(5), None):
        propose(cast.alex, cast, conversation, area=None, due_on=due_on)
    assert alex_for(cast.asha, cast) == {**QUIET, "actions_due": 1, "open_conversation": True}
    end(cast.alex, cast, conversation)
    with time_machine_at(clock.now() + timedelta(days=6)):
        assert alex_for(sign_in(cast.asha), cast) == {**QUIET, "actions_due": 2}


SHARED: dict[str, Callable[[Cast], object]] = {
    "nothing shared": lambda _: None,
    "shared with a friend alone": lambda cast: [share(cast, part, trust(cast, cast.jo)) for part in PARTS[:1]],
    "shared, then stopped": lambda cast: ([share(cast, part) for part in PARTS], stop_all(cast)),
    "shared with the team before": lambda cast: (
        [share(cast, part) for part in PARTS],
        join_team(cast, cast.asha, cast.hillside),
        move_to(cast, cast.hillside),
    ),
}
PARTS = ("dialog_results", "dialog_plus_plan")


@pytest.mark.parametrize("how", SHARED)
def test_what_is_hidden_looks_like_nothing(cast: Cast, how: str) -> None:
    rate(cast.alex)
    propose(cast.alex, cast, begin(cast.alex, cast, together=False), area=None, due_on=today())
    SHARED[how](cast)
    assert alex_for(cast.asha, cast) == QUIET
    assert logged(cast, cast.asha) == [("care", "list")]


def test_whom_a_worker_knows_as_a_friend_is_not_of_the_caseload(cast: Cast) -> None:
    """Nia works elsewhere and is trusted by Alex: that is between the two of them."""
    friend = trust(cast, cast.nia)
    for part in PARTS:
        share(cast, part, friend)
    rate(cast.alex)
    assert caseload(cast.nia) == []


def test_who_works_in_two_teams_reads_of_both(cast: Cast) -> None:
    join_team(cast, cast.nia, cast.riverside)
    assert [one["preferred_name"] for one in caseload(cast.nia)] == ["Alex Morgan", "Sam Price"]


def test_each_person_sees_that_it_was_read(cast: Cast) -> None:
    for part in PARTS:
        share(cast, part)
    caseload(cast.asha)
    assert logged(cast, cast.asha) == [("care", "list")], "Nothing else was shown."
    rate(cast.alex)
    begin(cast.alex, cast, together=False)
    for _ in range(2):
        caseload(cast.asha)
    assert logged(cast, cast.asha) == [("care", "list"), ("dialog_plus_plan", "list"), ("dialog_results", "list")]
    words = {entry["words"] for entry in cast.alex.get("/api/access-log")["entries"]}
    assert "Asha Begum (worker, Riverside Team) read how you rated your life." in words


def test_the_list_follows_the_team(cast: Cast) -> None:
    move_to(cast, cast.hillside)
    assert [one["preferred_name"] for one in caseload(cast.asha)] == ["Sam Price"]
    assert uuid.UUID(caseload(cast.nia)[0]["record_id"]) == cast.alex.record_id
