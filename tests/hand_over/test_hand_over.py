"""Handing over what somebody holds: who may, what moves, and that nothing is left without an owner."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from backend.care import service as care
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.hand_over.handing import absence, hand_over, holdings, members_of, override, rotation, row_of, swap
from tests.roles import role
from tests.step_up.asking import ask, promise, speak


def key_worker(cast: Cast, person: Member) -> Any:
    with role(OWNER):
        return care.key_worker_of(person.record_id)  # type: ignore[arg-type]


def acts(action: str) -> list[Any]:
    wanted = (
        "SELECT actor_id, record_id, subject_id, team_id, detail FROM audit_entries WHERE action = :action ORDER BY at"
    )
    with role(OWNER):
        return list(db.session.execute(text(wanted), {"action": action}))


def notices(member: Member, kind: str) -> list[bool]:
    wanted = "SELECT urgent FROM notices WHERE account_id = :who AND kind = :kind"
    with role(OWNER):
        return list(db.session.scalars(text(wanted), {"who": member.account_id, "kind": kind}))


def test_a_lead_sees_everything_that_somebody_holds(cast: Cast) -> None:
    asked = ask(cast.alex)
    promise(cast.asha, asked)
    places = {
        rotation(cast, cast.asha, cast.tom): "rotation",
        override(cast, cast.asha): "override",
        swap(cast, cast.tom, cast.asha): "swap",
        absence(cast.tom, cast.asha): "cover",
    }
    said = holdings(cast.grace, cast, cast.asha)
    assert [one["preferred_name"] for one in said["people"]] == ["Alex Morgan"]
    assert [(one["step_up_id"], one["how"]) for one in said["requests"]] == [(asked["id"], "promise")]
    assert {(one["id"], one["kind"]) for one in said["places"]} == {(str(id_), kind) for id_, kind in places.items()}
    assert [one["name"] for one in said["colleagues"]] == ["Tom Osei", "Grace Lee"]
    assert (said["devices"], said["looks_after_carers"], said["may_change"], said["is_last_lead"]) == (
        0,
        False,
        True,
        False,
    )
    assert holdings(cast.asha, cast, cast.asha)["may_change"] is False


def test_who_may_not_look_or_hand_over(cast: Cast) -> None:
    holdings(cast.tom, cast, cast.asha, expect=403)
    holdings(cast.nia, cast, cast.asha, expect=404)
    holdings(cast.alex, cast, cast.asha, expect=403)
    holdings(cast.grace, cast, cast.nia, expect=404)
    hand_over(cast.asha, cast, cast.asha, to=cast.tom, expect=403)
    hand_over(cast.nia, cast, cast.asha, to=cast.tom, expect=404)
    hand_over(cast.grace, cast, cast.nia, to=cast.tom, expect=404)
    assert key_worker(cast, cast.alex) == cast.asha.account_id


def test_everything_goes_to_one_colleague_and_each_is_told(cast: Cast) -> None:
    asked = ask(cast.alex)
    promise(cast.asha, asked)
    turns, cover = rotation(cast, cast.asha, cast.tom), absence(cast.grace, cast.asha)
    done = hand_over(cast.grace, cast, cast.asha, to=cast.tom)
    assert (done["people"], done["requests"], done["places"], done["left"]) == (1, 1, 2, False)
    assert key_worker(cast, cast.alex) == cast.tom.account_id
    view = cast.tom.get(f"/api/step-ups/{asked['id']}")
    assert (view["state"], view["promise"]) == ("sent", None), "A hand-over is not an answer: Tom is asked first."
    assert row_of("rotations", turns).places == [cast.tom.account_id, cast.tom.account_id]
    assert row_of("absences", cover).cover_account_id == cast.tom.account_id
    assert notices(cast.alex, "care.key_worker_changed") == [False]
    assert notices(cast.tom, "care.handed_over") == [False]
    (act,) = acts("care.key_worker_set")
    assert (act.actor_id, act.record_id, act.subject_id) == (
        cast.grace.account_id,
        cast.alex.record_id,
        cast.tom.account_id,
    )
    assert {one.detail["kind"] for one in acts("rota.place_moved")} == {"rotation", "cover"}
    log = cast.alex.get("/api/access-log")
    assert any("changed who your key worker is" in one["words"] for one in log["entries"])
    assert cast.asha.account_id in members_of(cast)


def test_each_can_go_to_somebody_else(cast: Cast) -> None:
    asked = ask(cast.alex)
    promise(cast.asha, asked)
    turns = rotation(cast, cast.asha, cast.tom)
    named = {"people": {cast.alex.record_id: cast.grace}, "requests": {asked["id"]: cast.tom}, "places": {turns: None}}
    hand_over(cast.grace, cast, cast.asha, **named)
    assert key_worker(cast, cast.alex) == cast.grace.account_id
    assert str(acts("step_up.transferred")[0].subject_id) == asked["id"]
    assert row_of("rotations", turns).places == [cast.tom.account_id]
    assert notices(cast.grace, "care.handed_over") == [], "Nobody is told what they did themselves."


def test_what_is_not_named_stays(cast: Cast) -> None:
    turns, asked = rotation(cast, cast.asha), ask(cast.alex)
    promise(cast.asha, asked)
    hand_over(cast.grace, cast, cast.asha, places={turns: cast.tom})
    assert key_worker(cast, cast.alex) == cast.asha.account_id
    assert holdings(cast.grace, cast, cast.asha)["requests"] != []
    hand_over(cast.grace, cast, cast.asha, expect=422)


def test_leaving_ends_the_membership_and_the_devices(cast: Cast) -> None:
    with role(OWNER):
        db.session.execute(
            text(
                "INSERT INTO devices (id, account_id, label_sealed, endpoint_sealed, p256dh_sealed, auth_sealed,"
                " endpoint_index, created_at) VALUES (:id, :who, '', '', '', '', :id::text::bytea, now())".replace(
                    ":id::text::bytea", "'x'"
                )
            ),
            {"id": new_id(), "who": cast.asha.account_id},
        )
    asked = ask(cast.alex)
    speak(cast.asha, asked)
    assert holdings(cast.grace, cast, cast.asha)["devices"] == 1
    hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True)
    assert cast.asha.account_id not in members_of(cast)
    cast.asha.get(f"/api/step-ups/{asked['id']}", expect=404)
    with role(OWNER):
        assert list(db.session.scalars(text("SELECT removed_because FROM devices"))) == ["left"]
    assert [(one.subject_id, one.team_id) for one in acts("care.member_left")] == [
        (cast.asha.account_id, cast.riverside)
    ]


def test_devices_stay_with_who_is_somewhere_else_too(cast: Cast) -> None:
    with role(OWNER):
        care.add_member(cast.hillside, cast.asha.account_id, "worker")
        db.session.execute(
            text(
                "INSERT INTO devices (id, account_id, label_sealed, endpoint_sealed, p256dh_sealed, auth_sealed,"
                " endpoint_index, created_at) VALUES (:id, :who, '', '', '', '', 'x', now())"
            ),
            {"id": new_id(), "who": cast.asha.account_id},
        )
    hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True)
    with role(OWNER):
        assert list(db.session.scalars(text("SELECT removed_because FROM devices"))) == [None]


def test_nothing_is_left_behind_in_words(cast: Cast) -> None:
    asked = ask(cast.alex)
    promise(cast.asha, asked)
    turns, shared = rotation(cast, cast.asha), rotation(cast, cast.asha, cast.tom)
    refused = hand_over(cast.grace, cast, cast.asha, leaves=True, expect=422)
    missing = {f"to.people.{cast.alex.record_id}", f"to.requests.{asked['id']}"}
    assert set(refused["fields"]) == missing | {f"to.places.{turns}", f"to.places.{shared}"}
    only_her = hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True, expect=422, places={turns: None})
    assert only_her["detail"] == "Choose who takes this over. Nothing is left without somebody."
    assert cast.asha.account_id in members_of(cast)
    assert key_worker(cast, cast.alex) == cast.asha.account_id


def test_nobody_covers_for_themselves_and_nobody_from_outside_takes_over(cast: Cast) -> None:
    cover = absence(cast.tom, cast.asha)
    refused = hand_over(cast.grace, cast, cast.asha, to=cast.tom, expect=422)
    assert refused["fields"] == {f"to.places.{cover}": ["They are away then themselves. Choose somebody else."]}
    for wrong in (cast.nia, cast.asha, cast.alex):
        refused = hand_over(cast.grace, cast, cast.asha, to=wrong, expect=422)
        assert refused["fields"] == {"to": ["Choose a colleague who works in this team."]}


def test_the_only_lead_cannot_go(cast: Cast) -> None:
    refused = hand_over(cast.grace, cast, cast.grace, to=cast.tom, leaves=True, expect=409)
    assert refused["code"] == "hand_over.no_lead_left"
    with role(OWNER):
        db.session.execute(
            text("UPDATE memberships SET role = 'lead' WHERE account_id = :who"), {"who": cast.tom.account_id}
        )
    hand_over(cast.tom, cast, cast.grace, to=cast.tom, leaves=True)
    assert cast.grace.account_id not in members_of(cast)


def test_a_retry_is_harmless_and_another_content_is_refused(cast: Cast) -> None:
    same = new_id()
    first = hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True, hand_over_id=same)
    again = hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True, hand_over_id=same, expect=200)
    assert again == first
    other = hand_over(cast.grace, cast, cast.asha, to=cast.grace, leaves=True, hand_over_id=same, expect=409)
    assert other["code"] == "http.id_taken"
    assert len(acts("care.key_worker_set")) == 1


def test_what_changed_meanwhile_is_not_handed_over_unseen(cast: Cast) -> None:
    refused = hand_over(cast.grace, cast, cast.asha, expect=409, people={cast.sam.record_id: cast.tom})
    assert refused["code"] == "hand_over.changed"


def test_who_looks_after_carers_goes_with_the_rest(cast: Cast) -> None:
    cast.grace.put(f"/api/teams/{cast.riverside}/carer-champion", {"account_id": str(cast.asha.account_id)}, expect=204)
    assert holdings(cast.grace, cast, cast.asha)["looks_after_carers"] is True
    hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True)
    assert row_of("teams", cast.riverside).carer_champion_id == cast.tom.account_id


def test_an_invitation_that_was_not_answered_is_kept(cast: Cast) -> None:
    body = {"preferred_name": "Rosa", "team_id": str(cast.riverside), "key_worker_id": str(cast.asha.account_id)}
    made = cast.asha.post("/api/invitations", {**body, "identity_check": "known_to_me", "contact": None}, expect=201)
    hand_over(cast.grace, cast, cast.asha, to=cast.tom, leaves=True)
    assert cast.nobody.post("/api/invitations/open", {"token": made["link"].split("#")[1]})["preferred_name"] == "Rosa"


@pytest.mark.parametrize("seen_by", ["alex"])
def test_the_person_sees_that_she_was_named(cast: Cast, seen_by: str) -> None:
    holdings(cast.grace, cast, cast.asha)
    log = getattr(cast, seen_by).get("/api/access-log")
    assert any("Grace Lee" in one["words"] for one in log["entries"])
