"""Somebody is no longer let in: nothing keeps open for her, and nothing that rested on her is stranded."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from backend.core import clock
from tests.admission.coming import Back
from tests.admission.staffing import (
    TRUST,
    acts,
    comes,
    notices,
    owner_does,
    owner_sees,
    places,
    proof,
    rules,
    sign_in,
)
from tests.cast import Cast, Member
from tests.hand_over.handing import hand_over, holdings
from tests.step_up.asking import ask, do, kinds, let_the_engine_look, promise
from tests.watch.watching import give_a_phone, run, well_kept

# The team's ladder tells everybody on shift after the key worker.
OTHERS = ["Tom Osei", "Asha Begum", "Grace Lee"]
GIVE = "UPDATE key_workers SET account_id = :who WHERE record_id = :record AND until_at IS NULL"


@pytest.fixture
def bea(cast: Cast) -> Member:
    """Somebody of Riverside by the trust's sign-in, and the key worker of Alex."""
    rules(TRUST, (cast.riverside, "worker", "groups=riverside"), (cast.riverside, "lead", "groups=leads"))
    member = comes(cast, proof(groups=["riverside"]))
    owner_does(GIVE, who=member.account_id, record=cast.alex.record_id)
    return member


def goes(cast: Cast, **claims: Any) -> Back:
    """Her trust lets her in no longer."""
    back = sign_in(cast, proof(**claims))
    assert (back.outcome, back.member) == ("openid.not_let_in", None)
    return back


def let_go(cast: Cast, lead: Member | None = None) -> list[Any]:
    found: list[Any] = (lead or cast.grace).get(f"/api/teams/{cast.riverside}/let-go")["let_go"]
    return found


def told(view: dict[str, Any]) -> list[str]:
    return [one["name"] for one in view["told"]]


def test_her_sessions_end_at_once_and_she_is_told_whom_to_ask(cast: Cast, bea: Member) -> None:
    other = comes(cast, proof(groups=["riverside"]))
    bea.get("/api/people")
    assert "ask your team" in goes(cast).words
    for browser in (bea, other):
        browser.get("/api/people", expect=401)
    (act,) = acts("openid.not_let_in")
    assert act.actor_id == bea.account_id
    assert places(bea.account_id) == set()


def test_her_devices_end_as_when_somebody_leaves(cast: Cast, bea: Member) -> None:
    give_a_phone(bea)
    goes(cast)
    assert [row.removed_because for row in owner_sees("SELECT removed_because FROM devices")] == ["left"]


def test_devices_stay_with_who_works_elsewhere_too(cast: Cast, bea: Member) -> None:
    give_a_phone(bea)
    owner_does(
        "INSERT INTO memberships (id, account_id, team_id, role, from_at) VALUES (:id, :who, :team, 'peer', now())",
        id=uuid.uuid4(), who=bea.account_id, team=cast.hillside,
    )  # fmt: skip
    goes(cast)
    assert [row.removed_because for row in owner_sees("SELECT removed_because FROM devices")] == [None]


def test_what_she_promised_is_asked_again_at_once(cast: Cast, bea: Member) -> None:
    watch = well_kept(cast, cast.tom, cast.grace, cast.nia)
    asked = ask(cast.alex)
    let_the_engine_look()
    promise(bea, asked, minutes=300)
    goes(cast)
    watch.look()
    assert watch.open() == {}, "It is due, so the engine's next look takes it up."
    let_the_engine_look()
    view = cast.alex.get(f"/api/step-ups/{asked['id']}")
    assert (view["state"], view["promise"]) == ("sent", None)
    assert told(view) == OTHERS, "The key worker has left, so nobody waits for her."
    assert "promise_missed" not in kinds(view), "The time had not come."
    passed_on = [entry["detail"]["promised_by"] for entry in view["timeline"] if entry["kind"] == "promise_passed_on"]
    assert passed_on == ["Bea Dunn"]
    kinds_told = owner_sees("SELECT kind FROM notices WHERE account_id = :who", who=cast.alex.account_id)
    assert "step_up.moved_on" in [row.kind for row in kinds_told]
    watch.look()
    assert watch.open() == {}
    promise(cast.tom, asked)


def test_a_promise_whose_maker_is_there_stands(cast: Cast, bea: Member) -> None:
    asked = ask(cast.alex)
    let_the_engine_look()
    promise(cast.tom, asked)
    goes(cast)
    owner_does("UPDATE step_ups SET next_due_at = :now", now=clock.now())
    let_the_engine_look()
    assert cast.alex.get(f"/api/step-ups/{asked['id']}")["promise"]["by"] == "Tom Osei"


def test_who_waits_for_her_answer_goes_on_to_the_next_at_once(cast: Cast, bea: Member) -> None:
    for member in (bea, cast.tom):
        give_a_phone(member)
    asked = ask(cast.alex)
    let_the_engine_look()
    assert told(cast.alex.get(f"/api/step-ups/{asked['id']}")) == ["Bea Dunn"]
    let_the_engine_look()
    goes(cast)
    let_the_engine_look()
    assert told(cast.alex.get(f"/api/step-ups/{asked['id']}")) == ["Bea Dunn", *OTHERS]


