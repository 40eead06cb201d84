"""Handing over what a colleague holds who was let go: without a membership from one instant to the next, nothing is stranded."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from backend.admission.staff_stopping import stop_staff
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.rota import service as rota
from backend.sharing.closing import close_account
from tests.care.queries import count_queries
from tests.cast import Cast, Member
from tests.hand_over.handing import absence, hand_over, holdings, members_of, override, rotation, row_of, swap
from tests.hand_over.test_nothing_is_lost import ARRANGEMENTS, begin_again, stranded
from tests.roles import role
from tests.step_up.asking import ask, let_the_engine_look, promise


def stop(member: Member) -> None:
    with role(OWNER):
        stop_staff(member.account_id, clock.now())


def let_go(cast: Cast) -> list[Any]:
    found: list[Any] = cast.grace.get(f"/api/teams/{cast.riverside}/let-go")["let_go"]
    return found


def numbers(cast: Cast) -> list[tuple[str, int, int, int]]:
    return [
        (one["name"], one["holds"]["people"], one["holds"]["requests"], one["holds"]["places"]) for one in let_go(cast)
    ]


def test_everything_of_hers_can_be_given_away_afterwards(cast: Cast) -> None:
    turns, cover = rotation(cast, cast.asha, cast.tom), absence(cast.tom, cast.asha)
    once, taken = override(cast, cast.asha), swap(cast, cast.tom, cast.asha)
    stop(cast.asha)
    assert numbers(cast) == [("Asha Begum", 1, 0, 4)]
    said = holdings(cast.grace, cast, cast.asha)
    assert {one["id"] for one in said["places"]} == {str(one) for one in (turns, cover, once, taken)}
    assert [one["name"] for one in said["colleagues"]] == ["Tom Osei", "Grace Lee"]
    done = hand_over(cast.grace, cast, cast.asha, to=cast.grace, leaves=True)
    assert (done["people"], done["places"], done["left"]) == (1, 4, True)
    assert row_of("rotations", turns).places == [cast.grace.account_id, cast.tom.account_id]
    assert stranded(cast) == {}
    assert numbers(cast) == [("Asha Begum", 0, 0, 0)]


def test_nothing_is_left_behind_of_hers_either(cast: Cast) -> None:
    stop(cast.asha)
    refused = hand_over(cast.grace, cast, cast.asha, leaves=True, expect=422)
    assert set(refused["fields"]) == {f"to.people.{cast.alex.record_id}"}
    hand_over(cast.grace, cast, cast.asha, to=cast.asha, expect=422)
    hand_over(cast.tom, cast, cast.asha, to=cast.tom, expect=403)
    hand_over(cast.nia, cast, cast.asha, to=cast.nia, expect=404)
    holdings(cast.nia, cast, cast.asha, expect=404)
    holdings(cast.grace, cast, cast.nia, expect=404)
    hand_over(cast.grace, cast, cast.asha, people={cast.alex.record_id: cast.tom})
    assert numbers(cast) == [("Asha Begum", 0, 0, 0)]


def test_what_somebody_promised_whose_account_is_closed_is_taken_up_too(cast: Cast) -> None:
    asked = ask(cast.alex)
    promise(cast.asha, asked, minutes=300)
    with role(OWNER):
        assert close_account("asha@example.org") == cast.asha.account_id
    let_the_engine_look()
    assert cast.alex.get(f"/api/step-ups/{asked['id']}")["promise"] is None
    assert numbers(cast) == [("Asha Begum", 1, 0, 0)]


def test_who_left_in_the_usual_way_stands_on_no_list(cast: Cast) -> None:
    hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True)
    assert let_go(cast) == []


def test_who_holds_something_stays_on_the_list_however_long(cast: Cast) -> None:
    stop(cast.asha)
    stop(cast.tom)
    hand_over(cast.grace, cast, cast.tom, to=cast.grace)
    with role(OWNER):
        db.session.execute(
            text("UPDATE memberships SET until_at = until_at - interval '90 days' WHERE until_at IS NOT NULL")
        )
    assert numbers(cast) == [("Asha Begum", 1, 0, 0)]


def test_the_rota_counts_on_nobody_who_was_let_go(cast: Cast) -> None:
    rotation(cast, cast.asha)
    noon = clock.in_london(clock.now() + timedelta(days=2)).replace(hour=12)

    def nobody_at_noon() -> set[str]:
        with role(OWNER):
            return {gap.desk for gap in rota.gaps(cast.riverside, noon, noon) if gap.begins <= noon < gap.ends}

    assert nobody_at_noon() == set()
    stop(cast.asha)
    assert nobody_at_noon() == {"duty"}, "Her leads see it."
    with role(OWNER):
        assert rota.on_duty(cast.riverside, noon).desk != [cast.asha.account_id]


def test_a_turn_that_she_gave_away_is_kept_by_who_took_it(cast: Cast) -> None:
    rotation(cast, cast.asha)
    begins = clock.in_london(clock.now() + timedelta(days=2)).replace(hour=9, minute=0, second=0, microsecond=0)
    given_away = swap(cast, cast.asha, cast.grace)
    with role(OWNER):
        db.session.execute(
            text("UPDATE shift_swaps SET from_at = :begins, until_at = :ends WHERE id = :id"),
            {"begins": begins, "ends": begins + timedelta(hours=8), "id": given_away},
        )
        assert rota.on_duty(cast.riverside, begins).desk == [cast.grace.account_id]
    stop(cast.asha)
    with role(OWNER):
        assert rota.on_duty(cast.riverside, begins).desk == [cast.grace.account_id]
        assert rota.on_duty(cast.riverside, begins + timedelta(days=1)).desk != [cast.grace.account_id]


def test_the_list_costs_the_same_whatever_its_length(cast: Cast) -> None:
    path = f"/api/teams/{cast.riverside}/let-go"
    stop(cast.asha)

    def statements() -> int:
        cast.grace.get(path)
        db.session.info.clear()
        db.session.expunge_all()
        with count_queries() as seen:
            cast.grace.get(path)
        return len(seen)

    few = statements()
    rotation(cast, cast.tom)
    stop(cast.tom)
    assert len(let_go(cast)) == 2
    assert statements() == few


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    arranged=st.sets(st.sampled_from(sorted(ARRANGEMENTS)), min_size=1, max_size=8),
    leaver=st.sampled_from(["asha", "tom"]),
)
def test_whatever_she_held_can_be_handed_over_and_nothing_is_stranded(
    cast: Cast, arranged: set[str], leaver: str
) -> None:
    gone, other = getattr(cast, leaver), cast.tom if leaver == "asha" else cast.asha
    try:
        # Nobody promises a contact after it.
        for name in sorted(arranged - ({"contact"} if "promise" in arranged else set())):
            ARRANGEMENTS[name](cast, gone, other)
        stop(gone)
        let_the_engine_look()
        with role(OWNER):
            left = text("SELECT count(*) FROM step_ups WHERE promised_by = :who AND state = 'acknowledged'")
            assert db.session.scalar(left, {"who": gone.account_id}) == 0, "No promise rests on who was let go."
        hand_over(cast.grace, cast, gone, to=cast.grace, leaves=True)
        assert stranded(cast) == {}, arranged
        assert gone.account_id not in members_of(cast)
    finally:
        begin_again(cast, gone)
        with role(OWNER):
            db.session.execute(text("UPDATE sessions SET ended_at = NULL"))


def test_a_place_in_one_team_says_nothing_of_another(cast: Cast) -> None:
    with role(OWNER):
        db.session.execute(
            text(
                "INSERT INTO memberships (id, account_id, team_id, role, from_at) VALUES (:id, :who, :team, 'lead', now())"
            ),
            {"id": uuid.uuid4(), "who": cast.nia.account_id, "team": cast.riverside},
        )
        db.session.execute(
            text(
                "UPDATE memberships SET until_at = now(), ended_because = 'rules' WHERE account_id = :who AND team_id = :team"
            ),
            {"who": cast.nia.account_id, "team": cast.hillside},
        )
    assert let_go(cast) == []
