"""Giving a turn to a colleague who says yes."""

from __future__ import annotations

import time_machine

from backend.core.ids import new_id
from tests.care.test_hours import london
from tests.cast import Cast, Member, sign_in
from tests.rota.writing import ask_to_swap, at_the_desk, be_away, entries, rotate, span, told

TUESDAY = ("2026-11-24 09:00", "2026-11-24 17:00")


def answer(member: Member, swap: dict[str, str], said: str = "yes", *, expect: int = 204) -> dict[str, str]:
    return member.put(f"/api/swaps/{swap['id']}/answer", {"answer": said}, expect=expect)


def test_a_colleague_takes_the_turn(cast: Cast) -> None:
    rotate(cast, cast.tom)
    swap = ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY)
    assert at_the_desk(cast.tom, cast, "2026-11-24") == [("Tom", "rotation")], "asked is not taken"
    assert told("rota.swap_asked") == [cast.asha.account_id]
    (seen,) = cast.asha.get("/api/my-shifts")["swaps"]
    assert (seen["from"]["name"], seen["to"]["name"], seen["answer"], seen["is_mine"]) == (
        "Tom Osei",
        "Asha Begum",
        None,
        False,
    )
    answer(cast.asha, swap)
    answer(cast.asha, swap)
    assert at_the_desk(cast.tom, cast, "2026-11-24") == [("Asha", "swap")]
    assert told("rota.swap_answered") == [cast.tom.account_id]
    (seen,) = cast.tom.get("/api/my-shifts")["swaps"]
    assert (seen["answer"], seen["is_mine"]) == ("yes", True)
    assert [entry.actor_id for entry in entries("rota.swap_asked")] == [cast.tom.account_id]
    assert [entry.detail["answer"] for entry in entries("rota.swap_answered")] == ["yes"]
    assert answer(cast.asha, swap, "no", expect=409)["code"] == "rota.answered"
    assert cast.tom.delete(f"/api/swaps/{swap['id']}", expect=409)["code"] == "rota.answered"


def test_a_colleague_says_no(cast: Cast) -> None:
    rotate(cast, cast.tom)
    answer(cast.asha, ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY), "no")
    assert at_the_desk(cast.tom, cast, "2026-11-24") == [("Tom", "rotation")]


def test_what_was_asked_is_taken_back(cast: Cast) -> None:
    rotate(cast, cast.tom)
    swap = ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY)
    cast.asha.delete(f"/api/swaps/{swap['id']}", expect=404)
    cast.tom.delete(f"/api/swaps/{swap['id']}")
    cast.tom.delete(f"/api/swaps/{swap['id']}")
    assert told("rota.swap_asked") == []
    assert answer(cast.asha, swap, expect=409)["code"] == "rota.answered"
    assert len(entries("rota.swap_taken_back")) == 1


def test_others_do_not_answer(cast: Cast) -> None:
    rotate(cast, cast.tom)
    swap = ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY)
    for somebody in (cast.tom, cast.grace, cast.nia):
        answer(somebody, swap, expect=404)
    for somebody in (cast.alex, cast.jo):
        answer(somebody, swap, expect=403)
    answer(cast.nobody, swap, expect=401)


def test_what_is_wrong_with_a_swap_is_said(cast: Cast) -> None:
    rotate(cast, cast.tom)

    def fields(giver: Member, taker: Member, *when: str) -> str:
        return "".join(ask_to_swap(cast, giver, taker, *when, expect=422)["fields"])

    assert fields(cast.asha, cast.grace, *TUESDAY) == "from_at", "not her turn"
    assert fields(cast.tom, cast.asha, "2026-11-24 09:00", "2026-11-24 18:00") == "from_at", "longer than his turn"
    assert fields(cast.tom, cast.asha, *TUESDAY[::-1]) == "until_at"
    assert fields(cast.tom, cast.nia, *TUESDAY) == "to_account_id"
    assert fields(cast.tom, cast.tom, *TUESDAY) == "to_account_id"
    be_away(cast.asha, *TUESDAY)
    assert fields(cast.tom, cast.asha, *TUESDAY) == "to_account_id"
    rotate(cast, cast.grace, name="Second desk")
    assert fields(cast.tom, cast.grace, *TUESDAY) == "to_account_id"
    ask_to_swap(cast, cast.nia, cast.tom, *TUESDAY, expect=404)


def test_a_turn_that_every_member_has_is_nobodys_to_give(cast: Cast) -> None:
    assert "from_at" in ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY, expect=422)["fields"]


def test_sending_it_twice_asks_once(cast: Cast) -> None:
    rotate(cast, cast.tom)
    path = f"/api/swaps/{new_id()}"
    to = {"team_id": str(cast.riverside), "desk": "duty", "to_account_id": str(cast.asha.account_id)}
    cast.tom.put(path, {**to, **span(*TUESDAY)}, expect=201)
    cast.tom.put(path, {**to, **span(*TUESDAY)})
    cast.tom.put(path, {**to, **span("2026-11-25 09:00", "2026-11-25 17:00")}, expect=409)
    assert told("rota.swap_asked") == [cast.asha.account_id]


def test_two_are_asked_and_the_first_yes_counts(cast: Cast) -> None:
    rotate(cast, cast.tom)
    first = ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY)
    second = ask_to_swap(cast, cast.tom, cast.grace, *TUESDAY)
    answer(cast.asha, first)
    assert answer(cast.grace, second, expect=409)["code"] == "rota.changed_hands"
    assert at_the_desk(cast.tom, cast, "2026-11-24") == [("Asha", "swap")]


def test_nobody_says_yes_to_what_is_over_or_while_away(cast: Cast) -> None:
    rotate(cast, cast.tom)
    swap = ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY)
    be_away(cast.asha, *TUESDAY)
    assert "answer" in answer(cast.asha, swap, expect=422)["fields"]
    with time_machine.travel(london("2026-11-24 18:00")):
        assert "until_at" in answer(sign_in(cast.asha), swap, expect=422)["fields"]
