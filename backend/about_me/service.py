"""Reading it: one door for the person, her team, whom she trusts and who has emergency access."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from backend.about_me.headings import BY_NAME, ORDER
from backend.about_me.models import ContactVersion, Entry
from backend.care import service as care
from backend.core.actor import Actor
from backend.core.db import db
from backend.identity import service as identity
from backend.sharing import access as sharing

SECTION = "about_me"
Names = dict[uuid.UUID, str]


def describe(actor: Actor, record_id: uuid.UUID) -> dict[str, Any]:
    """Everything written there, the person's own words first. Hidden looks like nothing written. Raises NotFound."""
    sharing.check_knows(record_id)
    right = sharing.read_section(actor, record_id, SECTION)
    place = sharing.where_to_look(record_id, right)
    entries, contacts = _entries(place, care.persons_of([record_id]).get(record_id)), _contacts(place)
    names = identity.names_of({row.account_id for row in entries} | {row.account_id for row in contacts})
    is_own = right is not None and right.way == sharing.OWN
    return {
        "sections": [_entry(actor, row, names) for row in entries],
        "contacts": [_contact(actor, row, names, is_own=is_own) for row in contacts],
        "may_add": right is not None and right.level >= sharing.ADD,
    }


def list_people_around(actor: Actor, record_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who matters to the person, by name and relation alone; nobody where she keeps it to herself."""
    right = sharing.read_section(actor, record_id, SECTION)
    around = _contacts(sharing.where_to_look(record_id, right))
    return [{"name": row.name, "relation": row.relation} for row in around]


def _entries(record_id: uuid.UUID, person: uuid.UUID | None) -> list[Entry]:
    newest = (
        select(Entry)
        .where(Entry.record_id == record_id)
        .ext(distinct_on(Entry.heading, Entry.account_id))
        .order_by(Entry.heading, Entry.account_id, Entry.version.desc())
    )
    written = [row for row in db.session.scalars(newest) if row.words and row.heading in BY_NAME]
    return sorted(written, key=lambda row: (ORDER[row.heading], row.account_id != person, row.at))


def _contacts(record_id: uuid.UUID) -> list[ContactVersion]:
    newest = (
        select(ContactVersion)
        .where(ContactVersion.record_id == record_id)
        .ext(distinct_on(ContactVersion.contact_id))
        .order_by(ContactVersion.contact_id, ContactVersion.version.desc())
    )
    # Devices make ids that sort by time, so the list keeps the order in which people were put on it.
    return [row for row in db.session.scalars(newest) if not row.is_ended]


def _entry(actor: Actor, row: Entry, names: Names) -> dict[str, Any]:
    return {
        "id": row.id,
        "heading": row.heading,
        "title": BY_NAME[row.heading].title,
        "words": row.words,
        "at": row.at,
        "by": names[row.account_id],
        "is_mine": row.account_id == actor.account_id,
    }


def _contact(actor: Actor, row: ContactVersion, names: Names, *, is_own: bool) -> dict[str, Any]:
    is_mine = row.account_id == actor.account_id
    return {
        "id": row.contact_id,
        "version": row.version,
        "name": row.name,
        "relation": row.relation,
        "phone": row.phone,
        "note": row.note,
        "at": row.at,
        "by": names[row.account_id],
        "is_mine": is_mine,
        "may_change": is_mine or is_own,
    }
