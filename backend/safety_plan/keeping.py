"""Which browsers may keep a copy of the plan: hers to begin, to see and to end.

The secret of such a browser opens nothing. It only answers the question that the browser asks at each start: may I keep it still?
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import NotFound
from backend.core.ids import new_token
from backend.identity import service as identity
from backend.safety_plan.kept_models import KeptPlan
from backend.safety_plan.models import SECTION

KEPT, FORGOTTEN = "safety_plan.kept", "safety_plan.forgotten"


class NotKept(NotFound):
    """This browser was told to forget the plan, or never kept it."""

    code = "safety_plan.not_kept"
    words = "The plan is not kept on this phone any more. You can read it when you sign in."


@dataclass(frozen=True)
class Kept:
    """A browser as a page shows it, with the secret that it is to hold from now on."""

    view: dict[str, Any]
    secret: str
    is_new: bool


def keep_plan(actor: Actor, phone_id: uuid.UUID, secret: str | None) -> Kept:
    """Keep the plan on the browser that asks, or say that it is still kept there. Raises NotKept for one that was forgotten."""
    _forget_others_here(actor, phone_id, secret)
    phone = db.session.scalar(_hers(actor, KeptPlan.id == phone_id).with_for_update())
    if phone is not None and phone.ended_at is not None:
        raise NotKept
    is_new = phone is None
    if phone is None:
        phone = _begin(actor, phone_id)
    if secret is None or phone.token_hash != _hash(secret):
        secret = new_token()  # New here, or the answer with the secret never arrived.
        phone.token_hash = _hash(secret)
    phone.session_id, phone.seen_at = actor.session_id, clock.now()
    db.session.add(phone)
    db.session.flush()
    return Kept(_view(phone, secret), secret, is_new)


def list_phones(actor: Actor, secret: str | None) -> list[dict[str, Any]]:
    """The browsers that keep her plan, the one seen last first."""
    phones = db.session.scalars(_hers(actor, KeptPlan.ended_at.is_(None)).order_by(KeptPlan.seen_at.desc()))
    return [_view(phone, secret) for phone in phones]


def forget_phone(actor: Actor, phone_id: uuid.UUID) -> None:
    """Have a browser forget the plan: it learns of it when it next asks. Harmless when done twice. Raises NotFound."""
    if db.session.scalar(_hers(actor, KeptPlan.id == phone_id)) is None:
        raise NotFound
    _forget(actor, KeptPlan.id == phone_id)


def forget_with_session(actor: Actor, session_id: uuid.UUID | None) -> None:
    """A session was ended, or with None all others: what those browsers keep ends with it.

    All others means also those whose sign-in ran out long ago: somebody who ends everything else has perhaps lost a phone.
    """
    _forget(actor, KeptPlan.session_id == session_id if session_id else KeptPlan.session_id != actor.session_id)


def carry_over(actor: Actor, session_id: uuid.UUID) -> None:
    """She signed in again on the same browser: what it keeps belongs to the new session."""
    db.session.execute(
        update(KeptPlan)
        .where(KeptPlan.account_id == actor.account_id, KeptPlan.session_id == actor.session_id)
        .values(session_id=session_id)
    )


def find_keeper(secret: str | None) -> uuid.UUID:
    """Whose plan the browser with that secret may keep still, by the secret alone. Raises NotKept."""
    if secret is None:
        raise NotKept
    found: uuid.UUID | None = db.session.scalar(select(func.kept_plan_stands(_hash(secret), clock.now())))
    if found is None:
        raise NotKept
    return found


def forget_by_secret(secret: str | None) -> None:
    """The browser itself keeps it no more. By the secret alone, as she may be signed out."""
    account_id = db.session.scalar(select(func.end_kept_plan(_hash(secret), clock.now()))) if secret else None
    if account_id is not None:
        audit.record_act(None, FORGOTTEN, account_id=account_id)


def _begin(actor: Actor, phone_id: uuid.UUID) -> KeptPlan:
    now = clock.now()
    audit.record_act(actor, KEPT, record_id=actor.record_id, section=SECTION, subject_id=phone_id)
    phone = KeptPlan(id=phone_id, account_id=actor.account_id, token_hash=b"", kept_at=now, ended_at=None)
    phone.device = identity.device_of(actor)
    return phone


def _forget_others_here(actor: Actor, phone_id: uuid.UUID, secret: str | None) -> None:
    """A browser keeps one plan. What it kept before by another choice, hers or somebody else's, is over."""
    if secret is None:
        return
    same = _hers(actor, KeptPlan.id == phone_id, KeptPlan.token_hash == _hash(secret))
    if db.session.scalar(same) is None:
        forget_by_secret(secret)


def _forget(actor: Actor, which: ColumnElement[bool]) -> None:
    ended = db.session.scalars(
        update(KeptPlan)
        .where(KeptPlan.account_id == actor.account_id, KeptPlan.ended_at.is_(None), which)
        .values(ended_at=clock.now())
        .returning(KeptPlan.id)
    )
    for phone_id in ended.all():
        audit.record_act(actor, FORGOTTEN, record_id=actor.record_id, section=SECTION, subject_id=phone_id)


def _hers(actor: Actor, *which: ColumnElement[bool]) -> Any:
    return select(KeptPlan).where(KeptPlan.account_id == actor.account_id, *which)


def _view(phone: KeptPlan, secret: str | None) -> dict[str, Any]:
    return {
        "id": phone.id,
        "device": phone.device,
        "kept_at": phone.kept_at,
        "seen_at": phone.seen_at,
        "is_this": secret is not None and phone.token_hash == _hash(secret),
    }


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
