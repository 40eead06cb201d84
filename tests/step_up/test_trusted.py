"""What those see and add whom the person trusts with her requests, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from backend.notifications.models import Notice
from backend.sharing import news
from tests.cast import Cast, Member
from tests.roles import role
from tests.sharing.ways import HOUR, NOW, break_glass, share, stop_all, trust
from tests.step_up.asking import ASK, ask, do, let_the_engine_look, promise, speak

EMPTY = {"step_ups": []}
READ = AuditEntry.action == "record.read"


def shared(member: Member, cast: Cast, expect: int = 200) -> list[dict]:
    return member.get(f"/api/records/{cast.alex.record_id}/step-ups", expect=expect).get("step_ups")


def told(member: Member, kind: str) -> list[Notice]:
    with role(OWNER):
        wanted = select(Notice).where(Notice.account_id == member.account_id, Notice.kind == kind)
        return list(db.session.scalars(wanted.where(Notice.withdrawn_at.is_(None))))


def test_jo_sees_where_it_stands(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo))
    step_up = ask(cast.alex)
    (seen,) = shared(cast.jo, cast)
    assert (seen["words"], seen["state"], seen["promise"]) == (ASK["words"], "sent", None)
    assert seen["nobody_has_answered"]
    assert not seen["may_add"]
    promise(cast.asha, step_up)
    (seen,) = shared(cast.jo, cast)
    assert (seen["promise"]["by"], seen["promise"]["how"]) == ("Asha Begum", "ring")
    assert not seen["nobody_has_answered"]
    speak(cast.asha, step_up)
    do(cast.asha, step_up, "plans", {"words": "A walk on Thursday."})
    assert shared(cast.jo, cast)[0]["plan"]["words"] == "A walk on Thursday."


def test_a_request_is_shown_for_a_week_after_it_closed(cast: Cast, time_machine_at) -> None:
    share(cast, "step_ups", trust(cast, cast.jo))
    do(cast.alex, ask(cast.alex), "withdrawals")
    assert [row["state"] for row in shared(cast.jo, cast)] == ["withdrawn"]
    with role(OWNER):
        db.session.execute(text("UPDATE step_ups SET closed_at = now() - interval '8 days'"))
    assert shared(cast.jo, cast) == []


def test_hidden_looks_like_none(cast: Cast) -> None:
    jo, nia = trust(cast, cast.jo), trust(cast, cast.nia)
    share(cast, "step_ups", jo)
    path = f"/api/records/{cast.alex.record_id}/step-ups"
    none = cast.jo.respond("GET", path)
    ask(cast.alex)
    hidden = cast.nia.respond("GET", path)
    assert nia
    assert none.json == hidden.json == EMPTY
    assert none.data == hidden.data
    assert none.headers["ETag"] == hidden.headers["ETag"]


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_a_stranger_learns_nothing(cast: Cast, who: str) -> None:
    ask(cast.alex)
    shared(getattr(cast, who), cast, expect=404)


def test_stopping_all_hides_it(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo))
    ask(cast.alex)
    assert len(shared(cast.jo, cast)) == 1
    stop_all(cast)
    assert shared(cast.jo, cast) == []


def test_emergency_access_reads_and_does_not_write(cast: Cast) -> None:
    step_up = ask(cast.alex)
    with role(OWNER):
        session_id = db.session.scalar(
            text("SELECT id FROM sessions WHERE account_id = :who"), {"who": cast.nia.account_id}
        )
    break_glass(cast, cast.nia, session_id)
    (seen,) = shared(cast.nia, cast)
    assert not seen["may_add"]
    do(cast.nia, step_up, "notes", {"words": "Hello"}, expect=404)


def test_reading_is_written_down(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    share(cast, "step_ups", trusted)
    ask(cast.alex)
    shared(cast.jo, cast)
    with role(OWNER):
        row = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == cast.jo.account_id, READ)).one()
    assert (row.action, row.section, row.actor_role) == ("record.read", "step_ups", "trusted")
    assert row.detail == {"way": "trusted", "through": str(trusted)}


def test_jo_adds_a_note_and_it_is_marked_as_hers(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo), may_add=True)
    step_up, note = ask(cast.alex), new_id()
    promise(cast.asha, step_up)
    path, body = f"/api/step-ups/{step_up['id']}/notes/{note}", {"words": "I am with Alex until ten."}
    answer = cast.jo.put(path, body)
    assert (answer["reach_on"], answer["told"]) == (None, [])
    version = cast.alex.get(f"/api/step-ups/{step_up['id']}")["version"]
    cast.jo.put(path, body)
    view = cast.alex.get(f"/api/step-ups/{step_up['id']}")
    assert view["version"] == version
    (entry,) = [entry for entry in view["timeline"] if entry["kind"] == "note"]
    assert (entry["by"], entry["words"], entry["detail"]) == ("Jo Hart", body["words"], {"side": "trusted"})
    assert [row["is_mine"] for row in shared(cast.jo, cast)[0]["notes"]] == [True]
    assert len(told(cast.alex, "step_up.note")) == len(told(cast.asha, "step_up.note")) == 1
    cast.jo.put(path, {"words": "Other words."}, expect=409)


def test_jos_note_does_not_make_jo_a_worker(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo), may_add=True)
    step_up = ask(cast.alex)
    do(cast.jo, step_up, "notes", {"words": "I am here."})
    do(cast.alex, step_up, "notes", {"words": "Jo has come."})
    assert told(cast.jo, "step_up.note") == []
    assert len(told(cast.asha, "step_up.note")) == 2


def test_who_only_sees_does_not_add(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo))
    step_up = ask(cast.alex)
    assert do(cast.jo, step_up, "notes", {"words": "Hello"}, expect=403)["code"] == "sharing.may_not_add"
    for act in ("reopenings", "withdrawals"):
        assert do(cast.jo, step_up, act, expect=404 if act == "reopenings" else 403)
    cast.jo.get(f"/api/step-ups/{step_up['id']}", expect=404)


def test_what_is_not_shared_takes_no_note(cast: Cast) -> None:
    trust(cast, cast.jo)
    hidden = do(cast.jo, ask(cast.alex), "notes", {"words": "Hello"}, expect=404)
    unknown = do(cast.jo, {"id": new_id()}, "notes", {"words": "Hello"}, expect=404)
    assert hidden == unknown


def test_a_note_on_what_is_over_is_refused(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo), may_add=True)
    step_up = ask(cast.alex)
    do(cast.alex, step_up, "withdrawals")
    assert do(cast.jo, step_up, "notes", {"words": "Hello"}, expect=409)["code"] == "step_up.wrong_state"


def test_the_web_role_lets_jo_raise_the_version_and_nothing_else(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo), may_add=True)
    step_up = ask(cast.alex)
    for who, raised in ((cast.jo, 1), (cast.nia, 0)):
        with role(WEB):
            act_as(who.account_id)
            assert db.session.execute(text("UPDATE step_ups SET state = 'closed'")).rowcount == 0
            db.session.execute(text("SELECT hold_step_up(:id)"), {"id": step_up["id"]})
        with role(OWNER):
            found = db.session.scalar(text("SELECT version FROM step_ups WHERE id = :id"), {"id": step_up["id"]})
        assert found - step_up["version"] == raised
        step_up["version"] = found


def test_jo_is_told_in_neutral_words_when_alex_asks(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo), only_while_open=True)
    trust(cast, cast.nia)
    ask(cast.alex)
    for _ in range(2):
        let_the_engine_look(clock.now() + timedelta(seconds=3))
    (notice,) = told(cast.jo, news.NEWS)
    assert notice.subject_id == cast.alex.record_id
    assert told(cast.nia, news.NEWS) == []


@pytest.mark.parametrize("changes", [{"until_at": NOW}, {"ends_at": -HOUR}, {"starts_at": HOUR}])
def test_without_a_live_grant_nobody_is_told(cast: Cast, changes: dict) -> None:
    share(cast, "step_ups", trust(cast, cast.jo), **changes)
    ask(cast.alex)
    let_the_engine_look(clock.now() + timedelta(seconds=3))
    assert told(cast.jo, news.NEWS) == []


def test_news_are_taken_back_when_it_is_over(cast: Cast) -> None:
    share(cast, "step_ups", trust(cast, cast.jo))
    step_up = ask(cast.alex)
    let_the_engine_look(clock.now() + timedelta(seconds=3))
    assert len(told(cast.jo, news.NEWS)) == 1
    do(cast.alex, step_up, "withdrawals")
    assert told(cast.jo, news.NEWS) == []
