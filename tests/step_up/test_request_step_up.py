"""Asking: accepted once, by the person only, with everything it needs in one transaction."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text

from backend.audit.models import AuditEntry
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.step_up.models import StepUp, StepUpEvent
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ASK, ask, do, speak


def test_alex_asks_and_the_request_is_sent(cast: Cast) -> None:
    view = ask(cast.alex)
    assert view["state"] == "sent"
    assert view["words"] == ASK["words"]
    assert view["key_worker"]["name"] == "Asha Begum"
    assert [entry["kind"] for entry in view["timeline"]] == ["sent"]
    assert view["may"]["withdraw"]["allowed"]
    assert not view["may"]["acknowledge"]["allowed"]


def test_nothing_is_compulsory(cast: Cast) -> None:
    assert cast.alex.put(f"/api/step-ups/{new_id()}", {}, expect=201)["words"] == ""


def test_the_same_put_twice_makes_one_request(cast: Cast) -> None:
    step_up_id = new_id()
    first = ask(cast.alex, step_up_id=step_up_id)
    second = ask(cast.alex, step_up_id=step_up_id, expect=200)
    assert first["id"] == second["id"]
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(StepUp)) == 1
        assert db.session.scalar(select(func.count()).select_from(StepUpEvent)) == 1


def test_the_same_id_with_other_words_is_a_conflict_and_keeps_the_first(cast: Cast) -> None:
    step_up_id = new_id()
    ask(cast.alex, step_up_id=step_up_id)
    problem = ask(cast.alex, step_up_id=step_up_id, words="Something else", expect=409)
    assert problem["code"] == "http.id_taken"
    assert cast.alex.get(f"/api/step-ups/{step_up_id}")["words"] == ASK["words"]


def test_another_persons_id_is_not_handed_out(cast: Cast) -> None:
    mine = ask(cast.alex)
    ask(cast.sam, step_up_id=mine["id"], expect=409)
    assert cast.alex.get(f"/api/step-ups/{mine['id']}")["person"]["preferred_name"] == "Alex Morgan"


def test_only_one_is_open_at_a_time(cast: Cast) -> None:
    first = ask(cast.alex)
    problem = ask(cast.alex, expect=409)
    assert problem["code"] == "step_up.already_open"
    assert problem["fields"]["step_up_id"] == [first["id"]]
    do(cast.alex, first, "withdrawals")
    ask(cast.alex)


@pytest.mark.parametrize("who", ["asha", "jo"])
def test_only_a_person_asks(cast: Cast, who: str) -> None:
    ask(getattr(cast, who), expect=403)


def test_nobody_signed_out_asks(cast: Cast) -> None:
    assert ask(cast.nobody, expect=401)["code"] == "identity.signed_out"


def test_asking_leaves_its_audit_row_and_its_job(cast: Cast) -> None:
    step_up = ask(cast.alex)
    with role(OWNER):
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "step_up.asked")).one()
        assert str(entry.subject_id) == step_up["id"]
        assert entry.actor_id == cast.alex.account_id
    jobs = db.session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'waymark:advance_step_up'"))
    assert [row.args for row in jobs] == [{"step_up_id": step_up["id"]}]


def test_a_refused_request_leaves_nothing_but_its_refusal(cast: Cast) -> None:
    cast.alex.put(f"/api/step-ups/{new_id()}", {"wants_to_hear": "yesterday"}, expect=422)
    ask(cast.asha, expect=403)
    with role(OWNER):
        assert db.session.scalar(select(func.count()).select_from(StepUp)) == 0
        refusals = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "request.refused")).all()
        assert [row.actor_id for row in refusals] == [cast.asha.account_id]
    jobs = db.session.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'waymark:advance%'"))
    assert jobs.scalar_one() == 0


@pytest.mark.parametrize(
    "body", [{"words": "x" * 4001}, {"words": 7}, {"colour": "red"}, {"reach_by": "pigeon"}, {"words": "a\x00b"}]
)
def test_what_cannot_be_kept_is_refused_in_words(cast: Cast, body: dict) -> None:
    problem = cast.alex.put(f"/api/step-ups/{new_id()}", body, expect=422)
    assert problem["code"] == "http.bad_input"
    assert set(problem["fields"]) == set(body)


def test_her_words_are_not_readable_in_the_table(cast: Cast) -> None:
    ask(cast.alex)
    with role(OWNER):
        row = db.session.execute(text("SELECT * FROM step_ups")).one()
    assert b"sleeping" not in b"".join(value for value in row if isinstance(value, bytes))


def test_the_list_shows_my_own_and_asks_how_it_was(cast: Cast) -> None:
    step_up = ask(cast.alex)
    ask(cast.sam)
    speak(cast.asha, step_up)
    do(cast.asha, step_up, "closings", {"reason": "plan_agreed"})
    lines = cast.alex.get("/api/step-ups")["step_ups"]
    assert [(line["id"], line["needs_afterwards"]) for line in lines] == [(step_up["id"], True)]
    do(cast.alex, step_up, "afterwards", {"got_what_i_needed": "yes", "would_use_again": "yes"})
    assert not cast.alex.get("/api/step-ups")["step_ups"][0]["needs_afterwards"]
