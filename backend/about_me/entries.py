"""Writing under a heading: a new version of one's own words, beside everybody else's."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from backend.about_me import access
from backend.about_me.headings import BY_NAME
from backend.about_me.models import Entry
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid, NotFound


def write_entry(
    actor: Actor, record_id: uuid.UUID, entry_id: uuid.UUID, *, heading: str, words: str, replaces: uuid.UUID | None
) -> bool:
    """Put the actor's words under a heading; empty ones take them away. `replaces`: the version that they read before.

    Returns whether it is new. Raises NotFound, MayNotAdd, Invalid, IdTaken, ChangedMeanwhile.
    """
    right = access.check_can_write(record_id)
    if heading not in BY_NAME:
        raise NotFound
    if _is_known(actor, record_id, entry_id, heading, words):
        return False
    newest = newest_of(actor, record_id, heading)
    if (newest.id if newest else None) != replaces:
        raise access.ChangedMeanwhile
    if not words and newest is None:
        raise Invalid(fields={"words": ["Write a few words first."]})
    entry = Entry(id=entry_id, record_id=record_id, heading=heading, account_id=actor.account_id, at=clock.now())
    entry.version, entry.words = (newest.version if newest else 0) + 1, words
    db.session.add(entry)
    db.session.flush()
    access.write_down(actor, "about_me.written", record_id, entry_id, right)
    return True


def newest_of(actor: Actor, record_id: uuid.UUID, heading: str) -> Entry | None:
    """The actor's own present words under a heading."""
    own = select(Entry).where(
        Entry.record_id == record_id, Entry.heading == heading, Entry.account_id == actor.account_id
    )
    return db.session.scalar(own.order_by(Entry.version.desc()).limit(1))


def _is_known(actor: Actor, record_id: uuid.UUID, entry_id: uuid.UUID, heading: str, words: str) -> bool:
    known = db.session.get(Entry, entry_id)
    if known is None:
        return False
    if (known.record_id, known.account_id, known.heading) != (record_id, actor.account_id, heading):
        raise IdTaken
    if known.words != words:
        raise IdTaken
    return True
