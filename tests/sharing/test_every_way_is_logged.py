"""Complete by construction: each address that answers with somebody's record leaves a row in who has looked.

Every address that can be read by another account stands in one of the two lists below. A new one fails until it is placed,
and one that is said to show a record is asked, and has to have left its row.
"""

from __future__ import annotations

import click
import pytest
from flask import Flask
from sqlalchemy import text

from backend.cli import main
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.sharing.models import Grant, TrustedPerson
from tests.admission.coming import ANOTHERS, HERS, come_back, proof
from tests.cast import Cast, Member
from tests.dialog_plus.talking import talk_it_over
from tests.roles import role
from tests.safety_plan.pictures import show_a_photo
from tests.safety_plan.writing import item, save, section
from tests.sharing.emergencies import look_in_an_emergency
from tests.sharing.test_access_reports import report
from tests.step_up.asking import ask

# Who asks for it, once everything below is there to be seen.
SHOWS_A_RECORD = {
    "/api/caseload": "asha",
    "/api/people": "asha",
    "/api/requests": "asha",
    "/api/step-ups/<uuid:step_up_id>": "asha",
    "/api/emergency": "nia",
    "/api/emergency/reviews": "grace",
    "/api/access-reports": "grace",
    "/api/identity-questions": "asha",
    "/api/records/<uuid:record_id>/about-me": "jo",
    "/api/records/<uuid:record_id>/around": "jo",
    "/api/records/<uuid:record_id>/conversations/<uuid:conversation_id>": "jo",
    "/api/records/<uuid:record_id>/goals": "jo",
    "/api/records/<uuid:record_id>/nhs-number": "asha",
    "/api/records/<uuid:record_id>/outcomes": "jo",
    "/api/records/<uuid:record_id>/plans/<uuid:plan_id>": "jo",
    "/api/records/<uuid:record_id>/plans/<uuid:plan_id>/pdf": "jo",
    "/api/records/<uuid:record_id>/questionnaires": "asha",
    "/api/records/<uuid:record_id>/safety-plan": "jo",
    "/api/records/<uuid:record_id>/safety-plan/pdf": "jo",
    "/api/records/<uuid:record_id>/safety-plan/photos/<uuid:photo_id>": "jo",
    "/api/records/<uuid:record_id>/safety-plan/please": "jo",
    "/api/records/<uuid:record_id>/step-ups": "jo",
    "/api/records/<uuid:record_id>/working-on": "jo",
    "/api/team-messages": "asha",
    "/api/teams/<uuid:team_id>/members/<uuid:account_id>/hand-over": "grace",
    "/api/who-i-support": "jo",
}
SHOWS_NONE = {
    "/api/arrivals": "people who have no record yet",
    "/api/carer-messages": "one's own words",
    "/api/contacts": "one's own account",
    "/api/deliveries/<uuid:delivery_id>": "a kind and an id, to its addressee",
    "/api/devices": "one's own account",
    "/api/emergency/reviews/due": "two numbers",
    "/api/invitations": "people who have no record yet",
    "/api/identities": "one's own account",
    "/api/instruments": "questionnaires as they were published",
    "/api/me": "one's own account",
    "/api/my-quiet-hours": "one's own account",
    "/api/my-shifts": "one's own hours",
    "/api/openid/pending": "one's own browser",
    "/api/passkeys": "one's own account",
    "/api/sessions": "one's own account",
    "/api/team-messages/unread": "a number",
    "/api/teams": "colleagues and opening hours",
    "/api/teams/<uuid:team_id>/away": "colleagues and when they are away",
    "/api/teams/<uuid:team_id>/hours": "opening hours",
    "/api/teams/<uuid:team_id>/ladders": "whom the team tells, and when",
    "/api/teams/<uuid:team_id>/let-go": "colleagues, and how much is left of theirs",
    "/api/teams/<uuid:team_id>/outcomes": "counts of at least five people",
    "/api/teams/<uuid:team_id>/rota": "colleagues and when they work",
    "/api/teams/<uuid:team_id>/rotations": "colleagues and when they work",
    "/api/waiting": "one's own account",
    "/api/teams/<uuid:team_id>/wall": "counts, times and colleagues on duty",
}
# What an operator types; none of it shows a word of a record, but the export, which logs each record with how=export.
COMMANDS = {
    "run", "reset", "close-account", "web", "worker", "migrate", "seed", "demo-links", "sign-in-link", "openapi",
    "keys make", "keys rotate", "keys retire", "keys index-names", "audit verify", "audit heads", "replay-withdrawals",
    "instruments add", "instruments check", "instruments list", "export mhsds-scores", "crisis-lines list", "crisis-lines check",
    "openid-keys make", "openid-keys rotate", "openid-keys retire", "providers check", "providers show",
    "staff-rules set", "staff-rules show", "staff stop", "auditor", "doctor", "step-ups list", "step-ups show", "step-ups nudge",
}  # fmt: skip

