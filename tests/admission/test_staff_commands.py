"""What an administrator types about staff: rules in words before and after, and letting somebody go by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from backend import cli_staff
from backend.care import service as care
from backend.cli import main
from backend.config import ROOT
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.openid import providers
from backend.openid.client_keys import make_client_keys, write_client_keys
from tests.admission.staffing import (
    CIS2,
    TRUST,
    acts,
    comes,
    notices,
    owner_sees,
    places,
    proof,
    rules,
    sign_in,
)
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ask, let_the_engine_look, promise

RIVERSIDE = "Rivers NHS Foundation Trust / Riverside Team"
GOOD = {"team": RIVERSIDE, "role": "worker", "claims": ["groups=riverside"]}


@pytest.fixture
def waymark(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """`waymark staff-rules …` and `waymark staff …` on this test's connection; a document is written to a file first."""

    @contextmanager
    def as_owner() -> Iterator[object]:
        with role(OWNER):
            yield SimpleNamespace()

    monkeypatch.setattr(cli_staff, "as_owner", as_owner)

    def run(*words: str, document: Any = None, typed: str = "") -> Result:
        if document is not None:
            file = tmp_path / "rules.json"
            file.write_text(document if isinstance(document, str) else json.dumps(document))
            words = (*words, str(file))
        return CliRunner().invoke(main, list(words), input=typed)

    before = providers.all_providers()
    providers.offer((TRUST, CIS2))
    yield run
    providers.offer(before)


def set_rules(waymark: Any, *wanted: dict[str, Any], provider: str = "trust-staff", typed: str = "y\n") -> Result:
    said: Result = waymark("staff-rules", "set", document={"provider": provider, "rules": list(wanted)}, typed=typed)
    return said


def test_rules_are_said_in_words_and_done_when_somebody_says_yes(waymark: Any, cast: Cast) -> None:
    lead = {"team": str(cast.riverside), "role": "lead", "claims": ["groups=riverside-leads", "groups.site=North"]}
    no = set_rules(waymark, GOOD, lead, typed="n\n")
    assert (no.exit_code, no.output.splitlines()[-1]) == (0, "Nothing was changed.")
    assert owner_sees("SELECT * FROM staff_rules") == []
    yes = set_rules(waymark, GOOD, lead)
    assert (yes.exit_code, yes.output.splitlines()[-1]) == (0, "Done.")
    new = 'Rivers NHS Foundation Trust, Riverside Team: worker, when groups is "riverside"'
    assert yes.output.startswith(f"Rules of Trust sign-in (trust-staff)\n\nNew:\n  {new}\n")
    assert 'Riverside Team: team lead, when groups.site is "North" and groups is "riverside-leads"' in yes.output
    shown = waymark("staff-rules", "show").output
    assert f"Trust sign-in (trust-staff) lets in\n  {new}\n" in shown
    assert "NHS Care Identity (cis2) lets in\n  nobody: there is no rule yet." in shown
    assert set_rules(waymark, lead, GOOD).output.splitlines()[-1] == "Nothing changes."
    assert [one.detail["role"] for one in acts("admission.rule_made")] == ["worker", "lead"]


def test_who_would_be_let_go_is_named_before(waymark: Any, cast: Cast) -> None:
    set_rules(waymark, GOOD, {**GOOD, "role": "lead", "claims": ["groups=leads"]})
    bea = comes(cast, proof(groups=["riverside"]))
    hillside = {**GOOD, "team": "Rivers NHS Foundation Trust / Hillside Team"}
    changed = set_rules(waymark, hillside, {**GOOD, "claims": ["groups=others"]}, typed="n\n").output
    assert "No longer gets in" not in changed, "For Riverside there would be a rule: nobody knows yet whom it fits."
    assert "looked at when they next sign in" in changed
    asked = set_rules(waymark, hillside, typed="n\n").output
    assert "No longer gets in, at once:\n  Bea Dunn: Rivers NHS Foundation Trust, Riverside Team, worker\n" in asked
    bea.get("/api/me")
    set_rules(waymark, hillside)
    bea.get("/api/me", expect=401)
    assert places(bea.account_id) == set()
    assert notices(cast.grace) == [cast.riverside]
    assert len(acts("admission.rule_ended")) == 2
    rows = owner_sees("SELECT ended_because FROM memberships WHERE account_id = :who", who=bea.account_id)
    assert [row.ended_because for row in rows] == ["rules"]


