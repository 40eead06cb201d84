"""Sessions: how long they live, who may end them, and that nothing brings them back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from backend.core.db import act_as, db
from backend.core.http import POLLING
from backend.identity import sessions
from backend.identity.user_agents import device_words
from tests.cast import Cast, Member
from tests.identity.steps import add_passkey, ask_for_code, audited, browser_of, sign_in

ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


def another_browser(member: Member, user_agent: str = IPHONE) -> Member:
    token, _ = sessions.begin(member.account_id, "code", user_agent)
    db.session.commit()
    return Member(member.app, member.name, member.account_id, token, member.record_id)


def after(minutes: float) -> time_machine.travel:
    return time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes), tick=False)


def test_a_secret_that_nobody_has_opens_nothing(cast: Cast) -> None:
    guess = Member(cast.alex.app, "guess", cast.alex.account_id, "guess")
    answer = guess.respond("GET", "/api/me")
    assert answer.status_code == 401
    assert "waymark_session=;" in answer.headers["Set-Cookie"]


def test_it_ends_after_thirty_idle_minutes(cast: Cast) -> None:
    with after(29):
        cast.alex.get("/api/me")
    with after(60):
        cast.alex.get("/api/me", expect=401)


def test_using_it_keeps_it_open(cast: Cast) -> None:
    for minutes in (25, 50, 75):
        with after(minutes):
            cast.alex.get("/api/me")


def test_a_page_that_only_polls_does_not_keep_it_open(cast: Cast) -> None:
    with after(20):
        cast.alex.ask("GET", "/api/me", headers={POLLING: "yes"})
    with after(31):
        cast.alex.get("/api/me", expect=401)


def test_it_ends_after_twelve_hours_however_busy(cast: Cast) -> None:
    for minutes in range(25, 12 * 60, 25):
        with after(minutes):
            cast.alex.get("/api/me")
    with after(12 * 60 + 1):
        cast.alex.get("/api/me", expect=401)


def test_it_notes_the_last_use_at_most_once_a_minute(cast: Cast, statements: list[str]) -> None:
    first = cast.alex.get("/api/me")["session"]
    with after(0.5):
        assert cast.alex.get("/api/me")["session"]["idle_ends_at"] == first["idle_ends_at"]
    with after(2):
        assert cast.alex.get("/api/me")["session"]["idle_ends_at"] > first["idle_ends_at"]


def test_loading_it_takes_one_round_trip(cast: Cast, statements: list[str]) -> None:
    sessions.load_actor(cast.alex.token, counts_as_activity=True)
    assert len([sql for sql in statements if "SAVEPOINT" not in sql]) == 1


def test_signing_out_ends_it_and_clears_the_browser(cast: Cast) -> None:
    answer = cast.alex.respond("POST", "/api/sign-out")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "waymark_session=;" in answer.headers["Set-Cookie"]
    cast.alex.get("/api/me", expect=401)
    assert audited("identity.session_ended", cast.alex.account_id) == 1


def test_one_sees_ones_own_browsers_only(cast: Cast) -> None:
    another_browser(cast.alex, ANDROID)
    listed = cast.alex.get("/api/sessions")["sessions"]
    assert [row["device"] for row in listed].count("Chrome on Android") == 2
    assert sorted(row["is_this"] for row in listed) == [False, True]
    assert len(cast.sam.get("/api/sessions")["sessions"]) == 1


def test_one_browser_can_be_signed_out_from_another(cast: Cast) -> None:
    lost = another_browser(cast.alex)
    session_id = next(row["id"] for row in cast.alex.get("/api/sessions")["sessions"] if not row["is_this"])
    cast.alex.delete(f"/api/sessions/{session_id}")
    lost.get("/api/me", expect=401)
    cast.alex.get("/api/me")
    cast.alex.delete(f"/api/sessions/{session_id}", expect=404)


def test_all_others_can_be_signed_out_at_once(cast: Cast) -> None:
    others = [another_browser(cast.alex), another_browser(cast.alex)]
    cast.alex.delete("/api/sessions")
    for other in others:
        other.get("/api/me", expect=401)
    cast.alex.get("/api/me")
    cast.sam.get("/api/me")
    assert audited("identity.other_sessions_ended", cast.alex.account_id) == 1


def test_a_stranger_cannot_end_it(cast: Cast) -> None:
    session_id = cast.alex.get("/api/me")["session"]["id"]
    cast.jo.delete(f"/api/sessions/{session_id}", expect=404)
    cast.nobody.delete(f"/api/sessions/{session_id}", expect=401)
    cast.alex.get("/api/me")


def test_signing_in_again_changes_the_secret(cast: Cast) -> None:
    passkey = add_passkey(cast.alex)
    response = sign_in(cast.alex, passkey)
    assert response.status_code == 200
    cast.alex.get("/api/me", expect=401)
    browser_of(response, cast.alex).get("/api/me")


def test_signing_in_as_somebody_else_ends_it_too(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "sam@example.org")
    cast.alex.post(f"/api/sign-in/codes/{code_id}/use", {"code": code})
    cast.alex.get("/api/me", expect=401)
    cast.sam.get("/api/me")


def test_nothing_brings_an_ended_one_back(cast: Cast) -> None:
    """What a request in flight could do at worst: write to the row, as the web role, as the account itself."""
    cast.alex.post("/api/sign-out", expect=204)
    act_as(cast.alex.account_id)
    revived = db.session.execute(text("UPDATE sessions SET ended_at = NULL, last_seen_at = now()"))
    assert revived.rowcount == 0
    db.session.commit()
    cast.alex.get("/api/me", expect=401)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [(ANDROID, "Chrome on Android"), (IPHONE, "Safari on iPhone"), (EDGE, "Edge on Windows"), ("", "A browser")],
)
def test_a_browser_has_a_few_words(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words
