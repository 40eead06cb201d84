"""Agreed means two yeses to the same plan; and what somebody does not see tells them nothing, here neither."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from tests.cast import Cast, Member
from tests.cast import sign_in as sign_in_anew
from tests.roles import role
from tests.safety_plan.agreeing import days, propose, say_yes
from tests.safety_plan.writing import read, show, write
from tests.sharing.steps import audited
from tests.sharing.ways import break_glass, session_of, share, trust

SECTION = "safety_plan"


def told(member: Member) -> list[Any]:
    """About which records that account was told that there is something to agree on."""
    with role(OWNER):
        wanted = select(Notice.subject_id).where(Notice.kind == "safety_plan.proposed", ~Notice.urgent)
        return list(db.session.scalars(wanted.where(Notice.account_id == member.account_id)))


@pytest.fixture
def plan(cast: Cast) -> Cast:
    """Alex has written, and the team may add."""
    share(cast, SECTION, may_add=True)
    write(cast.alex, "signs", "I stop answering the phone.")
    write(cast.alex, "myself", "I walk round the pond.")
    return cast


def agreed(cast: Cast) -> Any:
    """Alex has proposed and Asha has said yes: the plan as Asha sees it."""
    propose(cast.alex, cast)
    return say_yes(cast.asha, cast, read(cast.asha, cast))


@pytest.mark.parametrize(("first", "second"), [("alex", "asha"), ("asha", "alex"), ("alex", "tom")])
def test_two_yeses_make_it_agreed(plan: Cast, first: str, second: str) -> None:
    one, other = getattr(plan, first), getattr(plan, second)
    made = propose(one, plan, days(30))
    assert made["agreement"] is None
    assert (made["proposal"]["is_agreed"], made["proposal"]["may_say_yes"]) == (False, False)
    waiting = read(other, plan)
    assert waiting["proposal"]["may_say_yes"] is waiting["may_agree"] is True
    done = say_yes(other, plan, waiting)
    assert done["proposal"] is None
    held = done["agreement"]
    assert (held["is_agreed"], held["review_on"], held["changed_since"], held["is_due"]) == (
        True,
        days(30),
        False,
        False,
    )
    assert (held["person"]["by"], held["worker"]["by"]) == ("Alex Morgan", (other if first == "alex" else one).name)
    assert read(one, plan)["agreement"] == held
    assert (audited("safety_plan.proposed"), audited("safety_plan.agreed")) == (1, 1)


def test_the_other_side_is_told_once_and_no_longer_when_it_is_answered(plan: Cast) -> None:
    propose(plan.alex, plan)
    assert (told(plan.asha), told(plan.alex)) == ([plan.alex.record_id], [])
    propose(plan.asha, plan)
    assert told(plan.alex) == [plan.alex.record_id]


def test_a_key_worker_who_does_not_see_it_is_not_told(cast: Cast) -> None:
    write(cast.alex, "signs", "I stop answering the phone.")
    propose(cast.alex, cast)
    assert told(cast.asha) == []


def test_sent_again_it_is_the_same(plan: Cast) -> None:
    proposal = new_id()
    first = propose(plan.alex, plan, proposal_id=proposal)
    assert propose(plan.alex, plan, proposal_id=proposal, expect=200)["proposal"] == first["proposal"]
    refused = propose(plan.alex, plan, days(9), proposal_id=proposal, expect=409)
    assert refused["code"] == "http.id_taken"
    yes = new_id()
    done = say_yes(plan.asha, plan, first, agreement_id=yes)
    assert say_yes(plan.asha, plan, first, agreement_id=yes, expect=200)["agreement"] == done["agreement"]
    assert len(told(plan.asha)) == 1


def test_nobody_says_yes_twice_or_to_themselves(plan: Cast) -> None:
    made = propose(plan.alex, plan)
    assert say_yes(plan.alex, plan, made, expect=409)["code"] == "safety_plan.said_yes"
    say_yes(plan.asha, plan, made)
    assert say_yes(plan.tom, plan, made, expect=409)["code"] == "safety_plan.said_yes"


def test_a_yes_to_what_changed_since_is_refused(plan: Cast) -> None:
    propose(plan.alex, plan)
    waiting = read(plan.asha, plan)
    write(plan.alex, "myself", "I ring Bea.", version=1)
    refused = say_yes(plan.asha, plan, waiting, expect=409)
    assert (refused["code"], "Read it" in refused["detail"]) == ("safety_plan.changed_since", True)
    now = read(plan.asha, plan)["proposal"]
    assert (now["changed_since"], now["may_say_yes"]) == (True, False)


def test_a_yes_to_an_older_proposal_is_refused(plan: Cast) -> None:
    old = propose(plan.alex, plan, days(30))
    propose(plan.alex, plan, days(60))
    assert say_yes(plan.asha, plan, old, expect=409)["code"] == "safety_plan.changed_since"
    assert read(plan.asha, plan)["proposal"]["review_on"] == days(60)


def test_a_yes_is_to_the_same_day(plan: Cast) -> None:
    made = propose(plan.alex, plan, days(30))
    refused = say_yes(plan.asha, plan, made, review_on=days(60), expect=422)
    assert "review_on" in refused["fields"]


@pytest.mark.parametrize(("number", "status"), [(-1, 422), (0, 201), (366, 201), (367, 422)])
def test_the_day_is_within_a_year(plan: Cast, number: int, status: int) -> None:
    said = propose(plan.alex, plan, days(number), expect=status)
    assert status == 201 or said["fields"]["review_on"]


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", 7, None])
def test_what_is_no_day_is_refused(plan: Cast, day: Any) -> None:
    made = str(new_id())
    path = f"/api/records/{plan.alex.record_id}/safety-plan/agreements/{made}"
    assert plan.alex.put(path, {"proposal_id": made, "review_on": day}, expect=422)["fields"]["review_on"]


def test_there_has_to_be_something_to_agree_on(cast: Cast) -> None:
    share(cast, SECTION, may_add=True)
    assert read(cast.alex, cast)["may_agree"] is False
    assert propose(cast.alex, cast, expect=409)["code"] == "safety_plan.nothing_yet"
    write(cast.alex, "signs", "I stop answering the phone.")
    show(cast.alex, "signs", "mine")
    assert propose(cast.asha, cast, expect=409)["code"] == "safety_plan.nothing_yet"
    assert read(cast.asha, cast)["may_agree"] is False


def test_only_she_and_workers_who_may_add_agree(plan: Cast) -> None:
    share(plan, SECTION, trust(plan, plan.jo), may_add=True)
    share(plan, SECTION, trust(plan, plan.nia))
    assert propose(plan.jo, plan, expect=403)["code"] == "safety_plan.may_not_agree"
    assert propose(plan.nia, plan, expect=403)["code"] == "sharing.may_not_add"
    assert read(plan.jo, plan)["may_agree"] is False
    propose(plan.sam, plan, expect=404)
    made = propose(plan.alex, plan)
    assert say_yes(plan.jo, plan, made, expect=403)["code"] == "safety_plan.may_not_agree"


def test_a_team_that_only_sees_does_not_agree(cast: Cast) -> None:
    share(cast, SECTION)
    write(cast.alex, "signs", "I stop answering the phone.")
    assert propose(cast.asha, cast, expect=403)["code"] == "sharing.may_not_add"
    propose(cast.alex, cast)
    shown = read(cast.asha, cast)
    assert (shown["may_agree"], shown["proposal"]["may_say_yes"]) == (False, False)


def test_a_proposal_that_nobody_made_is_not_there(plan: Cast) -> None:
    nothing = {"proposal": {"proposal_id": str(new_id()), "review_on": days(3)}}
    say_yes(plan.asha, plan, nothing, expect=404)


def test_a_new_proposal_stands_beside_what_is_agreed(plan: Cast) -> None:
    held = agreed(plan)["agreement"]
    shown = propose(plan.asha, plan, days(120))
    assert shown["agreement"]["proposal_id"] == held["proposal_id"]
    assert shown["proposal"]["review_on"] == days(120)
    shown = say_yes(plan.alex, plan, read(plan.alex, plan))
    assert (shown["agreement"]["review_on"], shown["proposal"]) == (days(120), None)


def test_on_its_day_it_is_due(plan: Cast) -> None:
    propose(plan.alex, plan, days(30))
    say_yes(plan.asha, plan, read(plan.asha, plan))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=30), tick=False):
        assert read(sign_in_anew(plan.alex), plan)["agreement"]["is_due"] is True


def changed_for(cast: Cast, *members: Member) -> list[bool]:
    return [read(member, cast)["agreement"]["changed_since"] for member in members]


def test_a_change_that_is_seen_shows(plan: Cast) -> None:
    share(plan, SECTION, trust(plan, plan.jo))
    agreed(plan)
    assert changed_for(plan, plan.alex, plan.asha, plan.jo) == [False, False, False]
    write(plan.alex, "people", {"id": str(new_id()), "words": "Bea", "phone": "01632 960123"})
    assert changed_for(plan, plan.alex, plan.asha, plan.jo) == [True, True, True]


def test_a_change_that_is_hidden_betrays_nothing(plan: Cast) -> None:
    share(plan, SECTION, trust(plan, plan.jo))
    write(plan.alex, "triggers", "The bailiffs.")
    write(plan.alex, "safer", "The shed.")
    show(plan.alex, "triggers", "mine")
    show(plan.alex, "safer", "team")
    agreed(plan)
    write(plan.alex, "triggers", "The bailiffs, and Sundays.", version=1)
    assert changed_for(plan, plan.alex, plan.asha, plan.jo) == [True, False, False]
    write(plan.alex, "safer", "The shed, and the garage.", version=1)
    assert changed_for(plan, plan.asha, plan.jo) == [True, False]


def test_hiding_a_part_looks_like_emptying_it(plan: Cast) -> None:
    """Byte for byte, to her team and to whom she trusts, so that neither learns which it was."""
    share(plan, SECTION, trust(plan, plan.jo))
    agreed(plan)
    show(plan.alex, "signs", "mine")
    hidden = [read(member, plan) for member in (plan.asha, plan.jo)]
    show(plan.alex, "signs", "shared")
    write(plan.alex, "signs", version=1)
    emptied = [read(member, plan) for member in (plan.asha, plan.jo)]
    for before, after in zip(hidden, emptied, strict=True):
        assert {**before, "as_of": None} == {**after, "as_of": None}


def test_what_waits_is_hidden_with_the_plan(plan: Cast) -> None:
    agreed(plan)
    propose(plan.alex, plan)
    share(plan, SECTION, trust(plan, plan.nia), until_at=timedelta(0))
    shown = read(plan.nia, plan)
    assert (shown["agreement"], shown["proposal"], shown["may_agree"]) == (None, None, False)


def test_somebody_in_an_emergency_reads_and_does_not_agree(plan: Cast) -> None:
    agreed(plan)
    break_glass(plan, plan.nia, session_of(plan.nia))
    assert changed_for(plan, plan.nia) == [False]
    propose(plan.nia, plan, expect=403)


def test_two_at_the_same_time_are_both_kept(plan: Cast) -> None:
    propose(plan.alex, plan, days(10))
    propose(plan.asha, plan, days(20))
    with role(OWNER):
        assert (
            db.session.scalar(select(func.count()).select_from(Notice).where(Notice.kind == "safety_plan.proposed"))
            == 2
        )
    assert read(plan.alex, plan)["proposal"]["review_on"] == days(20)
