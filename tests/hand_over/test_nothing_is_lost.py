"""After any hand-over nothing in the team has an owner who has left; and the database itself holds to it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.rota.leaving import places_of
from backend.step_up.handing_over import held_by
from tests.cast import Cast, Member
from tests.hand_over.handing import absence, hand_over, holdings, members_of, override, rotation, row_of, swap
from tests.roles import role
from tests.step_up.asking import ask, do, promise, speak

END = text("SELECT end_membership(:team, :who, :at)")
STRANDED = {
    "key workers": """SELECT k.record_id FROM key_workers k JOIN record_teams rt USING (record_id)
        WHERE rt.team_id = :team AND rt.until_at IS NULL AND k.until_at IS NULL AND k.account_id <> ALL (:members)""",
    "promises": """SELECT id FROM step_ups WHERE team_id = :team AND state NOT IN ('closed', 'withdrawn')
        AND promised_by <> ALL (:members)""",
    "never looked at again": """SELECT id FROM step_ups WHERE team_id = :team AND state IN ('sent', 'acknowledged')
        AND next_due_at IS NULL""",
    "rotations": "SELECT id FROM rotations WHERE team_id = :team AND NOT places <@ CAST(:members AS uuid[])",
    "overrides": """SELECT id FROM duty_overrides WHERE team_id = :team AND ended_at IS NULL AND until_at > :now
        AND (account_id <> ALL (:members) OR instead_of <> ALL (:members))""",
    "swaps": """SELECT id FROM shift_swaps WHERE team_id = :team AND until_at > :now
        AND (answer IS NULL OR answer = 'yes') AND NOT (ARRAY[from_account_id, to_account_id] <@ CAST(:members AS uuid[]))""",
    "covers": """SELECT a.id FROM absences a WHERE a.account_id = ANY (:members) AND a.ended_at IS NULL
        AND a.until_at > :now AND a.cover_account_id <> ALL (:members)""",
}


def stranded(cast: Cast) -> dict[str, list[uuid.UUID]]:
    values = {"team": cast.riverside, "members": list(members_of(cast)), "now": clock.now()}
    with role(OWNER):
        found = {
            name: list(db.session.scalars(text(sql), {k: v for k, v in values.items() if f":{k}" in sql}))
            for name, sql in STRANDED.items()
        }
    return {name: rows for name, rows in found.items() if rows}


ARRANGEMENTS = {
    "promise": lambda cast, leaver, _: promise(leaver, _asked(cast)),
    "contact": lambda cast, leaver, _: speak(leaver, _asked(cast)),
    "handed": lambda cast, leaver, other: do(
        other, _asked(cast), "transfers", {"to_account_id": str(leaver.account_id), "words": ""}
    ),
    "rotation": lambda cast, leaver, other: rotation(cast, other, leaver),
    "rotation alone": lambda cast, leaver, _: rotation(cast, leaver, name="Alone"),
    "override": lambda cast, leaver, _: override(cast, leaver),
    "override instead": lambda cast, leaver, other: override(cast, leaver, instead_of=other, hours=-2),
    "replaced once": lambda cast, leaver, other: override(cast, other, instead_of=leaver),
    "swap taken": lambda cast, leaver, other: swap(cast, other, leaver),
    "swap given": swap,
    "swap given now": lambda cast, leaver, other: swap(cast, leaver, other, hours=-2),
    "swap asked": lambda cast, leaver, other: swap(cast, other, leaver, None),
    "cover": lambda _, leaver, other: absence(other, leaver),
}


def _asked(cast: Cast) -> Any:
    with role(OWNER):
        known = db.session.scalar(text("SELECT id FROM step_ups WHERE state NOT IN ('closed', 'withdrawn')"))
    return {"id": str(known)} if known else ask(cast.alex)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    arranged=st.sets(st.sampled_from(sorted(ARRANGEMENTS)), min_size=1, max_size=8),
    leaver=st.sampled_from(["asha", "tom"]),
    in_one_go=st.booleans(),
)
def test_after_any_hand_over_nothing_rests_on_who_left(
    cast: Cast, arranged: set[str], leaver: str, in_one_go: bool
) -> None:
    gone: Member = getattr(cast, leaver)
    other = cast.tom if gone is cast.asha else cast.asha
    try:
        for name in sorted(arranged):
            ARRANGEMENTS[name](cast, gone, other)
        people = holdings(cast.grace, cast, gone)["people"]
        if people and not in_one_go:
            hand_over(cast.grace, cast, gone, people={one["record_id"]: other for one in people})
        hand_over(cast.grace, cast, gone, to=cast.grace, leaves=True)
        assert gone.account_id not in members_of(cast)
        assert stranded(cast) == {}
    finally:
        begin_again(cast, gone)


def begin_again(cast: Cast, gone: Member) -> None:
    """Examples share one cast: what the last one made is taken away, and who left is back."""
    db.session.expunge_all()
    with role(OWNER):
        values = {"team": cast.riverside, "who": gone.account_id}
        for table in ("rotations", "duty_overrides", "shift_swaps"):
            db.session.execute(text(f"DELETE FROM {table} WHERE team_id = :team"), {"team": cast.riverside})
        db.session.execute(text("DELETE FROM absences"))
        db.session.execute(text("UPDATE step_ups SET state = 'closed', closed_at = asked_at, promised_by = NULL"))
        db.session.execute(
            text("UPDATE memberships SET until_at = NULL WHERE team_id = :team AND account_id = :who"), values
        )
        db.session.execute(
            text("UPDATE key_workers SET account_id = :who WHERE until_at IS NULL"), {"who": gone.account_id}
        )


def test_a_swap_that_was_given_away_stays_with_who_took_it(cast: Cast) -> None:
    turns, given_away = rotation(cast, cast.asha, cast.tom), swap(cast, cast.asha, cast.tom)
    hand_over(cast.grace, cast, cast.asha, to=cast.grace, leaves=True)
    assert row_of("rotations", turns).places == [cast.grace.account_id, cast.tom.account_id]
    assert row_of("shift_swaps", given_away).answer == "taken_back"
    with role(OWNER):
        rows = db.session.execute(text("SELECT account_id, instead_of FROM duty_overrides")).all()
    assert [tuple(row) for row in rows] == [(cast.tom.account_id, cast.grace.account_id)]


def test_a_turn_that_comes_back_to_whose_it_was_needs_nobody_else(cast: Cast) -> None:
    taken = swap(cast, cast.tom, cast.asha)
    hand_over(cast.grace, cast, cast.asha, places={taken: cast.tom})
    assert row_of("shift_swaps", taken).answer == "taken_back"
    with role(OWNER):
        assert db.session.scalar(text("SELECT count(*) FROM duty_overrides")) == 0


def test_what_has_begun_is_cut_and_what_was_stays(cast: Cast) -> None:
    begun = override(cast, cast.asha, hours=-2)
    before = row_of("duty_overrides", begun)
    hand_over(cast.grace, cast, cast.asha, to=cast.tom)
    after = row_of("duty_overrides", begun)
    assert (after.account_id, after.from_at, after.ended_at) == (cast.asha.account_id, before.from_at, None)
    assert after.until_at < before.until_at
    with role(OWNER):
        rest = db.session.execute(text("SELECT * FROM duty_overrides WHERE id <> :id"), {"id": begun}).one()
    assert (rest.account_id, rest.from_at, rest.until_at) == (cast.tom.account_id, after.until_at, before.until_at)


@pytest.mark.parametrize("who", ["asha", "tom", "nia", "alex", "jo", None])
def test_only_a_lead_of_that_team_ends_a_membership_in_sql(cast: Cast, who: str | None) -> None:
    rotation(cast, cast.grace)
    free = _free(cast)
    with role(WEB):
        act_as(getattr(cast, who).account_id if who else None)
        assert db.session.scalar(END, {"team": cast.riverside, "who": free, "at": clock.now()}) is False
    with role(WEB):
        act_as(cast.grace.account_id)
        assert db.session.scalar(END, {"team": cast.hillside, "who": cast.nia.account_id, "at": clock.now()}) is False
        assert db.session.scalar(END, {"team": cast.riverside, "who": free, "at": clock.now()}) is True
        assert db.session.scalar(END, {"team": cast.riverside, "who": free, "at": clock.now()}) is False, (
            "Gone already."
        )


def test_the_database_lets_nobody_go_who_still_holds_something(cast: Cast) -> None:
    def ends(member: Member) -> bool:
        with role(WEB):
            act_as(cast.grace.account_id)
            return bool(db.session.scalar(END, {"team": cast.riverside, "who": member.account_id, "at": clock.now()}))

    assert not ends(cast.asha), "She is Alex's key worker."
    assert not ends(cast.grace), "She is the only lead."
    hand_over(cast.grace, cast, cast.tom, to=cast.asha)
    turns = rotation(cast, cast.tom)
    assert not ends(cast.tom), "He stands in a rotation."
    hand_over(cast.grace, cast, cast.tom, places={turns: cast.asha})
    promise(cast.tom, ask(cast.alex))
    assert not ends(cast.tom), "He has promised something."
    hand_over(cast.grace, cast, cast.tom, to=cast.asha)
    assert ends(cast.tom)
    with role(OWNER):
        assert held_by(cast.tom.account_id, [cast.riverside]) == []
        assert places_of(cast.riverside, cast.tom.account_id, clock.now()) == []


def test_a_request_cannot_write_memberships_or_foreign_hand_overs(cast: Cast) -> None:
    done = hand_over(cast.grace, cast, cast.asha, to=cast.tom)
    for member, sees in ((cast.grace, 1), (cast.tom, 1), (cast.nia, 0), (cast.alex, 0)):
        with role(WEB):
            act_as(member.account_id)
            count = db.session.scalar(text("SELECT count(*) FROM hand_overs WHERE id = :id"), {"id": done["id"]})
        assert count == sees, member.name
    with role(WEB):
        may = "SELECT has_table_privilege('memberships', 'UPDATE') OR has_table_privilege('hand_overs', 'UPDATE')"
        assert db.session.scalar(text(may)) is False


def _free(cast: Cast) -> uuid.UUID:
    """Somebody of Riverside who holds nothing."""
    with role(OWNER):
        added = text(
            "INSERT INTO memberships (id, account_id, team_id, role, from_at) VALUES (:id, :who, :team, 'peer', now())"
        )
        db.session.execute(added, {"id": uuid.uuid4(), "who": cast.jo.account_id, "team": cast.riverside})
    return cast.jo.account_id
