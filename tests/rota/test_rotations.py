"""Rotations and one-off overrides: leads write them down, everybody concerned is told, nobody else can."""

from __future__ import annotations

import uuid

import pytest

from backend.core.ids import new_id
from tests.cast import Cast
from tests.rota.writing import at_the_desk, be_away, content, entries, rotate, span, told

TUESDAY = ("2026-11-24 12:00", "2026-11-24 14:00")


def test_a_lead_writes_a_rotation_down_and_reads_it(cast: Cast) -> None:
    made = rotate(cast, cast.tom, cast.asha)
    listed = cast.asha.get(f"/api/teams/{cast.riverside}/rotations")
    assert listed == {"rotations": [made], "may_change": False}
    assert cast.grace.get(f"/api/teams/{cast.riverside}/rotations")["may_change"] is True
    assert (made["hands_over_at"], made["begins"], made["weekdays"]) == ("09:00", "09:00", [0, 1, 2, 3, 4])
    (entry,) = entries("rota.rotation_set")
    assert (entry.actor_id, entry.team_id, str(entry.subject_id)) == (cast.grace.account_id, cast.riverside, made["id"])
    assert set(told("rota.changed")) == {cast.tom.account_id, cast.asha.account_id}


def test_writing_it_twice_changes_nothing(cast: Cast) -> None:
    path = f"/api/teams/{cast.riverside}/rotations/{new_id()}"
    made = cast.grace.put(path, content(cast.tom), expect=201)
    assert cast.grace.put(path, content(cast.tom)) == made
    assert cast.grace.put(path, content(cast.asha), expect=409)["code"] == "http.id_taken"
    assert len(entries("rota.rotation_set")) == 1


def test_a_change_says_what_it_was_read_as(cast: Cast) -> None:
    made = rotate(cast, cast.tom)
    path = f"/api/teams/{cast.riverside}/rotations/{made['id']}"
    changed = cast.grace.put(path, content(cast.asha, made_at=made["made_at"]))
    assert at_the_desk(cast.grace, cast, "2026-11-24") == [("Asha", "rotation")]
    assert changed["made_at"] > made["made_at"]
    late = cast.grace.put(path, content(cast.tom, made_at=made["made_at"]), expect=409)
    assert late["code"] == "rota.changed"


def test_a_rotation_that_is_over_is_listed_no_more(cast: Cast) -> None:
    rotate(cast, cast.tom, begins_on="2026-11-01", ends_on="2026-11-22")
    assert cast.grace.get(f"/api/teams/{cast.riverside}/rotations")["rotations"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("ends_on", "2026-11-22"),
        ("begins_on", "2028-01-01"),
        ("turn_days", 0),
        ("turn_days", 57),
        ("weekdays", []),
        ("weekdays", [7]),
        ("begins", "nine"),
        ("places", []),
        ("desk", "roof"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(cast: Cast, field: str, value: object) -> None:
    path = f"/api/teams/{cast.riverside}/rotations/{new_id()}"
    problem = cast.grace.put(path, content(cast.tom, **{field: value}), expect=422)
    assert any(name.split(".")[0] == field for name in problem["fields"])


def test_places_are_for_colleagues(cast: Cast) -> None:
    path = f"/api/teams/{cast.riverside}/rotations/{new_id()}"
    assert "places" in cast.grace.put(path, content(cast.tom, cast.nia), expect=422)["fields"]


def test_only_a_lead_of_the_team_writes_rotations_and_overrides(cast: Cast) -> None:
    rotation = f"/api/teams/{cast.riverside}/rotations/{new_id()}"
    override = f"/api/teams/{cast.riverside}/overrides/{new_id()}"
    once = {"desk": "duty", "account_id": str(cast.asha.account_id), **span(*TUESDAY)}
    for path, body in ((rotation, content(cast.tom)), (override, once)):
        assert "lead" in cast.tom.put(path, body, expect=403)["detail"]
        cast.nia.put(path, body, expect=404)
        cast.alex.put(path, body, expect=403)
        cast.jo.put(path, body, expect=403)
        cast.nobody.put(path, body, expect=401)
    cast.nia.get(f"/api/teams/{cast.riverside}/rotations", expect=404)
    assert entries("rota.rotation_set") == entries("rota.override_set") == []


def override(cast: Cast, body: dict[str, object], *, expect: int = 201) -> str:
    path = f"/api/teams/{cast.riverside}/overrides/{new_id()}"
    answer = cast.grace.put(path, {"desk": "duty", **body}, expect=expect)
    return path if expect == 201 else "".join(answer["fields"])


def test_somebody_is_there_for_once_in_place_of_another(cast: Cast) -> None:
    rotate(cast, cast.tom)
    who = {"account_id": str(cast.asha.account_id), "instead_of": str(cast.tom.account_id)}
    path = override(cast, {**who, **span(*TUESDAY)})
    there = [("Tom", "rotation"), ("Asha", "override"), ("Tom", "rotation")]
    assert at_the_desk(cast.asha, cast, "2026-11-24") == there
    cast.grace.put(path, {"desk": "duty", **who, **span(*TUESDAY)})
    cast.grace.put(path, {"desk": "shift", **who, **span(*TUESDAY)}, expect=409)
    assert set(told("rota.changed")) == {cast.tom.account_id, cast.asha.account_id}
    assert len(entries("rota.override_set")) == 1
    cast.tom.delete(path, expect=403)
    cast.nia.delete(path, expect=404)
    cast.grace.delete(path)
    cast.grace.delete(path)
    assert at_the_desk(cast.asha, cast, "2026-11-24") == [("Tom", "rotation")]
    assert len(entries("rota.override_taken_back")) == 1
    cast.grace.delete(f"/api/teams/{cast.riverside}/overrides/{uuid.uuid4()}", expect=404)


def test_what_is_wrong_with_an_override_is_said(cast: Cast) -> None:
    rotate(cast, cast.tom)
    asha, tom = str(cast.asha.account_id), str(cast.tom.account_id)
    assert override(cast, {"account_id": asha, **span(*TUESDAY[::-1])}, expect=422) == "until_at"
    gone = span("2026-11-20 10:00", "2026-11-20 12:00")
    assert override(cast, {"account_id": asha, **gone}, expect=422) == "until_at"
    far = span("2028-01-03 10:00", "2028-01-03 12:00")
    assert override(cast, {"account_id": asha, **far}, expect=422) == "from_at"
    assert override(cast, {"account_id": str(cast.nia.account_id), **span(*TUESDAY)}, expect=422) == "account_id"
    same = {"account_id": tom, "instead_of": tom}
    assert override(cast, {**same, **span(*TUESDAY)}, expect=422) == "instead_of"
    not_there = {"account_id": asha, "instead_of": str(cast.grace.account_id)}
    assert override(cast, {**not_there, **span(*TUESDAY)}, expect=422) == "instead_of"
    be_away(cast.asha, *TUESDAY)
    assert override(cast, {"account_id": asha, **span(*TUESDAY)}, expect=422) == "account_id"


def test_an_override_while_the_team_is_closed_is_refused(cast: Cast) -> None:
    day = f"/api/teams/{cast.riverside}/days/2026-11-24"
    cast.grace.put(day, {"spans": [], "words": "we train"})
    body = {"account_id": str(cast.asha.account_id), **span(*TUESDAY)}
    assert override(cast, body, expect=422) == "from_at"
