"""People who matter to the person: put on the list, changed, taken off it. Each of these is a version that stays."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from backend.about_me import access
from backend.about_me.models import ContactVersion
from backend.about_me.phones import read_phone
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, NotFound
from backend.core.ids import new_id
from backend.sharing import access as sharing


@dataclass(frozen=True)
class Contact:
    """What one says about somebody: only the name has to be there."""

    name: str
    relation: str = ""
    phone: str | None = None
    note: str = ""


GONE = Contact("")


def put_contact(actor: Actor, record_id: uuid.UUID, contact_id: uuid.UUID, contact: Contact, version: int) -> bool:
    """Put somebody on the list (`version` 0), or change them, having read that version. The same again is harmless.

    Returns whether they are new. Raises NotFound, MayNotAdd, Invalid, NotYours, ChangedMeanwhile.
    """
    right = access.check_can_write(record_id)
    contact = Contact(contact.name, contact.relation, read_phone(contact.phone), contact.note)
    newest = _newest(record_id, contact_id)
    if newest is not None and not newest.is_ended and _said(newest) == contact:
        return False
    _check_may_change(actor, newest, right)
    if (newest.version if newest else 0) != version:
        raise access.ChangedMeanwhile
    _add(actor, record_id, contact_id, contact, version + 1)
    access.write_down(actor, "about_me.contact_written", record_id, contact_id, right)
    return version == 0


def remove_contact(actor: Actor, record_id: uuid.UUID, contact_id: uuid.UUID) -> None:
    """Take somebody off the list. Twice is harmless. Raises NotFound, MayNotAdd, NotYours."""
    right = access.check_can_write(record_id)
    newest = _newest(record_id, contact_id)
    if newest is None:
        raise NotFound
    _check_may_change(actor, newest, right)
    if not newest.is_ended:
        _add(actor, record_id, contact_id, GONE, newest.version + 1, is_ended=True)
        access.write_down(actor, "about_me.contact_removed", record_id, contact_id, right)


def _newest(record_id: uuid.UUID, contact_id: uuid.UUID) -> ContactVersion | None:
    versions = select(ContactVersion).where(ContactVersion.contact_id == contact_id)
    found = db.session.scalar(versions.order_by(ContactVersion.version.desc()).limit(1))
    if found is not None and found.record_id != record_id:
        raise IdTaken
    return found


def _said(row: ContactVersion) -> Contact:
    return Contact(row.name, row.relation, row.phone, row.note)


def _check_may_change(actor: Actor, newest: ContactVersion | None, right: sharing.Access) -> None:
    if newest is not None and right.way != sharing.OWN and newest.account_id != actor.account_id:
        raise access.NotYours


def _add(
    actor: Actor, record_id: uuid.UUID, contact_id: uuid.UUID, said: Contact, version: int, *, is_ended: bool = False
) -> None:
    row = ContactVersion(id=new_id(), contact_id=contact_id, record_id=record_id, version=version, at=clock.now())
    row.account_id, row.is_ended = actor.account_id, is_ended
    row.name, row.relation, row.phone, row.note = said.name, said.relation, said.phone, said.note
    db.session.add(row)
    db.session.flush()
