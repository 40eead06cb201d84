"""What a person has begun to write: kept for her alone, given back, and forgotten."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import worker
from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB, WORKER
from backend.drafts import service as drafts
from backend.drafts.limits import KEPT, MOST_BYTES, MOST_DRAFTS
from backend.sharing import closing
from tests.cast import Cast, Member, sign_in
from tests.roles import role

WORDS = '{"words":"I have stopped sleeping, and"}'


def place(member: Member, key: str = "ask") -> str:
    return f"/api/my-drafts/{uuid.uuid5(member.account_id, key)}"


def keep(member: Member, content: str = WORDS, key: str = "ask", *, ago: float = 0, expect: int = 201) -> Any:
    """`ago`: how many seconds before now the words were written."""
    kept_at = clock.now() - timedelta(seconds=ago)
    body = {"key": key, "content": content, "kept_at": kept_at.isoformat()}
    return member.put(place(member, key), body, expect=expect)


def keep_at(member: Member) -> int:
    """What the service answers, whatever it is."""
    body = {"key": "ask", "content": WORDS, "kept_at": clock.now().isoformat()}
    return member.respond("PUT", place(member), body).status_code


def kept(member: Member) -> dict[str, str]:
    return {draft["key"]: draft["content"] for draft in member.get("/api/my-drafts")["drafts"]}


def count() -> int:
    with role(OWNER):
        return db.session.scalar(text("SELECT count(*) FROM drafts")) or 0


def audited() -> list[AuditEntry]:
    with role(OWNER):
        rows = db.session.query(AuditEntry).filter(AuditEntry.action.startswith("drafts."))
        return list(rows.order_by(AuditEntry.seq))


def test_what_was_begun_comes_back_the_newest_first(cast: Cast) -> None:
    keep(cast.alex, key="about-me-matters", ago=60)
    keep(cast.alex)
    found = cast.alex.get("/api/my-drafts")["drafts"]
    assert [(draft["key"], draft["content"]) for draft in found] == [("ask", WORDS), ("about-me-matters", WORDS)]
    assert found[0]["id"] == str(uuid.uuid5(cast.alex.account_id, "ask"))


def test_it_comes_back_in_another_session(cast: Cast) -> None:
    keep(cast.alex)
    assert kept(sign_in(cast.alex)) == {"ask": WORDS}


def test_the_same_again_is_harmless_and_newer_words_win(cast: Cast) -> None:
    first = keep(cast.alex, ago=60)
    again = {"key": "ask", "content": WORDS, "kept_at": first["kept_at"]}
    assert cast.alex.put(place(cast.alex), again) == first
    keep(cast.alex, "newer", ago=30, expect=200)
    assert kept(cast.alex) == {"ask": "newer"}


def test_older_words_of_another_device_do_not_win(cast: Cast) -> None:
    newer = keep(cast.alex, "newer", ago=30)
    assert keep(cast.alex, "older", ago=60, expect=200) == newer
    assert kept(cast.alex) == {"ask": "newer"}


def test_a_clock_that_is_ahead_wins_against_nothing_that_comes_later(cast: Cast) -> None:
    place_kept = keep(cast.alex, "from tomorrow", ago=-86_400)
    assert place_kept["kept_at"] <= clock.now().isoformat()
    keep(cast.alex, "written now", expect=200)
    assert kept(cast.alex) == {"ask": "written now"}


def test_what_was_used_or_thrown_away_goes(cast: Cast) -> None:
    kept_at = keep(cast.alex)["kept_at"]
    for _ in range(2):
        cast.alex.delete(f"{place(cast.alex)}?kept_at={_quoted(kept_at)}")
    assert kept(cast.alex) == {}
    assert count() == 0


def test_using_older_words_leaves_newer_ones_of_another_device(cast: Cast) -> None:
    older = keep(cast.alex, "older", ago=60)["kept_at"]
    keep(cast.alex, "newer", expect=200)
    cast.alex.delete(f"{place(cast.alex)}?kept_at={_quoted(older)}")
    assert kept(cast.alex) == {"ask": "newer"}


def test_signing_out_on_purpose_forgets_and_running_out_keeps(cast: Cast) -> None:
    keep(cast.alex)
    cast.alex.post("/api/sign-out", expect=204)
    alex = sign_in(cast.alex)
    assert kept(alex) == {"ask": WORDS}
    alex.post("/api/sign-out", {"is_on_purpose": True}, expect=204)
    assert count() == 0


def test_signing_out_on_purpose_forgets_nobody_elses(cast: Cast) -> None:
    keep(cast.sam)
    cast.alex.post("/api/sign-out", {"is_on_purpose": True}, expect=204)
    cast.asha.post("/api/sign-out", {"is_on_purpose": True}, expect=204)
    assert kept(cast.sam) == {"ask": WORDS}


def test_nothing_is_kept_longer_than_a_week(cast: Cast, time_machine_at) -> None:
    keep(cast.alex, ago=60)
    begun = clock.now()
    with time_machine_at(begun + KEPT - timedelta(seconds=62)):
        assert kept(sign_in(cast.alex)) == {"ask": WORDS}
    with time_machine_at(begun + KEPT):
        alex = sign_in(cast.alex)
        assert kept(alex) == {}, "It is not shown, also before the worker has come by."
        keep(alex, "another week", expect=200)
        assert kept(alex) == {"ask": "another week"}


@pytest.mark.parametrize("sweep", [worker.clean_up, lambda: worker.tidy(0)])
def test_the_worker_forgets_what_is_old_and_nothing_else(cast: Cast, time_machine_at, sweep: Any) -> None:
    keep(cast.alex, key="old", ago=86_400)
    keep(cast.alex, key="new")
    with time_machine_at(clock.now() + KEPT - timedelta(hours=1)), role(WORKER):
        sweep()
    assert set(kept(sign_in(cast.alex))) == {"new"}


@pytest.mark.parametrize("column", ["content_sealed", "key_sealed", "account_id", "id", "*"])
def test_the_worker_sees_only_when_a_draft_goes(cast: Cast, column: str) -> None:
    keep(cast.alex)
    with role(WORKER):
        assert len(db.session.scalars(text("SELECT forget_at FROM drafts")).all()) == 1
        nested = db.session.begin_nested()
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text(f"SELECT {column} FROM drafts"))
        nested.rollback()


@pytest.mark.parametrize("who", ["sam", "asha", "nia", "jo"])
def test_nobody_else_meets_it_whatever_they_ask(cast: Cast, who: str) -> None:
    keep(cast.alex)
    stranger: Member = getattr(cast, who)
    with role(WEB):
        act_as(stranger.account_id)
        assert db.session.execute(text("SELECT * FROM drafts")).all() == []
        assert db.session.execute(text("DELETE FROM drafts")).rowcount == 0
    now = _quoted(clock.now().isoformat())
    if stranger.record_id:
        assert kept(stranger) == {}
        stranger.delete(f"{place(cast.alex)}?kept_at={now}")
    else:
        stranger.get("/api/my-drafts", expect=403)
        keep(stranger, expect=403)
    assert kept(cast.alex) == {"ask": WORDS}


def test_words_of_somebody_else_do_not_land_under_her_account(cast: Cast) -> None:
    """A page that was Alex's while the browser is signed in as Sam sends Alex's words."""
    body = {"key": "ask", "content": WORDS, "kept_at": clock.now().isoformat()}
    assert cast.sam.put(place(cast.alex), body, expect=409)["code"] == "drafts.other_account"
    assert cast.alex.put(place(cast.alex, "other"), body, expect=409)["code"] == "drafts.other_account"
    assert count() == 0


def test_the_words_lie_there_sealed_with_her_accounts_key(cast: Cast) -> None:
    keep(cast.alex)
    with role(OWNER):
        row = db.session.execute(text("SELECT key_sealed, content_sealed FROM drafts")).one()
        assert b"sleeping" not in bytes(row.content_sealed)
        assert b"ask" not in bytes(row.key_sealed)


def test_one_may_be_as_long_as_is_said_and_no_longer(cast: Cast) -> None:
    keep(cast.alex, "x" * MOST_BYTES)
    keep(cast.alex, "\u00e9" * (MOST_BYTES // 2), key="accents")
    too_long = keep(cast.alex, "\u00e9" * (MOST_BYTES // 2 + 1), key="too long", expect=413)
    assert too_long["code"] == "drafts.too_long"
    assert "make it shorter" in too_long["detail"]
    assert "content" in keep(cast.alex, "x" * (MOST_BYTES + 1), key="too long", expect=422)["fields"]
    keep(cast.alex, "x" * (MOST_BYTES * 13), key="too long", expect=413)
    assert set(kept(cast.alex)) == {"ask", "accents"}


def test_there_may_be_twenty_and_one_that_goes_makes_room(cast: Cast) -> None:
    for number in range(MOST_DRAFTS):
        last = keep(cast.alex, key=f"goal-{number}")
    refused = keep(cast.alex, expect=409)
    assert (refused["code"], "throw one away" in refused["detail"]) == ("drafts.too_many", True)
    keep(cast.alex, "newer", key="goal-0", expect=200)
    cast.alex.delete(f"{place(cast.alex, 'goal-19')}?kept_at={_quoted(last['kept_at'])}")
    keep(cast.alex)


def test_words_of_last_month_are_not_begun_anew(cast: Cast) -> None:
    assert keep(cast.alex, ago=KEPT.total_seconds(), expect=409)["code"] == "drafts.too_old"


def test_whatever_a_form_holds_comes_back_as_it_was(cast: Cast) -> None:
    content = json.dumps({"words": "\x00 \ud800 \U0001f600 \u2028 </script>"})
    keep(cast.alex, content)
    assert kept(cast.alex) == {"ask": content}


def test_a_closed_account_leaves_none(cast: Cast) -> None:
    keep(cast.alex)
    keep(cast.sam)
    with role(OWNER):
        closing.close_account("alex@example.org")
    assert count() == 1


def test_the_audit_says_that_there_was_one_and_not_what(cast: Cast) -> None:
    kept_at = keep(cast.alex)["kept_at"]
    keep(cast.alex, "more", expect=200)
    now = _quoted(clock.now().isoformat())
    cast.alex.delete(f"{place(cast.alex)}?kept_at={now}")
    cast.alex.delete(f"{place(cast.alex)}?kept_at={now}")
    rows = audited()
    assert [row.action for row in rows] == ["drafts.kept", "drafts.forgotten"]
    assert {row.actor_id for row in rows} == {cast.alex.account_id}
    assert [(row.record_id, row.section, row.subject_id, row.detail) for row in rows] == [(None, None, None, {})] * 2
    assert kept_at


def test_a_request_that_fails_keeps_nothing(cast: Cast) -> None:
    for body in ({}, {"key": "ask"}, {"key": "", "content": "x", "kept_at": clock.now().isoformat()}):
        cast.alex.put(place(cast.alex), body, expect=422)
    cast.alex.delete(place(cast.alex), expect=422)
    naive = {"key": "ask", "content": "x", "kept_at": "2026-11-22T10:00:00"}
    cast.alex.put(place(cast.alex), naive, expect=422)
    assert count() == 0


def test_forgetting_the_old_leaves_what_has_time(cast: Cast) -> None:
    keep(cast.alex)
    with role(WORKER):
        drafts.forget_old(clock.now() + KEPT - timedelta(minutes=1))
    assert count() == 1


def _quoted(at: str) -> str:
    return at.replace("+", "%2B")
