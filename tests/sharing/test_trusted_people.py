"""Whom she trusts: what they see, and how it becomes less, at once and quietly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from backend.core import clock
from backend.core.db import db
from backend.core.ids import new_id
from backend.sharing.sections import SECTIONS
from tests.care.queries import count_queries
from tests.cast import Cast, sign_in
from tests.sharing.steps import WORDING, accept, as_owner, audited, change, readable, trust
from tests.step_up.asking import ask, do

LIVE_GRANTS = "SELECT count(*) FROM grants WHERE trusted_person_id = :who AND until_at IS NULL AND decision = 'shared'"
WITHDRAWN = "SELECT count(*) FROM withdrawals WHERE kind = :kind"


def jo_of(cast: Cast, *sections: str | dict[str, Any], **changes: Any) -> str:
    """Jo, who has said yes; answers how Alex's page calls them."""
    invited = trust(cast.alex, *sections, **changes)
    accept(cast.jo, invited)
    return invited["person"]["id"]


def shown(cast: Cast, trusted_id: str) -> dict[str, Any]:
    people = cast.alex.get("/api/sharing")["people"]
    return next(person for person in people if person["id"] == trusted_id)


def section_of(person: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in person["sections"] if row["section"] == name)


def kinds(person: dict[str, Any]) -> list[str]:
    return [happening["kind"] for happening in person["history"]]


def test_the_page_says_who_sees_what(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me", {"section": "goals", "may_add": True}, please_do="Ring first.")
    page = cast.alex.get("/api/sharing")
    assert (page["stop"], page["wording"], page["team"]["team"]["name"]) == (None, WORDING, "Riverside Team")
    person = shown(cast, trusted_id)
    assert (person["name"], person["relation"], person["state"]) == ("Jo", "friend", "sharing")
    assert (person["please_do"], person["please_dont"], person["needs_review"]) == ("Ring first.", None, False)
    assert [row["section"] for row in person["sections"]] == [section.name for section in SECTIONS]
    assert [row["section"] for row in person["sections"] if row["is_live"]] == ["about_me", "goals"]
    assert [row["section"] for row in person["sections"] if row["may_add"]] == ["goals"]
    assert kinds(person) == ["invited", "accepted"]
    assert [happening["by_me"] for happening in person["history"]] == [True, False]


def test_what_is_shared_is_seen_and_nothing_else(cast: Cast) -> None:
    jo_of(cast, "about_me")
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}
    for section in ("goals", "step_ups", "safety_plan"):
        assert readable(cast.jo, section) == set()


