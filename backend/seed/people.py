"""The demo's people and teams."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, select

from backend.care import service as care
from backend.care.hours import Span
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import act_as, db
from backend.core.ids import new_id
from backend.core.work import one_transaction
from backend.identity import service as identity
from backend.identity.sign_in import Browser
from backend.sharing import trusted_invitations, trusted_joining
from backend.sharing.sections import WORDING
from backend.sharing.trusted_grants import Wish
from backend.sharing.trusted_invitations import Letter

# Long hours, so that the whole story can be tried in the evening too.
HOURS = [Span(day, time(8), time(20)) for day in range(7)]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to be in the demo. `role` of a worker; a person has none."""

    name: str
    email: str
    who: str
    team: str
    role: str | None = None
    phone: str | None = None


PEOPLE = (
    DemoPerson("Alex Morgan", "alex@example.org", "asks for more support", "riverside", phone="07700 900101"),
    DemoPerson("Asha Begum", "asha@example.org", "Alex's key worker", "riverside", role="worker"),
    DemoPerson("Tom Osei", "tom@example.org", "duty worker", "riverside", role="duty"),
    DemoPerson("Grace Lee", "grace@example.org", "team lead", "riverside", role="lead"),
    DemoPerson("Sam Price", "sam@example.org", "another person, with Tom", "riverside", phone="07700 900102"),
    DemoPerson("Nia Rees", "nia@example.org", "worker of another team", "hillside", role="worker"),
    DemoPerson("Jo Hart", "jo@example.org", "Alex's friend", "riverside", phone="07700 900103"),
)
KEY_WORKERS = {"Alex Morgan": "Asha Begum", "Sam Price": "Tom Osei"}


def make() -> bool:
    """Make the demo's people in one transaction. False when they are there already."""
    with one_transaction():
        if identity.find_account_by_contact(PEOPLE[0].email) is not None:
            return False
        _make()
    with one_transaction():
        _trust()
    return True


def _make() -> None:
    trust = care.create_organisation("Rivers NHS Foundation Trust")
    teams = {
        "riverside": _team("Riverside Community Mental Health Team", trust.id, "01632 960101"),
        "hillside": _team("Hillside Team", trust.id, "01632 960102"),
    }
    accounts = {
        person.name: identity.create_account(person.name, email=person.email, phone=person.phone).id
        for person in PEOPLE
    }
    for person in PEOPLE:
        if person.role:
            care.add_member(teams[person.team], accounts[person.name], person.role)
    for name, key_worker in KEY_WORKERS.items():
        care.create_record(accounts[name], teams["riverside"], accounts[key_worker])


def _trust() -> None:
    """Alex invites Jo, who says yes: Jo sees Alex's requests, and what Alex wrote about themselves."""
    letter = Letter(
        name="Jo",
        relation="friend",
        please_do="Ring me. Come for a walk by the river.",
        please_dont="Please do not tell my mother.",
        wishes=(Wish("step_ups", may_add=True), Wish("about_me")),
    )
    invited, _ = trusted_invitations.invite_trusted(sign_in("alex@example.org"), new_id(), letter, WORDING)
    token = invited["link"].partition("#")[2]
    trusted_joining.accept_trusted(sign_in("jo@example.org"), token, invited["code"], Browser("demo", "demo"))


def sign_in(email: str) -> Actor:
    """Somebody to act for from here on, as if signed in."""
    account = identity.find_account_by_contact(email)
    assert account is not None
    act_as(account.id)
    now = clock.now()
    return Actor(account.id, new_id(), now, now, now, record_id=db.session.scalar(select(func.own_record())))


def _team(name: str, organisation_id: uuid.UUID, phone: str) -> uuid.UUID:
    return care.create_team(name, organisation_id, phone=phone, hours=HOURS).id