ROWS = text("""
    SELECT count(*) FROM audit_entries
    WHERE record_id = :record AND actor_id = :who AND action = 'record.read'
""")


def rows(cast: Cast, member: Member) -> int:
    with role(OWNER):
        return db.session.scalar(ROWS, {"record": cast.alex.record_id, "who": member.account_id}) or 0


@pytest.fixture
def addresses(cast: Cast) -> dict[str, str]:
    """Something of Alex for everybody to see: a request, a friend who may see it, an emergency, a report, a message."""
    step_up = ask(cast.alex)
    friend = _trust_jo(cast)
    look_in_an_emergency(cast)
    report(cast.alex)
    come_back(cast, proof("alex", number=HERS), "link", by=cast.alex)
    come_back(cast, proof("alex", number=ANOTHERS))
    message = {"trusted_person_id": str(friend), "words": "They are not sleeping.", "in_confidence": False}
    cast.jo.put(f"/api/carer-messages/{new_id()}", message, expect=201)
    ids = {"<uuid:record_id>": str(cast.alex.record_id), "<uuid:step_up_id>": step_up["id"]}
    talked = talk_it_over(cast, "They are not sleeping.")
    ids |= {f"<uuid:{name}>": str(value) for name, value in talked.items()}
    save(cast.alex, section("distressed", item("Stay with me.", group="do")), section("going", item("Bess.")))
    ids["<uuid:photo_id>"] = show_a_photo(cast.alex)["id"]
    ids |= {"<uuid:team_id>": str(cast.riverside), "<uuid:account_id>": str(cast.asha.account_id)}
    return {rule: _filled(rule, ids) for rule in SHOWS_A_RECORD}


def _filled(rule: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        rule = rule.replace(name, value)
    return rule


def _trust_jo(cast: Cast) -> object:
    now = clock.now()
    with role(OWNER):
        friend = TrustedPerson(id=new_id(), record_id=cast.alex.record_id, account_id=cast.jo.account_id)
        friend.relation, friend.token_hash, friend.code_hash, friend.wrong_codes = "friend", b"x", b"y", 0
        friend.invited_at = friend.expires_at = friend.accepted_at = friend.review_at = now
        friend.name = "Jo"
        db.session.add(friend)
        db.session.flush()
        for section in ("about_me", "step_ups", "goals", "dialog_results", "dialog_plus_plan", "safety_plan"):
            grant = Grant(id=new_id(), record_id=cast.alex.record_id, section=section, decision="shared", from_at=now)
            grant.trusted_person_id, grant.wording, grant.decided_by = friend.id, "2026-11", cast.alex.account_id
            db.session.add(grant)
    return friend.id


def test_every_address_that_others_read_is_placed(whole_app: Flask) -> None:
    found = {
        rule.rule
        for rule in whole_app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and getattr(whole_app.view_functions[rule.endpoint], "guard", None) in ("signed_in", "worker")
    }
    assert found == set(SHOWS_A_RECORD) | set(SHOWS_NONE), "Say whether it shows somebody's record to another account."


@pytest.mark.parametrize("rule", sorted(SHOWS_A_RECORD))
def test_what_shows_a_record_leaves_its_row(cast: Cast, addresses: dict[str, str], rule: str) -> None:
    member: Member = getattr(cast, SHOWS_A_RECORD[rule])
    before = rows(cast, member)
    member.get(addresses[rule])
    assert rows(cast, member) > before, (
        "Read it through sharing.access.read_section, or log it with audit.record_reads."
    )


def test_every_command_is_placed() -> None:
    found = set()
    for name, command in main.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {"": None}
        found |= {f"{name} {one}".strip() for one in inner}
    assert found == COMMANDS, (
        "A command that shows a word of a record writes a row with how=command; then place it here."
    )
