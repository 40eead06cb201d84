"""A plan costs the same number of statements whether it is short or long, and hidden the same as empty."""

from __future__ import annotations

import pytest

from backend.core.db import db
from backend.core.encryption import vault
from tests.care.queries import count_queries
from tests.cast import Cast, Member
from tests.safety_plan.writing import SECTION, item, plan_path, save, section, suggest, write
from tests.sharing.ways import share, stop_all, trust

HERS = ("/api/my-plan/versions", "/api/my-plan/versions/1", "/api/my-plan/companions")
SHORT, LONG = 2, 30


def statements(member: Member, path: str) -> int:
    """How many statements this costs in a process that holds no keys yet, in the middle of a visit.

    Whether the audit knows of that visit by heart or has to look is left out: it differs with the minute.
    """
    member.get(path)
    vault.use(vault.keys)
    db.session.info.clear()
    db.session.expunge_all()
    with count_queries() as seen:
        member.get(path)
    return sum("FROM audit_entries" not in statement for statement in seen)


def fill(cast: Cast, version: int, things: int) -> None:
    """Every section with so many things, and as many suggestions by two people."""
    headings = ("signs", "triggers", "myself", "people", "services", "safer", "going")
    save(cast.alex, *(section(one, *["Words."] * things, version=version) for one in headings[: things + 1]))
    write(cast.alex, "distressed", item("Words.", group="do"), version=version)
    for _ in range(things):
        suggest(cast.asha, cast)
        suggest(cast.jo, cast)


def test_reading_costs_the_same_however_long_it_is(cast: Cast) -> None:
    share(cast, SECTION, may_add=True)
    share(cast, SECTION, trust(cast, cast.jo), may_add=True)
    fill(cast, 0, SHORT)
    doors = [(who, plan_path(cast, *rest)) for who in (cast.alex, cast.asha, cast.jo) for rest in ((), ("please",))]
    doors += [(cast.alex, path) for path in HERS]
    few = [statements(*door) for door in doors]
    for version in range(1, 4):
        save(cast.alex, *(section(one, *["Words."] * LONG, version=version) for one in ("signs", "triggers", "myself")))
    for _ in range(LONG - SHORT):
        suggest(cast.asha, cast)
        suggest(cast.jo, cast)
    assert [statements(*door) for door in doors] == few
    assert max(few) < 30, f"Dear: {dict(zip(doors, few, strict=True))}"


@pytest.mark.parametrize("rest", [(), ("please",)])
def test_hidden_costs_the_same_as_empty(cast: Cast, rest: tuple[str, ...]) -> None:
    share(cast, SECTION)
    share(cast, SECTION, trust(cast, cast.jo))
    path = plan_path(cast, *rest)
    empty = [statements(who, path) for who in (cast.asha, cast.jo)]
    write(cast.alex, "distressed", item("Sit with me.", group="do"))
    stop_all(cast)
    assert [statements(who, path) for who in (cast.asha, cast.jo)] == empty
