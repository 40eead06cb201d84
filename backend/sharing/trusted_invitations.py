"""Inviting somebody whom a person trusts. The link holds the secret; the short code she says or texts herself.

Neither is ever stored in clear. A new link makes the old one void.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text

from backend.audit import service as audit
from backend.core import clock, limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, IdTaken, Invalid
from backend.core.ids import new_token
from backend.identity import messages
from backend.identity import service as identity
from backend.identity.contact_details import ContactDetail, read_contact
from backend.sharing import stops, trusted
from backend.sharing.choices import OtherWording
from backend.sharing.invitations import WORDS, hash_of
from backend.sharing.models import TrustedPerson
from backend.sharing.people_view import describe_one
from backend.sharing.qr import qr_code
from backend.sharing.sections import WORDING
from backend.sharing.trusted_grants import Wish, check_wishes, wishes_held, write_decisions

WORKS_FOR = timedelta(days=7)
MOST = 30
MOST_A_DAY = 50
YOURSELF = "This is your own. Write the address or number of who you want to invite."
EXPIRE = text("SELECT id, record_id FROM expire_trusted(:at)")


class TooManyTrusted(Conflict):
    """Nobody can keep an eye on more."""

    code = "sharing.too_many_people"
    words = f"You can share with {MOST} people at most. Remove somebody first."


class AlreadyAccepted(Conflict):
    """A link is of no use any more."""

    code = "sharing.already_accepted"
    words = "They have said yes already."


@dataclass(frozen=True)
class Letter:
    """Whom she invites, to what, and what she asks of them. Without a date, she is asked to look again after six months."""

    name: str
    relation: str
    contact: str | None = None
    please_do: str | None = None
    please_dont: str | None = None
    review_at: datetime | None = None
    wishes: tuple[Wish, ...] = field(default=())


def invite_trusted(actor: Actor, trusted_id: uuid.UUID, letter: Letter, wording: str) -> tuple[dict[str, Any], bool]:
    """Invite somebody. Returns the person, link and code, shown once, and whether she is new; a retry gets a new link.

    Raises OtherWording, Invalid, IdTaken, AlreadyAccepted, TooManyTrusted.
    """
    check_letter(list(letter.wishes), letter.review_at, wording)
    detail = _contact_of_somebody_else(actor, letter.contact)
    limits.count_attempt("trusted.invite", str(actor.account_id), at_most=MOST_A_DAY, within=timedelta(days=1))
    known = trusted.find_own(actor, trusted_id)
    held = _write(actor, trusted_id, letter, detail) if known is None else _same_or_taken(known, letter, detail)
    made = _give_link(held, detail)
    return {**made, "person": describe_one(actor, held)}, known is None


def invite_again(actor: Actor, trusted_id: uuid.UUID) -> dict[str, Any]:
    """A new link and code; the old ones are void. Raises NotFound, AlreadyAccepted, or TrustEnded when it is over."""
    held = trusted.lock_own(actor, trusted_id)
    if held.accepted_at is not None:
        raise AlreadyAccepted
    made = _give_link(held, None)
    trusted.note(actor, held, "invited_again")
    return made


def expire_invitations(now: datetime) -> None:
    """End invitations that nobody answered in seven days. For the worker's sweep."""
    for row in db.session.execute(EXPIRE, {"at": now}).all():
        audit.record_act(None, "sharing.trusted_expired", record_id=row.record_id, subject_id=row.id)


def code_hash(trusted_id: uuid.UUID, digits: str) -> bytes:
    """How the database knows the short code: useless without the keys file."""
    return vault.blind_index("trusted_code", f"{trusted_id}:{digits}")


def check_letter(wishes: list[Wish], review_at: datetime | None, wording: str) -> None:
    """Raise OtherWording or Invalid."""
    if wording != WORDING:
        raise OtherWording
    check_wishes(wishes, clock.now())
    trusted.check_review_at(review_at)


def _contact_of_somebody_else(actor: Actor, typed: str | None) -> ContactDetail | None:
    detail = read_contact(typed) if typed else None
    if detail is not None and identity.account_of(detail) == actor.account_id:
        raise Invalid(fields={"contact": [YOURSELF]})
    return detail


def _write(actor: Actor, trusted_id: uuid.UUID, letter: Letter, detail: ContactDetail | None) -> TrustedPerson:
    assert actor.record_id is not None
    there = select(func.count()).where(TrustedPerson.record_id == actor.record_id, TrustedPerson.ended_at.is_(None))
    if (db.session.scalar(there) or 0) >= MOST:
        raise TooManyTrusted
    stops.finish_own(actor)
    now = clock.now()
    # For the contact that a newcomer proves on the way in: her own key is none of theirs.
    vault.make_data_key(trusted_id)
    held = TrustedPerson(id=trusted_id, record_id=actor.record_id, relation=letter.relation, invited_at=now)
    held.contact_index = detail.fingerprint if detail else None
    held.name, held.please_do, held.please_dont = letter.name, letter.please_do, letter.please_dont
    held.review_at = letter.review_at or now + trusted.LOOK_AGAIN_AFTER
    held.token_hash, held.code_hash, held.wrong_codes, held.expires_at = b"", b"", 0, now
    _void(held)
    db.session.add(held)
    db.session.flush()
    trusted.note(actor, held, "invited")
    write_decisions(actor, held, letter.wishes)
    audit.record_act(actor, "sharing.trusted_invited", record_id=held.record_id, subject_id=held.id)
    return held


def _void(held: TrustedPerson) -> str:
    """A new secret, so that no other link works; returned in clear for the only time."""
    token = new_token()
    held.token_hash = hash_of(token)
    return token


def _same_or_taken(known: TrustedPerson, letter: Letter, detail: ContactDetail | None) -> TrustedPerson:
    held = (known.name, known.relation, known.contact_index, known.please_do, known.please_dont)
    sent = (letter.name, letter.relation, detail.fingerprint if detail else None, letter.please_do, letter.please_dont)
    same_date = letter.review_at is None or letter.review_at == known.review_at
    if known.ended_at is not None or held != sent or not same_date or wishes_held(known) != set(letter.wishes):
        raise IdTaken
    if known.accepted_at is not None:
        raise AlreadyAccepted
    return known


def _give_link(held: TrustedPerson, detail: ContactDetail | None) -> dict[str, Any]:
    """Link and code for now and seven days; where she gave a contact, the link goes there, never the code."""
    digits, token = f"{secrets.randbelow(10**6):06d}", _void(held)
    held.code_hash, held.wrong_codes = code_hash(held.id, digits), 0
    held.expires_at = clock.now() + WORKS_FOR
    db.session.flush()
    link = messages.address(f"/trusted#{token}")
    if detail is not None:
        messages.send(detail, WORDS, link, None)
    return {"link": link, "code": digits, "qr": qr_code(link), "expires_at": held.expires_at}
