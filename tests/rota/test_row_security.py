"""In raw SQL too: who does not lead the team writes nothing of it, and everybody writes only their own absence and swaps."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.care import service as care
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.roles import role
from tests.rota.writing import ask_to_swap, be_away, rotate, span

TUESDAY = ("2026-11-24 09:00", "2026-11-24 17:00")
SPAN = "'2026-11-24 09:00Z', '2026-11-24 17:00Z'"
ROTATION = (
    "INSERT INTO rotations (id, team_id, desk, name, begins_on, turn_days, hands_over_at, weekdays, begins, ends, places,"
    " made_by, made_at) VALUES (:id, :team, 'duty', 'x', '2026-11-23', 7, '09:00', '{0}', '09:00', '17:00',"
    " ARRAY[:me]::uuid[], :me, now())"
)
OVERRIDE = (
    "INSERT INTO duty_overrides (id, team_id, desk, account_id, from_at, until_at, made_by, made_at)"
    f" VALUES (:id, :team, 'duty', :me, {SPAN}, :me, now())"
)
AWAY = (
    f"INSERT INTO absences (id, account_id, from_at, until_at, made_by, made_at) VALUES (:id, :who, {SPAN}, :me, now())"
)
SWAP = (
    "INSERT INTO shift_swaps (id, team_id, desk, from_account_id, to_account_id, from_at, until_at, asked_at)"
    f" VALUES (:id, :team, 'duty', :who, :other, {SPAN}, now())"
)
OTHER_DAY = "INSERT INTO team_exceptions VALUES (:team, '2026-12-01', '09:00', '10:00', 'x')"


def run(member: Member, cast: Cast, statement: str, **given: Any) -> int:
    act_as(member.account_id)
    values = {"id": new_id(), "team": cast.riverside, "me": member.account_id, **given}
    with db.session.begin_nested():
        return int(db.session.execute(text(statement), values).rowcount)  # type: ignore[attr-defined]


def lead_hillside(cast: Cast) -> Member:
    """Another team's lead: Jo, for once."""
    with role(OWNER):
        care.add_member(cast.hillside, cast.jo.account_id, "lead")
    return cast.jo


@pytest.mark.parametrize("statement", [ROTATION, OVERRIDE, OTHER_DAY], ids=["rotation", "override", "day"])
def test_only_a_lead_of_the_team_writes_what_is_the_teams(cast: Cast, statement: str) -> None:
    for somebody in (cast.alex, cast.tom, cast.nia, lead_hillside(cast)):
        with pytest.raises(DBAPIError, match="row-level security"):
            run(somebody, cast, statement)
    assert run(cast.grace, cast, statement) == 1


def test_only_a_lead_of_the_team_changes_what_is_the_teams(cast: Cast) -> None:
    rotate(cast, cast.tom)
    once = {"desk": "duty", "account_id": str(cast.asha.account_id), **span(*TUESDAY)}
    cast.grace.put(f"/api/teams/{cast.riverside}/overrides/{new_id()}", once, expect=201)
    for table in ("rotations", "duty_overrides"):
        for somebody in (cast.alex, cast.tom, cast.nia, lead_hillside_once(cast)):
            assert run(somebody, cast, f"UPDATE {table} SET made_at = now()") == 0
            with pytest.raises(DBAPIError, match="permission denied"):
                run(somebody, cast, f"DELETE FROM {table}")
        assert run(cast.grace, cast, f"UPDATE {table} SET made_at = now()") == 1


def lead_hillside_once(cast: Cast) -> Member:
    with role(OWNER):
        leads = "SELECT count(*) FROM memberships WHERE role = 'lead' AND team_id = :team"
        if db.session.execute(text(leads), {"team": cast.hillside}).scalar_one():
            return cast.jo
    return lead_hillside(cast)


def test_a_lead_cannot_give_a_rotation_to_another_team(cast: Cast) -> None:
    rotate(cast, cast.tom)
    with pytest.raises(DBAPIError, match="row-level security"):
        run(cast.grace, cast, "UPDATE rotations SET team_id = :other", other=cast.hillside)


def test_everybody_writes_their_own_absence_and_a_lead_that_of_her_team(cast: Cast) -> None:
    tom = cast.tom.account_id
    for somebody in (cast.alex, cast.asha, cast.nia, lead_hillside(cast)):
        with pytest.raises(DBAPIError, match="row-level security"):
            run(somebody, cast, AWAY, who=tom)
    assert run(cast.tom, cast, AWAY, who=tom) == 1
    assert run(cast.grace, cast, AWAY, who=tom) == 1
    with pytest.raises(DBAPIError, match="row-level security"):
        run(cast.grace, cast, AWAY, who=cast.nia.account_id)
    for somebody in (cast.alex, cast.asha, cast.nia, cast.jo):
        assert run(somebody, cast, "UPDATE absences SET ended_at = now()") == 0


def test_everybody_asks_for_themselves_and_answers_what_they_were_asked(cast: Cast) -> None:
    tom, asha = cast.tom.account_id, cast.asha.account_id
    for somebody in (cast.alex, cast.asha, cast.nia, cast.grace):
        with pytest.raises(DBAPIError, match="row-level security"):
            run(somebody, cast, SWAP, who=tom, other=asha)
    rotate(cast, cast.tom)
    ask_to_swap(cast, cast.tom, cast.asha, *TUESDAY)
    for somebody in (cast.alex, cast.nia, lead_hillside(cast)):
        assert run(somebody, cast, "UPDATE shift_swaps SET answer = 'yes', answered_at = now()") == 0
    assert run(cast.asha, cast, "UPDATE shift_swaps SET answer = 'yes', answered_at = now()") == 1


def test_bank_holidays_are_kept_or_not_by_a_lead_of_the_team(cast: Cast) -> None:
    for somebody in (cast.alex, cast.tom, cast.nia, lead_hillside(cast)):
        run(somebody, cast, "SELECT set_bank_holidays(:team, false)")
        assert _keeps(cast)
    run(cast.grace, cast, "SELECT set_bank_holidays(:team, false)")
    assert not _keeps(cast)


def _keeps(cast: Cast) -> bool:
    found = db.session.execute(text("SELECT keeps_bank_holidays FROM teams WHERE id = :id"), {"id": cast.riverside})
    return bool(found.scalar_one())


def test_the_worker_process_reads_and_only_notes_what_was_told(cast: Cast) -> None:
    be_away(cast.tom, *TUESDAY)
    with role(WORKER):
        assert db.session.execute(text("SELECT count(*) FROM absences")).scalar_one() == 1
        for table in ("absences", "rotations", "duty_overrides", "shift_swaps", "team_exceptions", "rota_warnings"):
            with pytest.raises(DBAPIError, match="permission denied"), db.session.begin_nested():
                db.session.execute(text(f"DELETE FROM {table}"))
    act_as(cast.grace.account_id)
    with pytest.raises(DBAPIError, match="permission denied"), db.session.begin_nested():
        db.session.execute(text("INSERT INTO rota_warnings VALUES (:t, 'gap', 'x', now())"), {"t": cast.riverside})
