"""Staff come by their trust's sign-in: who gets which place, what follows a change there, and who is not let in."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.admission.staff import name_of
from backend.care import service as care
from backend.core import clock
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from tests.admission.coming import come_back
from tests.admission.staffing import (
    CIS2,
    TRUST,
    acts,
    comes,
    count,
    notices,
    owner_does,
    owner_sees,
    places,
    proof,
    roles,
    rules,
    sign_in,
)
from tests.cast import Cast, Member
from tests.roles import role

ROLES = "nhsid_nrbac_roles"


def by(provider: str, *held: tuple[uuid.UUID, str]) -> set[tuple[uuid.UUID, str, str]]:
    return {(team, role_, provider) for team, role_ in held}


def test_whom_a_rule_fits_gets_an_account_and_her_place(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=riverside"))
    bea = comes(cast, proof(groups=["riverside", "choir"]))
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "worker"))
    me = bea.get("/api/me")
    assert (me["name"], [team["name"] for team in me["teams"]]) == ("Bea Dunn", ["Riverside Team"])
    assert bea.get("/api/people")["people"] != []
    (act,) = acts("admission.place_given")
    assert (act.team_id, act.subject_id, act.detail["provider"], act.detail["role"]) == (
        cast.riverside, bea.account_id, "trust-staff", "worker",
    )  # fmt: skip
    again = comes(cast, proof(groups=["riverside"]))
    assert again.account_id == bea.account_id
    assert len(acts("admission.place_given")) == 1, "Nothing changed, so nothing is written."


def test_nobody_fits_and_nothing_is_made(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=riverside"))
    before = {
        table: count(table) for table in ("accounts", "identities", "sessions", "memberships", "pending_identities")
    }
    for claims in (
        {},
        {"groups": []},
        {"groups": "hillside"},
        {"groups": {"riverside": True}},
        {"other": ["riverside"]},
    ):
        back = sign_in(cast, proof(**claims))
        assert (back.outcome, back.member) == ("openid.not_let_in", None), claims
    assert {table: count(table) for table in before} == before
    act, *others = acts("openid.not_let_in")
    assert len(others) == 4
    assert (act.actor_id, act.subject_id, act.detail) == (None, None, {"provider": "trust-staff"})
    said = capsys.readouterr().out + capsys.readouterr().err
    assert "Bea" not in said
    assert "hillside" not in said


def test_of_two_roles_the_one_that_fits_counts(cast: Cast) -> None:
    rules(CIS2, (cast.riverside, "lead", [f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=lead"]),
          (cast.riverside, "worker", [f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=nurse"]))  # fmt: skip
    bea = comes(cast, proof(provider=CIS2, **roles(("RX1", "nurse"), ("RX2", "lead"))))
    assert places(bea.account_id) == by("cis2", (cast.riverside, "worker")), "She leads in RX2 only."


def test_the_strongest_of_several_places_in_a_team_counts(cast: Cast) -> None:
    rules(TRUST, *((cast.riverside, one, f"groups={one}") for one in ("peer", "worker", "lead", "duty")))
    bea = comes(cast, proof(groups=["peer", "worker", "duty"]))
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "duty"))
    comes(cast, proof(groups=["peer", "lead", "worker"]))
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "lead"))


def test_only_the_role_chosen_at_sign_in_where_the_rule_says_so(cast: Cast) -> None:
    rules(CIS2, (cast.riverside, "worker", [f"{ROLES}.org_code=RX1", f"{ROLES}.selected=yes"]))
    both = roles(("RX1", "nurse"), ("RX2", "nurse"))
    assert sign_in(cast, proof(provider=CIS2, **both, selected_roleid="2")).outcome == "openid.not_let_in"
    assert places(comes(cast, proof(provider=CIS2, **both, selected_roleid="1")).account_id)


def test_a_thousand_roles_are_no_hindrance(cast: Cast) -> None:
    rules(CIS2, (cast.riverside, "worker", [f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=nurse"]))
    many = [(f"R{number}", "nurse") for number in range(999)]
    assert sign_in(cast, proof(provider=CIS2, **roles(*many))).outcome == "openid.not_let_in"
    assert places(comes(cast, proof(provider=CIS2, **roles(*many, ("RX1", "nurse")))).account_id)


def test_places_follow_from_one_sign_in_to_the_next(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=workers"), (cast.riverside, "lead", "groups=leads"),
          (cast.hillside, "peer", "groups=peers"))  # fmt: skip
    bea = comes(cast, proof(groups=["workers"]))
    comes(cast, proof(groups=["leads"]))
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "lead"))
    (act,) = acts("admission.place_changed")
    assert (act.detail["was"], act.detail["role"]) == ("worker", "lead")
    comes(cast, proof(groups=["workers", "peers"]))
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "worker"), (cast.hillside, "peer"))
    moved = comes(cast, proof(groups=["peers"]))
    assert places(bea.account_id) == by("trust-staff", (cast.hillside, "peer")), (
        "Gone from one team, not from the other."
    )
    moved.get("/api/me")
    assert notices(cast.grace) == [cast.riverside]
    assert sign_in(cast, proof(groups=[])).outcome == "openid.not_let_in"
    assert places(bea.account_id) == set()
    moved.get("/api/me", expect=401)


def test_what_was_given_by_hand_or_by_another_provider_stays(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=riverside"), (cast.hillside, "worker", "groups=hillside"))
    rules(CIS2, (cast.riverside, "lead", f"{ROLES}.org_code=RX1"), (cast.hillside, "lead", f"{ROLES}.org_code=RX2"))
    bea = comes(cast, proof(groups=["riverside"]))
    linked = come_back(cast, proof("555", provider=CIS2, **roles(("RX1", "a"), ("RX2", "b"))), "link", by=bea)
    assert linked.outcome == "linked", linked
    cis2 = proof("555", provider=CIS2, **roles(("RX1", "a"), ("RX2", "b")))
    assert comes(cast, cis2).account_id == bea.account_id
    first = by("trust-staff", (cast.riverside, "worker"))
    assert places(bea.account_id) == first | by("cis2", (cast.hillside, "lead")), "Nobody takes a place from another."
    assert sign_in(cast, proof("555", provider=CIS2)).outcome == "openid.not_let_in"
    assert places(bea.account_id) == first
    with role(OWNER):
        care.add_member(cast.hillside, bea.account_id, "duty")
    assert sign_in(cast, proof(groups=[])).outcome == "openid.not_let_in"
    assert places(bea.account_id) == {(cast.hillside, "duty", None)}
    comes(cast, proof(groups=["hillside", "riverside"]))
    assert places(bea.account_id) == {(cast.hillside, "duty", None)} | first


def test_two_organisations_by_two_providers_at_once(cast: Cast) -> None:
    with role(OWNER):
        other = care.create_organisation("Hills NHS Foundation Trust")
        uplands = care.create_team("Uplands Team", other.id).id
    rules(TRUST, (cast.riverside, "worker", "groups=staff"))
    rules(CIS2, (uplands, "lead", f"{ROLES}.org_code=RX2"))
    bea = comes(cast, proof(groups=["staff"]))
    cora = comes(cast, proof("bea", "Cora Ellis", provider=CIS2, **roles(("RX2", "lead"))))
    assert bea.account_id != cora.account_id, "The same word of another provider is somebody else."
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "worker"))
    assert places(cora.account_id) == by("cis2", (uplands, "lead"))
    cora.get("/api/me")
    cora.get(f"/api/teams/{cast.riverside}/let-go", expect=404)


def test_a_provider_gives_nothing_by_the_rules_of_another(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "lead", "groups=leads"))
    other = replace(CIS2, rules_claims=("groups",))
    assert sign_in(cast, proof(provider=other, groups=["leads"])).outcome == "openid.not_let_in"


def test_a_rule_that_has_ended_gives_nothing(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=riverside"))
    bea = comes(cast, proof(groups=["riverside"]))
    rules(TRUST, (cast.riverside, "worker", "groups=others"))
    assert places(bea.account_id), "There is a rule for this team: she is looked at when she comes next."
    rules(TRUST, (cast.hillside, "worker", "groups=others"))
    assert places(bea.account_id) == set(), "There is none: at once."
    bea.get("/api/me", expect=401)
    assert notices(cast.grace) == [cast.riverside]
    assert sign_in(cast, proof(groups=["riverside"])).outcome == "openid.not_let_in"


def test_she_comes_back_to_the_same_account(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=riverside"))
    bea = comes(cast, proof(groups=["riverside"]))
    sign_in(cast, proof())
    assert sign_in(cast, proof()).outcome == "openid.not_let_in"
    back = comes(cast, proof(groups=["riverside"]))
    assert back.account_id == bea.account_id
    assert places(bea.account_id) == by("trust-staff", (cast.riverside, "worker"))
    assert len(acts("admission.let_go")) == 1


def test_who_works_here_already_links_after_proving_both(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "lead", "groups=leads"), (cast.hillside, "peer", "groups=leads"))
    for name in ("Asha Begum", "BEGUM, Asha (Ms)"):
        assert sign_in(cast, proof("asha", name, groups=["leads"])).outcome == "unknown", "No second account for Asha."
    assert places(cast.asha.account_id) == {(cast.riverside, "worker", None)}
    assert come_back(cast, proof("asha", groups=[]), "link", by=cast.asha).outcome == "openid.not_let_in"
    assert come_back(cast, proof("asha", groups=["leads"]), "link", by=cast.asha).outcome == "linked"
    comes(cast, proof("asha", "Asha Begum", groups=["leads"]))
    assert places(cast.asha.account_id) == {(cast.riverside, "worker", None), (cast.hillside, "peer", "trust-staff")}
    namesake = comes(cast, proof("other", "Asha Begum", groups=["leads"]))
    assert namesake.account_id != cast.asha.account_id, "Nobody of that name is left who could have meant it."


def test_only_names_that_say_enough_hold_anybody_back(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=x"))
    for name in ("Asha", "Begum", "Tom Begum", "Nia Rees", ""):
        assert sign_in(cast, proof(f"as {name}", name, groups=["x"])).outcome == "signed_in", name


def test_other_purposes_are_none_for_staff(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=x"))
    before = count("accounts")
    assert come_back(cast, proof(groups=["x"]), "join", token="x").outcome == "unknown"
    assert count("accounts") == before


def test_a_closed_account_is_not_let_in(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "worker", "groups=x"))
    bea = comes(cast, proof(groups=["x"]))
    owner_does("UPDATE accounts SET closed_at = now() WHERE id = :who", who=bea.account_id)
    with role(WEB), pytest.raises(DBAPIError, match="not theirs to settle"), db.session.begin_nested():
        _settle(bea.account_id, bea.account_id, "trust-staff")


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "  Bea   Dunn "}, "Bea Dunn"),
        ({"name": "", "given_name": "Bea", "family_name": "Dunn"}, "Bea Dunn"),
        ({"name": ["Bea"], "family_name": "Dunn"}, "Dunn"),
        ({"name": "Bea\nDunn"}, "A colleague"),
        ({"name": "B" * 5000}, "B" * 100),
        ({"name": None}, "A colleague"),
    ],
)
def test_what_she_is_called(claims: dict[str, object], name: str) -> None:
    assert name_of(replace(proof(), claims=claims)) == name


SETTLE = text("SELECT * FROM settle_staff(:whose, :provider, '[[\"groups=x\"]]', :now)")


def _settle(acting: uuid.UUID | None, whose: uuid.UUID | None, provider: str) -> None:
    act_as(acting)
    db.session.execute(SETTLE, {"whose": whose, "provider": provider, "now": clock.now()}).all()


def test_the_function_settles_nobody_elses_places_and_for_no_provider_that_is_not_hers(cast: Cast) -> None:
    rules(TRUST, (cast.riverside, "lead", "groups=x"))
    rules(CIS2, (cast.hillside, "lead", "groups=x"))
    bea = comes(cast, proof(groups=["x"]))
    tries: list[tuple[Member | None, Member | None, str]] = [
        (cast.nia, bea, "trust-staff"), (None, bea, "trust-staff"), (bea, bea, "cis2"), (bea, bea, "nobody"),
        (cast.nia, cast.nia, "trust-staff"), (bea, cast.nia, "trust-staff"), (None, None, "trust-staff"),
    ]  # fmt: skip
    before = owner_sees("SELECT id, until_at FROM memberships ORDER BY id")
    for acting, whose, provider in tries:
        with role(WEB), pytest.raises(DBAPIError, match="not theirs to settle"), db.session.begin_nested():
            _settle(acting and acting.account_id, whose and whose.account_id, provider)
    assert owner_sees("SELECT id, until_at FROM memberships ORDER BY id") == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO memberships (id, account_id, team_id, role, from_at) VALUES (gen_random_uuid(), :who, :team, 'lead', now())",
        "UPDATE memberships SET role = 'lead' WHERE account_id = :who AND team_id = :team",
        "DELETE FROM memberships WHERE account_id = :who AND team_id = :team",
        "INSERT INTO staff_rules VALUES (:who, 'trust-staff', '[\"groups=y\"]', :team, 'lead', now())",
        "SELECT * FROM staff_rules WHERE team_id = :team OR id = :who",
        "SELECT end_places(:who, ARRAY[CAST(:team AS uuid)], 'rules', now())",
        "SELECT end_sessions_and_devices(:who, now()), CAST(:team AS uuid)",
    ],
)
def test_requests_write_no_memberships_and_no_rules(cast: Cast, statement: str) -> None:
    values = {"who": cast.asha.account_id, "team": cast.riverside}
    with role(WEB):
        act_as(cast.asha.account_id)
        with pytest.raises(DBAPIError, match="permission denied"), db.session.begin_nested():
            db.session.execute(text(statement), values)