def test_rules_of_one_provider_leave_those_of_another(waymark: Any, cast: Cast) -> None:
    rules(CIS2, (cast.riverside, "worker", "nhsid_nrbac_roles.org_code=RX1"))
    set_rules(waymark, GOOD)
    set_rules(waymark)
    rows = owner_sees("SELECT provider FROM staff_rules WHERE ended_at IS NULL")
    assert [row.provider for row in rows] == ["cis2"]


def test_yes_needs_no_question(waymark: Any) -> None:
    said = waymark("staff-rules", "set", "--yes", document={"provider": "trust-staff", "rules": [GOOD]})
    assert said.output.splitlines()[-1] == "Done."
    assert "Shall" not in said.output


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("{", "cannot be read as JSON"),
        ([], 'needs a "provider" and a list of "rules"'),
        ({"provider": "trust-staff"}, 'needs a "provider"'),
        ({"provider": "nobody", "rules": []}, "There: trust-staff, cis2."),
        ({"provider": "trust-staff", "rules": ["x"]}, "Rule 1 needs"),
        ({"provider": "trust-staff", "rules": [GOOD, {**GOOD, "team": "Riverside Team"}]}, 'Rule 2: "Riverside Team" is no team.'),
        ({"provider": "trust-staff", "rules": [{**GOOD, "role": "boss"}]}, '"role" is one of worker, duty, lead, peer.'),
        ({"provider": "trust-staff", "rules": [{**GOOD, "claims": []}]}, "would let everybody in"),
        ({"provider": "trust-staff", "rules": [{**GOOD, "claims": "groups=x"}]}, "would let everybody in"),
        ({"provider": "trust-staff", "rules": [{**GOOD, "claims": ["groups"]}]}, 'written like "groups=waymark"'),
        ({"provider": "trust-staff", "rules": [{**GOOD, "claims": ["groups="]}]}, 'written like "groups=waymark"'),
        ({"provider": "trust-staff", "rules": [{**GOOD, "claims": [7]}]}, 'written like "groups=waymark"'),
        ({"provider": "trust-staff", "rules": [{**GOOD, "claims": ["email=bea@example.org"]}]}, '"email" is not among'),
    ],
)  # fmt: skip
def test_a_wrong_file_changes_nothing_and_says_why(waymark: Any, document: Any, words: str) -> None:
    said = waymark("staff-rules", "set", "--yes", document=document)
    assert said.exit_code == 1
    assert said.output.startswith("Nothing was changed.\n")
    assert words in said.output
    assert owner_sees("SELECT * FROM staff_rules") == []


def test_every_fault_is_named_at_once(waymark: Any) -> None:
    wrong = [{**GOOD, "team": "Nowhere"}, {**GOOD, "role": "boss"}, {**GOOD, "claims": ["x=y", "groups"]}]
    said = set_rules(waymark, *wrong).output.splitlines()
    assert [line[:6] for line in said[1:]] == ["Rule 1", "Rule 2", "Rule 3", "Rule 3"]


def test_two_teams_of_one_name_are_told_apart_by_id(waymark: Any, cast: Cast) -> None:
    with role(OWNER):
        (team,) = care.teams_of_ids([cast.riverside])
        care.create_team("Riverside Team", team.organisation_id)
    assert "is more than one team" in set_rules(waymark, GOOD).output
    assert set_rules(waymark, {**GOOD, "team": str(cast.riverside)}).output.endswith("Done.\n")


def test_a_provider_speaks_for_its_own_organisation_only(waymark: Any, cast: Cast) -> None:
    with role(OWNER):
        (team,) = care.teams_of_ids([cast.riverside])
        borough = care.create_organisation("North", team.organisation_id)
        inner = care.create_team("Inner Team", borough.id).id
        other = care.create_organisation("Hills NHS Foundation Trust")
        db.session.flush()
    providers.offer((replace(TRUST, organisation_id=team.organisation_id), replace(CIS2, organisation_id=other.id)))
    assert set_rules(waymark, GOOD, {**GOOD, "team": str(inner)}).output.endswith("Done.\n"), (
        "It and what belongs to it."
    )
    other_rule = {**GOOD, "claims": ["nhsid_nrbac_roles.org_code=RX1"]}
    said = set_rules(waymark, other_rule, provider="cis2").output
    assert "is not a team of the organisation that NHS Care Identity speaks for" in said


