"""What a device must sign: made, handed out, and taken away by the first answer, right or wrong."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from backend.core import clock, limits
from backend.core.db import db
from backend.core.ids import new_id
from backend.identity.models import Challenge

WORKS_FOR = timedelta(minutes=5)
BYTES = 32


@dataclass(frozen=True)
class Popped:
    """A challenge that was handed out and is gone now."""

    challenge: bytes
    account_id: uuid.UUID | None


def make_challenge(
    purpose: str, *, account_id: uuid.UUID | None = None, subject_id: uuid.UUID | None = None
) -> Challenge:
    """A fresh challenge, kept for five minutes."""
    made = Challenge(
        id=new_id(),
        purpose=purpose,
        challenge=secrets.token_bytes(BYTES),
        account_id=account_id,
        subject_id=subject_id,
        expires_at=clock.now() + WORKS_FOR,
    )
    db.session.add(made)
    db.session.flush()
    return made


def pop_challenge(challenge_id: uuid.UUID, purpose: str, *, subject_id: uuid.UUID | None = None) -> Popped | None:
    """Take the challenge away and answer it, or None when it was not for this, is old, or was used.

    Counting commits, so a request that is refused later cannot bring the challenge back.
    """
    row = db.session.execute(
        delete(Challenge)
        .where(
            Challenge.id == challenge_id,
            Challenge.purpose == purpose,
            Challenge.subject_id.is_not_distinct_from(subject_id),
            Challenge.expires_at > clock.now(),
        )
        .returning(Challenge.challenge, Challenge.account_id)
    ).one_or_none()
    if row is None:
        return None
    limits.count_attempt("challenge", str(challenge_id), at_most=1, within=WORKS_FOR)
    return Popped(row.challenge, row.account_id)