def test_whoever_else_was_told_keeps_her_time(cast: Cast, bea: Member) -> None:
    """Everybody on shift was told: that one of them goes begins nothing anew."""
    give_a_phone(bea)
    asked = ask(cast.alex)
    for _ in range(3):
        let_the_engine_look()
        run("UPDATE step_up_events SET at = at - interval '1 hour'")
        run("UPDATE step_ups SET next_due_at = now() - interval '1 second'")
    let_the_engine_look()
    before = cast.alex.get(f"/api/step-ups/{asked['id']}")
    assert {"Bea Dunn", "Tom Osei"} <= set(told(before))
    goes(cast)
    let_the_engine_look()
    after = cast.alex.get(f"/api/step-ups/{asked['id']}")
    assert len(kinds(after)) == len(kinds(before))
    assert after["next_telling"]["at"] == before["next_telling"]["at"]


def test_a_request_after_it_passes_her_over(cast: Cast, bea: Member) -> None:
    goes(cast)
    asked = ask(cast.alex)
    let_the_engine_look()
    assert told(cast.alex.get(f"/api/step-ups/{asked['id']}")) == OTHERS


def test_the_leads_are_told_and_see_what_is_left(cast: Cast, bea: Member) -> None:
    asked = ask(cast.sam)
    do(cast.tom, asked, "transfers", {"to_account_id": str(bea.account_id), "words": ""})
    goes(cast)
    goes(cast)
    assert notices(cast.grace) == [cast.riverside], "Once."
    assert notices(cast.tom) == []
    (line,) = let_go(cast)
    assert (line["account_id"], line["name"]) == (str(bea.account_id), "Bea Dunn")
    assert line["holds"] == {"people": 1, "requests": 1, "places": 0}
    view = holdings(cast.grace, cast, bea)
    assert view["by_provider"] == "trust-staff", "Offered no more in this process, so by its key."
    assert (view["let_go_at"], view["role"], view["is_last_lead"]) == (line["since"], "worker", False)
    hand_over(cast.grace, cast, bea, to=cast.tom, leaves=True)
    (line,) = let_go(cast)
    assert line["holds"] == {"people": 0, "requests": 0, "places": 0}, "Told of lately, so it stands for a week."
    owner_does("UPDATE memberships SET until_at = until_at - interval '8 days' WHERE until_at IS NOT NULL")
    assert let_go(cast) == []


def test_the_line_is_gone_when_she_is_back(cast: Cast, bea: Member) -> None:
    goes(cast)
    assert let_go(cast) != []
    comes(cast, proof(groups=["riverside"]))
    assert let_go(cast) == []
    assert holdings(cast.grace, cast, bea)["let_go_at"] is None
    assert [one["preferred_name"] for one in holdings(cast.grace, cast, bea)["people"]] == ["Alex Morgan"]


def test_who_may_not_see_the_line(cast: Cast, bea: Member) -> None:
    goes(cast)
    cast.tom.get(f"/api/teams/{cast.riverside}/let-go", expect=403)
    cast.alex.get(f"/api/teams/{cast.riverside}/let-go", expect=403)
    cast.nia.get(f"/api/teams/{cast.riverside}/let-go", expect=404)
    holdings(cast.tom, cast, bea, expect=404)
    cast.nobody.get(f"/api/teams/{cast.riverside}/let-go", expect=401)


def test_the_last_lead_goes_and_operators_are_told(cast: Cast, bea: Member) -> None:
    comes(cast, proof(groups=["leads"]))
    owner_does("UPDATE memberships SET role = 'worker' WHERE account_id = :who", who=cast.grace.account_id)
    watch = well_kept(cast, cast.tom, cast.grace, cast.nia)
    goes(cast)
    watch.look()
    assert watch.open() == {"no_lead": [str(cast.riverside)]}
    assert watch.told == [(["no_lead"], [])]
    comes(cast, proof(groups=["leads"]))
    watch.look()
    assert watch.open() == {}


def test_who_looked_after_carers_does_so_no_longer(cast: Cast, bea: Member) -> None:
    path = f"/api/teams/{cast.riverside}/carer-champion"
    cast.grace.put(path, {"account_id": str(bea.account_id)}, expect=204)
    goes(cast)
    (team,) = owner_sees("SELECT carer_champion_id FROM teams WHERE id = :id", id=cast.riverside)
    assert team.carer_champion_id is None


def test_a_change_of_role_lets_nobody_go(cast: Cast, bea: Member) -> None:
    asked = ask(cast.alex)
    let_the_engine_look()
    promise(bea, asked)
    again = comes(cast, proof(groups=["leads"]))
    let_the_engine_look()
    assert cast.alex.get(f"/api/step-ups/{asked['id']}")["promise"]["by"] == "Bea Dunn"
    bea.get("/api/me")
    assert let_go(cast, again) == []
    assert notices(cast.grace) == []
