"""One's own e-mail addresses and mobiles. A new one counts once its code came back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, NotFound
from backend.core.ids import new_id
from backend.identity import access, codes, messages, service
from backend.identity.contact_details import ContactDetail, read_contact
from backend.identity.models import Contact, OneTimeCode

MOST_MESSAGES_A_DAY = 10


class ContactTaken(Conflict):
    """She has shown that it is hers, so she may know that an account has it already."""

    code = "identity.contact_taken"
    words = "Somebody signs in with this already. Use another one."


def list_contacts(actor: Actor) -> list[Contact]:
    """One's contacts, confirmed or not, the oldest first."""
    return list(
        db.session.scalars(
            select(Contact).where(Contact.account_id == actor.account_id).order_by(Contact.created_at, Contact.id)
        )
    )


def describe_contacts(actor: Actor) -> list[dict[str, Any]]:
    """The same, as a page may show them."""
    return [describe(contact) for contact in list_contacts(actor)]


def describe(contact: Contact) -> dict[str, Any]:
    """A contact as a page may show it: mostly hidden."""
    shown = ContactDetail(contact.kind, contact.value).shown
    return {"id": contact.id, "kind": contact.kind, "shown": shown, "confirmed_at": contact.confirmed_at}


def add_contact(actor: Actor, typed: str, origin: str) -> tuple[Contact, OneTimeCode]:
    """Send a code to a new contact. Says nothing about whether another account has it."""
    access.check_is_fresh(actor)
    detail = read_contact(typed)
    limits.count_attempt("contact.added", str(actor.account_id), at_most=MOST_MESSAGES_A_DAY, within=timedelta(days=1))
    codes.limit_codes(detail, origin)
    contact = _new_or_waiting(actor, detail)
    codes.forget_codes(contact.id, "contact")
    row, digits, _ = codes.make_code("contact", contact.id)
    messages.send(detail, messages.code_words(digits), None, digits)
    audit.record_act(actor, "identity.contact_added", subject_id=contact.id, kind=contact.kind)
    return contact, row


def confirm_contact(actor: Actor, contact_id: uuid.UUID, digits: str) -> Contact:
    """Count the contact from now on. Raises CodeRefused, or ContactTaken when another account has it."""
    contact = _own(actor, contact_id)
    codes.use_code(codes.open_code_of(contact_id, "contact") or new_id(), digits, "contact")
    holder = service.account_of(ContactDetail(contact.kind, contact.value))
    if holder not in (None, actor.account_id):
        raise ContactTaken
    contact.confirmed_at = clock.now()
    audit.record_act(actor, "identity.contact_confirmed", subject_id=contact.id, kind=contact.kind)
    return contact


def remove_contact(actor: Actor, contact_id: uuid.UUID) -> None:
    """Take a contact away. Raises LastWayIn when it is the only way in."""
    access.check_is_fresh(actor)
    contact = _own(actor, contact_id)
    if contact.confirmed_at is not None:
        access.check_is_not_last(actor, contact_id)
    codes.forget_codes(contact_id, "contact")
    db.session.delete(contact)
    audit.record_act(actor, "identity.contact_removed", subject_id=contact_id, kind=contact.kind)


def _new_or_waiting(actor: Actor, detail: ContactDetail) -> Contact:
    held = next((row for row in list_contacts(actor) if row.fingerprint == detail.fingerprint), None)
    if held is None:
        held = service.new_contact(actor.account_id, detail)
        db.session.add(held)
        db.session.flush()
    elif held.confirmed_at is not None:
        raise Conflict("You have added this one already.")
    return held


def _own(actor: Actor, contact_id: uuid.UUID) -> Contact:
    contact = db.session.get(Contact, contact_id)
    if contact is None or contact.account_id != actor.account_id:
        raise NotFound
    return contact
