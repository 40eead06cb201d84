"""The doors of this slice: accounts, their names and contacts, and links for operators."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.encryption import vault
from backend.core.ids import new_id
from backend.identity import codes, messages
from backend.identity.acting import acting_for
from backend.identity.contact_details import ContactDetail, read_contact
from backend.identity.models import Account, Challenge, Contact, OneTimeCode, Session

A_DAY = timedelta(days=1)
SESSIONS_KEPT = timedelta(days=30)


def create_account(
    name: str, *, email: str | None = None, phone: str | None = None, account_id: uuid.UUID | None = None
) -> Account:
    """A new account with its data key. Contacts given here count as confirmed: the caller knows that they are hers."""
    account = Account(id=account_id or new_id(), created_at=clock.now())
    vault.make_data_key(account.id)
    account.name = name
    db.session.add(account)
    db.session.flush()
    audit.record_act(None, "identity.account_made", subject_id=account.id)
    for given in (email, phone):
        if given:
            add_confirmed_contact(account.id, read_contact(given))
    return account


def add_confirmed_contact(account_id: uuid.UUID, detail: ContactDetail) -> Contact:
    """Keep a contact that is known to be hers."""
    contact = new_contact(account_id, detail)
    contact.confirmed_at = clock.now()
    with acting_for(account_id):
        db.session.add(contact)
    return contact


def new_contact(account_id: uuid.UUID, detail: ContactDetail) -> Contact:
    """A contact's row, not yet confirmed and not yet added."""
    contact = Contact(id=new_id(), account_id=account_id, kind=detail.kind, created_at=clock.now())
    contact.value = detail.value
    contact.fingerprint = detail.fingerprint
    return contact


def names_of(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names by account id, in two queries whatever the number."""
    wanted = set(ids)
    if not wanted:
        return {}
    vault.warm(wanted)
    return {
        account.id: account.name for account in db.session.scalars(select(Account).where(among(Account.id, wanted)))
    }


def contacts_of(account_id: uuid.UUID) -> list[Contact]:
    """The confirmed contacts (`kind`, `value`), the oldest first. In the web process only one's own."""
    return list(
        db.session.scalars(
            select(Contact)
            .where(Contact.account_id == account_id, Contact.confirmed_at.is_not(None))
            .order_by(Contact.created_at)
        )
    )


def device_of(actor: Actor) -> str:
    """What lists call the browser that is acting, such as "Chrome on Android"."""
    return db.session.scalars(select(Session.device).where(Session.id == actor.session_id)).one()


def is_signed_in(actor: Actor) -> bool:
    """Whether the session that is acting has not been ended meanwhile, by another request."""
    return db.session.scalar(select(Session.ended_at).where(Session.id == actor.session_id)) is None


def fingerprints_of(account_id: uuid.UUID) -> set[bytes]:
    """By what the confirmed contacts are found. In the web process only one's own."""
    return {contact.fingerprint for contact in contacts_of(account_id)}


def find_account_by_contact(contact: str) -> Account | None:
    """Whose confirmed contact that is. Raises Invalid when it is neither e-mail address nor mobile."""
    account_id = account_of(read_contact(contact))
    return db.session.get(Account, account_id) if account_id else None


def account_of(detail: ContactDetail) -> uuid.UUID | None:
    """The account with that confirmed contact."""
    return db.session.scalar(select(func.account_of_contact(detail.fingerprint)))


def account_of_passkey(credential_id: bytes) -> uuid.UUID | None:
    """The account that keeps that passkey."""
    return db.session.scalar(select(func.account_of_passkey(credential_id)))


def forget_expired(now: datetime) -> None:
    """Delete what is over: codes and challenges, contacts unconfirmed for a day, sessions that ended thirty days ago.

    For the worker's sweep; the web role cannot do it for other accounts.
    """
    db.session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < now))
    db.session.execute(delete(Challenge).where(Challenge.expires_at < now))
    db.session.execute(delete(Contact).where(Contact.confirmed_at.is_(None), Contact.created_at < now - A_DAY))
    db.session.execute(delete(Session).where(Session.ends_at < now - SESSIONS_KEPT))


def make_sign_in_link(account_id: uuid.UUID) -> str:
    """A full link that signs in once within ten minutes, for the operator's command and the demo."""
    _, _, token = codes.make_code("sign_in", account_id)
    audit.record_act(None, "identity.link_made", subject_id=account_id)
    return messages.address(f"/sign-in/link#{token}")
