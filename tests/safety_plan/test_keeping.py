"""Which browsers keep the plan: begun by her, ended from anywhere, and never a way in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from sqlalchemy import func, select, text

from backend.audit.models import AuditEntry
from backend.core import embedded_postgres as postgres
from backend.core.db import act_as, db
from backend.core.ids import new_id
from backend.safety_plan.kept_cookie import COOKIE
from backend.sharing import closing
from tests.cast import Cast, Member
from tests.cast import sign_in as sign_in_anew
from tests.identity.steps import add_passkey, sign_in
from tests.roles import role
from tests.safety_plan.phones import HOST, PATH, Phone


def hers(cast: Cast) -> list[Any]:
    return cast.alex.get("/api/my-plan/phones")["phones"]


def acts(action: str) -> int:
    with role(postgres.OWNER):
        wanted = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)
        return db.session.scalar(wanted) or 0


def test_a_phone_keeps_it_and_goes_on_when_she_is_signed_out(cast: Cast) -> None:
    phone = Phone(cast.alex)
    kept = phone.keep()
    assert (kept["id"], kept["device"], kept["is_this"]) == (str(phone.id), "Chrome on Android", True)
    phone.leave()
    assert phone.ask("GET", "/api/kept-plan") == {"account_id": str(cast.alex.account_id)}
    assert acts("safety_plan.kept") == 1


def test_its_secret_is_out_of_reach_and_lasts(cast: Cast) -> None:
    answer = Phone(cast.alex).respond("PUT", f"/api/my-plan/phones/{new_id()}")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Strict", "Path=/api/", "Max-Age=34560000"} <= set(cookie.split("; "))
    assert cookie.startswith(f"{COOKIE}=")


def test_a_visit_renews_it_and_notes_the_session(cast: Cast) -> None:
    phone = Phone(cast.alex)
    first, secret = phone.keep(), phone.secret
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3), tick=False):
        phone.sign_in(sign_in_anew(cast.alex))
        again = phone.keep(expect=200)
        assert (again["kept_at"], phone.secret) == (first["kept_at"], secret)
        assert again["seen_at"] > first["seen_at"]
    assert acts("safety_plan.kept") == 1


def test_when_the_answer_was_lost_it_is_asked_for_again(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    phone.lose_secret()
    phone.keep(expect=200)
    assert phone.may_keep()
    assert len(hers(cast)) == 1


def test_asking_notes_when_it_was_last_here(cast: Cast) -> None:
    phone = Phone(cast.alex)
    kept = phone.keep()
    phone.leave()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=False):
        assert phone.may_keep()
    (seen,) = hers(cast)
    assert seen["seen_at"] > kept["seen_at"]


def test_her_list_names_each_and_this_one(cast: Cast) -> None:
    phone, tablet = Phone(cast.alex), Phone(cast.alex)
    phone.keep()
    tablet.keep()
    shown = tablet.ask("GET", "/api/my-plan/phones")["phones"]
    assert {one["id"]: one["is_this"] for one in shown} == {str(tablet.id): True, str(phone.id): False}


def test_forgotten_elsewhere_it_learns_of_it_and_cannot_begin_again(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    cast.alex.delete(f"/api/my-plan/phones/{phone.id}")
    cast.alex.delete(f"/api/my-plan/phones/{phone.id}")
    assert hers(cast) == []
    assert not phone.may_keep()
    assert phone.secret is None
    assert phone.keep(expect=404)["code"] == "safety_plan.not_kept"
    phone.id = new_id()
    phone.keep()
    assert phone.may_keep()
    assert (acts("safety_plan.kept"), acts("safety_plan.forgotten")) == (2, 1)


def test_the_phone_itself_forgets_it_signed_in_or_out(cast: Cast) -> None:
    for signed_out in (False, True):
        phone = Phone(cast.alex)
        phone.keep()
        if signed_out:
            phone.leave()
        phone.ask("DELETE", "/api/kept-plan", 204)
        assert phone.secret is None
        assert not phone.may_keep()
        phone.ask("DELETE", "/api/kept-plan", 204)
    assert hers(cast) == []
    assert acts("safety_plan.forgotten") == 2


def test_another_site_cannot_have_it_forgotten(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    answer = phone.client.delete("/api/kept-plan", headers={"Origin": "https://evil.example"})
    assert answer.json["code"] == "http.foreign_origin"
    assert phone.may_keep()


def test_a_secret_that_nobody_has_says_nothing(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.client.set_cookie(COOKIE, "a guess", domain=HOST, path=PATH)
    assert not phone.may_keep()
    assert phone.secret is None


def test_ending_its_session_elsewhere_ends_it(cast: Cast) -> None:
    phone, tablet = Phone(cast.alex), Phone(sign_in_anew(cast.alex))
    phone.keep()
    tablet.keep()
    sessions = tablet.ask("GET", "/api/sessions")["sessions"]
    (other,) = [one["id"] for one in sessions if not one["is_this"]]
    tablet.ask("DELETE", f"/api/sessions/{other}", 204)
    assert (phone.may_keep(), tablet.may_keep()) == (False, True)


def test_signing_out_everywhere_else_ends_the_others(cast: Cast) -> None:
    phone, tablet = Phone(cast.alex), Phone(sign_in_anew(cast.alex))
    phone.keep()
    tablet.keep()
    phone.leave()
    tablet.ask("DELETE", "/api/sessions", 204)
    assert (phone.may_keep(), tablet.may_keep()) == (False, True)


def test_signing_in_again_on_the_same_phone_keeps_it_there(cast: Cast) -> None:
    phone, passkey = Phone(cast.alex), add_passkey(cast.alex)
    phone.keep()
    answer = sign_in(cast.alex, passkey)
    assert answer.status_code == 200
    phone.leave()
    token = answer.headers["Set-Cookie"].split(";")[0].split("=", 1)[1]
    phone.sign_in(Member(cast.alex.app, "Alex", cast.alex.account_id, token))
    phone.ask("DELETE", "/api/sessions", 204)
    assert phone.may_keep()


def test_her_sign_out_ends_it(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    phone.ask("POST", "/api/sign-out", 204)
    assert not phone.may_keep()


def test_a_session_that_ran_out_does_not(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=13), tick=False):
        phone.ask("GET", "/api/my-plan/phones", 401)
        assert phone.may_keep()


def test_somebody_elses_choice_on_the_same_phone_takes_its_place(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    phone.sign_in(cast.sam)
    phone.id = new_id()
    phone.keep()
    assert hers(cast) == []
    assert phone.ask("GET", "/api/kept-plan") == {"account_id": str(cast.sam.account_id)}


def test_a_phone_of_somebody_else_is_out_of_reach(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    cast.sam.delete(f"/api/my-plan/phones/{phone.id}", expect=404)
    cast.sam.put(f"/api/my-plan/phones/{phone.id}", expect=409)
    assert cast.sam.get("/api/my-plan/phones") == {"phones": []}
    assert phone.may_keep()


def test_its_secret_opens_nothing(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    phone.leave()
    for path in ("/api/me", "/api/my-plan/phones", f"/api/records/{cast.alex.record_id}/about-me"):
        assert phone.ask("GET", path, 401)["code"] == "identity.signed_out"
    phone.keep(expect=401)
    with role(postgres.WEB):
        act_as(None)
        db.session.scalar(select(func.kept_plan_stands(b"x", datetime.now(UTC))))
        assert db.session.scalar(text("SELECT count(*) FROM kept_plans")) == 0


def test_closing_her_account_ends_it(cast: Cast) -> None:
    phone = Phone(cast.alex)
    phone.keep()
    with role(postgres.OWNER):
        closing.close_account("alex@example.org")
    assert not phone.may_keep()