def test_the_examples_that_we_ship_are_good(waymark: Any, cast: Cast) -> None:
    examples = ROOT / "deploy" / "examples"
    named = json.loads((examples / "providers-cis2.json").read_text())["providers"][0]
    written = (examples / "staff-rules-cis2.json").read_text().replace("YOUR TRUST / YOUR TEAM", RIVERSIDE)
    cis2 = replace(CIS2, key=named["key"], rules_claims=tuple(named["rules_claims"]))
    providers.offer((cis2,))
    said = waymark("staff-rules", "set", "--yes", document=written)
    assert said.output.endswith("Done.\n"), said.output
    nurse = {"org_code": "RX1", "role_code": "S8000:G8000:R8001", "person_roleid": "555", "activity_codes": ["B0380"]}
    bea = comes(cast, proof(provider=cis2, nhsid_nrbac_roles=[nurse], selected_roleid="555"))
    assert places(bea.account_id) == {(cast.riverside, "worker", named["key"])}
    assert (
        sign_in(cast, proof(provider=cis2, nhsid_nrbac_roles=[nurse], selected_roleid="7")).outcome
        == "openid.not_let_in"
    )


def test_the_example_of_a_provider_is_read(tmp_path: Path) -> None:
    file, keys = ROOT / "deploy" / "examples" / "providers-cis2.json", tmp_path / "keys.json"
    write_client_keys(make_client_keys(), keys)
    (cis2,) = providers.read_providers(file, address="https://waymark.example", keys_file=keys)
    assert (cis2.kind, cis2.passkeys_too, cis2.acr) == ("staff", False, ("AAL2", "AAL3"))


def test_stopping_somebody_by_hand(waymark: Any, cast: Cast) -> None:
    asked = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, asked, minutes=300)
    said = waymark("staff", "stop", "asha@example.org")
    assert (said.exit_code, said.output) == (0, "Signed out everywhere. Places ended: 1. Leads told: 1.\n")
    cast.asha.get("/api/me", expect=401)
    assert places(cast.asha.account_id) == set()
    let_the_engine_look()
    assert cast.alex.get(f"/api/step-ups/{asked['id']}")["promise"] is None
    (line,) = cast.grace.get(f"/api/teams/{cast.riverside}/let-go")["let_go"]
    assert (line["name"], line["holds"]["people"]) == ("Asha Begum", 1)
    (act,) = acts("admission.let_go")
    assert (act.subject_id, act.detail) == (cast.asha.account_id, {"why": "operator"})
    again = waymark("staff", "stop", str(cast.asha.account_id))
    assert again.output == "Signed out everywhere. Places ended: 0. Leads told: 0.\n"


def test_stopping_whom_a_provider_would_let_in_again_says_so(waymark: Any, cast: Cast) -> None:
    rules(TRUST, (cast.hillside, "lead", "groups=x"))
    bea = comes(cast, proof(groups=["x"]))
    said = waymark("staff", "stop", str(bea.account_id)).output.splitlines()
    assert said[1:] == [
        "Nobody leads these teams now. Make somebody a lead, who can hand over what was left.",
        "The sign-in trust-staff may let them in again: take their role away there too.",
    ]


@pytest.mark.parametrize("who", ["nobody@example.org", "no address", "01a2067a-f7ce-7508-a7da-23c7bb2ad8c9"])
def test_nobody_is_stopped_for_somebody_else(waymark: Any, who: str) -> None:
    said = waymark("staff", "stop", who)
    assert (said.exit_code, said.output) == (1, "Nobody has this address or id. Nothing was changed.\n")


def test_without_a_staff_sign_in_there_is_nothing_to_show(waymark: Any) -> None:
    providers.offer(())
    assert waymark("staff-rules", "show").exit_code == 1
