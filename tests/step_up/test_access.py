"""Who meets a request at all: the person, and workers of the team that was asked. The database says the same as Python."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ask, do, promise


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_strangers_learn_nothing(cast: Cast, who: str) -> None:
    step_up, stranger = ask(cast.alex), getattr(cast, who)
    assert stranger.get(f"/api/step-ups/{step_up['id']}", expect=404)["code"] == "http.not_found"
    do(stranger, step_up, "notes", {"words": "hello"}, expect=404)


@pytest.mark.parametrize("who", ["sam", "jo"])
def test_people_do_not_answer(cast: Cast, who: str) -> None:
    promise(getattr(cast, who), ask(cast.alex), expect=403)


def test_another_teams_worker_does_not_answer(cast: Cast) -> None:
    promise(cast.nia, ask(cast.alex), expect=404)
    assert cast.nia.get("/api/requests")["unanswered"] == []


@pytest.mark.parametrize("who", ["asha", "tom", "grace"])
def test_everybody_in_the_team_that_was_asked_may_see_and_answer(cast: Cast, who: str) -> None:
    step_up, worker = ask(cast.alex), getattr(cast, who)
    assert worker.get(f"/api/step-ups/{step_up['id']}")["words"] == step_up["words"]
    promise(worker, step_up)


@pytest.mark.parametrize("table", ["step_ups", "step_up_events"])
@pytest.mark.parametrize(
    ("who", "sees"), [("alex", True), ("asha", True), ("sam", False), ("nia", False), ("jo", False)]
)
def test_raw_sql_as_the_web_role_shows_only_what_the_account_may_see(
    cast: Cast, table: str, who: str, sees: bool
) -> None:
    ask(cast.alex)
    with role(WEB):
        act_as(getattr(cast, who).account_id)
        assert bool(db.session.execute(text(f"SELECT * FROM {table}")).all()) is sees


def test_raw_sql_without_an_account_sees_nothing(cast: Cast) -> None:
    ask(cast.alex)
    with role(WEB):
        act_as(None)
        assert db.session.execute(text("SELECT * FROM step_ups")).all() == []


def test_the_web_role_cannot_change_history(cast: Cast) -> None:
    ask(cast.alex)
    with role(WEB):
        act_as(cast.alex.account_id)
        nested = db.session.begin_nested()
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text("DELETE FROM step_up_events"))
        nested.rollback()


def test_a_workers_reading_is_logged_for_alex_and_her_own_is_not(cast: Cast) -> None:
    step_up = ask(cast.alex)
    cast.alex.get(f"/api/step-ups/{step_up['id']}")
    cast.asha.get(f"/api/step-ups/{step_up['id']}")
    cast.asha.get(f"/api/step-ups/{step_up['id']}")
    cast.tom.get("/api/requests")
    with role(OWNER):
        reads = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "record.read", AuditEntry.section == "step_ups")
        ).all()
    assert sorted((str(row.actor_id), row.how) for row in reads) == sorted(
        [(str(cast.asha.account_id), "screen"), (str(cast.tom.account_id), "list")]
    )


def test_opening_it_shows_the_person_that_it_was_seen(cast: Cast) -> None:
    step_up = ask(cast.alex)
    cast.asha.get(f"/api/step-ups/{step_up['id']}")
    seen = [entry for entry in cast.alex.get(f"/api/step-ups/{step_up['id']}")["timeline"] if entry["kind"] == "seen"]
    assert [entry["by"] for entry in seen] == ["Asha Begum"]
