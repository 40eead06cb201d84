"""A team's figures: counted as NHS England counts, for its lead, and never about fewer than five people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from backend.care import service as care
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.identity import sessions
from backend.outcomes import service
from backend.outcomes.figures import LEAST, hide_small
from backend.sharing.models import Grant
from backend.sharing.sections import WORDING
from tests.care.queries import count_queries
from tests.cast import Cast, Member
from tests.outcomes.filling import A_YEAR, answers, rate, with_the_team_since
from tests.roles import role

DAY = timedelta(days=1)


@pytest.fixture
def people(cast: Cast) -> Iterator[Member]:
    """People of Riverside who share how their life is going, for a year with the team."""
    return (_person(cast, number) for number in range(40))


def _person(cast: Cast, number: int, *, shares: bool = True) -> Member:
    with role(OWNER):
        account = identity.create_account(f"Human {number}")
        record = care.create_record(account.id, cast.riverside, cast.asha.account_id)
        token, _ = sessions.begin(account.id, "passkey", "Chrome")
        if shares:
            grant = Grant(id=new_id(), record_id=record.id, section="dialog_results", team_id=cast.riverside)
            grant.decision, grant.wording, grant.decided_by = "shared", WORDING, account.id
            grant.may_add, grant.only_while_open, grant.from_at = False, False, clock.now()
            db.session.add(grant)
    with_the_team_since(record.id)
    return Member(cast.alex.app, f"Human {number}", account.id, token, record.id)


def rated(person: Member, *values: int | None, ago: int = 30, **more: Any) -> None:
    """One rating after the other, the last that many days ago, ten days apart; all about the job alone."""
    for place, value in enumerate(values):
        at = clock.now() - (ago + 10 * (len(values) - 1 - place)) * DAY
        rate(person, answers(None, leisure=4, job=value), at=at, **more)


def figures(member: Member, cast: Cast, month: str | None = None, *, expect: int = 200) -> Any:
    query = f"?month={month}" if month else ""
    return member.get(f"/api/teams/{cast.riverside}/outcomes{query}", expect=expect)


def dialog(cast: Cast, month: str | None = None) -> Any:
    (found,) = figures(cast.grace, cast, month)["instruments"]
    return found


def job(cast: Cast, month: str | None = None) -> Any:
    return next(item for item in dialog(cast, month)["items"] if item["item"] == "job")


def test_counts_of_people_and_of_how_they_changed(cast: Cast, people: Iterator[Member]) -> None:
    for values in [(3, 5)] * 6 + [(4, 4)] * 5 + [(6, 2, 5)] * 5 + [(3,)] * 2:
        rated(next(people), *values)
    found = dialog(cast)
    assert (found["key"], found["one_score"], found["paired"]) == ("dialog", 18, 16)
    assert job(cast) == {
        "item": "job", "words": "Job situation", "pairs": 16, "improved": 6, "same": 5, "worse": 5, "share_improved": 0.375,
    }  # fmt: skip


def test_items_about_care_are_left_out(cast: Cast) -> None:
    assert len(dialog(cast)["items"]) == 8


def test_groups_under_five_are_hidden_as_null(cast: Cast, people: Iterator[Member]) -> None:
    for _ in range(4):
        rated(next(people), 3, 5)
    assert (dialog(cast)["one_score"], dialog(cast)["paired"], job(cast)["pairs"]) == (None, None, None)
    assert (job(cast)["improved"], job(cast)["share_improved"]) == (None, None)
    rated(next(people), 3, 5)
    assert (dialog(cast)["one_score"], dialog(cast)["paired"], job(cast)["pairs"]) == (5, 5, 5)


HIDING = [
    ((6, 5, 5), (6, 5, 5)),
    ((9, 7, 4), (9, None, None)),
    ((4, 7, 9), (None, None, 9)),
    ((9, 4, 4), (9, None, None)),
    ((20, 0, 0), (20, None, None)),
    ((3, 0, 0), (None, None, None)),
    ((0, 0, 0), (None, None, None)),
]


@pytest.mark.parametrize(("counts", "shown"), HIDING)
def test_a_hidden_count_cannot_be_worked_out_from_the_others(
    counts: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    kinds = ("improved", "same", "worse")
    found = hide_small(Counter(dict(zip(kinds, counts, strict=True))))
    assert tuple(found[kind] for kind in kinds) == shown


@given(st.tuples(*[st.integers(0, 60)] * 3))
def test_never_one_alone_is_hidden_and_never_few_are_shown(counts: tuple[int, int, int]) -> None:
    found = hide_small(Counter(dict(zip(("improved", "same", "worse"), counts, strict=True))))
    hidden = [kind for kind, count in found.items() if count is None]
    assert len(hidden) != 1
    assert all(count is None or count >= LEAST for count in found.values())


def test_only_what_the_lead_may_see_is_counted(cast: Cast, people: Iterator[Member]) -> None:
    for _ in range(5):
        rated(next(people), 3, 5)
    rated(_person(cast, 100, shares=False), 3, 5)
    rated(next(people), 3, 5, is_private=True)
    rated(cast.alex, 3, 5)
    assert (dialog(cast)["one_score"], job(cast)["improved"]) == (5, 5)


def test_a_leads_own_life_is_not_counted(cast: Cast, people: Iterator[Member]) -> None:
    for _ in range(4):
        rated(next(people), 3, 5)
    with role(OWNER):
        own = care.create_record(cast.grace.account_id, cast.riverside, cast.asha.account_id)
    with_the_team_since(own.id)
    cast.grace.record_id = own.id
    rated(cast.grace, 3, 5)
    assert dialog(cast)["one_score"] is None


def test_scores_from_before_the_referral_do_not_count(cast: Cast, people: Iterator[Member]) -> None:
    for _ in range(5):
        person = next(people)
        rated(person, 1, ago=500)
        rated(person, 5)
    assert (dialog(cast)["one_score"], dialog(cast)["paired"]) == (5, None)


def test_a_month_shows_how_it_stood_then(cast: Cast, people: Iterator[Member]) -> None:
    for _ in range(5):
        person = next(people)
        rated(person, 3, 4, ago=70)
        rated(person, 1, ago=2)
    now = clock.in_london(clock.now())
    before = clock.in_london(clock.now() - 40 * DAY)
    assert job(cast, f"{now:%Y-%m}")["worse"] == 5
    assert job(cast, f"{before:%Y-%m}")["improved"] == 5
    long_ago = clock.in_london(clock.now() - A_YEAR)
    assert dialog(cast, f"{long_ago:%Y-%m}")["one_score"] is None
    assert figures(cast.grace, cast, "2099-01", expect=422)["fields"] == {"month": ["This month has not begun yet."]}
    figures(cast.grace, cast, "2026-13", expect=422)


def test_which_team_and_months(cast: Cast) -> None:
    found = figures(cast.grace, cast)
    assert (found["team"], found["least"]) == ({"id": str(cast.riverside), "name": "Riverside Team"}, 5)
    assert found["months"] == sorted(found["months"], reverse=True)
    assert (len(set(found["months"])), found["month"]) == (12, found["months"][0])


@pytest.mark.parametrize(
    ("who", "expect"), [("asha", 403), ("tom", 403), ("nia", 404), ("alex", 403), ("jo", 403), ("nobody", 401)]
)
def test_only_its_lead_reads_them(cast: Cast, who: str, expect: int) -> None:
    figures(getattr(cast, who), cast, expect=expect)


def test_they_name_nobody_and_cost_the_same_whatever_the_number(cast: Cast, people: Iterator[Member]) -> None:
    for _ in range(5):
        rated(next(people), 3, 5)
    path = f"/api/teams/{cast.riverside}/outcomes"
    cast.grace.get(path)
    with count_queries() as few:
        cast.grace.get(path)
    for _ in range(10):
        rated(next(people), 3, 5)
    with count_queries() as many:
        said = cast.grace.respond("GET", path).text
    assert len(many) == len(few)
    assert "Human" not in said
    assert str(cast.alex.record_id) not in said


def test_a_review_is_due_by_what_was_asked_or_half_a_year_after(cast: Cast, people: Iterator[Member]) -> None:
    usual, hidden = next(people), _person(cast, 100, shares=False)
    at = clock.now() - 20 * DAY
    for person in (usual, hidden):
        rate(person, answers(4), at=at)
    due_on = clock.in_london(clock.now()).date() + timedelta(days=3)
    for days in (9, 3):
        later = str(due_on + timedelta(days=days - 3))
        path = f"/api/records/{cast.alex.record_id}/questionnaires/{new_id()}"
        cast.asha.put(path, {"instrument": "dialog", "due_on": later, "words": ""}, expect=201)
    rows = {one["record_id"]: one["review"] for one in cast.tom.get("/api/caseload")["people"]}
    assert rows[str(cast.alex.record_id)] == {"due_on": str(due_on), "title": "How my life is going", "why": "asked"}
    again = clock.in_london(at).date() + timedelta(days=183)
    assert rows[str(usual.record_id)] == {"due_on": str(again), "title": "How my life is going", "why": "usual"}
    assert rows[str(hidden.record_id)] is None


def test_the_codes_of_goals_come_from_their_file(cast: Cast) -> None:
    codes = [service.gbo_code(slot) for slot in (1, 2, 3)]
    assert codes == ["1638531000000102", "1638541000000106", "1638551000000109"]
    assert service.check_score("gbo", "goal_1", 11) == "Choose a number from 0 to 10."
    assert service.check_score("gbo", "goal_1", 0) is None
    act_as(None)
    assert db.session.execute(text("SELECT count(*) FROM questionnaire_answers")).scalar_one() == 0
