"""What workers do with a request: answer, speak, agree, hand over, close; and what the person does meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from tests.cast import Cast, sign_in
from tests.roles import role
from tests.step_up.asking import ask, do, kinds, let_the_engine_look, promise, speak


def told(cast: Cast, kind: str) -> set[str]:
    """Who has a notice of that kind that was not withdrawn."""
    people = {member.account_id: name for name, member in vars(cast).items() if hasattr(member, "account_id")}
    with role(OWNER):
        rows = db.session.scalars(select(Notice).where(Notice.kind == kind, Notice.withdrawn_at.is_(None)))
        return {people[row.account_id] for row in rows}


def test_asha_answers_and_alex_reads_by_when(cast: Cast) -> None:
    step_up = ask(cast.alex)
    promise(cast.asha, step_up, minutes=60, words="I'll ring you before lunch.")
    view = cast.alex.get(f"/api/step-ups/{step_up['id']}")
    assert view["state"] == "acknowledged"
    assert (view["promise"]["by"], view["promise"]["how"]) == ("Asha Begum", "ring")
    assert view["promise"]["words"] == "I'll ring you before lunch."
    assert not view["promise"]["is_missed"]
    assert told(cast, "step_up.answered") == {"alex"}


def test_the_same_promise_put_twice_is_one(cast: Cast) -> None:
    step_up, act_id = ask(cast.alex), new_id()
    body = {"by_at": (clock.now() + timedelta(hours=1)).isoformat(), "how": "ring"}
    for _ in range(2):
        cast.asha.put(f"/api/step-ups/{step_up['id']}/acknowledgements/{act_id}", body)
    assert kinds(cast.alex.get(f"/api/step-ups/{step_up['id']}")).count("acknowledged") == 1
    other = {**body, "how": "text"}
    cast.asha.put(f"/api/step-ups/{step_up['id']}/acknowledgements/{act_id}", other, expect=409)


def test_a_promise_put_again_after_its_time_is_still_the_same_one(cast: Cast, time_machine_at) -> None:
    step_up, act_id = ask(cast.alex), new_id()
    body = {"by_at": (clock.now() + timedelta(minutes=5)).isoformat(), "how": "ring"}
    path = f"/api/step-ups/{step_up['id']}/acknowledgements/{act_id}"
    cast.asha.put(path, body)
    with time_machine_at(clock.now() + timedelta(minutes=6)):
        cast.asha.put(path, body)


@pytest.mark.parametrize("minutes", [-1, 60 * 24 * 8])
def test_a_promise_lies_ahead_and_within_a_week(cast: Cast, minutes: int) -> None:
    assert "by_at" in promise(cast.asha, ask(cast.alex), minutes=minutes, expect=422)["fields"]


def test_the_whole_story_in_order(cast: Cast) -> None:
    step_up = ask(cast.alex)
    promise(cast.asha, step_up)
    speak(cast.asha, step_up)
    do(cast.asha, step_up, "plans", {"words": "See you on Thursday."})
    view = do(cast.asha, step_up, "closings", {"reason": "plan_agreed"})
    assert view["state"] == "closed"
    assert kinds(view) == ["sent", "acknowledged", "in_contact", "plan_agreed", "closed"]
    assert view["reopen_until"]


def test_closing_without_a_contact_is_refused(cast: Cast) -> None:
    step_up = ask(cast.alex)
    assert do(cast.asha, step_up, "closings", {"reason": "plan_agreed"}, expect=409)["code"] == "step_up.no_contact_yet"
    do(cast.asha, step_up, "closings", {"reason": "no_longer_needed"}, expect=422)
    closed = do(cast.asha, step_up, "closings", {"reason": "no_longer_needed", "words": "She rang the desk."})
    assert closed["state"] == "closed"


def test_an_agreed_plan_needs_a_contact_first(cast: Cast) -> None:
    problem = do(cast.asha, ask(cast.alex), "plans", {"words": "See you."}, expect=409)
    assert problem["code"] == "step_up.wrong_state"


def test_a_transfer_is_not_an_answer(cast: Cast) -> None:
    step_up = ask(cast.alex)
    promise(cast.asha, step_up)
    view = do(cast.asha, step_up, "transfers", {"to_account_id": str(cast.tom.account_id), "words": "I am away."})
    assert view["state"] == "sent"
    assert view["nobody_has_answered_since"]
    assert view["promise"] is None
    let_the_engine_look()
    let_view = cast.alex.get(f"/api/step-ups/{step_up['id']}")
    assert [row["name"] for row in let_view["told"]] == ["Tom Osei"]


def test_a_transfer_stays_in_the_team(cast: Cast) -> None:
    do(cast.asha, ask(cast.alex), "transfers", {"to_account_id": str(cast.nia.account_id)}, expect=422)


def test_alex_takes_it_back_and_those_who_were_told_hear_of_it(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    view = do(cast.alex, step_up, "withdrawals", {"words": "My sister is here now."})
    assert view["state"] == "withdrawn"
    assert told(cast, "step_up.withdrawn") == {"asha"}
    assert told(cast, "step_up.asked") == set()
    let_the_engine_look(clock.now() + timedelta(days=1))
    assert told(cast, "step_up.asked") == set()


def test_it_can_be_opened_again_for_three_days(cast: Cast, time_machine_at) -> None:
    step_up = ask(cast.alex)
    do(cast.alex, step_up, "withdrawals")
    assert do(cast.alex, step_up, "reopenings")["state"] == "sent"
    do(cast.alex, step_up, "withdrawals")
    with time_machine_at(clock.now() + timedelta(hours=73)):
        problem = do(sign_in(cast.alex), step_up, "reopenings", expect=409)
    assert "three days" in problem["detail"]


def test_notes_go_to_the_other_side(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    do(cast.alex, step_up, "notes", {"words": "It is getting louder."})
    assert told(cast, "step_up.note") == {"asha"}
    do(cast.tom, step_up, "notes", {"words": "I am on the desk."})
    assert told(cast, "step_up.note") == {"asha", "alex"}
    view = cast.asha.get(f"/api/step-ups/{step_up['id']}")
    assert [entry["words"] for entry in view["timeline"] if entry["kind"] == "note"] == [
        "It is getting louder.",
        "I am on the desk.",
    ]


def test_an_empty_note_is_refused(cast: Cast) -> None:
    do(cast.alex, ask(cast.alex), "notes", {"words": "   "}, expect=422)


def test_afterwards_is_asked_once_it_has_ended(cast: Cast) -> None:
    step_up = ask(cast.alex)
    answers = {"got_what_i_needed": "partly", "would_use_again": "yes", "words": "It took a while."}
    do(cast.alex, step_up, "afterwards", answers, expect=409)
    do(cast.alex, step_up, "withdrawals")
    view = do(cast.alex, step_up, "afterwards", answers)
    assert view["afterwards"]["got_what_i_needed"] == "partly"
    do(cast.asha, step_up, "afterwards", answers, expect=403)


def test_every_act_leaves_its_audit_row(cast: Cast) -> None:
    step_up = ask(cast.alex)
    promise(cast.asha, step_up)
    speak(cast.asha, step_up)
    do(cast.asha, step_up, "closings", {"reason": "support_elsewhere"})
    with role(OWNER):
        rows = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("step_up.%"))).all()
    assert sorted(rows) == ["step_up.acknowledged", "step_up.asked", "step_up.closed", "step_up.in_contact"]


def test_the_list_is_ordered_by_waiting_and_by_promise(cast: Cast, time_machine_at) -> None:
    first = ask(cast.alex)
    with time_machine_at(clock.now() + timedelta(minutes=2)):
        second = ask(cast.sam)
        rows = cast.asha.get("/api/requests")
        assert [row["id"] for row in rows["unanswered"]] == [first["id"], second["id"]]
        promise(cast.asha, first, minutes=120)
        promise(cast.tom, second, minutes=30)
        assert [row["id"] for row in cast.asha.get("/api/requests")["promised"]] == [second["id"], first["id"]]
        speak(cast.tom, second)
        assert [row["id"] for row in cast.asha.get("/api/requests")["talking"]] == [second["id"]]


def test_a_page_that_asks_again_is_told_nothing_is_new(cast: Cast) -> None:
    step_up = ask(cast.alex)
    path = f"/api/step-ups/{step_up['id']}"
    tag = cast.alex.respond("GET", path).headers["ETag"]
    assert cast.alex.respond("GET", path, headers={"If-None-Match": tag}).status_code == 304
    promise(cast.asha, step_up)
    assert cast.alex.respond("GET", path, headers={"If-None-Match": tag}).status_code == 200
