"""What the caseload is told: how much is due, and with whom somebody is talking; only what that worker may see."""

from __future__ import annotations

import pytest

from backend.core.actor import Actor
from backend.core.db import act_as
from backend.core.embedded_postgres import WEB
from backend.dialog_plus import service
from backend.seed.people import sign_in
from tests.care.queries import count_queries
from tests.cast import Cast, Member
from tests.dialog_plus import talking as t
from tests.dialog_plus.test_actions import days
from tests.roles import role


def ask(member: Member, cast: Cast) -> tuple[dict[object, int], set[object]]:
    with role(WEB):
        act_as(member.account_id)
        actor = sign_in_as(member)
        ids = [cast.alex.record_id, cast.sam.record_id]
        with count_queries() as seen:
            found = service.count_due_actions(actor, ids), service.open_conversations(actor, ids)
        assert len(seen) == 2
        return found


def sign_in_as(member: Member) -> Actor:
    return sign_in(f"{member.name.split()[0].lower()}@example.org")


def test_it_counts_what_is_due_and_not_done(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    assert ask(cast.asha, cast) == ({}, {cast.alex.record_id})
    due = [t.propose(cast.alex, cast, conversation, due_on=days(0)) for _ in range(4)]
    t.propose(cast.alex, cast, conversation, due_on=days(1))
    t.propose(cast.alex, cast, conversation, due_on=None)
    t.went(cast.alex, cast, due[0])
    t.went(cast.alex, cast, due[1], "partly")
    t.propose(cast.alex, cast, conversation, due[2]["id"], is_removed=True, version=1, expect=200)
    t.end(cast.alex, cast, conversation, "left")
    assert ask(cast.asha, cast) == ({cast.alex.record_id: 2}, set())


@pytest.mark.parametrize("who", ["asha", "nia", "jo"])
def test_it_tells_nothing_that_is_hidden(cast: Cast, who: str) -> None:
    conversation = t.begin(cast.alex, cast)
    t.propose(cast.alex, cast, conversation, due_on=days(0))
    assert ask(getattr(cast, who), cast) == ({}, set())
