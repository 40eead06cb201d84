"""One-time codes and links: ten minutes, one use, five tries, one answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from backend.identity import service as identity
from tests.cast import Cast
from tests.identity.steps import ask_for_code, audited, browser_of, count_messages, newest_message, wrong


def use(cast: Cast, code_id: str, code: str, expect: int = 403):
    return cast.nobody.post(f"/api/sign-in/codes/{code_id}/use", {"code": code}, expect=expect)


def test_a_code_signs_in(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "Alex@Example.org ")
    response = cast.nobody.respond("POST", f"/api/sign-in/codes/{code_id}/use", {"code": f"{code[:3]} {code[3:]}"})
    assert response.status_code == 200
    assert response.json["account_id"] == str(cast.alex.account_id)
    assert browser_of(response, cast.alex).get("/api/me")["name"] == "Alex Morgan"
    assert audited("identity.code_sent", cast.alex.account_id) == 1
    assert audited("identity.signed_in", cast.alex.account_id) == 2


def test_the_cookie_is_for_this_site_and_no_script(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "alex@example.org")
    cookie = cast.nobody.respond("POST", f"/api/sign-in/codes/{code_id}/use", {"code": code}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie


def test_the_message_says_nothing_about_health(cast: Cast) -> None:
    _, code, _ = ask_for_code(cast, "alex@example.org")
    message = newest_message(cast)
    assert message["words"] == f"Your Waymark code is {code}. It works for 10 minutes."
    assert message["to"] == "alex@example.org"


def test_a_code_by_text_reaches_a_mobile_however_it_is_typed(cast: Cast) -> None:
    identity.create_account("Robin Hill", phone="07700 900123")
    for typed in ("07700900123", "+44 7700 900 123", "07700-900-123"):
        ask_for_code(cast, typed)
        assert newest_message(cast)["to"] == "+447700900123"


def test_an_unknown_contact_gets_the_same_answer_and_no_message(cast: Cast) -> None:
    known = cast.nobody.respond("POST", "/api/sign-in/codes", {"contact": "alex@example.org"})
    before = count_messages(cast)
    unknown = cast.nobody.respond("POST", "/api/sign-in/codes", {"contact": "stranger@example.org"})
    assert count_messages(cast) == before
    assert unknown.status_code == known.status_code == 202
    assert set(unknown.json) == set(known.json) == {"id", "expires_at"}
    assert dict(unknown.headers).keys() == dict(known.headers).keys()


def test_an_unknown_contact_does_the_same_work(cast: Cast, statements: list[str]) -> None:
    counts = []
    for contact in ("alex@example.org", "stranger@example.org"):
        statements.clear()
        cast.nobody.post("/api/sign-in/codes", {"contact": contact}, expect=202)
        counts.append(len([sql for sql in statements if "SAVEPOINT" not in sql]))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("typed", ["", "alex", "020 7946 0018", "a@b", "+33 6 12 34 56 78", "a b@example.org"])
def test_neither_email_nor_uk_mobile_is_explained(cast: Cast, typed: str) -> None:
    problem = cast.nobody.post("/api/sign-in/codes", {"contact": typed}, expect=422)
    assert "e-mail" in problem["fields"]["contact"][0]


def test_a_wrong_code_is_refused_and_written_down(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "alex@example.org")
    problem = use(cast, code_id, wrong(code))
    assert problem["code"] == "identity.code_refused"
    assert "new code" in problem["detail"]
    assert audited("identity.code_refused", cast.alex.account_id) == 1


def test_five_tries_then_even_the_right_code_is_refused(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "alex@example.org")
    answers = [use(cast, code_id, wrong(code)) for _ in range(5)]
    answers.append(use(cast, code_id, code))
    assert all(answer == answers[0] for answer in answers)


def test_the_fifth_try_may_still_be_right(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "alex@example.org")
    for _ in range(4):
        use(cast, code_id, wrong(code))
    use(cast, code_id, code, expect=200)


def test_a_code_works_once(cast: Cast) -> None:
    code_id, code, _ = ask_for_code(cast, "alex@example.org")
    use(cast, code_id, code, expect=200)
    use(cast, code_id, code)


def test_a_code_works_for_ten_minutes(cast: Cast) -> None:
    first, first_code, _ = ask_for_code(cast, "alex@example.org")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=10, seconds=1), tick=False):
        use(cast, first, first_code)


def test_a_code_fits_only_its_own_request(cast: Cast) -> None:
    first, _, _ = ask_for_code(cast, "alex@example.org")
    _, second_code, _ = ask_for_code(cast, "sam@example.org")
    use(cast, first, second_code)


def test_six_digits_are_asked_for(cast: Cast) -> None:
    code_id, _, _ = ask_for_code(cast, "alex@example.org")
    problem = use(cast, code_id, "12345", expect=422)
    assert problem["fields"] == {"code": ["Enter the six digits of the code."]}


@pytest.mark.parametrize("contact", ["alex@example.org", "stranger@example.org"])
def test_five_codes_an_hour_to_one_contact(cast: Cast, contact: str) -> None:
    for _ in range(5):
        cast.nobody.post("/api/sign-in/codes", {"contact": contact}, expect=202)
    refused = cast.nobody.respond("POST", "/api/sign-in/codes", {"contact": contact})
    assert refused.status_code == 429
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61), tick=False):
        cast.nobody.post("/api/sign-in/codes", {"contact": contact}, expect=202)


def test_thirty_codes_an_hour_from_one_address(cast: Cast) -> None:
    for number in range(30):
        cast.nobody.post("/api/sign-in/codes", {"contact": f"somebody{number}@example.org"}, expect=202)
    cast.nobody.post("/api/sign-in/codes", {"contact": "alex@example.org"}, expect=429)


def test_sixty_tries_from_one_address(cast: Cast) -> None:
    for _ in range(60):
        cast.nobody.post("/api/sign-in/links/use", {"token": "guess"}, expect=403)
    cast.nobody.post("/api/sign-in/links/use", {"token": "guess"}, expect=429)


def test_a_link_signs_in_once_and_its_code_goes_with_it(cast: Cast) -> None:
    code_id, code, token = ask_for_code(cast, "alex@example.org")
    cast.nobody.post("/api/sign-in/links/use", {"token": token})
    assert cast.nobody.post("/api/sign-in/links/use", {"token": token}, expect=403)["code"] == "identity.link_refused"
    use(cast, code_id, code)
    assert audited("identity.link_refused") == 1


def test_a_link_works_for_ten_minutes(cast: Cast) -> None:
    _, _, token = ask_for_code(cast, "alex@example.org")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=False):
        cast.nobody.post("/api/sign-in/links/use", {"token": token}, expect=403)


def test_an_operators_link_signs_in(cast: Cast) -> None:
    link = identity.make_sign_in_link(cast.sam.account_id)
    assert link.startswith("http://localhost:8000/sign-in/link#")
    me = cast.nobody.post("/api/sign-in/links/use", {"token": link.split("#")[1]})
    assert me["account_id"] == str(cast.sam.account_id)


def test_signing_in_makes_the_other_open_codes_useless(cast: Cast) -> None:
    first, first_code, _ = ask_for_code(cast, "alex@example.org")
    second, second_code, _ = ask_for_code(cast, "alex@example.org")
    use(cast, second, second_code, expect=200)
    use(cast, first, first_code)


def test_another_site_cannot_make_a_browser_sign_in(cast: Cast) -> None:
    response = cast.nobody.respond(
        "POST", "/api/sign-in/links/use", {"token": "guess"}, headers={"Origin": "https://evil.example"}
    )
    assert response.status_code == 403
    assert response.json["code"] == "http.foreign_origin"
