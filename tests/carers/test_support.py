"""Who invited me, who is who around them, who looks after carers, and help for carers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.carers import help_content
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.roles import role
from tests.sharing.ways import NOW, share, trust
from tests.step_up.asking import ask


def people(member: Member) -> list[dict]:
    return member.get("/api/who-i-support")["people"]


def test_jo_sees_who_invited_jo(cast: Cast) -> None:
    assert people(cast.jo) == []
    trusted = trust(cast, cast.jo)
    (alex,) = people(cast.jo)
    assert alex == {
        "trusted_person_id": str(trusted),
        "record_id": str(cast.alex.record_id),
        "preferred_name": "Alex Morgan",
        "please_do": "",
        "please_dont": "",
        "has_open_request": False,
    }
    assert people(cast.alex) == people(cast.nia) == []


def test_an_open_request_shows_only_where_requests_are_shared(cast: Cast) -> None:
    trusted = trust(cast, cast.jo)
    before = cast.jo.respond("GET", "/api/who-i-support").data
    ask(cast.alex)
    assert cast.jo.respond("GET", "/api/who-i-support").data == before
    share(cast, "step_ups", trusted)
    assert people(cast.jo)[0]["has_open_request"]


@pytest.mark.parametrize("changes", [{"ended_at": NOW, "ended_how": "left"}, {"accepted_at": None}])
def test_what_is_over_or_not_begun_is_not_listed(cast: Cast, changes: dict) -> None:
    trusted = trust(cast, cast.jo, **changes)
    assert people(cast.jo) == []
    assert trusted


def test_jo_sees_who_is_who_with_nothing_shared(cast: Cast) -> None:
    trust(cast, cast.jo)
    around = cast.jo.get(f"/api/records/{cast.alex.record_id}/around")
    assert around["preferred_name"] == "Alex Morgan"
    assert (around["team"]["name"], around["team"]["phone"]) == ("Riverside Team", "01632 960001")
    assert around["key_worker"] == {"name": "Asha Begum"}
    assert around["carer_champion"] is None
    with role(OWNER):
        wanted = select(AuditEntry).where(AuditEntry.actor_id == cast.jo.account_id, AuditEntry.action == "record.read")
        assert [row.section for row in db.session.scalars(wanted)] == ["care"]


@pytest.mark.parametrize("who", ["sam", "nia", "jo"])
def test_a_stranger_learns_nothing(cast: Cast, who: str) -> None:
    getattr(cast, who).get(f"/api/records/{cast.alex.record_id}/around", expect=404)


def test_a_lead_names_the_champion(cast: Cast) -> None:
    trust(cast, cast.jo)
    path, tom = f"/api/teams/{cast.riverside}/carer-champion", {"account_id": str(cast.tom.account_id)}
    cast.grace.put(path, tom, expect=204)
    around = cast.jo.get(f"/api/records/{cast.alex.record_id}/around")
    assert around["carer_champion"] == {"name": "Tom Osei"}
    (team,) = cast.asha.get("/api/teams")["teams"]
    assert team["carer_champion_id"] == str(cast.tom.account_id)
    cast.asha.put(path, tom, expect=403)
    cast.nia.put(path, tom, expect=404)
    cast.grace.put(path, {"account_id": str(cast.nia.account_id)}, expect=422)
    cast.grace.put(path, {"account_id": None}, expect=204)
    assert cast.nobody.get(f"/api/public/teams/{cast.riverside}")["carer_champion"] is None
    with role(OWNER):
        wanted = select(AuditEntry.actor_id).where(AuditEntry.action == "care.carer_champion_set")
        assert list(db.session.scalars(wanted)) == [cast.grace.account_id] * 2


@pytest.mark.parametrize(("who", "changes"), [("grace", 1), ("asha", 0), ("nia", 0), ("alex", 0)])
def test_the_database_lets_only_a_lead_name_the_champion(cast: Cast, who: str, changes: int) -> None:
    with role(WEB):
        act_as(getattr(cast, who).account_id)
        champion = {"team": cast.riverside, "who": cast.tom.account_id}
        db.session.execute(text("SELECT set_carer_champion(:team, :who)"), champion)
    with role(OWNER):
        wanted = text("SELECT count(*) FROM teams WHERE carer_champion_id IS NOT NULL")
        assert db.session.scalar(wanted) == changes


def test_help_is_there_for_everybody(cast: Cast) -> None:
    found = cast.nobody.get("/api/carers-help")
    assert [section["title"] for section in found["sections"]][:2] == ["Who is who in the team", "How to reach them"]
    assert found["as_of"]
    words = " ".join(" ".join(section["paragraphs"]) for section in found["sections"])
    assert "Care Act 2014, section 10" in words
    sentences = [sentence for sentence in words.replace("?", ".").split(". ") if sentence]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


def test_a_trust_keeps_its_own_help(cast: Cast, tmp_path: Path) -> None:
    own = tmp_path / "carers.json"
    section = {"title": "Our carers' café", "paragraphs": ["Each Monday at ten."], "links": []}
    own.write_text(json.dumps({"as_of": "2026-11-01", "source": "Rivers NHS Foundation Trust", "sections": [section]}))
    try:
        help_content.use_file(own)
        assert cast.nobody.get("/api/carers-help")["sections"] == [section]
    finally:
        help_content.use_file(None)


SECTION = '{"as_of": "2026-11-01", "source": "x", "sections": [%s]}'
SCRIPT = '{"title": "a", "paragraphs": ["b"], "links": [{"words": "c", "href": "javascript:alert(1)"}]}'


@pytest.mark.parametrize("wrong", ["not json", "{}", SECTION % "", SECTION % '{"title": "a"}', SECTION % SCRIPT])
def test_a_wrong_file_is_named_at_the_start(tmp_path: Path, wrong: str) -> None:
    own = tmp_path / "carers.json"
    own.write_text(wrong)
    with pytest.raises(help_content.WrongFile, match="WAYMARK_CARERS_FILE"):
        help_content.use_file(own)
    with pytest.raises(help_content.WrongFile):
        help_content.use_file(tmp_path / "nothing.json")


def test_hidden_ids_are_like_ids_that_are_not_there(cast: Cast) -> None:
    hidden = cast.jo.get(f"/api/records/{cast.alex.record_id}/around", expect=404)
    assert hidden == cast.jo.get(f"/api/records/{new_id()}/around", expect=404)
