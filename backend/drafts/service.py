"""Keeping what a person has begun, giving it back to her, and forgetting it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import SignedOut
from backend.core.locks import one_at_a_time
from backend.drafts.limits import (
    KEPT,
    MOST_BYTES,
    MOST_DRAFTS,
    DraftTooLong,
    DraftTooOld,
    OtherAccount,
    TooManyDrafts,
)
from backend.drafts.models import Draft
from backend.identity import service as identity

FORGOTTEN = "drafts.forgotten"


def keep_draft(
    actor: Actor, draft_id: uuid.UUID, *, key: str, content: str, kept_at: datetime
) -> tuple[dict[str, Any], bool]:
    """Keep what stands in one form, unless newer words lie there already. Returns what lies there now, and whether it is new.

    Raises OtherAccount, DraftTooLong, DraftTooOld, TooManyDrafts, SignedOut.
    """
    now = clock.now()
    written_at = min(kept_at, now)  # A phone whose clock is ahead would win against everything written later.
    _check(actor, draft_id, key, content, written_at)
    one_at_a_time(actor.account_id)
    if not identity.is_signed_in(actor):
        raise SignedOut  # She signed out on purpose while this was on its way: nothing may come after that.
    draft = db.session.get(Draft, (actor.account_id, draft_id))
    if draft is not None and draft.forget_at > now and draft.kept_at >= written_at:
        return _place(draft), False
    is_new = draft is None
    if draft is None:
        draft = _begin(actor, draft_id, key)
    draft.kept_at, draft.forget_at, draft.content = written_at, written_at + KEPT, content
    db.session.add(draft)
    db.session.flush()
    return _place(draft), is_new


def list_drafts(actor: Actor) -> list[dict[str, Any]]:
    """What she has begun and not sent, the newest words first."""
    mine = select(Draft).where(Draft.account_id == actor.account_id, Draft.forget_at > clock.now())
    return [
        {**_place(draft), "key": draft.key, "content": draft.content}
        for draft in db.session.scalars(mine.order_by(Draft.kept_at.desc()))
    ]


def forget_draft(actor: Actor, draft_id: uuid.UUID, kept_at: datetime) -> None:
    """She has sent these words or thrown them away. Newer ones, of another device, stay. Twice is harmless."""
    _forget(actor, Draft.id == draft_id, Draft.kept_at <= kept_at)


def forget_all(actor: Actor) -> None:
    """She signs out on purpose: somebody may be watching, so nothing waits for whoever signs in next."""
    one_at_a_time(actor.account_id)
    _forget(actor)


def forget_old(now: datetime) -> None:
    """Delete what was kept for its time. For the worker's sweep, which can see when that is and nothing else of a draft."""
    db.session.execute(delete(Draft).where(Draft.forget_at <= now))


def _check(actor: Actor, draft_id: uuid.UUID, key: str, content: str, written_at: datetime) -> None:
    if draft_id != uuid.uuid5(actor.account_id, key):
        raise OtherAccount
    if len(content.encode()) > MOST_BYTES:
        raise DraftTooLong
    if written_at + KEPT <= clock.now():
        raise DraftTooOld


def _begin(actor: Actor, draft_id: uuid.UUID, key: str) -> Draft:
    mine = (Draft.account_id == actor.account_id, Draft.forget_at > clock.now())
    if (db.session.scalar(select(func.count()).select_from(Draft).where(*mine)) or 0) >= MOST_DRAFTS:
        raise TooManyDrafts
    draft = Draft(id=draft_id, account_id=actor.account_id)
    draft.key = key
    # That there is one, once, and not what: a row for each pause in typing would tell when she writes and for how long.
    audit.record_act(actor, "drafts.kept")
    return draft


def _forget(actor: Actor, *which: ColumnElement[bool]) -> None:
    gone = delete(Draft).where(Draft.account_id == actor.account_id, *which).returning(Draft.id)
    if db.session.scalars(gone).all():
        audit.record_act(actor, FORGOTTEN)


def _place(draft: Draft) -> dict[str, Any]:
    return {"id": draft.id, "kept_at": draft.kept_at, "forget_at": draft.forget_at}