def test_narrowing_counts_for_the_very_next_request_and_is_kept(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me", {"section": "goals", "may_add": True})
    person = change(cast.alex, trusted_id, {"section": "goals", "may_add": False})
    assert readable(cast.jo, "about_me") == set()
    assert readable(cast.jo, "goals") == {cast.alex.record_id}
    assert not section_of(person, "about_me")["is_shared"]
    assert not section_of(person, "goals")["may_add"]
    assert kinds(person) == ["invited", "accepted", "changed"]
    refusals = (
        "SELECT count(*) FROM grants WHERE trusted_person_id = :who AND decision = 'not_shared' AND until_at IS NULL"
    )
    assert as_owner(refusals, who=trusted_id) == 1
    assert as_owner(WITHDRAWN, kind="grant") == 2
    assert audited("sharing.trusted_changed", cast.alex.account_id) == 1


def test_widening_again_ends_the_refusal(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    change(cast.alex, trusted_id)
    change(cast.alex, trusted_id, "about_me", "goals")
    assert readable(cast.jo, "about_me") == readable(cast.jo, "goals") == {cast.alex.record_id}
    assert as_owner(LIVE_GRANTS, who=trusted_id) == 2


def test_the_same_again_writes_no_new_decision(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    before = as_owner("SELECT count(*) FROM grants")
    person = change(cast.alex, trusted_id, "about_me", please_dont="Do not bring the dog.")
    assert as_owner("SELECT count(*) FROM grants") == before
    assert person["please_dont"] == "Do not bring the dog."
    assert kinds(person) == ["invited", "accepted"]


def test_each_decision_keeps_who_when_and_the_wording(cast: Cast) -> None:
    jo_of(cast, "about_me")
    kept = "SELECT wording || decided_by FROM grants WHERE trusted_person_id IS NOT NULL"
    assert as_owner(kept) == f"{WORDING}{cast.alex.account_id}"


def test_stopping_is_quiet(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me", "step_ups")
    person = cast.alex.post(f"/api/trusted-people/{trusted_id}/stop")
    assert readable(cast.jo, "about_me") == readable(cast.jo, "step_ups") == set()
    assert readable(cast.jo, "care") == {cast.alex.record_id}, (
        "They stay, with the name, as if nothing had been shared."
    )
    assert (person["state"], kinds(person)[-1]) == ("sharing", "stopped")
    assert audited("sharing.trusted_stopped", cast.alex.account_id) == 1
    again = cast.alex.post(f"/api/trusted-people/{trusted_id}/stop")
    assert kinds(again) == kinds(person)
    assert audited("sharing.trusted_stopped") == 1


def test_who_has_nothing_left_to_see_is_signed_out(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    cast.alex.post(f"/api/trusted-people/{trusted_id}/stop")
    cast.jo.get("/api/me", expect=401)
    assert sign_in(cast.jo).get("/api/me")["is_trusted"], "They may come back, and tell the team something."


def test_who_still_sees_something_stays_signed_in(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me", "goals")
    accept(cast.jo, trust(cast.sam, "about_me"))
    change(cast.alex, trusted_id, "goals")
    cast.alex.post(f"/api/trusted-people/{trusted_id}/stop")
    cast.jo.get("/api/me")


@pytest.mark.parametrize("who", ["sam", "nia"])
def test_a_person_or_a_worker_stays_signed_in(cast: Cast, who: str) -> None:
    member = getattr(cast, who)
    invited = trust(cast.alex, "about_me")
    accept(member, invited)
    cast.alex.delete(f"/api/trusted-people/{invited['person']['id']}")
    member.get("/api/me")


def test_what_they_were_about_to_be_told_is_called_back(cast: Cast) -> None:
    trusted_id = jo_of(cast, "step_ups", "goals")
    notice, put_in = (
        new_id(),
        (
            "INSERT INTO notices (id, account_id, kind, subject_id, urgent, created_at)"
            " VALUES (:id, :who, 'sharing.news', :subject, false, now()) RETURNING id"
        ),
    )
    as_owner(put_in, id=notice, who=cast.jo.account_id, subject=cast.alex.record_id)
    change(cast.alex, trusted_id, "step_ups")
    gone = "SELECT withdrawn_at IS NOT NULL FROM notices WHERE id = :id"
    assert not as_owner(gone, id=notice)
    change(cast.alex, trusted_id, "goals")
    assert as_owner(gone, id=notice)


def test_removing_ends_it_wholly(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    cast.alex.delete(f"/api/trusted-people/{trusted_id}")
    cast.alex.delete(f"/api/trusted-people/{trusted_id}")
    assert readable(cast.jo, "care") == readable(cast.jo, "about_me") == set()
    person = shown(cast, trusted_id)
    assert (person["state"], person["ended_how"], kinds(person)[-1]) == ("ended", "removed", "removed")
    assert as_owner(LIVE_GRANTS, who=trusted_id) == 0
    assert as_owner(WITHDRAWN, kind="trusted_person") == 1
    assert audited("sharing.trusted_removed", cast.alex.account_id) == 1
    for path in ("stop", "reviewed", "invite-again"):
        said = cast.alex.post(f"/api/trusted-people/{trusted_id}/{path}", expect=409)
        assert said["code"] == "sharing.trust_ended"
    assert change(cast.alex, trusted_id, "goals", expect=409)["code"] == "sharing.trust_ended"


def test_they_can_leave_and_she_is_told(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    cast.jo.post(f"/api/who-i-support/{trusted_id}/leave", expect=204)
    assert readable(cast.jo, "care") == set()
    assert shown(cast, trusted_id)["ended_how"] == "left"
    told = "SELECT account_id FROM notices WHERE kind = 'sharing.trusted_left'"
    assert as_owner(told) == cast.alex.account_id
    assert audited("sharing.trusted_left", cast.jo.account_id) == 1
    cast.jo.post(f"/api/who-i-support/{trusted_id}/leave", expect=404)


def test_nobody_leaves_for_another(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    for other in (cast.alex, cast.sam, cast.asha):
        other.post(f"/api/who-i-support/{trusted_id}/leave", expect=404)
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}


def test_only_for_a_time(cast: Cast) -> None:
    now = clock.now()
    wish = {
        "section": "goals",
        "starts_at": (now + timedelta(hours=1)).isoformat(),
        "ends_at": (now + timedelta(hours=2)).isoformat(),
    }
    trusted_id = jo_of(cast, wish)
    assert readable(cast.jo, "goals") == set()
    assert not section_of(shown(cast, trusted_id), "goals")["is_live"]
    for minutes, sees in ((90, {cast.alex.record_id}), (121, set())):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=True):
            assert readable(cast.jo, "goals") == sees


def test_only_while_a_request_is_open(cast: Cast) -> None:
    trusted_id = jo_of(cast, {"section": "safety_plan", "only_while_open": True})
    assert readable(cast.jo, "safety_plan") == set()
    step_up = ask(cast.alex)
    assert readable(cast.jo, "safety_plan") == {cast.alex.record_id}
    assert section_of(shown(cast, trusted_id), "safety_plan")["is_live"]
    do(cast.alex, step_up, "withdrawals")
    assert readable(cast.jo, "safety_plan") == set()


@pytest.mark.parametrize(
    "sections",
    [
        [{"section": "care"}],
        [{"section": "goals"}, {"section": "goals"}],
        [{"section": "goals", "ends_at": "2020-01-01T00:00:00Z"}],
        [{"section": "goals", "starts_at": "2090-01-02T00:00:00Z", "ends_at": "2090-01-01T00:00:00Z"}],
        [{"section": "goals", "ends_at": "2090-01-01T00:00:00"}],
        [{"section": "goals", "may_change": True}],
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, sections: list[dict[str, Any]]) -> None:
    trusted_id = jo_of(cast, "about_me")
    change(cast.alex, trusted_id, *sections, expect=422)
    trust(cast.alex, *sections, expect=422)
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}


def test_words_that_have_changed_are_read_again_first(cast: Cast) -> None:
    trusted_id = jo_of(cast)
    assert change(cast.alex, trusted_id, "goals", wording="2020-01", expect=409)["code"] == "sharing.other_wording"
    assert trust(cast.alex, "goals", wording="2020-01", expect=409)["code"] == "sharing.other_wording"


def test_they_are_hers_alone(cast: Cast) -> None:
    trusted_id = jo_of(cast, "about_me")
    body = {"sections": [], "wording": WORDING}
    for other, status in ((cast.sam, 404), (cast.asha, 403), (cast.jo, 403), (cast.nobody, 401)):
        other.put(f"/api/trusted-people/{trusted_id}/sections", body, expect=status)
        other.delete(f"/api/trusted-people/{trusted_id}", expect=status)
        for path in ("stop", "reviewed", "invite-again"):
            other.post(f"/api/trusted-people/{trusted_id}/{path}", expect=status)
    assert cast.sam.get("/api/sharing")["people"] == []
    assert readable(cast.jo, "about_me") == {cast.alex.record_id}


def test_the_page_costs_the_same_however_many_people(cast: Cast) -> None:
    def statements() -> int:
        cast.alex.get("/api/sharing")
        db.session.info.clear()
        db.session.expunge_all()
        with count_queries() as seen:
            cast.alex.get("/api/sharing")
        return len(seen)

    trust(cast.alex, "about_me")
    few = statements()
    for _ in range(5):
        trust(cast.alex, "about_me", "goals")
    assert statements() == few
