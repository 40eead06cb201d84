"""One-time codes and their twin links: ten minutes, one use, five tries, and one answer whatever goes wrong."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from backend.audit import service as audit
from backend.core import clock, limits
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Forbidden, TooMany
from backend.core.ids import new_id, new_token
from backend.identity.contact_details import ContactDetail
from backend.identity.models import OneTimeCode

WORKS_FOR = timedelta(minutes=10)
TRIES = 5


class CodeRefused(Forbidden):
    """Wrong, used, old, or tried too often: which one it was stays with us."""

    code = "identity.code_refused"
    words = "That code did not work. Please ask for a new code."


class LinkRefused(Forbidden):
    """The same for a link."""

    code = "identity.link_refused"
    words = "That link did not work. It may be old, or used already. Please ask for a new one."


def make_code(
    purpose: str, subject_id: uuid.UUID | None, contact: ContactDetail | None = None
) -> tuple[OneTimeCode, str, str]:
    """A fresh code: its row, the six digits, and the token of its link. `contact` is kept, sealed for the subject."""
    row_id, digits, token = new_id(), f"{secrets.randbelow(10**6):06d}", new_token()
    row = OneTimeCode(
        id=row_id,
        purpose=purpose,
        subject_id=subject_id,
        code_hash=_code_hash(row_id, digits),
        token_hash=_token_hash(token),
        expires_at=clock.now() + WORKS_FOR,
    )
    if contact is not None:
        row.contact = contact.value
    db.session.add(row)
    db.session.flush()
    return row, digits, token


def limit_codes(contact: ContactDetail, origin: str) -> None:
    """Count one message: five an hour to one contact, thirty an hour for one origin. Raises TooMany."""
    limits.count_attempt("codes.origin", _blind(origin), at_most=30, within=timedelta(hours=1))
    limits.count_attempt("codes.contact", contact.fingerprint.hex(), at_most=5, within=timedelta(hours=1))


def limit_sign_ins(origin: str) -> None:
    """Count one try to get in: sixty in ten minutes for one origin. Raises TooMany."""
    limits.count_attempt("sign_in", _blind(origin), at_most=60, within=timedelta(minutes=10))


def use_code(row_id: uuid.UUID, digits: str, purpose: str) -> OneTimeCode:
    """Use up the code and answer its row. Raises CodeRefused.

    The try is counted, and a refusal written down, in the one commit of `count_attempt`: refusing the request cannot
    undo them.
    """
    found = db.session.scalar(
        select(OneTimeCode).where(OneTimeCode.id == row_id, OneTimeCode.purpose == purpose, _is_live(clock.now()))
    )
    fits = found is not None and secrets.compare_digest(found.code_hash, _code_hash(row_id, digits))
    if not fits:
        _record_refusal("identity.code_refused", found, purpose)
    try:
        limits.count_attempt("code", str(row_id), at_most=TRIES, within=WORKS_FOR)
    except TooMany:
        raise CodeRefused from None
    if found is None or not fits or not _take(found):
        raise CodeRefused
    return found


def use_link(token: str, purpose: str, origin: str) -> OneTimeCode:
    """Use up a link and answer its row. Raises LinkRefused; the refusal is written down in the commit of the counting."""
    found = db.session.scalar(
        select(OneTimeCode).where(
            OneTimeCode.token_hash == _token_hash(token), OneTimeCode.purpose == purpose, _is_live(clock.now())
        )
    )
    if found is None:
        _record_refusal("identity.link_refused", None, purpose)
    limit_sign_ins(origin)
    if found is None or not _take(found):
        raise LinkRefused
    return found


def open_code_of(subject_id: uuid.UUID, purpose: str) -> uuid.UUID | None:
    """The id of the newest code for that subject."""
    return db.session.scalar(
        select(OneTimeCode.id)
        .where(OneTimeCode.subject_id == subject_id, OneTimeCode.purpose == purpose)
        .order_by(OneTimeCode.id.desc())
        .limit(1)
    )


def forget_codes(subject_id: uuid.UUID, purpose: str) -> None:
    """Make every open code for that subject useless."""
    db.session.execute(delete(OneTimeCode).where(OneTimeCode.subject_id == subject_id, OneTimeCode.purpose == purpose))


def _take(row: OneTimeCode) -> bool:
    """Delete the row; False when somebody was quicker or nobody has the contact it was asked for."""
    taken = db.session.scalar(delete(OneTimeCode).where(OneTimeCode.id == row.id).returning(OneTimeCode.id))
    return taken is not None and row.subject_id is not None


def _is_live(now: datetime) -> ColumnElement[bool]:
    return OneTimeCode.expires_at > now


def _record_refusal(action: str, row: OneTimeCode | None, purpose: str) -> None:
    account_id = row.subject_id if row and purpose == "sign_in" else None
    audit.record_act(None, action, account_id=account_id, purpose=purpose)


def _code_hash(row_id: uuid.UUID, digits: str) -> bytes:
    return vault.blind_index("code", f"{row_id}:{digits}")


def _token_hash(token: str) -> bytes:
    return vault.blind_index("link", token)


def _blind(origin: str) -> str:
    return vault.blind_index("origin", origin).hex()
